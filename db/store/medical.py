"""Opening and closing clinical content for whoever holds the medical key; each opening leaves a trace."""

from typing import TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotAllowed
from db.keys import seal
from db.keys.keyring import User
from db.models import PersonKey
from db.store import access

T = TypeVar("T")


def medic(session: Session) -> User:
    """The logged-in user, who must hold the medical key."""
    user: User = session.info["user"]
    if not user.is_medic:
        raise NotAllowed("medics_only")
    return user


def close(session: Session, person_id: str, kind: str, record_id: str, body: msgspec.Struct) -> seal.Sealed:
    """The body, closed with the person's key; the first body about a person makes that key."""
    return seal.seal(_person_key(session, medic(session), person_id, make=True), kind, record_id, body)


def open_(session: Session, person_id: str, kind: str, record_id: str, sealed: seal.Sealed, as_: type[T]) -> T:
    """The body; whoever reads it is written into the log."""
    body = seal.unseal(_person_key(session, medic(session), person_id, make=False), kind, record_id, sealed, as_)
    access.note(session, "read_medical", person_id, record_id)
    return body


def _person_key(session: Session, user: User, person_id: str, *, make: bool) -> bytes:
    recipient = user.medical_public.hex()
    wrapped = session.execute(select(PersonKey.wrapped).where(PersonKey.person_id == person_id, PersonKey.recipient == recipient)
                              .order_by(PersonKey.id)).scalars().first()
    if wrapped is not None:
        return seal.unwrap(wrapped, user.medical, person_id)
    if not make:
        raise NotAllowed("no_person_key")
    key = seal.new_key()
    session.add(PersonKey(person_id=person_id, recipient=recipient, wrapped=seal.wrap(key, user.medical_public, person_id)))
    session.flush()
    return key
