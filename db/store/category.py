"""The legal status of a person through time: asking for it and telling of its changes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.models import Category
from db.rules import case
from db.store import filing, person


def add(session: Session, person_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> str:
    """A change of the status in the newest custody, with its document; gives the id. Raises ``Invalid``."""
    found = case.category(values, filing.now(session), now(session, person_id))
    return str(filing.add(session, Category, person_id, values, found, kept).id)


def amend(session: Session, record_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed, with its reason. Raises ``Invalid``, ``NotFound``."""
    filing.amend(session, load(session, record_id), values, reason, case.category(values, filing.now(session)), kept)


def load(session: Session, record_id: str) -> Category:
    """One change of the status, detached; raises ``NotFound``."""
    one: Category = filing.load(session, Category, record_id)
    return one


def rows(session: Session, person_id: str) -> list[Category]:
    """Every change of one person's status, newest first, detached."""
    return sorted(filing.of_person(session, Category, person_id), key=lambda one: (one.from_utc or 0, one.row), reverse=True)


def now(session: Session, person_id: str) -> str:
    """The status of a person now: the newest change in the newest custody, else the one with which it began; "" before any custody."""
    return person.newest(session, [person_id]).get(person_id, ("", ""))[0]
