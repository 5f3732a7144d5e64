"""What everybody who meets a person must know, from when until when."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import Alert
from db.rules.particular import is_open
from db.store import belonging


def add(session: Session, person_id: str, values: dict[str, Any]) -> str:
    """A new one; gives its id. Raises ``Invalid`` with what is wrong, field by field."""
    return belonging.add(session, Alert, person_id, values)


def amend(session: Session, record_id: str, values: dict[str, Any], reason: str) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    belonging.amend(session, Alert, record_id, values, reason)


def load(session: Session, record_id: str) -> Alert:
    """The whole record, detached; raises ``NotFound``."""
    return belonging.load(session, Alert, record_id)


def rows(session: Session, person_id: str) -> list[Alert]:
    """All of one person, ended ones too, detached."""
    return belonging.rows(session, Alert, person_id)


def end(session: Session, record_id: str, on: str, reason: str) -> None:
    """The last day on which it held, and why it ended."""
    belonging.end(session, Alert, record_id, on, reason)


def in_force(session: Session, person_id: str, day: str) -> list[Alert]:
    """The alerts of one person that hold on a day (``YYYY-MM-DD``)."""
    return [one for one in rows(session, person_id) if is_open("alert", {"from_on": one.from_on, "until_on": one.until_on}, day)]
