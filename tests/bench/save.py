"""One record saved for good: its entry, its row, the signed head; against a bare durable commit of one such row, and in fsyncs."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.store import custody, person
from tests import factory
from tests.bench import clock
from tests.bench.registers import PASSWORD, Registers, opened, raw, unlocked
from tests.bench.table import Goal, Row
from tests.bench.windows import NO_NUMBER, ROOT

COUNTED = 20        # saves whose calls of the system are counted


def rows(registers: Registers, rounds: int) -> Iterator[Row]:
    folder = registers.to_write(registers.middle)
    syncs = _syncs(folder)
    limits = ((syncs, 3.0, "fsyncs"),) if syncs is not None else ()
    with opened(folder) as database, tempfile.TemporaryDirectory() as place, raw(Path(place) / "raw.db", unlocked(folder).register_key) as connection:
        made = database.read(lambda session: _tables(session, ("custody", "person")))
        for statement in made:
            connection.execute(statement)
        person_id = database.write(lambda session: person.register(session, factory.person_values(**NO_NUMBER))).value
        for kind, save in (("custody", lambda session: custody.open_(session, person_id, factory.custody_values())),
                           ("person", lambda session: person.register(session, factory.person_values(**NO_NUMBER)))):
            row = database.read(lambda session, kind=kind: session.execute(text(f"SELECT * FROM {kind} ORDER BY row DESC LIMIT 1")).one_or_none())  # type: ignore[misc]
            if row is None:
                row = database.write(save) and database.read(lambda session, kind=kind: session.execute(text(f"SELECT * FROM {kind} ORDER BY row DESC")).first())  # type: ignore[misc]
            ours, bare = clock.in_turn(lambda save=save: database.write(save), _bare(connection, kind, tuple(row)[1:]), rounds=rounds, warm=5)  # type: ignore[misc]
            yield Row(f"save a {kind}, raw commit of one row with its indexes", clock.median(ours), clock.median(bare), Goal(4, limits),
                      note="" if limits else "fsyncs not measured: no strace")
            limits = ()


def _tables(session: Any, names: tuple[str, ...]) -> list[str]:
    """How these tables and their indexes are made."""
    query = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND tbl_name = :name ORDER BY type DESC")
    return [sql for name in names for sql in session.execute(query, {"name": name}).scalars()]


def _bare(connection: Any, table: str, values: tuple[Any, ...]) -> Any:
    statement = f"INSERT INTO {table} VALUES (NULL, {', '.join('?' * len(values))})"
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
