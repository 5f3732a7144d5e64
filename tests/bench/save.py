"""A person saved for good: entry, row, search words and signed head; against a bare durable commit of one such row, and in fsyncs."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.store import person
from tests import factory
from tests.bench import clock
from tests.bench.registers import PASSWORD, Registers, opened, raw, unlocked
from tests.bench.table import Goal, Row
from tests.bench.windows import NO_NUMBER, ROOT

COUNTED = 20        # saves whose calls of the system are counted


def rows(registers: Registers, rounds: int) -> Iterator[Row]:
    folder = registers.to_write(registers.middle)
    syncs = _syncs(folder)
    with opened(folder) as database, tempfile.TemporaryDirectory(dir=registers.folder) as place, raw(
            Path(place) / "raw.db", unlocked(folder).register_key) as connection:
        for statement in database.read(_tables):
            connection.execute(statement)
        row = database.read(lambda session: session.execute(text("SELECT * FROM person ORDER BY row DESC LIMIT 1")).one())
        ours, bare = clock.in_turn(lambda: database.write(lambda session: person.register(session, factory.person_values(**NO_NUMBER))),
                                   _bare(connection, tuple(row)[1:]), rounds=rounds, warm=5)
    yield Row("save a person, raw commit of one row with its indexes", clock.median(ours), clock.median(bare),
              Goal(4, ((syncs, 3.0, "fsyncs"),) if syncs is not None else ()), note="" if syncs is not None else "fsyncs not counted: no strace")


def _tables(session: Any) -> list[str]:
    """How the table of people and its indexes are made."""
    query = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND tbl_name = 'person' ORDER BY type DESC")
    return list(session.execute(query).scalars())


def _bare(connection: Any, values: tuple[Any, ...]) -> Callable[[], None]:
    statement = f"INSERT INTO person VALUES (NULL, {', '.join('?' * len(values))})"
    number = iter(range(10**9))

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(statement, (f"{next(number):036d}", *values[1:]))
        connection.execute("COMMIT")

    return work


def _syncs(folder: Path) -> float | None:
    """Calls of fsync and fdatasync a save, counted by strace where it is installed: what many saves call less what none call."""
    if shutil.which("strace") is None:
        return None
    return (_calls(folder, COUNTED) - _calls(folder, 0)) / COUNTED


def _calls(folder: Path, saves: int) -> int:
    work = f"from tests.bench import windows; windows.save({str(folder)!r}, {PASSWORD!r}, {saves})"
    traced = subprocess.run(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", sys.executable, "-c", work], cwd=ROOT, check=True,
                            capture_output=True, text=True)
    return sum(int(line.split()[3]) for line in traced.stderr.splitlines() if re.search(r"\bf(data)?sync$", line))
