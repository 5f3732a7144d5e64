"""Whom a person is related to, who is to be told, who defends; and who cares for the children meanwhile."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import Relation
from db.store import belonging


def add(session: Session, person_id: str, values: dict[str, Any]) -> str:
    """A new one; gives its id. Raises ``Invalid`` with what is wrong, field by field."""
    return belonging.add(session, Relation, person_id, values)


def amend(session: Session, record_id: str, values: dict[str, Any], reason: str) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    belonging.amend(session, Relation, record_id, values, reason)


def load(session: Session, record_id: str) -> Relation:
    """The whole record, detached; raises ``NotFound``."""
    return belonging.load(session, Relation, record_id)


def rows(session: Session, person_id: str) -> list[Relation]:
    """All of one person, ended ones too, detached."""
    return belonging.rows(session, Relation, person_id)


def end(session: Session, record_id: str, on: str, reason: str) -> None:
    """The last day on which it held, and why it ended."""
    belonging.end(session, Relation, record_id, on, reason)
