"""Who is held, in figures, and which arrivals no medic has seen: kept by the file's triggers, made anew by a rebuild, compared by a check."""

from collections import Counter

import msgspec
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from db.models import Tally

FACTS = ("sex", "citizenship", "date_of_birth")
OWN = ("KZ", "stateless", "unknown", "")        # what is no citizenship of another state

_HELD = text(f"SELECT {', '.join(FACTS)}, count(*) FROM person WHERE EXISTS (SELECT 1 FROM custody WHERE person_id = person.id) GROUP BY 1, 2, 3")
_UNSEEN = ("custody.arrived_utc IS NOT NULL AND NOT EXISTS "
           "(SELECT 1 FROM screening WHERE screening.person_id = custody.person_id AND examined_utc >= custody.arrived_utc)")
_WAIT = text(f"INSERT INTO waiting (row, arrived_utc) SELECT row, arrived_utc FROM custody WHERE {_UNSEEN}")
_MISPLACED = text(f"SELECT custody.row FROM custody LEFT JOIN waiting ON waiting.row = custody.row AND waiting.arrived_utc = custody.arrived_utc "
                  f"WHERE ({_UNSEEN}) <> (waiting.row IS NOT NULL) UNION SELECT row FROM waiting WHERE row NOT IN (SELECT row FROM custody)")


class Held(msgspec.Struct, frozen=True):
    """The people held now, counted."""

    total: int
    women: int
    minors: int
    foreigners: int
    stateless: int


def held(session: Session, adult_since: str) -> Held:
    """Whoever was born after ``adult_since`` ("YYYY-MM-DD") is a minor; an unknown date of birth is nobody's."""
    known = select(Tally.what, Tally.value, Tally.number).where(Tally.what != "date_of_birth")
    of = {(what, value): number for what, value, number in session.execute(known)}
    minors = session.execute(select(func.sum(Tally.number)).where(Tally.what == "date_of_birth", Tally.value > adult_since)).scalar()
    return Held(
        total=sum(number for (what, _), number in of.items() if what == "sex"), women=of.get(("sex", "female"), 0), minors=minors or 0,
        foreigners=sum(number for (what, value), number in of.items() if what == "citizenship" and value not in OWN),
        stateless=of.get(("citizenship", "stateless"), 0))


def recount(session: Session) -> None:
    """Both tables anew from people, custody and screenings."""
    for table in ("tally", "waiting"):
        session.execute(text(f"DELETE FROM {table}"))
    if counted := _counted(session):
        session.execute(insert(Tally), [{"what": what, "value": value, "number": number} for (what, value), number in counted.items()])
    session.execute(_WAIT)


def differences(session: Session) -> list[tuple[str, str]]:
    """Where the tables and the records do not agree: the table, and which of its rows without anybody's data."""
    kept = {(what, value): number for what, value, number in session.execute(select(Tally.what, Tally.value, Tally.number)) if number}
    wrong = sorted({what for (what, _), _ in kept.items() ^ _counted(session).items()})
    return [*(("tally", what) for what in wrong), *(("waiting", str(row)) for row in session.execute(_MISPLACED).scalars())]


def _counted(session: Session) -> Counter[tuple[str, str]]:
    """How many people held there are of each value of each fact."""
    counted: Counter[tuple[str, str]] = Counter()
    for *values, number in session.execute(_HELD):
        for fact, value in zip(FACTS, values, strict=True):
            counted[fact, value] += number
    return counted
