"""What the small records of a person have in common: kept when nothing is wrong, amended with a reason, ended but never deleted."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotAllowed, NotFound
from db.models import Alert, Alias, Document, Mark, Particular, Relation
from db.rules import name, particular
from db.rules.problem import Problem
from db.store import entry, person, photo

Small = Alias | Document | Particular | Relation | Mark | Alert
One = TypeVar("One", Alias, Document, Particular, Relation, Mark, Alert)


def add(session: Session, model: type[One], person_id: str, values: dict[str, Any], picture: bytes | None = None) -> str:
    """A new record of a known person; gives its id. Raises ``Invalid``, ``NotFound``, ``NotAllowed``."""
    values = _kept(session, values, picture)
    _check(session, model.kind, person_id, values)
    one = model(person_id=person_id, **values)
    session.add(one)
    _flush(session, "")
    return one.id


def amend(session: Session, model: type[One], record_id: str, values: dict[str, Any], reason: str, picture: bytes | None = None) -> One:
    """Change what is changed, with its reason; the earlier values stay in the log."""
    if not reason.strip():
        raise Invalid([Problem("reason_of_change", "reason_required")])
    one = load(session, model, record_id)
    values = _kept(session, values, picture)
    whole = {field: getattr(one, field) for field in particular.SHAPES[model.kind].fields}
    _check(session, model.kind, one.person_id, {**whole, **values})
    for field, value in values.items():
        if getattr(one, field) != value:
            setattr(one, field, value)
    _flush(session, entry.because(reason))
    return one


def end(session: Session, model: type[One], record_id: str, on: str, reason: str) -> One:
    """The last day on which it held, and why it ended."""
    return amend(session, model, record_id, {particular.SHAPES[model.kind].end: on}, reason)


def load(session: Session, model: type[One], record_id: str) -> One:
    """The whole record, detached; raises ``NotFound``."""
    one = session.execute(select(model).where(model.id == record_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def rows(session: Session, model: type[One], person_id: str) -> list[One]:
    """All of one person, in the order of their recording, ended ones too; detached."""
    return list(session.execute(select(model).where(model.person_id == person_id).order_by(model.row)).scalars())


def _kept(session: Session, values: dict[str, Any], picture: bytes | None) -> dict[str, Any]:
    """Words as they are kept: composed letters, one script in a word, no spaces at the ends."""
    cleaned = {field: name.clean(value) if field in name.PARTS else value.strip() for field, value in values.items()}
    return {**cleaned, "photo": photo.keep(session, picture)} if picture is not None else cleaned


def _check(session: Session, kind: str, person_id: str, values: dict[str, Any]) -> None:
    if kind == "alert" and values.get("alert") in particular.MEDICAL_ALERTS and session.info["user"].role != "medic":
        raise NotAllowed("medics_only")
    born = person.load(session, person_id).date_of_birth
    today = session.info["station"].now().date().isoformat()
    if found := [problem for problem in particular.problems(kind, values, today, born) if not problem.warning]:
        raise Invalid(found)


def _flush(session: Session, reason: str) -> None:
    """The reason belongs to this record's entry alone, not to what follows in the same transaction."""
    session.info["reason"] = reason
    session.flush()
    session.info["reason"] = ""
