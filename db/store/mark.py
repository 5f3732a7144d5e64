"""Special marks over time: the same place seen again is another record, with its own day and photograph."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import Mark
from db.store import belonging


def add(session: Session, person_id: str, values: dict[str, Any], picture: bytes | None = None) -> str:
    """A new one; gives its id. ``picture``: the original's bytes, kept bit for bit. Raises ``Invalid``."""
    return belonging.add(session, Mark, person_id, values, picture)


def amend(session: Session, record_id: str, values: dict[str, Any], reason: str, picture: bytes | None = None) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    belonging.amend(session, Mark, record_id, values, reason, picture)


def load(session: Session, record_id: str) -> Mark:
    """The whole record, detached; raises ``NotFound``."""
    return belonging.load(session, Mark, record_id)


def rows(session: Session, person_id: str) -> list[Mark]:
    """All of one person, each place together, the newest look at it first; detached."""
    return sorted(sorted(belonging.rows(session, Mark, person_id), key=lambda one: one.seen_on, reverse=True), key=lambda one: one.place)
