"""Writes many made-up records at once: the same entries, and the same rows by the same functions, as when they are typed one by one."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.log import entry, fold
from db.log.rows import put
from db.log.writer import Writer
from db.models import Record, table_of

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('person', 'custody', 'waiting', 'movement')"
# What comes in the order of its ids costs nothing to keep; these are in no order and are made again at the end.
SCATTERED = ("ix_person_sort_key", "ix_person_fold", "ix_person_document_number", "ix_person_iin", "ix_custody_arrived_utc",
             "ix_waiting_arrived_utc", "ix_movement_at_utc")


class Bulk:
    """New records in one transaction: ``add`` each, then ``close``. What it writes is what ``Session.add`` would have written."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._writer = Writer(self._connection, session.info["station"])
        self._touched: set[str] = session.info.setdefault("touched", set())
        self._rows: dict[type[Record], list[dict[str, Any]]] = {}

    def add(self, model: type[Record], record_id: str, person_id: str, values: dict[str, Any], at: str) -> str:
        """One first entry and its row; gives the leaf (hex). ``values`` hold no empty ones; ``at``: local time with seconds and offset."""
        fields = {name: value if type(value) is str else entry.shown(value) for name, value in values.items()}
        leaf, _ = self._writer.append(model, record_id, person_id, "record", fields, at=at)
        row = fold.first_row(model, record_id, fields, leaf, at, self._writer.station.author)
        self._rows.setdefault(model, []).append(row)
        return leaf

    def close(self) -> None:
        """Entries, head, rows."""
        self._writer.close()
        for model, rows in self._rows.items():
            put(self._connection, table_of(model), rows)
            self._touched.add(model.kind)
        self._rows = {}


def without_scattered_indexes(session: Session) -> list[str]:
    """Drops the indexes that would be filled in no order; gives what makes them again."""
    found: dict[str, str] = {name: sql for name, sql in session.execute(text(_INDEXES))}  # noqa: C416 - rows, not pairs
    for name in SCATTERED:
        session.connection().exec_driver_sql(f"DROP INDEX {name}")
    return [found[name] for name in SCATTERED]


def with_indexes(connection: Connection, statements: Iterable[str]) -> None:
    """Makes them again."""
    for statement in statements:
        connection.exec_driver_sql(statement)
