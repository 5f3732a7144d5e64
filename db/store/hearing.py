"""Days in court: asking for them and telling of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.models import Hearing
from db.rules import case
from db.store import filing


def add(session: Session, person_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> str:
    """A day in court; gives the id. Raises ``Invalid``."""
    return str(filing.add(session, Hearing, person_id, values, case.hearing(values, filing.now(session)), kept).id)


def amend(session: Session, record_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed (the outcome too), with its reason. Raises ``Invalid``, ``NotFound``."""
    filing.amend(session, load(session, record_id), values, reason, case.hearing(values, filing.now(session)), kept)


def load(session: Session, record_id: str) -> Hearing:
    """One day in court, detached; raises ``NotFound``."""
    one: Hearing = filing.load(session, Hearing, record_id)
    return one


def rows(session: Session, person_id: str) -> list[Hearing]:
    """The days in court of one person, newest first, detached."""
    return sorted(filing.of_person(session, Hearing, person_id), key=lambda one: (one.at_utc or 0, one.row), reverse=True)
