"""What the first screen says: who is here, what came in, what waits for a medic, what is unfinished."""

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import Custody, Person, Waiting
from db.rules.moment import utc_minutes
from db.store import draft, tally

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
    counts = tally.held(session, f"{int(day[:4]) - ADULT_YEARS:04d}{day[4:]}")
    latest = utc_minutes(now) - timedelta(days=1) // timedelta(minutes=1)
    return Today(counts.total, counts.women, counts.minors, counts.foreigners, counts.stateless,
                 arrivals=_arrivals(session, _EPISODES.where(Custody.arrived_utc >= latest).order_by(Custody.arrived_utc.desc())),
                 to_examine=_arrivals(session, _EPISODES.where(Waiting.row.is_not(None)).order_by(Waiting.arrived_utc.desc())),
                 drafts=draft.rows(session))


_EPISODES = (select(Custody.person_id, Person.surname, Person.given_name, Person.date_of_birth, Custody.arrived_at, Custody.category,
                    Waiting.row.is_(None))
             .join(Person, Person.id == Custody.person_id).outerjoin(Waiting, Waiting.row == Custody.row).limit(SHOWN))


def _arrivals(session: Session, query: Select[Any]) -> list[Arrival]:
    return [Arrival(person_id, f"{surname} {given}".strip(), born, arrived, category, bool(examined))
            for person_id, surname, given, born, arrived, category, examined in session.execute(query)]
