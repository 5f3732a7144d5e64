"""The figures of the first screen follow every change, whatever makes it, and a check tells when they do not."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import Database
from db.store import custody, health, person, screening, tally, today
from tests import factory

NO_NUMBER = {"iin": "", "iin_state": "iin_absent", "iin_reason": "құжат жоқ"}
NOW = "2026-11-20T14:05+05:00"


def held(database: Database) -> tally.Held:
    return database.read(lambda session: tally.held(session, "2008-11-20"))


def assert_true(database: Database) -> None:
    assert database.read(tally.differences) == []


def test_only_who_has_a_custody_is_counted_and_only_once(officer: Database) -> None:
    person_id = officer.write(lambda session: person.register(session, factory.person_values())).value
    assert held(officer).total == 0
    for _episode in range(2):
        officer.write(lambda session: custody.open_(session, person_id, factory.custody_values()))
        assert held(officer) == tally.Held(1, 0, 0, 0, 0)
    assert_true(officer)


def test_women_minors_foreigners_and_stateless_people_are_told_apart(officer: Database) -> None:
    factory.admitted(officer, sex="female", **NO_NUMBER)
    factory.admitted(officer, date_of_birth="2009-05-06", **NO_NUMBER)
    factory.admitted(officer, citizenship="UZ", **NO_NUMBER)
    factory.admitted(officer, citizenship="stateless", **NO_NUMBER)
    factory.admitted(officer, citizenship="unknown", **NO_NUMBER)
    assert held(officer) == tally.Held(total=5, women=1, minors=1, foreigners=1, stateless=1)
    assert_true(officer)


def test_amended_data_move_a_person_from_one_figure_to_another(officer: Database) -> None:
    person_id = factory.admitted(officer, **NO_NUMBER)
    officer.write(lambda session: person.amend(session, person_id, {"sex": "female", "citizenship": "RU"}, "құжат бойынша"))
    assert held(officer) == tally.Held(total=1, women=1, minors=0, foreigners=1, stateless=0)
    assert_true(officer)


def test_who_has_come_waits_until_a_medic_has_seen_him_after_that_arrival(medic: Database) -> None:
    person_id = factory.admitted(medic)
    assert [row.person_id for row in medic.read(screening.waiting)] == [person_id]
    factory.screened(medic, person_id)
    assert medic.read(screening.waiting) == []
    assert [row.examined for row in medic.read(lambda session: today.summary(session, NOW)).arrivals] == [True]
    medic.write(lambda session: custody.open_(session, person_id, factory.custody_values(arrived_at="2026-11-20T13:00+05:00")))
    assert [row.arrived_at for row in medic.read(screening.waiting)] == ["2026-11-20T13:00+05:00"]
    assert_true(medic)


def test_an_amended_arrival_is_waited_for_anew(medic: Database) -> None:
    person_id = factory.admitted(medic)
    factory.screened(medic, person_id)
    episode = medic.read(lambda session: custody.rows(session, person_id))[0]
    later = factory.custody_values(arrived_at="2026-11-20T13:30+05:00")
    medic.write(lambda session: custody.amend(session, episode.id, later, "қате жазылған"))
    assert [row.arrived_at for row in medic.read(screening.waiting)] == ["2026-11-20T13:30+05:00"]
    assert_true(medic)


@pytest.mark.parametrize(("change", "found"), [
    ("UPDATE tally SET number = number + 1 WHERE value = 'male'", ("tally", "sex")),
    ("DELETE FROM tally WHERE what = 'date_of_birth'", ("tally", "date_of_birth")),
    ("DELETE FROM waiting", ("waiting", "1")),
    ("UPDATE waiting SET arrived_utc = arrived_utc + 1", ("waiting", "1")),
    ("INSERT INTO waiting (row, arrived_utc) VALUES (77, 1)", ("waiting", "77")),
])
def test_figures_that_do_not_follow_are_found_and_a_rebuild_mends_them(medic: Database, change: str, found: tuple[str, str]) -> None:
    factory.admitted(medic)
    medic.write(lambda session: session.execute(text(change)))
    assert medic.read(tally.differences) == [found]
    assert [(one.key, one.values["kind"]) for one in medic.read(health.check).findings] == [("row_differs", found[0])]
    medic.write(health.rebuild)
    assert medic.read(health.check).whole


@pytest.mark.parametrize("order", [("person", "custody"), ("custody", "person")])
def test_records_may_arrive_in_any_order_and_an_episode_may_be_given_to_another_person(officer: Database, order: tuple[str, ...]) -> None:
    rows: dict[str, Callable[[Session], Any]] = {
        "person": lambda session: session.execute(text(
            "INSERT INTO person (id, head, recorded_at, author, sex, citizenship, date_of_birth) VALUES ('p', '', '', '', 'female', 'KZ', '')")),
        "custody": lambda session: session.execute(text(
            "INSERT INTO custody (id, person_id, head, recorded_at, author, arrived_utc) VALUES ('c', 'p', '', '', '', 5)")),
    }
    other = officer.write(lambda session: person.register(session, factory.person_values())).value
    for kind in order:
        officer.write(rows[kind])
    assert held(officer) == tally.Held(1, 1, 0, 0, 0)
    assert_true(officer)
    officer.write(lambda session: session.execute(text("UPDATE custody SET person_id = :other, head = 'x' WHERE id = 'c'"), {"other": other}))
    assert held(officer) == tally.Held(1, 0, 0, 0, 0)
    assert_true(officer)
