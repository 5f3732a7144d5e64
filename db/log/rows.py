"""Many rows at once, past the ORM: the statement is compiled once and the driver takes the values as they are."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from db.models import SealedType

Row = dict[str, Any]


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that name the same columns, every one that has a value of its own among them."""
    if not rows:
        return
    statement, values, sealed = _statement(connection.dialect, table, tuple(rows[0]))
    if sealed:
        rows = [{**row, **{name: row[name].ciphertext for name in sealed if row[name] is not None}} for row in rows]
    connection.exec_driver_sql(statement, [values(row) for row in rows])


@lru_cache(maxsize=64)
def _statement(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, Callable[[Row], tuple[Any, ...]], tuple[str, ...]]:
    """The dialect's own text, what takes a row's values in its order, and the columns that hold sealed bodies."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    sealed = tuple(name for name in names if isinstance(table.c[name].type, SealedType))
    return str(compiled), itemgetter(*(compiled.positiontup or ())), sealed
