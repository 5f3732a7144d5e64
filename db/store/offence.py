"""Acts as the case qualifies them: recording them, and requalifying without losing how they were qualified before."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.errors import Invalid
from db.models import Offence
from db.rules import case, offence
from db.rules.problem import Problem
from db.store import filing


def add(session: Session, person_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> str:
    """An act, its ``citation`` as typed; gives the id. Raises ``Invalid``."""
    found = case.offence(values, filing.now(session))
    return str(filing.add(session, Offence, person_id, _read(values, found), found, kept).id)


def amend(session: Session, record_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Mend what was written down wrongly, with its reason; a change of the qualification is :func:`requalify`. Raises ``Invalid``."""
    found = case.offence(values, filing.now(session))
    filing.amend(session, load(session, record_id), _read(values, found), reason, found, kept)


def requalify(session: Session, record_id: str, values: Mapping[str, Any], reason: str,
              kept: Mapping[str, str] | None = None) -> str:
    """The same act under another article since a day: a new record, and the old one is closed on that day, names it and has the
    reason (УПК 207).

    Gives the id of the new one. Raises ``Invalid``, ``NotFound``.
    """
    old = load(session, record_id)
    found = case.offence(values, filing.now(session))
    if old.closed_on:
        raise Invalid([Problem("citation", "requalified_before")])
    if values.get("since_on") and values["since_on"] < old.since_on:
        found.append(Problem("since_on", "requalified_too_early", values={"date": old.since_on}))
    new = filing.add(session, Offence, old.person_id, {**_read(values, found), "custody_id": old.custody_id}, found, kept)
    filing.amend(session, old, {"closed_on": new.since_on, "replaced_by": new.id}, reason, ())
    return str(new.id)


def load(session: Session, record_id: str) -> Offence:
    """One act, detached; raises ``NotFound``."""
    one: Offence = filing.load(session, Offence, record_id)
    return one


def rows(session: Session, person_id: str) -> list[Offence]:
    """The acts of one person: those that stand in the order of the code, then the earlier qualifications, newest first; detached."""
    every = filing.of_person(session, Offence, person_id)
    open_ = sorted((one for one in every if not one.closed_on), key=lambda one: offence.sort_key(reference(one)))
    return open_ + sorted((one for one in every if one.closed_on), key=lambda one: one.closed_on, reverse=True)


def reference(one: Offence) -> offence.Offence:
    """The act as the rules know it."""
    names = ("article", "part", "points", "attempt", "complicity", "code", "gravity")
    return case.offence_of({name: getattr(one, name) for name in names})


def _read(values: Mapping[str, Any], found: list[Problem]) -> dict[str, Any]:
    """The values with what the citation says in their fields; raises ``Invalid`` with all that was ``found`` where it says nothing."""
    read = case.read_offence(values.get("citation") or "", values.get("code") or "")
    if len(read) != 1:
        raise Invalid([problem for problem in found if not problem.warning])
    one = read[0]
    return {**values, "code": one.code, "article": one.article, "part": one.part, "points": ",".join(one.points), "attempt": one.attempt,
            "complicity": one.complicity}
