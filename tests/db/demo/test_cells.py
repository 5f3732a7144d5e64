"""The demo institution has a building: everybody held in it has a cell, apart as the law asks, and the register stays whole."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from db.demo import make as demo
from db.engine import Database
from db.keys.keyring import Keyring
from db.store import cell, health, placement

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=timezone(timedelta(hours=5)))
AT, PASSWORD = "2026-11-20T14:05+05:00", "кәсіби-демо-2026"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    demo.make(made, 300, seed=4, password=PASSWORD, now=lambda: NOW, screenings=3, certifications=3)
    return made


@pytest.fixture
def register(folder: Path) -> Iterator[Database]:
    database = Database.open(folder, Keyring.load(folder).unlock("officer", PASSWORD))
    yield database
    database.close()


def test_everybody_held_has_a_cell_or_came_just_now(register: Database) -> None:
    held = register.read(lambda session: placement.held(session, AT))
    assert len(held) > 20
    assert all(row.cell_id or row.arrived_at[:10] == AT[:10] for row in held)
    plan = register.read(lambda session: cell.plan(session, AT))
    assert plan.people == sum(bool(row.cell_id) for row in held)
    assert {"cell_over", "cell_closed", "cell_free", "cell_full"} <= {row.state for row in plan.cells}


def test_men_women_and_minors_live_apart(register: Database) -> None:
    def groups(session: object) -> list[set[str]]:
        found = []
        for people in placement.everybody(session, AT).values():     # type: ignore[arg-type]
            known = placement.separation.occupants(session, [row.person_id for row in people], AT)     # type: ignore[arg-type]
            found.append({f"{one.sex} {one.minor} {one.in_force}" for one in known.values()})
        return found

    assert all(len(one) == 1 for one in register.read(groups))


def test_nobody_is_placed_before_the_arrival_and_the_register_is_whole(register: Database) -> None:
    for one in register.read(lambda session: placement.held(session, AT)):
        stays = register.read(lambda session, one=one: placement.of_person(session, one.person_id))     # type: ignore[misc]
        assert all(one.arrived_at <= stay.from_at for stay in stays)
    assert register.read(health.check).findings == []
