"""Dated facts about a person, each with the paper that it is known from."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from db.models import Particular, Relation
from db.rules import vulnerable
from db.rules.particular import SHAPES
from db.store import belonging, person


def add(session: Session, person_id: str, values: dict[str, Any]) -> str:
    """A new one; gives its id. Raises ``Invalid`` with what is wrong, field by field."""
    return belonging.add(session, Particular, person_id, values)


def amend(session: Session, record_id: str, values: dict[str, Any], reason: str) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    belonging.amend(session, Particular, record_id, values, reason)


def load(session: Session, record_id: str) -> Particular:
    """The whole record, detached; raises ``NotFound``."""
    return belonging.load(session, Particular, record_id)


def rows(session: Session, person_id: str) -> list[Particular]:
    """All of one person, ended ones too, detached."""
    return belonging.rows(session, Particular, person_id)


def end(session: Session, record_id: str, on: str, reason: str) -> None:
    """The last day on which it held, and why it ended."""
    belonging.end(session, Particular, record_id, on, reason)


def vulnerable_groups(session: Session, person_id: str, day: str) -> list[vulnerable.Group]:
    """The groups that call for more care which the person belongs to on a day, and why (``db.rules.vulnerable``)."""
    one = person.load(session, person_id)
    who = {field: getattr(one, field) for field in ("sex", "date_of_birth", "citizenship")}
    return vulnerable.groups(who, _values("particular", rows(session, person_id)),
                             _values("relation", belonging.rows(session, Relation, person_id)), day)


def _values(kind: str, records: Sequence[Any]) -> list[dict[str, str]]:
    return [{field: getattr(record, field) for field in SHAPES[kind].fields} for record in records]
