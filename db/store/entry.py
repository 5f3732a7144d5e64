"""The history of a record or of a person, read straight from the log: who, when, what changed, why."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.log import entry
from db.models import BY_KIND, Account, LogEntry, SealedType, entered_columns


class Change(msgspec.Struct, frozen=True):
    """One field of one entry: what it was before (None for the first) and what it became; a sealed one shows neither."""

    field: str
    before: Any
    after: Any
    sealed: bool = False


class HistoryRow(msgspec.Struct, frozen=True):
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
    return _history(session, LogEntry.record_id == record_id)


def of_person(session: Session, person_id: str, limit: int = 500) -> list[HistoryRow]:
    """The entries about one person, oldest first: the timeline's source. Traces of reading stay out of it."""
    return _history(session, (LogEntry.person_id == person_id) & LogEntry.kind.not_in(("access", "person_key", "paper_code")), limit)


def _history(session: Session, condition: Any, limit: int = 500) -> list[HistoryRow]:
    names = dict(session.execute(select(Account.id, Account.name)).all())
    query = select(LogEntry.leaf, LogEntry.body).where(condition).order_by(LogEntry.row.desc()).limit(limit)
    known: dict[str, dict[str, Any]] = {}
    found = []
    for leaf, body in reversed(session.execute(query).all()):
        one = entry.read(body)
        before = known.setdefault(one.record, {})
        found.append(HistoryRow(one.at, names.get(one.author, ""), one.kind, one.record, one.action, one.reason, one.clock, one.seq,
                                leaf.hex(), _changes(one, before)))
        before.update(one.fields)
    return found


def _changes(one: entry.Entry, before: dict[str, Any]) -> tuple[Change, ...]:
    model = BY_KIND.get(one.kind)
    sealed = {column.key for column in entered_columns(model) if isinstance(column.type, SealedType)} if model else set()
    return tuple(Change(name, None, None, sealed=True) if name in sealed else Change(name, before.get(name), value)
                 for name, value in one.fields.items())
