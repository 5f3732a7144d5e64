"""How records of a person's case are written and read: checked first, each with its own reason, never deleted."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound
from db.models import entered_columns
from db.rules.problem import Problem
from db.store import custody, entry, person


def add(session: Session, model: Any, person_id: str, values: Mapping[str, Any], found: Iterable[Problem],
        kept: Mapping[str, str] | None = None) -> Any:
    """A new record of a known person in the newest custody, unless the values name another one. ``found`` is what is wrong with them,
    ``kept`` the reasons, by field, for what was kept against a warning. Raises ``Invalid``, ``NotFound``."""
    person.load(session, person_id)
    _refuse(found)
    columns = {column.key for column in entered_columns(model)}
    if "custody_id" in columns and not values.get("custody_id"):
        latest = custody.latest(session, person_id)
        values = {**values, "custody_id": latest.id if latest else ""}
    one = model(**{name: value for name, value in values.items() if name in columns}, person_id=person_id)
    session.add(one)
    _flush(session, entry.because("", kept))
    return one


def amend(session: Session, one: Any, values: Mapping[str, Any], reason: str, found: Iterable[Problem],
          kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log. Raises ``Invalid``."""
    if not reason.strip():
        raise Invalid([Problem("reason_of_change", "required")])
    _refuse(found)
    model: Any = type(one)
    for column in entered_columns(model):
        if column.key in values and getattr(one, column.key) != values[column.key]:
            setattr(one, column.key, values[column.key])
    _flush(session, entry.because(reason, kept))


def load(session: Session, model: Any, record_id: str) -> Any:
    """The whole record, detached; raises ``NotFound``."""
    one = session.execute(select(model).where(model.id == record_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def of_person(session: Session, model: Any, person_id: str) -> list[Any]:
    """Every such record of one person in the order of their recording, detached."""
    return list(session.execute(select(model).where(model.person_id == person_id).order_by(model.row)).scalars())


def now(session: Session) -> str:
    """This minute by the workstation's clock."""
    return str(session.info["station"].now().isoformat(timespec="minutes"))


def _refuse(found: Iterable[Problem]) -> None:
    if errors := [problem for problem in found if not problem.warning]:
        raise Invalid(errors)


def _flush(session: Session, reason: str) -> None:
    """The reason belongs to this record's entry alone, not to what follows in the same transaction."""
    session.info["reason"] = reason
    session.flush()
    session.info["reason"] = ""
