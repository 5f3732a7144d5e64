"""Asking for custody episodes and telling of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound
from db.models import Custody
from db.rules import custody
from db.rules.problem import Problem
from db.store import entry, movement, person


def open_(session: Session, person_id: str, values: dict[str, Any], kept: Mapping[str, str] | None = None,
          arrival: Mapping[str, Any] | None = None) -> str:
    """A new episode of a known person, and the movement with which it begins; gives the id. ``kept``: reasons, by field, for what was
    kept against a warning. ``arrival``: what is known of that movement (``place``, ``escort``, ``movement`` …). Raises ``Invalid``.
    """
    _check(session, person_id, values)
    one = Custody(**values, person_id=person_id, institution=session.info["info"].institution)
    session.add(one)
    _flush(session, entry.because("", kept))
    movement.arrive(session, one, kept, arrival)
    return one.id


def amend(session: Session, custody_id: str, values: dict[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    if not reason.strip():
        raise Invalid([Problem("reason", "required")])
    one = load(session, custody_id)
    _check(session, one.person_id, values)
    arrived = one.arrived_at
    for field, value in values.items():
        if getattr(one, field) != value:
            setattr(one, field, value)
    _flush(session, entry.because(reason, kept))
    movement.arrive_at(session, one, arrived, reason)


def load(session: Session, custody_id: str) -> Custody:
    """The whole episode, detached; raises ``NotFound``."""
    one = session.execute(select(Custody).where(Custody.id == custody_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def rows(session: Session, person_id: str) -> list[Custody]:
    """The episodes of one person, newest first, detached."""
    return list(session.execute(select(Custody).where(Custody.person_id == person_id).order_by(Custody.arrived_utc.desc())).scalars())


def latest(session: Session, person_id: str) -> Custody | None:
    """The newest episode, or None."""
    return next(iter(rows(session, person_id)), None)


def _check(session: Session, person_id: str, values: dict[str, Any]) -> None:
    born = person.load(session, person_id).date_of_birth
    now = session.info["station"].now().isoformat(timespec="minutes")
    if found := [problem for problem in custody.problems(values, now, born) if not problem.warning]:
        raise Invalid(found)


def _flush(session: Session, reason: str) -> None:
    """The reason belongs to this record's entry alone, not to what follows in the same transaction."""
    session.info["reason"] = reason
    session.flush()
    session.info["reason"] = ""
