"""What every recorded thing shares: an id that can travel, a head in the log, and columns that say whether they are entered."""

import os
import threading
import time
from typing import Any, ClassVar

from sqlalchemy import Integer, LargeBinary, MetaData, Table, Text, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from db.keys.seal import Sealed

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the register."""

    metadata = MetaData(naming_convention=NAMES)


class SealedType(TypeDecorator[Sealed]):
    """A column whose content is closed by a key, not by a menu: ciphertext in, ciphertext out (record.md, "Keys and roles")."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Any) -> bytes | None:
        return None if value is None else value.ciphertext

    def process_result_value(self, value: bytes | None, dialect: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))


def entered(type_: type[TypeEngine] | TypeEngine = Text, *, index: bool = False) -> MappedColumn[Any]:
    """A column that a person fills and that the log therefore keeps."""
    if type_ is Text:
        return mapped_column(Text, default="", server_default="", nullable=False, index=index, info={"entered": True})
    return mapped_column(type_, nullable=True, index=index, info={"entered": True})


def derived(type_: type[TypeEngine] = Text, *, index: bool = False) -> MappedColumn[Any]:
    """A column computed from entered ones; rebuilt, never sent."""
    return mapped_column(type_, nullable=True, index=index, info={"derived": True})


class Record:
    """Mixin of everything that is recorded. ``row`` is local; ``id`` is a UUIDv7 without an institution in it: people move.

    ``head`` is the leaf (hex) of the newest entry; ``recorded_at`` and ``author`` are the first entry's.
    """

    kind: ClassVar[str]
    kind_version: ClassVar[int] = 1
    signed: ClassVar[bool] = False
    immutable: ClassVar[bool] = False

    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True, sort_order=-10)
    id: Mapped[str] = mapped_column(Text, unique=True, sort_order=-9)
    head: Mapped[str] = mapped_column(Text, default="", sort_order=90)
    recorded_at: Mapped[str] = mapped_column(Text, default="", sort_order=91)
    author: Mapped[str] = mapped_column(Text, default="", sort_order=92)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        for column in entered_columns(type(self)):
            if isinstance(column.type, Text):
                values.setdefault(column.key, "")
        super().__init__(**values)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Derived columns from entered ones; the same function serves the first write, the import and the rebuild."""
        return {}


def table_of(model: "type[Base | Record]") -> Table:
    """The model's table, for statements past the ORM."""
    table = getattr(model, "__table__", None)
    assert isinstance(table, Table)
    return table


def entered_columns(model: type) -> tuple[Any, ...]:
    """The columns of a record that entries carry, in the order of their declaration."""
    return _columns(model, "entered")


def derived_columns(model: type) -> tuple[Any, ...]:
    """The columns of a record that are computed."""
    return _columns(model, "derived")


_known: dict[tuple[type, str], tuple[Any, ...]] = {}


def _columns(model: type, mark: str) -> tuple[Any, ...]:
    if (model, mark) not in _known:
        columns: Any = inspect(model).columns
        _known[model, mark] = tuple(column for column in columns if column.info.get(mark))
    return _known[model, mark]


_lock = threading.Lock()
_last = [0, 0]


def new_id() -> str:
    """A UUIDv7 (RFC 9562) as text; strictly increasing within a process, even when the clock steps back."""
    with _lock:
        now = time.time_ns() // 1_000_000
        milliseconds, counter = _last
        if now > milliseconds:
            _last[:] = [now, 0]
        else:
            _last[:] = [milliseconds, counter + 1] if counter < 0xFFF else [milliseconds + 1, 0]
        milliseconds, counter = _last
    tail = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    number = milliseconds << 80 | 7 << 76 | counter << 64 | 2 << 62 | tail
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
