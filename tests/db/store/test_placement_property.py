"""Two hundred people moved at random through three years: every question equals a count by hand."""

from random import Random
from typing import Any, NamedTuple

import pytest
from sqlalchemy.orm import Session

from db.demo.people import moment, seconds
from db.demo.records import Bulk
from db.engine import Database
from db.models import Cell, Custody, Movement, Person, Placement, new_id
from db.rules.moment import utc_minutes
from db.store import cell, health, placement
from tests import factory
from tests.db.store.prison import cell_values

PEOPLE, CELLS, ASKED = 200, 40, 150
END = utc_minutes("2026-11-20T14:05+05:00")
BEGINNING = END - 3 * 365 * 1440


class Step(NamedTuple):
    """One event of a person: into a cell, out of one (""), or through the gate for good (None)."""

    minute: int
    cell: str | None


@pytest.fixture
def moved(officer: Database) -> tuple[Database, dict[str, list[Step]], list[str]]:
    random, cells = Random(7), [new_id() for _ in range(CELLS)]
    lives: dict[str, list[Step]] = {new_id(): [] for _ in range(PEOPLE)}
    officer.write(lambda session: _fill(session, random, cells, lives))
    return officer, lives, cells


def _fill(session: Session, random: Random, cells: list[str], lives: dict[str, list[Step]]) -> None:
    bulk = Bulk(session)
    at = seconds(moment(END))
    for number, cell_id in enumerate(cells):
        bulk.add(Cell, cell_id, "", {name: value for name, value in cell_values(number=str(number)).items() if value not in ("", None)}, at)
    for number, (person_id, life) in enumerate(lives.items()):
        bulk.add(Person, person_id, person_id, factory.person_values(surname=f"Адам{number}"), at)
        minute = BEGINNING + random.randrange(700 * 1440)
        for _episode in range(random.choice((1, 1, 2))):
            minute = _episode_of(bulk, random, cells, person_id, life, minute, at) + random.randrange(1, 90 * 1440)
    bulk.close()


def _episode_of(bulk: Bulk, random: Random, cells: list[str], person_id: str, life: list[Step], minute: int, at: str) -> int:
    custody_id, here = new_id(), ""
    bulk.add(Custody, custody_id, person_id, factory.custody_values(person_id=person_id, institution="ЛА-155/8", arrived_at=moment(minute)), at)
    for _move in range(random.randrange(9)):
        minute += random.choice((1, 1, 30, 600, random.randrange(1, 60 * 1440)))
        here = random.choice([one for one in (*cells, "", "") if one != here or one == ""])
        values = {"person_id": person_id, "custody_id": custody_id, "cell_id": here, "from_at": moment(minute)}
        bulk.add(Placement, new_id(), person_id, {name: value for name, value in values.items() if value}, at)
        life.append(Step(minute, here))
    minute += random.choice((0, 1, random.randrange(1, 200 * 1440)))
    values = {"person_id": person_id, "custody_id": custody_id, "direction": "out", "closes": "yes", "at": moment(minute)}
    bulk.add(Movement, new_id(), person_id, values, at)
    life.append(Step(minute, None))
    return minute


def _by_hand(lives: dict[str, list[Step]], minute: int) -> dict[str, str]:
    """Person → cell, by walking through each life."""
    found = {}
    for person_id, life in lives.items():
        here: str | None = ""
        for step in life:
            here = step.cell if step.minute <= minute else here
        if here:
            found[person_id] = here
    return found


def test_every_question_equals_a_count_by_hand(moved: tuple[Database, dict[str, list[Step]], list[str]]) -> None:
    database, lives, cells = moved
    random = Random(11)
    edges = [step.minute + shift for life in lives.values() for step in life for shift in (-1, 0)]
    minutes = random.sample(edges, ASKED // 2) + [random.randrange(BEGINNING, END) for _ in range(ASKED // 2)]

    def ask(session: Session) -> None:
        for minute in minutes:
            expected, at = _by_hand(lives, minute), moment(minute)
            plan = cell.plan(session, at)
            assert {row.id: row.people for row in plan.cells if row.people} == {
                cell_id: list(expected.values()).count(cell_id) for cell_id in set(expected.values())}
            person_id = random.choice(list(lives))
            found = placement.at(session, person_id, at)
            assert (found.id if found else "") == expected.get(person_id, "")
            _look_at_mates(session, expected, random.choice(list(expected) or [person_id]), at, minute)

    database.read(ask)


def _look_at_mates(session: Session, expected: dict[str, str], person_id: str, at: str, minute: int) -> None:
    mates = placement.cell_mates(session, person_id, at)
    assert {row.person_id for row in mates} == {one for one, cell_id in expected.items()
                                                if one != person_id and cell_id == expected.get(person_id)}
    for row in mates:
        assert row.stay.covers(minute)
        assert person_id in {back.person_id for back in placement.cell_mates(session, row.person_id, at)}


def test_ends_follow_beginnings_and_the_record_is_whole(moved: tuple[Database, dict[str, list[Step]], list[str]]) -> None:
    database, lives, cells = moved

    def histories(session: Session) -> list[Any]:
        return [placement.of_person(session, person_id) for person_id in lives] + [placement.of_cell(session, cell_id) for cell_id in cells]

    before = database.read(histories)
    for person_id, life in lives.items():
        mine = [(row.stay.since, row.stay.until) for row in before[list(lives).index(person_id)]][::-1]
        assert mine == [(step.minute, after.minute) for step, after in zip(life, life[1:], strict=False) if step.cell is not None]
    database.write(health.rebuild)
    assert database.read(health.check).findings == []
    assert database.read(histories) == before
