"""Measures of restraint and court sanctions: recording, extending and ending them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from db.models import Measure
from db.rules import case
from db.store import filing


def add(session: Session, person_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> str:
    """A measure, or the extension of the one that ``values["extends"]`` names; gives the id. Raises ``Invalid``, ``NotFound``."""
    earlier = load(session, values["extends"]) if values.get("extends") else None
    found = case.measure(values, filing.now(session), earlier.until_at if earlier else "")
    if earlier is not None:
        values = {**values, "custody_id": earlier.custody_id}
    return str(filing.add(session, Measure, person_id, values, found, kept).id)


def amend(session: Session, record_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed (its end too), with its reason. Raises ``Invalid``, ``NotFound``."""
    filing.amend(session, load(session, record_id), values, reason, case.measure(values, filing.now(session)), kept)


def load(session: Session, record_id: str) -> Measure:
    """One measure, detached; raises ``NotFound``."""
    one: Measure = filing.load(session, Measure, record_id)
    return one


def rows(session: Session, person_id: str) -> list[Measure]:
    """The measures of one person, newest first, detached."""
    return sorted(filing.of_person(session, Measure, person_id), key=lambda one: (one.from_at, one.row), reverse=True)


def states(measures: Sequence[Measure], now: str) -> dict[str, str]:
    """How each measure stands at a moment (``db.rules.case.state``), by its id; one that was extended no longer counts by itself."""
    extended = {one.extends for one in measures if one.extends}
    return {one.id: case.state({"until_at": one.until_at, "ended_at": one.ended_at}, now, one.id in extended) for one in measures}
