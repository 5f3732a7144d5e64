"""What the first screen says: who is here, what came in, what waits for a medic, what is unfinished."""

from datetime import timedelta

import msgspec
from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import Session

from db.models import Custody, Person, Screening
from db.rules.moment import utc_minutes
from db.store import draft

ADULT_YEARS = 18
SHOWN = 50


class Arrival(msgspec.Struct, frozen=True):
    """Somebody who came in, and whether a medic has seen him since."""

    person_id: str
    name: str
    date_of_birth: str
    arrived_at: str
    category: str
    examined: bool


class Today(msgspec.Struct, frozen=True):
    """Counts of the people held now, the latest arrivals, and unfinished work."""

    total: int
    women: int
    minors: int
    foreigners: int
    stateless: int
    arrivals: list[Arrival]
    to_examine: list[Arrival]
    drafts: list[draft.DraftRow]


def summary(session: Session, now: str) -> Today:
    """``now`` is local time with offset; a day back is "arrived lately"."""
    day = now[:10]
    born_after = f"{int(day[:4]) - ADULT_YEARS:04d}{day[4:]}"
    held = select(Custody.person_id).distinct().subquery()
    one = session.execute(
        select(func.count(), func.sum(case((Person.sex == "female", 1), else_=0)),
               func.sum(case((and_(Person.date_of_birth > born_after, Person.date_of_birth != ""), 1), else_=0)),
               func.sum(case((Person.citizenship.not_in(("KZ", "stateless", "unknown", "")), 1), else_=0)),
               func.sum(case((Person.citizenship == "stateless", 1), else_=0)))
        .select_from(Person).join(held, held.c.person_id == Person.id)).one()
    latest = utc_minutes(now) - timedelta(days=1) // timedelta(minutes=1)
    return Today(*(number or 0 for number in one), arrivals=_arrivals(session, Custody.arrived_utc >= latest),
                 to_examine=_arrivals(session, ~_examined()), drafts=draft.rows(session))


def _examined() -> exists:
    return exists().where(Screening.person_id == Custody.person_id, Screening.examined_utc >= Custody.arrived_utc)


def _arrivals(session: Session, condition: object) -> list[Arrival]:
    query = (select(Custody.person_id, Person.surname, Person.given_name, Person.date_of_birth, Custody.arrived_at, Custody.category, _examined())
             .join(Person, Person.id == Custody.person_id).where(condition).order_by(Custody.arrived_utc.desc()).limit(SHOWN))
    return [Arrival(person_id, f"{surname} {given}".strip(), born, arrived, category, examined)
            for person_id, surname, given, born, arrived, category, examined in session.execute(query)]
