"""Tables from the log: the rebuild, and the comparison of every row with what the log says it should be."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, select, text

from db.log import entry, fold, rows
from db.models import RECORDS, LogEntry, Record, entered_columns, table_of
from db.models.base import derived_columns

BATCH = 2000


class Difference(msgspec.Struct, frozen=True):
    """A row that is not what its entries say: ``why`` is ``missing``, ``extra`` or ``differs`` (then ``fields`` are named)."""

    kind: str
    record_id: str
    why: str
    fields: tuple[str, ...] = ()


def folded(connection: Connection, model: type[Record]) -> Iterator[dict[str, Any]]:
    """The rows of one kind as the log has them, in the order of their ids."""
    rows = connection.execute(
        select(LogEntry.record_id, LogEntry.leaf, LogEntry.body).where(LogEntry.kind == model.kind).order_by(LogEntry.record_id)
        .execution_options(yield_per=BATCH))
    for _, entries in groupby(rows, key=itemgetter(0)):
        yield fold.row_of(model, [(leaf.hex(), entry.read(body)) for _, leaf, body in entries])[0]


def rebuild(connection: Connection) -> dict[str, int]:
    """Empty the tables of every kind and fill them from the log; gives the number of rows of each kind.

    Runs inside the caller's transaction; the triggers that guard the rows are set aside and put back in it.
    """
    guards = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name <> 'entry'")).all()
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    counts = {}
    for model in RECORDS:
        table = table_of(model)
        connection.execute(delete(table))
        counts[model.kind] = _fill(connection, table, folded(connection, model))
    for _, sql in guards:
        connection.exec_driver_sql(sql)
    return counts


def differences(connection: Connection, model: type[Record]) -> Iterator[Difference]:
    """Every row of one kind that is not the fold of its entries."""
    names = [column.key for column in (*entered_columns(model), *derived_columns(model))] + ["id", "head", "recorded_at", "author"]
    columns = [getattr(model, name) for name in names]
    rows = connection.execute(select(*columns).order_by(model.id).execution_options(yield_per=BATCH))
    actual = (dict(zip(names, row, strict=True)) for row in rows)
    for wanted, found in _paired(folded(connection, model), actual):
        if wanted is None or found is None:
            one = wanted or found
            assert one is not None
            yield Difference(model.kind, one["id"], "missing" if found is None else "extra")
        elif differing := tuple(name for name in names if wanted[name] != found[name]):
            yield Difference(model.kind, wanted["id"], "differs", differing)


def _fill(connection: Connection, table: Table, folded_rows: Iterable[dict[str, Any]]) -> int:
    count, batch = 0, []
    for row in folded_rows:
        batch.append(row)
        if len(batch) == BATCH:
            rows.put(connection, table, batch)
            count, batch = count + len(batch), []
    rows.put(connection, table, batch)
    return count + len(batch)


def _paired(left: Iterator[dict[str, Any]], right: Iterator[dict[str, Any]]) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Two streams sorted by id, side by side."""
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        if b is None or (a is not None and a["id"] < b["id"]):
            yield a, None
            a = next(left, None)
        elif a is None or b["id"] < a["id"]:
            yield None, b
            b = next(right, None)
        else:
            yield a, b
            a, b = next(left, None), next(right, None)
