"""Unfinished work: kept as it is typed, closed by its author's own key, gone once the record is saved."""

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from db.keys import seal
from db.keys.keyring import User
from db.models import Account, Draft, Person

MAX_BYTES = 4 << 20


class DraftRow(msgspec.Struct, frozen=True):
    """One line of "unfinished work"; ``mine`` says whether the logged-in user can open it."""

    kind: str
    key: str
    person_id: str
    person_name: str
    kept_at: str
    login: str
    mine: bool


def keep(session: Session, kind: str, key: str, person_id: str, values: dict) -> str:
    """Keep what is typed so far; gives the time that the form shows."""
    user: User = session.info["user"]
    station = session.info["station"]
    kept_at = station.now().isoformat(timespec="seconds")
    body = seal.close_bytes(user.draft_key, _purpose(kind, key), msgspec.json.encode(values))
    row = {"account_id": user.id, "kind": kind, "key": key, "person_id": person_id, "kept_at": kept_at, "body": body}
    session.execute(insert(Draft).values(row).on_conflict_do_update(
        index_elements=["account_id", "kind", "key"], set_={"person_id": person_id, "kept_at": kept_at, "body": body}))
    session.info.setdefault("touched", set()).add("draft")
    return kept_at


def load(session: Session, kind: str, key: str) -> dict | None:
    """What the logged-in user had typed, or None."""
    user: User = session.info["user"]
    body = session.execute(select(Draft.body).where(Draft.account_id == user.id, Draft.kind == kind, Draft.key == key)).scalar_one_or_none()
    return None if body is None else msgspec.json.decode(seal.open_bytes(user.draft_key, _purpose(kind, key), body))


def drop(session: Session, kind: str, key: str) -> None:
    """Forget a draft: its record was saved, or its author gave it up."""
    user: User = session.info["user"]
    session.execute(delete(Draft).where(Draft.account_id == user.id, Draft.kind == kind, Draft.key == key))
    session.info.setdefault("touched", set()).add("draft")


def rows(session: Session) -> list[DraftRow]:
    """Everybody's unfinished work, newest first: by whom, when, on whom; the content stays closed."""
    user: User = session.info["user"]
    query = (select(Draft.kind, Draft.key, Draft.person_id, Person.surname, Person.given_name, Draft.kept_at, Account.login, Draft.account_id)
             .outerjoin(Person, Person.id == Draft.person_id).outerjoin(Account, Account.id == Draft.account_id)
             .order_by(Draft.kept_at.desc()))
    return [DraftRow(kind, key, person_id, f"{surname or ''} {given or ''}".strip(), kept_at, login or "", account == user.id)
            for kind, key, person_id, surname, given, kept_at, login, account in session.execute(query)]


def _purpose(kind: str, key: str) -> str:
    return f"tizilim draft 1\0{kind}\0{key}"
