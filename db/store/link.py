"""Whether two entries of the register are one person: decided with a reason, undone with a reason; both ids stay for ever."""

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from db.errors import Invalid
from db.models import Link, Person
from db.rules import name
from db.rules.problem import Problem
from db.store import entry, person

STATES = ("link_same", "link_not_same", "link_undone")


class LinkedRow(msgspec.Struct, frozen=True):
    """Another entry of the same person."""

    id: str
    name: str
    date_of_birth: str
    iin: str


class DecisionRow(msgspec.Struct, frozen=True):
    """One pair that somebody has decided upon; ``id`` is the link's."""

    id: str
    one: str
    other: str
    one_name: str
    other_name: str
    state: str
    reason: str


def decide(session: Session, one: str, other: str, state: str, reason: str) -> str:
    """One decision for each pair, amended when it changes; gives the link's id. Raises ``Invalid`` without a reason."""
    if not reason.strip():
        raise Invalid([Problem("reason", "reason_required")])
    first, second = sorted((person.load(session, one).id, person.load(session, other).id))
    if first == second or state not in STATES:
        raise Invalid([Problem("", "unknown_code")])
    reason = " ".join(reason.split())
    link = session.execute(select(Link).where(Link.person_id == first, Link.other_id == second)).scalar_one_or_none()
    if link is None:
        link = Link(person_id=first, other_id=second, state=state, reason=reason)
        session.add(link)
    elif link.state == state:
        raise Invalid([Problem("", "not_entered")])
    else:
        link.state, link.reason = state, reason
    session.info["reason"] = entry.because(reason)
    session.flush()
    session.info["reason"] = ""
    return link.id


def undo(session: Session, link_id: str, reason: str) -> None:
    """The pair is undecided again, and stands in the queue if it still looks alike."""
    link = session.execute(select(Link).where(Link.id == link_id)).scalar_one()
    decide(session, link.person_id, link.other_id, "link_undone", reason)


def linked(session: Session, person_id: str) -> list[LinkedRow]:
    """The other entries of the same person, also those that are linked through one of them."""
    seen, new = {person_id}, {person_id}
    while new:
        pairs = session.execute(select(Link.person_id, Link.other_id).where(
            Link.state == "link_same", or_(Link.person_id.in_(new), Link.other_id.in_(new)))).all()
        new = {one for pair in pairs for one in pair} - seen
        seen |= new
    people = session.execute(select(Person).where(Person.id.in_(seen - {person_id})).order_by(Person.sort_key, Person.row)).scalars()
    return [LinkedRow(one.id, _name(one), one.date_of_birth, one.iin) for one in people]


def decisions(session: Session, limit: int = 1000) -> list[DecisionRow]:
    """What stands decided, the newest pair first; undone ones are left out."""
    first, second = aliased(Person), aliased(Person)
    query = (select(Link, first, second).join(first, first.id == Link.person_id).join(second, second.id == Link.other_id)
             .where(Link.state != "link_undone").order_by(Link.row.desc()).limit(limit))
    return [DecisionRow(link.id, link.person_id, link.other_id, _name(one), _name(other), link.state, link.reason)
            for link, one, other in session.execute(query)]


def _name(one: Person) -> str:
    return name.full({part: getattr(one, part) for part in name.PARTS})
