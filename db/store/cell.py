"""Asking for cells and telling of them: the list, and the plan of who is where at a minute."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound
from db.models import Cell, Person, entered_columns
from db.rules import cell
from db.rules.moment import age, utc_minutes
from db.rules.problem import Problem
from db.store import entry, placement, separation

FIELDS = ("block", "unit", "number", "purpose", "capacity", "area", "closed_on", "note")


class CellRow(msgspec.Struct, frozen=True):
    """One cell at one minute: how many are in it, how much floor they need (hundredths of m², None where no norm is known)."""

    id: str
    block: str
    unit: str
    number: str
    purpose: str
    capacity: int | None
    area: int | None
    closed_on: str
    note: str
    people: int = 0
    needs: int | None = None
    state: str = ""


class Plan(msgspec.Struct, frozen=True):
    """Every cell of the institution in order, as it was at the minute ``at``."""

    at: str
    cells: list[CellRow]

    @property
    def people(self) -> int:
        return sum(row.people for row in self.cells)

    @property
    def free(self) -> int:
        """Places that somebody could be given: of cells that are open and have any left."""
        return sum(max((row.capacity or 0) - row.people, 0) for row in self.cells if row.state != "cell_closed")


def add(session: Session, values: dict[str, Any]) -> list[str]:
    """A new cell, or as many as its number says («101-110»); gives the ids. Raises ``Invalid``."""
    made = []
    for number in cell.numbers(values.get("number") or ""):
        one = {**values, "number": number}
        _check(session, one, "")
        record = Cell(**one)
        session.add(record)
        session.flush()
        made.append(record.id)
    return made


def amend(session: Session, cell_id: str, values: dict[str, Any], reason: str) -> None:
    """Change what is changed, with its reason; a cell is closed only when nobody is in it any more. Raises ``Invalid``."""
    if not reason.strip():
        raise Invalid([Problem("reason", "required")])
    one = load(session, cell_id)
    _check(session, {**_values(one), **values}, cell_id)
    if values.get("closed_on") and (left := placement.last_day(session, cell_id)) and left > values["closed_on"]:
        raise Invalid([Problem("closed_on", "cell_still_held")])
    for field, value in values.items():
        if getattr(one, field) != value:
            setattr(one, field, value)
    session.info["reason"] = entry.because(reason)
    session.flush()
    session.info["reason"] = ""


def load(session: Session, cell_id: str) -> Cell:
    """The whole cell, detached; raises ``NotFound``."""
    one = session.execute(select(Cell).where(Cell.id == cell_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def rows(session: Session) -> list[CellRow]:
    """Every cell in order, without its people."""
    found = session.execute(select(Cell.id, *(getattr(Cell, field) for field in FIELDS)))
    return sorted((CellRow(*row) for row in found), key=lambda row: cell.sort_key(row.block, row.unit, row.number))


def plan(session: Session, at: str, only: str = "") -> Plan:
    """Who was where at a minute, counted: the picture of the building, or of one cell ``only`` by its id."""
    place, day = placement.place_here(session), at[:10]
    inside: dict[str, list[str]] = defaultdict(list)
    query = (placement.in_cells(utc_minutes(at)).join(Person, Person.id == placement.P.person_id)
             .with_only_columns(placement.P.cell_id, placement.P.person_id, Person.sex, Person.date_of_birth))
    people = session.execute(query.where(placement.P.cell_id == only) if only else query).all()
    for cell_id, person_id, _sex, _born in people:
        inside[cell_id].append(person_id)
    known = {person_id: (sex, bool(born) and age(born, day) < separation.ADULT) for _cell, person_id, sex, born in people}
    convicted = _convicted(session, [person_id for _cell, person_id, _sex, _born in people], at) if not place else frozenset()
    found = []
    for row in (row for row in rows(session) if only in ("", row.id)):
        there = inside[row.id]
        law = cell.law_in(place, row.purpose, bool(there) and convicted.issuperset(there))
        needs = cell.needed([known[person_id] for person_id in there], law, day)
        closed = bool(row.closed_on) and row.closed_on <= day and not there
        found.append(msgspec.structs.replace(row, people=len(there), needs=needs, state=cell.state(
            row.capacity, row.area, len(there), needs, closed)))
    return Plan(at, found)


def _convicted(session: Session, ids: list[str], at: str) -> frozenset[str]:
    return frozenset(one.id for one in separation.occupants(session, ids, at).values() if one.in_force)


def _values(one: Cell) -> dict[str, Any]:
    return {column.key: getattr(one, column.key) for column in entered_columns(Cell)}


def _check(session: Session, values: Mapping[str, Any], cell_id: str) -> None:
    others = {(block, number) for id_, block, number in session.execute(select(Cell.id, Cell.block, Cell.number)) if id_ != cell_id}
    today = session.info["station"].now().date().isoformat()
    if found := [problem for problem in cell.problems(values, today, others) if not problem.warning]:
        raise Invalid(found)
