"""The card of a person with 500 entries: everything it shows, against one plain query of the same entries."""

from collections.abc import Iterator
from typing import Any

from db.engine import Database
from db.store import person
from desktop.screens.person import facts
from tests import factory
from tests.bench import clock
from tests.bench.registers import Registers, opened, raw_register
from tests.bench.table import Goal, Row
from tests.bench.windows import NO_NUMBER

ENTRIES = 500


def rows(registers: Registers, rounds: int) -> Iterator[Row]:
    folder = registers.to_write(registers.smallest)
    with opened(folder) as database, raw_register(folder) as connection:
        person_id = with_history(database)
        ours, bare = clock.in_turn(lambda: database.read(lambda session: facts.load(session, person_id)),
                                   lambda: projection(connection, person_id), rounds=rounds, warm=3)
    yield Row(f"open a person with {ENTRIES} entries, one query of the same rows", clock.median(ours), clock.median(bare),
              Goal(5, ((clock.p95(ours), 100.0, "p95 ms"),)))


def with_history(database: Database) -> str:
    """A person about whom there are 500 entries; gives the id."""
    person_id = factory.admitted(database, **NO_NUMBER)

    def amended(session: Any) -> None:
        for number in range(2, ENTRIES):
            person.amend(session, person_id, {"document_number": f"{number:09d}", "document_issued_by": f"ІІМ {number}"}, "құжат ауыстырылды")

    database.write(amended)
    return person_id


def projection(connection: Any, person_id: str) -> list[Any]:
    return connection.execute("SELECT row, seq, leaf, kind, record_id, body FROM entry WHERE person_id = ? ORDER BY row", (person_id,)).fetchall()
