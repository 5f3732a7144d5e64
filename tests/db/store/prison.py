"""A building with people for the tests of cells: made by the same functions as real work."""

from typing import Any

from db.engine import Database
from db.models import Movement
from db.store import cell, custody, person, placement
from tests import factory

NAMES = ("Ахметов", "Болатов", "Ғалымов", "Дәулетов", "Ермеков", "Жүнісов", "Зейнолла", "Исабеков", "Кәрімов", "Әбенов")


def cell_values(**changes: Any) -> dict[str, Any]:
    return {"block": "А", "unit": "", "number": "101", "purpose": "common_cell", "capacity": 4, "area": 1200, "closed_on": "", "note": "",
            **changes}


def built(database: Database, **changes: Any) -> str:
    """A cell; gives the id."""
    return database.write(lambda session: cell.add(session, cell_values(**changes))).value[0]


def admitted(database: Database, number: int = 0, episode: dict[str, Any] | None = None, **changes: Any) -> str:
    """A person with a case of his own; gives the id."""
    values = factory.person_values(surname=NAMES[number % len(NAMES)], iin="", iin_state="iin_absent", iin_reason="құжат жоқ",
                                   document_number=f"{number:09d}", **changes)
    person_id = database.write(lambda session: person.register(session, values)).value
    held = factory.custody_values(**{"case_number": f"26-{number:04d}", **(episode or {})})
    database.write(lambda session: custody.open_(session, person_id, held))
    return person_id


def placed(database: Database, person_id: str, cell_id: str, at: str = "2026-11-20T14:00+05:00", seen: tuple[str, ...] = (),
           **changes: str) -> str:
    """A placement; gives the id."""
    values = {"cell_id": cell_id, "from_at": at, "reason": "бөлу тізімі", "override": "", **changes}
    return database.write(lambda session: placement.place(session, person_id, values, seen)).value


def left(database: Database, person_id: str, at: str) -> None:
    """The person goes through the gate for good."""
    def work(session: Any) -> None:
        episode = custody.latest(session, person_id)
        session.add(Movement(person_id=person_id, custody_id=episode.id if episode else "", direction="out", movement="dep_release", at=at,
                             closes="yes"))

    database.write(work)
