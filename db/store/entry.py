"""The history of a record or of a person, read straight from the log: who, when, what changed, why."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from db.log import entry
from db.models import BY_KIND, Account, LogEntry, SealedType, entered_columns


class Change(msgspec.Struct, frozen=True, gc=False):
    """One field of one entry: what it was before (None for the first) and what it became; a sealed one shows neither."""

    field: str
    before: Any
    after: Any
    sealed: bool = False


class HistoryRow(msgspec.Struct, frozen=True, gc=False):
    """One entry, ready to be shown."""

    at: str
    who: str
    kind: str
    record_id: str
    action: str
    reason: str
    clock: str
    seq: int
    leaf: str
    changes: tuple[Change, ...]


MOST = 500
_NAMES = select(Account.id, Account.name)
_NEWEST = select(LogEntry.leaf, LogEntry.body).order_by(LogEntry.row.desc()).limit(bindparam("most"))
_OF_RECORD = _NEWEST.where(LogEntry.record_id == bindparam("about"))
_OF_PERSON = _NEWEST.where(LogEntry.person_id == bindparam("about"), LogEntry.kind.not_in(("access", "person_key", "paper_code")))
_KEPT = re.compile(r"\[(\w+)\] (.*)")


def because(reason: str, kept: Mapping[str, str] | None = None) -> str:
    """The reason of an entry: the author's own words, then a line ``[field] reason`` for each value kept against a warning."""
    lines = [" ".join(reason.split()), *(f"[{field}] {' '.join(why.split())}" for field, why in (kept or {}).items())]
    return "\n".join(filter(None, lines))


def reasons(text: str) -> list[tuple[str, str]]:
    """What :func:`because` put together: (field or "", words)."""
    found = [(_KEPT.fullmatch(line), line) for line in text.splitlines()]
    return [(match[1], match[2]) if match else ("", line) for match, line in found]


def of_record(session: Session, record_id: str) -> list[HistoryRow]:
    """The entries of one record, oldest first."""
    return _history(session, _OF_RECORD, {"about": record_id, "most": MOST})


def of_person(session: Session, person_id: str, limit: int = MOST) -> list[HistoryRow]:
    """The entries about one person, oldest first: the timeline's source. Traces of reading stay out of it."""
    return _history(session, _OF_PERSON, {"about": person_id, "most": limit})


def _history(session: Session, query: Executable, asked: dict[str, Any]) -> list[HistoryRow]:
    names = dict(session.execute(_NAMES).all())
    known: dict[str, dict[str, Any]] = {}
    found = []
    for leaf, body in reversed(session.execute(query, asked).all()):
        one = entry.read(body)
        before = known.setdefault(one.record, {})
        found.append(HistoryRow(one.at, names.get(one.author, ""), one.kind, one.record, one.action, one.reason, one.clock, one.seq,
                                leaf.hex(), _changes(one, before)))
        before.update(one.fields)
    return found


def _changes(one: entry.Entry, before: dict[str, Any]) -> tuple[Change, ...]:
    if sealed := _sealed(one.kind):
        return tuple([Change(name, None, None, sealed=True) if name in sealed else Change(name, before.get(name), value)
                      for name, value in one.fields.items()])
    return tuple([Change(name, before.get(name), value) for name, value in one.fields.items()])


@lru_cache(maxsize=64)
def _sealed(kind: str) -> frozenset[str]:
    """The fields of this kind that are closed; none of a kind that a newer program wrote."""
    model = BY_KIND.get(kind)
    return frozenset(column.key for column in entered_columns(model) if isinstance(column.type, SealedType)) if model else frozenset()
