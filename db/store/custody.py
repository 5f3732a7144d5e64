"""Asking for custody episodes and telling of them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid
from db.models import Custody
from db.rules import custody
from db.store import person


def open_(session: Session, person_id: str, values: dict[str, Any]) -> str:
    """A new episode of a known person; gives the id. Raises ``Invalid``."""
    born = person.load(session, person_id).date_of_birth
    now = session.info["station"].now().isoformat(timespec="minutes")
    if found := [problem for problem in custody.problems(values, now, born) if not problem.warning]:
        raise Invalid(found)
    one = Custody(**values, person_id=person_id, institution=session.info["info"].institution)
    session.add(one)
    session.flush()
    return one.id


def rows(session: Session, person_id: str) -> list[Custody]:
    """The episodes of one person, newest first, detached."""
    return list(session.execute(select(Custody).where(Custody.person_id == person_id).order_by(Custody.arrived_utc.desc())).scalars())


def latest(session: Session, person_id: str) -> Custody | None:
    """The newest episode, or None."""
    return next(iter(rows(session, person_id)), None)
