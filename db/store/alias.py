"""Former names and aliases: kept like everything of a person, and found like the person's own name."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import Alias
from db.search import index
from db.store import belonging, person


def add(session: Session, person_id: str, values: dict[str, Any]) -> str:
    """A new one; gives its id. From now on a search for it finds the person. Raises ``Invalid``."""
    record_id = belonging.add(session, Alias, person_id, values)
    _index(session, person_id)
    return record_id


def amend(session: Session, record_id: str, values: dict[str, Any], reason: str) -> None:
    """Change what is changed, with its reason; the search follows."""
    _index(session, belonging.amend(session, Alias, record_id, values, reason).person_id)


def load(session: Session, record_id: str) -> Alias:
    """The whole record, detached; raises ``NotFound``."""
    return belonging.load(session, Alias, record_id)


def rows(session: Session, person_id: str) -> list[Alias]:
    """All of one person, detached."""
    return belonging.rows(session, Alias, person_id)


def _index(session: Session, person_id: str) -> None:
    one = person.load(session, person_id)
    index.put(session, one.row, one.search)
