"""Who is held, in figures, who is out, and which arrivals no medic has seen: kept by the file's triggers, made anew by a rebuild, compared
by a check."""

from collections import Counter

import msgspec
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from db.models import Tally

FACTS = ("sex", "citizenship", "date_of_birth")
ADULT_YEARS = 18
OWN = ("KZ", "stateless", "unknown", "")        # what is no citizenship of another state

_TAKEN_IN = text(f"SELECT {', '.join(FACTS)}, count(*) FROM person WHERE EXISTS (SELECT 1 FROM custody WHERE person_id = person.id) GROUP BY 1, 2, 3")
_GONE = text(f"SELECT {', '.join(FACTS)}, count(*) FROM person JOIN absent ON person_id = person.id WHERE gone GROUP BY 1, 2, 3")
_AWAY = text("SELECT count(*) FROM absent JOIN person ON person.id = person_id WHERE NOT gone")
_OUT = ("SELECT m.person_id, m.closes = 'yes' AS gone FROM (SELECT DISTINCT person_id AS id FROM custody) AS held JOIN movement m ON m.row = ("
        "SELECT row FROM movement WHERE person_id = held.id AND at_utc IS NOT NULL ORDER BY at_utc DESC, movement.id DESC LIMIT 1) "
        "WHERE m.direction = 'out'")
_LEAVE = text(f"INSERT INTO absent (person_id, gone) {_OUT}")
_UNLIKE = text(f"SELECT count(*) FROM (SELECT * FROM (SELECT person_id, gone FROM absent EXCEPT {_OUT}) "
               f"UNION ALL SELECT * FROM ({_OUT} EXCEPT SELECT person_id, gone FROM absent))")
_UNSEEN = ("custody.arrived_utc IS NOT NULL AND NOT EXISTS "
           "(SELECT 1 FROM screening WHERE screening.person_id = custody.person_id AND examined_utc >= custody.arrived_utc)")
_WAIT = text(f"INSERT INTO waiting (row, arrived_utc) SELECT row, arrived_utc FROM custody WHERE {_UNSEEN}")
_MISPLACED = text(f"SELECT custody.row FROM custody LEFT JOIN waiting ON waiting.row = custody.row AND waiting.arrived_utc = custody.arrived_utc "
                  f"WHERE ({_UNSEEN}) <> (waiting.row IS NOT NULL) UNION SELECT row FROM waiting WHERE row NOT IN (SELECT row FROM custody)")


class Held(msgspec.Struct, frozen=True):
    """The people held now, counted; ``away`` of them are out for now (court, hospital …)."""

    total: int
    women: int
    minors: int
    foreigners: int
    stateless: int
    away: int = 0


def held(session: Session, adult_since: str) -> Held:
    """Whoever was born after ``adult_since`` ("YYYY-MM-DD") is a minor; an unknown date of birth is nobody's."""
    known = select(Tally.what, Tally.value, Tally.number).where(Tally.what.not_in(("date_of_birth", "gone_date_of_birth")))
    of = Counter({(what, value): number for what, value, number in session.execute(known)})

    def now(what: str, value: str) -> int:
        return of[what, value] - of[f"gone_{what}", value]

    return Held(
        total=sum(now(what, value) for what, value in list(of) if what == "sex"), women=now("sex", "female"),
        minors=_younger(session, "date_of_birth", adult_since) - _younger(session, "gone_date_of_birth", adult_since),
        foreigners=sum(now(what, value) for what, value in list(of) if what == "citizenship" and value not in OWN),
        stateless=now("citizenship", "stateless"), away=of["away", "yes"])


def _younger(session: Session, what: str, adult_since: str) -> int:
    return session.execute(select(func.sum(Tally.number)).where(Tally.what == what, Tally.value > adult_since)).scalar() or 0


def recount(session: Session) -> None:
    """The tables anew from people, custody, movements and screenings."""
    session.execute(text("DELETE FROM absent"))
    session.execute(_LEAVE)
    for table in ("tally", "waiting"):
        session.execute(text(f"DELETE FROM {table}"))
    if counted := _counted(session):
        session.execute(insert(Tally), [{"what": what, "value": value, "number": number} for (what, value), number in counted.items()])
    session.execute(_WAIT)


def differences(session: Session) -> list[tuple[str, str]]:
    """Where the tables and the records do not agree: the table, and which of its rows without anybody's data."""
    kept = {(what, value): number for what, value, number in session.execute(select(Tally.what, Tally.value, Tally.number)) if number}
    wrong = sorted({what for (what, _), _ in kept.items() ^ _counted(session).items()})
    unlike = session.execute(_UNLIKE).scalar_one()
    return [*(("tally", what) for what in wrong), *([("absent", str(unlike))] if unlike else ()),
            *(("waiting", str(row)) for row in session.execute(_MISPLACED).scalars())]


def _counted(session: Session) -> Counter[tuple[str, str]]:
    """How many people taken in, and how many of them gone, there are of each value of each fact; how many are out for now."""
    counted: Counter[tuple[str, str]] = Counter()
    for query, of in ((_TAKEN_IN, ""), (_GONE, "gone_")):
        for *values, number in session.execute(query):
            for fact, value in zip(FACTS, values, strict=True):
                counted[of + fact, value] += number
    if away := session.execute(_AWAY).scalar_one():
        counted["away", "yes"] = away
    return counted
