"""Traces of what changes nothing: reading, printing, exporting, failed logins."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Access, Account

ACTS = ("login", "failed_login", "read_medical", "print", "export", "import", "export_keys")


class AccessRow(msgspec.Struct, frozen=True):
    """One trace, ready to be shown; ``who`` is the account's name."""

    at: str
    act: str
    who: str
    detail: str


def note(session: Session, act: str, person_id: str = "", subject_id: str = "", detail: str = "") -> None:
    """Write one trace; part of the caller's transaction."""
    session.add(Access(act=act, person_id=person_id, subject_id=subject_id, detail=detail))


def rows(session: Session, person_id: str, limit: int = 200) -> list[AccessRow]:
    """Who looked at, printed or carried out this person's records; newest first."""
    query = (select(Access.recorded_at, Access.act, Account.name, Access.detail).outerjoin(Account, Account.id == Access.author)
             .where(Access.person_id == person_id).order_by(Access.row.desc()).limit(limit))
    return [AccessRow(at, act, who or "", detail) for at, act, who, detail in session.execute(query)]
