"""Further papers of a person, and where each of them lies."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import Document
from db.store import belonging


def add(session: Session, person_id: str, values: dict[str, Any]) -> str:
    """A new one; gives its id. Raises ``Invalid`` with what is wrong, field by field."""
    return belonging.add(session, Document, person_id, values)


def amend(session: Session, record_id: str, values: dict[str, Any], reason: str) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    belonging.amend(session, Document, record_id, values, reason)


def load(session: Session, record_id: str) -> Document:
    """The whole record, detached; raises ``NotFound``."""
    return belonging.load(session, Document, record_id)


def rows(session: Session, person_id: str) -> list[Document]:
    """All of one person, ended ones too, detached."""
    return belonging.rows(session, Document, person_id)
