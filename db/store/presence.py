"""Who was inside at any minute and where somebody was: read from the last movement by then, never from what was counted before."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import TextClause, select, text
from sqlalchemy.orm import Session

from db.models import Absent, Movement, Person
from db.rules import institution, movement
from db.rules import moment as times
from db.rules.moment import utc_minutes
from db.rules.movement import Step
from db.rules.name import sort_key
from db.store.tally import ADULT_YEARS, OWN

LATELY, MOST = 2000, 200
# The index alone answers who was where at a minute; rows are read only of those who were inside or out for now.
_LAST = """WITH last AS MATERIALIZED (SELECT id, (
  SELECT row * 3 + (direction = 'out') * (1 + (closes = 'yes')) FROM movement
  WHERE person_id = person.id AND at_utc <= :at ORDER BY at_utc DESC, movement.id DESC LIMIT 1) AS code FROM person)"""
# The legal status of the minute: the newest change by then, else the one with which the episode began.
_CATEGORY = ("coalesce((SELECT category FROM category WHERE custody_id = {m}.custody_id AND from_utc <= {at} "
             "ORDER BY from_utc DESC, category.id DESC LIMIT 1), custody.category, '')")
_PRESENT = ("FROM last JOIN movement m ON m.row = code / 3 JOIN person ON person.id = last.id "
            "LEFT JOIN custody ON custody.id = m.custody_id WHERE code % 3 {which}")
_COUNT = text(f"{_LAST} SELECT m.direction, person.sex, person.citizenship, person.date_of_birth > :adult AS minor, "
              f"{_CATEGORY.format(m='m', at=':at')} AS category, count(*) AS number {_PRESENT.format(which='< 2')} GROUP BY 1, 2, 3, 4, 5")
_NAMES = "person.id, person.surname, person.given_name, person.patronymic, person.sort_key, person.date_of_birth"
_HERE = text(f"{_LAST} SELECT {_NAMES}, m.at, m.movement, {_CATEGORY.format(m='m', at=':at')} AS category {_PRESENT.format(which='= 0')}")
_TOTAL = text(f"{_LAST} SELECT count(*) FROM last WHERE code % 3 = 0")
_LINES = text(f"SELECT m.id AS movement_id, {_NAMES}, person.sex, person.citizenship, m.direction, m.movement, m.at, m.place, m.order_kind, "
              f"m.order_number, m.order_on, m.authority, m.escort, m.reason, m.body_check, m.recorded_at, {_CATEGORY.format(m='m', at='m.at_utc')} AS category "
              "FROM movement m JOIN person ON person.id = m.person_id LEFT JOIN custody ON custody.id = m.custody_id "
              "WHERE m.at_utc >= :first AND m.at_utc < :end ORDER BY m.at_utc, m.id")


class Headcount(msgspec.Struct, frozen=True):
    """``total`` were inside at the minute; ``away`` were out for now and still held here. Categories are of those inside."""

    at: str
    total: int
    away: int
    women: int
    minors: int
    foreigners: int
    stateless: int
    sexes: dict[str, int]
    categories: dict[str, int]

    @property
    def held(self) -> int:
        return self.total + self.away


class Here(msgspec.Struct, frozen=True):
    """Somebody who was inside at a minute, since when, and after which movement."""

    person_id: str
    name: str
    sort_key: str
    date_of_birth: str
    since: str
    movement: str
    category: str


class Away(msgspec.Struct, frozen=True):
    """Somebody who is out for now: where, since when, and by which day the law wants him back ("" for none)."""

    person_id: str
    name: str
    sort_key: str
    date_of_birth: str
    movement: str
    at: str
    place: str
    escort: str
    due: str


class Line(msgspec.Struct, frozen=True):
    """One movement of a day, as the journal writes it."""

    id: str
    person_id: str
    name: str
    sort_key: str
    date_of_birth: str
    sex: str
    citizenship: str
    direction: str
    movement: str
    at: str
    place: str
    order_kind: str
    order_number: str
    order_on: str
    authority: str
    escort: str
    reason: str
    body_check: str
    recorded_at: str
    category: str

    @property
    def check_missing(self) -> bool:
        return movement.is_check_missing(self.movement, self.body_check)


class Where(msgspec.Struct, frozen=True):
    """Where somebody was at a minute: ``status`` is a term (``status_held`` inside; "" before the first movement), by which movement."""

    at: str
    status: str
    since: str = ""
    movement: str = ""
    place: str = ""
    custody_id: str = ""
    inside: bool = False


def headcount(session: Session, moment: str) -> Headcount:
    """Everybody inside at a minute, counted; ``moment`` is local time with offset."""
    adult = f"{int(moment[:4]) - ADULT_YEARS:04d}{moment[4:10]}"
    total = away = minors = 0
    sexes: Counter[str] = Counter()
    citizenships: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    for row in session.execute(_COUNT, {"at": utc_minutes(moment), "adult": adult}):
        if row.direction == movement.OUT:
            away += row.number
            continue
        total += row.number
        minors += row.number * bool(row.minor)
        sexes[row.sex] += row.number
        citizenships[row.citizenship] += row.number
        categories[row.category] += row.number
    return Headcount(moment, total, away, sexes["female"], minors, sum(n for code, n in citizenships.items() if code not in OWN),
                     citizenships["stateless"], dict(sexes), dict(categories))


def total(session: Session, minute: int) -> int:
    """How many were inside at a minute (since 1970 UTC)."""
    return int(session.execute(_TOTAL, {"at": minute}).scalar_one())


def here(session: Session, moment: str) -> list[Here]:
    """Everybody inside at a minute, in the alphabet."""
    found = [Here(row.id, _name(row), row.sort_key or "", row.date_of_birth, row.at, row.movement, row.category)
             for row in session.execute(_HERE, {"at": utc_minutes(moment)})]
    return sorted(found, key=lambda one: (one.sort_key or sort_key(one.name), one.person_id))


def away(session: Session) -> list[Away]:
    """Everybody who is out for now, longest first."""
    last = select(Movement.row).where(Movement.person_id == Absent.person_id, Movement.at_utc.is_not(None)).order_by(
        Movement.at_utc.desc(), Movement.id.desc()).limit(1).correlate(Absent).scalar_subquery()
    query = (select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.sort_key, Person.date_of_birth, Movement.movement,
                    Movement.at, Movement.place, Movement.escort)
             .select_from(Absent).join(Movement, Movement.row == last).join(Person, Person.id == Absent.person_id)
             .where(Absent.gone == 0).order_by(Movement.at_utc, Movement.id))
    return [Away(row.id, _name(row), row.sort_key or "", row.date_of_birth, row.movement, row.at, row.place, row.escort,
                 movement.due(row.movement, row.at)) for row in session.execute(query)]


def lines(session: Session, on: str, zone: str) -> list[Line]:
    """The movements of a day in their order."""
    return list(_lines(session, _LINES, *day(on, zone)))


def day(on: str, zone: str) -> tuple[int, int]:
    """First minute of a day and first minute after it, in the zone's wall time."""
    return utc_minutes(times.moment(on, "00:00", zone)), utc_minutes(times.moment(following(on), "00:00", zone))


def following(on: str, days: int = 1) -> str:
    """The day so many days later."""
    return str(date.fromisoformat(on) + timedelta(days))


def where(session: Session, person_id: str, moment: str) -> Where:
    """Where the person was at a minute, as far as the gate knows."""
    one = last(session, person_id, utc_minutes(moment))
    if one is None:
        return Where(moment, "")
    kind = movement.KINDS.get(one.movement)
    inside = one.direction == movement.IN
    status = kind.status if kind is not None else "status_held" if inside else "status_transferred_out"
    return Where(moment, status, one.at, one.movement, one.place, one.custody_id, inside)


def last(session: Session, person_id: str, minute: int | None = None) -> Movement | None:
    """The person's last movement, or the last one by a minute."""
    query = _of(person_id).order_by(Movement.at_utc.desc(), Movement.id.desc()).limit(1)
    return session.execute(query if minute is None else query.where(Movement.at_utc <= minute)).scalar_one_or_none()


def around(session: Session, person_id: str, minute: int, but_not: str = "") -> tuple[Step | None, Step | None]:
    """The person's movements before (or in) a minute and after it; ``but_not`` is the id of the one in question."""
    mine = _of(person_id).where(Movement.id != but_not).with_only_columns(Movement.movement, Movement.at)
    before = session.execute(mine.where(Movement.at_utc <= minute).order_by(Movement.at_utc.desc(), Movement.id.desc()).limit(1)).one_or_none()
    after = session.execute(mine.where(Movement.at_utc > minute).order_by(Movement.at_utc, Movement.id).limit(1)).one_or_none()
    return Step(*before) if before else None, Step(*after) if after else None


def of_person(session: Session, person_id: str) -> list[Movement]:
    """Every movement of the person, newest first, the withdrawn ones at their place as well; detached."""
    found = session.execute(select(Movement).where(Movement.person_id == person_id)).scalars()
    return sorted(found, key=lambda one: (utc_minutes(one.at) if one.at else 0, one.id), reverse=True)


def said_lately(session: Session) -> dict[str, list[str]]:
    """Places, authorities and commanders as they were written in the newest movements, the most usual first: reference data that grows by use."""
    newest = select(Movement.place, Movement.authority, Movement.escort).order_by(Movement.row.desc()).limit(LATELY)
    found: dict[str, Counter[str]] = {name: Counter() for name in ("place", "authority", "escort")}
    for row in session.execute(newest):
        for name, counter in found.items():
            counter[getattr(row, name)] += 1
    return {name: [said for said, _count in counter.most_common(MOST) if said] for name, counter in found.items()}


def zone_of(code: str) -> str:
    """Time zone of an institution."""
    return times.zone(next((one.region_kato for one in institution.rows() if one.code == code), ""))


def _of(person_id: str) -> Any:
    return select(Movement).where(Movement.person_id == person_id, Movement.at_utc.is_not(None))


def _lines(session: Session, query: TextClause, first: int, end: int) -> Iterator[Line]:
    for row in session.execute(query, {"first": first, "end": end}):
        yield Line(row.movement_id, row.id, _name(row), row.sort_key or "", row.date_of_birth, row.sex, row.citizenship, row.direction, row.movement,
                   row.at, row.place, row.order_kind, row.order_number, row.order_on, row.authority, row.escort, row.reason, row.body_check,
                   row.recorded_at, row.category)


def _name(row: Any) -> str:
    return " ".join(filter(None, (row.surname, row.given_name, row.patronymic)))
