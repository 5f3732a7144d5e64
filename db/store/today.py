"""What the first screen says: who is here, what came in, what waits for a medic, what is unfinished."""

from datetime import timedelta

import msgspec
from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from db.models import Absent, Custody, Person, Waiting
from db.rules.moment import utc_minutes
from db.store import draft, tally

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
    away: int
    arrivals: list[Arrival]
    to_examine: list[Arrival]
    drafts: list[draft.DraftRow]


def summary(session: Session, now: str) -> Today:
    """``now`` is local time with offset; a day back is "arrived lately"."""
    day = now[:10]
    counts = tally.held(session, f"{int(day[:4]) - tally.ADULT_YEARS:04d}{day[4:]}")
    latest = utc_minutes(now) - timedelta(days=1) // timedelta(minutes=1)
    return Today(counts.total, counts.women, counts.minors, counts.foreigners, counts.stateless, counts.away,
                 arrivals=_arrivals(session, _EPISODES.where(Custody.arrived_utc >= latest).order_by(Custody.arrived_utc.desc())),
                 to_examine=_arrivals(session, _EPISODES.where(Waiting.row.is_not(None), ~_GONE).order_by(Waiting.arrived_utc.desc())),
                 drafts=draft.rows(session))


# Who has gone for good cannot be examined any more.
_GONE = select(Absent.person_id).where(Absent.person_id == Custody.person_id, Absent.gone == 1).exists()
_EPISODES = (select(Custody.person_id, Person.surname, Person.given_name, Person.date_of_birth, Custody.arrived_at, Custody.category,
                    Waiting.row.is_(None))
             .join(Person, Person.id == Custody.person_id).outerjoin(Waiting, Waiting.row == Custody.row).limit(SHOWN))


def _arrivals(session: Session, query: Executable) -> list[Arrival]:
    return [Arrival(person_id, f"{surname} {given}".strip(), born, arrived, category, bool(examined))
            for person_id, surname, given, born, arrived, category, examined in session.execute(query)]
