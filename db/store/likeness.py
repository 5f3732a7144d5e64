"""The queue of people who look alike: computed a few at a time, and anew only for whoever has changed since."""

import msgspec
from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, aliased

from db.models import Likeness, Link, LogEntry, Person, Setting, entered_columns
from db.rules import name
from db.search.duplicate import WHY, possible_duplicates

MARK = "likeness_until"      # the local number of the last entry of the log that was looked at
KINDS = ("person", "alias")


class PairRow(msgspec.Struct, frozen=True):
    """Two people to decide upon; ``why`` holds keys of ``db.search.duplicate.WHY``, the strongest first."""

    one: str
    other: str
    one_name: str
    other_name: str
    one_born: str
    other_born: str
    why: tuple[str, ...]


class Progress(msgspec.Struct, frozen=True):
    """How far the log has been looked through: ``done`` of ``total`` entries."""

    done: int
    total: int


def progress(session: Session) -> Progress:
    """Where the comparison stands; all is compared when both numbers are equal."""
    until = session.execute(select(Setting.value).where(Setting.name == MARK)).scalar()
    newest = session.execute(select(func.max(LogEntry.row)).where(LogEntry.kind.in_(KINDS))).scalar() or 0
    return Progress(min(int(until or 0), newest), newest)


def compare(session: Session, at_most: int = 100) -> Progress:
    """Compares the next people whose entries are new with the whole register; run it again until all is done."""
    stands = progress(session)
    query = (select(LogEntry.row, LogEntry.person_id).where(LogEntry.row > stands.done, LogEntry.kind.in_(KINDS))
             .order_by(LogEntry.row).limit(at_most))
    found = session.execute(query).all()
    for person_id in dict.fromkeys(person_id for _row, person_id in found):
        _compare_one(session, person_id)
    until = found[-1][0] if found else stands.total
    session.execute(insert(Setting).values(name=MARK, value=str(until)).on_conflict_do_update(
        index_elements=["name"], set_={"value": str(until)}))
    session.info.setdefault("touched", set()).add("likeness")
    return Progress(until, stands.total)


def queue(session: Session, limit: int = 2000) -> list[PairRow]:
    """The pairs that nobody has decided upon, the surest first."""
    one, other = aliased(Person), aliased(Person)
    query = (select(Likeness.one, Likeness.other, *_names(one), *_names(other), one.date_of_birth, other.date_of_birth, Likeness.why)
             .join(one, one.id == Likeness.one).join(other, other.id == Likeness.other)
             .outerjoin(Link, and_(Link.person_id == Likeness.one, Link.other_id == Likeness.other))
             .where(_undecided()).order_by(Likeness.strength, one.sort_key, Likeness.row).limit(limit))
    return [PairRow(row[0], row[1], _name(row[2:5]), _name(row[5:8]), row[8], row[9], tuple(row[10].split(",")))
            for row in session.execute(query)]


def count(session: Session) -> int:
    """How many pairs wait for a decision."""
    query = (select(func.count()).select_from(Likeness)
             .outerjoin(Link, and_(Link.person_id == Likeness.one, Link.other_id == Likeness.other)).where(_undecided()))
    return session.execute(query).scalar_one()


def _compare_one(session: Session, person_id: str) -> None:
    """Her pairs anew: those of before may not be alike any more."""
    session.execute(delete(Likeness).where(or_(Likeness.one == person_id, Likeness.other == person_id)))
    person = session.execute(select(Person).where(Person.id == person_id)).scalar_one_or_none()
    if person is None:
        return
    values = {column.key: getattr(person, column.key) for column in entered_columns(Person)}
    session.expunge(person)
    for match in possible_duplicates(session, values, person_id):
        one, other = sorted((person_id, match.id))
        session.execute(insert(Likeness).values(one=one, other=other, why=",".join(match.why), strength=WHY.index(match.why[0]))
                        .on_conflict_do_nothing())


def _undecided() -> ColumnElement[bool]:
    return or_(Link.id.is_(None), Link.state == "link_undone")


def _names(person: type[Person]) -> list[ColumnElement[str]]:
    return [getattr(person, part) for part in name.PARTS]


def _name(parts: tuple[str, ...]) -> str:
    return " ".join(filter(None, parts))
