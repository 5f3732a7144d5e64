"""The movement journal: each day in one line that balances, closed in order, and corrected only by what is written beside it."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotAllowed
from db.models import Account, Journal
from db.rules import moment as times
from db.rules import movement
from db.rules.moment import utc_minutes
from db.rules.problem import Problem
from db.store import entry, presence
from db.store.presence import Headcount, Line
from db.store.tally import ADULT_YEARS, OWN


class Closing(msgspec.Struct, frozen=True):
    """A closed day's line as it was written, or a correction of it with its note."""

    id: str
    on: str
    yesterday: int
    came: int
    left: int
    today: int
    annotates: str
    note: str
    at: str
    who: str

    @property
    def net(self) -> int:
        return self.came - self.left


class Day(msgspec.Struct, frozen=True):
    """A day as the movements have it now; ``before`` and ``after`` are counted apart from the lines, at its first and last minute."""

    on: str
    before: Headcount
    after: Headcount
    lines: list[Line]
    closing: Closing | None
    corrections: list[Closing]
    since: int
    """How much corrections on this day and on earlier ones, written after it was closed, have moved its last number."""
    opens: str
    """The oldest day that is still open: the one that can be closed next."""

    @property
    def yesterday(self) -> int:
        return self.before.total

    @property
    def came(self) -> int:
        return sum(line.direction == movement.IN for line in self.lines)

    @property
    def left(self) -> int:
        return sum(line.direction == movement.OUT for line in self.lines)

    @property
    def today(self) -> int:
        return self.after.total

    @property
    def balances(self) -> bool:
        return self.yesterday + self.came - self.left == self.today


class Sum(NamedTuple):
    """Yesterday, came, left, today of everybody (``title`` "") or of a category or group (a term)."""

    title: str
    yesterday: int
    came: int
    left: int
    today: int


class Numbers(NamedTuple):
    """The last known line of a day."""

    yesterday: int
    came: int
    left: int
    today: int


def day(session: Session, on: str, now: str, zone: str) -> Day:
    """The day's page; of the present day, up to the present minute."""
    first, end = presence.day(on, zone)
    written = rows(session)
    own = [row for row in written if row.on == on]
    closing = next((row for row in own if not row.annotates), None)
    last_minute = min(end - 1, max(utc_minutes(now), first))
    return Day(on, presence.headcount(session, _moment(first - 1, zone)), presence.headcount(session, _moment(last_minute, zone)),
               [line for line in presence.lines(session, on, zone) if utc_minutes(line.at) <= last_minute], closing,
               [row for row in own if row.annotates], _moved(written, closing) if closing else 0, next_open(session, zone))


def sums(page: Day) -> list[Sum]:
    """Everybody, then each legal category that was here, then women, minors, foreigners and stateless persons where there are any."""
    adult = f"{int(page.on[:4]) - ADULT_YEARS:04d}{page.on[4:]}"
    found = [Sum("", page.yesterday, page.came, page.left, page.today)]
    for code in sorted({*page.before.categories, *page.after.categories, *(line.category for line in page.lines)} - {""}):
        found.append(_sum(code, page.before.categories.get(code, 0), page.after.categories.get(code, 0),
                          [line for line in page.lines if line.category == code]))
    groups = {"women": [line for line in page.lines if line.sex == "female"], "minors": [line for line in page.lines if line.date_of_birth > adult],
              "foreigners": [line for line in page.lines if line.citizenship not in OWN],
              "stateless": [line for line in page.lines if line.citizenship == "stateless"]}
    every = [_sum(f"of_them_{name}", getattr(page.before, name), getattr(page.after, name), mine) for name, mine in groups.items()]
    return found + [one for one in every if one.yesterday or one.today or one.came or one.left]


def _sum(title: str, before: int, after: int, mine: list[Line]) -> Sum:
    came = sum(line.direction == movement.IN for line in mine)
    return Sum(title, before, came, len(mine) - came, after)


def rows(session: Session) -> list[Closing]:
    """Every closed day and every correction, in the order in which they were written."""
    query = (select(Journal.id, Journal.on, Journal.yesterday, Journal.came, Journal.left, Journal.today, Journal.annotates, Journal.note,
                    Journal.recorded_at, Account.name).outerjoin(Account, Account.id == Journal.author).order_by(Journal.row))
    return [Closing(id_, on, before or 0, came or 0, left or 0, after or 0, annotates, note, at, who or "")
            for id_, on, before, came, left, after, annotates, note, at, who in session.execute(query)]


def closed_until(session: Session) -> str:
    """The last day that is closed, "" when none is."""
    return session.execute(select(func.max(Journal.on)).where(Journal.annotates == "")).scalar() or ""


def next_open(session: Session, zone: str) -> str:
    """The day that can be closed next: the one after the last closed day, at first the day on which the register was made."""
    if done := closed_until(session):
        return presence.following(done)
    made = session.execute(select(func.min(Account.recorded_at))).scalar_one()
    minute = utc_minutes(made[:16] + made[19:])
    return _moment(minute, zone)[:10]


def problems(session: Session, page: Day, now: str) -> list[Problem]:
    """What stands against closing this day, with the numbers."""
    if page.closing is not None:
        return [Problem("on", "journal_closed_already", values={"day": _shown(page.on)})]
    if page.on != page.opens:
        key = "journal_earlier_open" if page.on > page.opens else "journal_before_register"
        return [Problem("on", key, values={"day": _shown(page.opens)})]
    if page.on >= now[:10]:
        return [Problem("on", "journal_day_not_over", values={"day": _shown(page.on)})]
    numbers = {"yesterday": str(page.yesterday), "came": str(page.came), "left": str(page.left), "today": str(page.today),
               "sum": str(page.yesterday + page.came - page.left)}
    if not page.balances:
        return [Problem("on", "journal_unbalanced", values=numbers)]
    expected = _expected(rows(session), presence.following(page.on, -1))
    if expected is not None and expected != page.yesterday:
        return [Problem("on", "journal_unexplained", values={"expected": str(expected), "yesterday": str(page.yesterday)})]
    return []


def close(session: Session, on: str, zone: str = "") -> str:
    """Close a day; gives the id of its line. Raises ``Invalid`` with the numbers where it does not balance, ``NotAllowed``."""
    if session.info["user"].role != "officer":
        raise NotAllowed()
    zone = zone or presence.zone_of(session.info["info"].institution)
    now = session.info["station"].now().isoformat(timespec="minutes")
    page = day(session, on, now, zone)
    if found := problems(session, page, now):
        raise Invalid(found)
    one = Journal(on=on, yesterday=page.yesterday, came=page.came, left=page.left, today=page.today)
    session.add(one)
    session.flush()
    return one.id


def correct(session: Session, at: str, note: str, *, yesterday: int = 0, came: int = 0, left: int = 0) -> str:
    """What a movement written late changes on a closed day, as an annotation beside its line; gives the id, "" where the day is open.

    What lies before the first closed day changes that day's first number. Nothing is counted anew: the last known line moves, and begins
    where corrections have left the day before.
    """
    written = rows(session)
    days = {row.on: row.id for row in written if not row.annotates}
    first = min(days, default="")
    on = max(at[:10], first)
    if not first or on not in days:
        return ""
    if at[:10] < first:
        yesterday, came, left = yesterday + came - left, 0, 0
    line = _latest(written, on)
    before = _expected(written, presence.following(on, -1))
    first_number = (line.yesterday if before is None else before) + yesterday
    changed = Numbers(first_number, line.came + came, line.left + left, first_number + line.came + came - line.left - left)
    one = Journal(on=on, **changed._asdict(), annotates=days[on], note=" ".join(note.split()))
    session.add(one)
    session.info["reason"] = entry.because(note)
    session.flush()
    session.info["reason"] = ""
    return one.id


def _latest(written: Iterable[Closing], on: str) -> Numbers:
    line = [row for row in written if row.on == on][-1]
    return Numbers(line.yesterday, line.came, line.left, line.today)


def _expected(written: list[Closing], on: str) -> int | None:
    """The last number of a closed day with everything that was annotated since; None when it is not closed."""
    closing = next((row for row in written if row.on == on and not row.annotates), None)
    return None if closing is None else closing.today + _moved(written, closing)


def _moved(written: list[Closing], closing: Closing) -> int:
    """By how much annotations of that day and of earlier ones, written after the closing, have moved its last number."""
    lines: dict[str, Closing] = {}
    moved, closed = 0, False
    for row in written:
        known = lines.get(row.on)
        if closed and known is not None and row.annotates and row.on <= closing.on:
            moved += row.net - known.net + _base(row, known, written[0].on)
        closed = closed or row.id == closing.id
        lines[row.on] = row
    return moved


def _base(row: Closing, known: Closing, first: str) -> int:
    """What lies before the first closed day moves that day's first number and with it everything after."""
    return row.yesterday - known.yesterday if row.on == first else 0


def _moment(minute: int, zone: str) -> str:
    return times.from_datetime(datetime.datetime.fromtimestamp(minute * 60, ZoneInfo(zone)))


def _shown(on: str) -> str:
    return f"{on[8:10]}.{on[5:7]}.{on[:4]}"
