"""Working days of Kazakhstan: which days are off, as dated rows with their source that a user may add to and correct.

A calendar is a value: a tuple of rows in the order of their dates, at most one a day. A day without a row is off when it is
a Saturday or a Sunday. Transfers of days off are acts of the Government, made year by year: what is not yet known is not here.
"""

import csv
import datetime
from bisect import bisect_left
from functools import cache
from operator import attrgetter
from pathlib import Path

import msgspec

from db.rules.moment import is_date
from db.rules.problem import Problem

OFF = ("holiday", "moved", "transferred")   # a holiday; its stand-in when it fell on a day off; a day off by Government act
KINDS = (*OFF, "working")                   # "working": a Saturday, Sunday or holiday that is worked
_WEEKEND = (5, 6)


class Day(msgspec.Struct, frozen=True):
    """``name`` is a term id; ``confidence`` says how sure the day is (``law``, ``public``, ``user``, ``unconfirmed``)."""

    date: str
    kind: str
    name: str
    source: str
    confidence: str
    note: str = ""


Calendar = tuple[Day, ...]


@cache
def kazakhstan() -> Calendar:
    """The carried calendar, ``holidays.csv``: 2005 to 2030, each day with its source."""
    with (Path(__file__).parent / "holidays.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Day(**row) for row in csv.DictReader(file))


def edited(calendar: Calendar, *days: Day) -> Calendar:
    """The calendar with these rows in place of those of the same dates."""
    rows = {day.date: day for day in (*calendar, *days)}
    return tuple(rows[date] for date in sorted(rows))


def row_of(date: str, calendar: Calendar) -> Day | None:
    """The calendar's row of a day, if it has one."""
    place = bisect_left(calendar, date, key=attrgetter("date"))
    return calendar[place] if place < len(calendar) and calendar[place].date == date else None


def is_day_off(date: str, calendar: Calendar) -> bool:
    """Whether nobody works on this day: what the calendar says of it, else Saturday and Sunday."""
    row = row_of(date, calendar)
    return row.kind in OFF if row else datetime.date.fromisoformat(date).weekday() in _WEEKEND


def reaches(date: str, calendar: Calendar) -> bool:
    """Whether the calendar knows the holidays of this year; beyond it only Saturdays and Sundays are known."""
    return bool(calendar) and calendar[0].date[:4] <= date[:4] <= calendar[-1].date[:4]


def previous_working_day(date: str, calendar: Calendar) -> str:
    """The nearest working day before this day."""
    return _next(date, -1, calendar)


def next_working_day(date: str, calendar: Calendar) -> str:
    """The nearest working day after this day."""
    return _next(date, 1, calendar)


def add_working_days(date: str, count: int, calendar: Calendar) -> str:
    """The ``count``-th working day after the day (before it when negative); the day itself never counts, 0 leaves it."""
    for _ in range(abs(count)):
        date = _next(date, 1 if count > 0 else -1, calendar)
    return date


def problems(day: Day) -> list[Problem]:
    """Why a row typed by a user cannot be kept."""
    found = [] if is_date(day.date) else [Problem("date", "date_invalid")]
    if day.kind not in KINDS:
        found.append(Problem("kind", "unknown_code"))
    return found + [Problem(field, "required") for field in ("name", "source") if not getattr(day, field).strip()]


def _next(date: str, step: int, calendar: Calendar) -> str:
    day, one = datetime.date.fromisoformat(date), datetime.timedelta(days=step)
    while True:
        day += one
        if not is_day_off(day.isoformat(), calendar):
            return day.isoformat()
