"""Who is in which cell at any minute, what the law says to it before it is saved, and what stays in the log."""

from typing import Any

import pytest

from db.engine import Database
from db.errors import Invalid
from db.models import Alert, Category, Offence, Particular
from db.store import cell, entry, health, placement
from tests.db.store.prison import admitted, built, left, placed

NOW = "2026-11-20T14:05+05:00"


def warned(database: Database, person_id: str, cell_id: str, at: str = "2026-11-20T14:00+05:00") -> list[tuple[str, tuple[str, ...]]]:
    values = {"cell_id": cell_id, "from_at": at, "reason": "бөлу"}
    checked = database.read(lambda session: placement.check(session, person_id, values, NOW))
    assert checked.problems == []
    return [(one.key, tuple(id_ for id_, _name in one.people)) for one in checked.warned]


def refused(act: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as raised:
        act()
    return [(problem.field, problem.key) for problem in raised.value.problems]


def add(database: Database, record: Any) -> None:
    database.write(lambda session: session.add(record))


def test_where_and_with_whom_at_a_past_minute(officer: Database) -> None:
    first, second = built(officer, number="101"), built(officer, number="102")
    one, other = admitted(officer, 1), admitted(officer, 2)
    placed(officer, one, first, "2026-11-20T09:30+05:00")
    placed(officer, other, first, "2026-11-20T10:00+05:00")
    placed(officer, one, second, "2026-11-20T11:00+05:00")

    def asked(at: str) -> tuple[str, list[tuple[str, str, str]]]:
        def work(session: Any) -> tuple[str, list[tuple[str, str, str]]]:
            found = placement.at(session, one, at)
            return found.number if found else "", [(row.person_id, row.from_at[11:16], row.until_at[11:16])
                                                   for row in placement.cell_mates(session, one, at)]

        return officer.read(work)

    assert asked("2026-11-20T09:29+05:00") == ("", [])
    assert asked("2026-11-20T09:30+05:00") == ("101", [])
    assert asked("2026-11-20T10:59+05:00") == ("101", [(other, "10:00", "")])
    assert asked("2026-11-20T11:00+05:00") == ("102", [])
    assert asked("2026-11-20T12:59+07:00") == ("101", [(other, "10:00", "")])    # the same minute on another clock


def test_leaving_for_good_ends_the_stay_and_a_court_trip_does_not(officer: Database) -> None:
    room, one = built(officer), admitted(officer, 1)
    placed(officer, one, room, "2026-11-20T09:30+05:00")
    left(officer, one, "2026-11-20T13:00+05:00")
    rows = officer.read(lambda session: placement.of_cell(session, room))
    assert [(row.until_at, row.left) for row in rows] == [("2026-11-20T13:00+05:00", True)]
    assert [len(officer.read(lambda session, at=at: placement.inside(session, room, f"2026-11-20T{at}+05:00")))  # type: ignore[misc]
            for at in ("12:59", "13:00")] == [1, 0]
    assert refused(lambda: placed(officer, one, room)) == [("from_at", "placement_not_held")]
    assert officer.read(lambda session: placement.held(session, NOW)) == []


def test_out_of_the_cell_is_a_placement_without_one(officer: Database) -> None:
    room, one = built(officer), admitted(officer, 1)
    placed(officer, one, room, "2026-11-20T09:30+05:00")
    placed(officer, one, "", "2026-11-20T13:30+05:00")
    assert [row.cell_id for row in officer.read(lambda session: placement.held(session, NOW))] == [""]
    assert [(row.cell, row.until_at[11:16]) for row in officer.read(lambda session: placement.of_person(session, one))] == [
        ("", ""), ("А · 101", "13:30")]


def test_people_of_one_case_are_warned_about_by_name_and_source_and_kept_apart_only_by_a_reason(officer: Database) -> None:
    room = built(officer)
    one, other = admitted(officer, 1, {"case_number": "№ 26-7, 26-9"}), admitted(officer, 2, {"case_number": "26-9"})
    placed(officer, one, room)
    assert warned(officer, other, room) == [("separation_case", (one,))]
    (said,) = officer.read(lambda session: placement.check(session, other, {"cell_id": room, "from_at": NOW}, NOW)).warned
    assert said.source and said.people[0][1].startswith("Болатов")
    assert refused(lambda: placed(officer, other, room)) == [("override", "separation_unseen")]
    assert refused(lambda: placed(officer, other, room, seen=("separation_case",))) == [("override", "separation_reason_required")]
    placement_id = placed(officer, other, room, seen=("separation_case",), override="басқа камера жөндеуде")
    kept = officer.read(lambda session: placement.load(session, placement_id))
    assert (kept.warnings, kept.override) == ("separation_case", "басқа камера жөндеуде")


def test_a_reason_against_nothing_is_not_kept(officer: Database) -> None:
    placement_id = placed(officer, admitted(officer, 1), built(officer), override="керек емес")
    assert officer.read(lambda session: placement.load(session, placement_id)).override == ""


@pytest.mark.parametrize(("record", "key"), [
    (lambda id_: Alert(person_id=id_, alert="medical_apart"), "separation_medical"),
    (lambda id_: Alert(person_id=id_, alert="person_under_threat", from_on="2026-11-01", until_on="2026-11-20"), "separation_under_threat"),
    (lambda id_: Alert(person_id=id_, alert="person_under_threat", until_on="2026-11-19"), None),
    (lambda id_: Particular(person_id=id_, fact="former_official", value="yes"), "separation_former_official"),
    (lambda id_: Particular(person_id=id_, fact="smoker", value="no"), None),
    (lambda id_: Particular(person_id=id_, fact="smoker"), "separation_smoker"),
    (lambda id_: Offence(person_id=id_, gravity="gravity_grave", since_on="2026-11-01"), "separation_grave_charge"),
    (lambda id_: Offence(person_id=id_, gravity="gravity_grave", since_on="2026-11-01", closed_on="2026-11-15"), None),
    (lambda id_: Category(person_id=id_, category="convict", from_at="2026-11-20T10:00+05:00"), None),      # of another episode
])
def test_what_the_register_knows_of_a_person_is_weighed(officer: Database, record: Any, key: str | None) -> None:
    room, one, other = built(officer), admitted(officer, 1), admitted(officer, 2)
    placed(officer, one, room)
    add(officer, record(other))
    assert warned(officer, other, room) == ([(key, (one,))] if key else [])


def test_sex_age_status_and_citizenship_are_weighed_at_that_minute(officer: Database) -> None:
    room, one = built(officer), admitted(officer, 1)
    placed(officer, one, room)
    girl = admitted(officer, 2, sex="female", date_of_birth="2009-11-20", citizenship="UZ")
    assert [key for key, _with in warned(officer, girl, room)] == ["separation_sex", "separation_minor", "separation_foreigner"]
    convict = admitted(officer, 3, {"ground": "ground_sentence", "category": "convict"})
    assert [key for key, _with in warned(officer, convict, room)] == ["separation_in_force"]


def test_who_comes_of_age_is_an_adult_on_that_day(officer: Database) -> None:
    room, one = built(officer), admitted(officer, 1)
    placed(officer, one, room)
    assert warned(officer, admitted(officer, 2, date_of_birth="2008-11-20"), room) == []
    assert [key for key, _with in warned(officer, admitted(officer, 3, date_of_birth="2008-11-21"), room)] == ["separation_minor"]


def test_places_and_floor_are_counted_with_the_newcomer(officer: Database) -> None:
    room = built(officer, capacity=1, area=400)
    placed(officer, admitted(officer, 1), room)
    assert [key for key, _with in warned(officer, admitted(officer, 2), room)] == ["cell_over_capacity", "cell_under_norm"]


def test_a_back_dated_stay_is_weighed_against_everybody_met_until_its_end(officer: Database) -> None:
    room, elsewhere = built(officer), built(officer, number="102")
    one, other = admitted(officer, 1, {"case_number": "5"}), admitted(officer, 2, {"case_number": "5"})
    placed(officer, one, room, "2026-11-20T12:00+05:00")
    placed(officer, other, elsewhere, "2026-11-20T13:00+05:00")
    assert warned(officer, other, room, "2026-11-20T09:30+05:00") == [("separation_case", (one,))]
    placed(officer, one, elsewhere, "2026-11-20T12:30+05:00", seen=("separation_case",), override="уақытша")
    assert warned(officer, other, room, "2026-11-20T12:30+05:00") == []


def test_a_placement_is_corrected_with_a_reason_and_the_log_keeps_both(officer: Database) -> None:
    room, one = built(officer), admitted(officer, 1)
    placement_id = placed(officer, one, room)
    values = {"cell_id": room, "from_at": "2026-11-20T13:50+05:00"}
    assert refused(lambda: officer.write(lambda session: placement.amend(session, placement_id, values, " "))) == [("because", "required")]
    officer.write(lambda session: placement.amend(session, placement_id, values, "журналда 13:50"))
    history = officer.read(lambda session: entry.of_record(session, placement_id))
    assert [row.action for row in history] == ["record", "amend"] and history[-1].reason == "журналда 13:50"
    assert officer.read(lambda session: placement.at(session, one, "2026-11-20T13:50+05:00")) is not None


def test_a_cell_with_somebody_in_it_is_not_closed_and_a_closed_one_takes_nobody(officer: Database) -> None:
    room, one = built(officer), admitted(officer, 1)
    placed(officer, one, room, "2026-11-20T13:00+05:00")

    def close() -> None:
        officer.write(lambda session: cell.amend(session, room, {"closed_on": "2026-11-20"}, "жөндеу"))

    assert refused(close) == [("closed_on", "cell_still_held")]
    placed(officer, one, "", "2026-11-20T13:30+05:00")
    close()
    assert refused(lambda: placed(officer, one, room)) == [("cell_id", "cell_is_closed")]
    assert [row.state for row in officer.read(lambda session: cell.plan(session, NOW)).cells] == ["cell_closed"]


def test_cells_come_by_the_range_and_no_door_has_the_number_of_another(officer: Database) -> None:
    built(officer, number="8-11")
    assert [row.number for row in officer.read(cell.rows)] == ["8", "9", "10", "11"]
    assert refused(lambda: built(officer, number="10-12")) == [("number", "cell_exists")]
    assert len(officer.read(cell.rows)) == 4


def test_everything_stays_whole(officer: Database) -> None:
    one = admitted(officer, 1)
    placed(officer, one, built(officer))
    before = officer.read(lambda session: placement.of_person(session, one))
    officer.write(health.rebuild)
    assert officer.read(health.check).findings == []
    assert officer.read(lambda session: placement.of_person(session, one)) == before
