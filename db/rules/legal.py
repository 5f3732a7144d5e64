"""The law's deadlines as dated data: each duty with its amount, the moment it is counted from, its words, validity and source.

Rows are those of ``legal_rules.csv``; a change of law is a new row there. ``confidence`` is ``law`` (read in the law),
``document`` (an official paper of its time), ``public`` or ``unconfirmed``. A record is judged by the rules of its day.
"""

import csv
import datetime
from calendar import monthrange
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from db.rules.calendar import Calendar, add_working_days
from db.rules.moment import ZONE, from_datetime, is_moment
from db.rules.moment import moment as moment_of

DIRECTIONS = ("after", "before", "max", "min", "every")
UNITS = ("hours", "calendar_days", "working_days", "months", "at_once")


class Dated(Protocol):
    """Anything with a validity: both days belong to it, "" is open."""

    @property
    def valid_from(self) -> str: ...

    @property
    def valid_to(self) -> str: ...


Row = TypeVar("Row", bound=Dated)


class Rule(msgspec.Struct, frozen=True):
    """One duty. ``direction``: done within the amount ``after`` the moment, at least the amount ``before`` it, the state
    lasts at most (``max``), the act is possible at the earliest (``min``), the duty returns ``every``. ``moment`` is a key."""

    id: str
    direction: str
    moment: str
    amount: int | None
    unit: str
    addressees: tuple[str, ...]
    applies_to: tuple[str, ...]
    valid_from: str
    valid_to: str
    event_en: str
    duty_en: str
    duty_kk: str
    duty_ru: str
    source: str
    confidence: str
    note: str

    def duty(self, language: str) -> str:
        """The duty in words: ``kk``, ``ru`` or ``en``."""
        return {"kk": self.duty_kk, "ru": self.duty_ru}.get(language, self.duty_en)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every time, in the order of the file."""
    with (Path(__file__).parent / "legal_rules.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def in_force(rows: Iterable[Row], day: str) -> tuple[Row, ...]:
    """The rows valid on a day (a date or a moment), in their order."""
    date = day[:10]
    return tuple(row for row in rows if row.valid_from <= date and (not row.valid_to or date <= row.valid_to))


def rules_on(day: str) -> tuple[Rule, ...]:
    """The rules in force on a day."""
    return in_force(rules(), day)


def rule(rule_id: str) -> Rule:
    """The rule of this id, whatever its validity; raises KeyError for none."""
    return _by_id()[rule_id]


def due(rule: Rule, moment: str, calendar: Calendar, zone: str = ZONE) -> str:
    """When the rule's amount ends, counted from a moment or a date: a moment for hours and ``at_once``, else a date.

    Hours are counted by instants, so a change of the clocks neither gives nor takes an hour; the result has the offset that
    the zone shows then. Where only the date is known, hours run from its first minute: the stricter reading of what must be
    done in time. A date that falls on a day off stays: no source read moves it.
    """
    amount = -(rule.amount or 0) if rule.direction == "before" else rule.amount or 0
    if rule.unit == "at_once":
        return moment
    if rule.unit == "hours":
        return _hours(moment, amount, zone)
    if rule.unit == "working_days":
        return add_working_days(moment[:10], amount, calendar)
    if rule.unit == "months":
        return add_months(moment[:10], amount)
    return add_days(moment[:10], amount)


def add_days(date: str, count: int) -> str:
    """The date so many calendar days later, earlier when negative."""
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=count)).isoformat()


def add_months(date: str, count: int) -> str:
    """The same day so many months later, earlier when negative; the month's last day where it has no such day."""
    day = datetime.date.fromisoformat(date)
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat()


def _hours(moment: str, amount: int, zone: str) -> str:
    start = moment if is_moment(moment) else moment_of(moment, "00:00", zone)
    instant = datetime.datetime.fromisoformat(start).astimezone(datetime.UTC) + datetime.timedelta(hours=amount)
    return from_datetime(instant.astimezone(ZoneInfo(zone)))


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in rules()}


def _rule(row: dict[str, str]) -> Rule:
    if row["direction"] not in DIRECTIONS or row["unit"] not in UNITS:
        raise ValueError(f"legal_rules.csv: {row['id']}")
    several = {field: tuple(filter(None, row[field].split("; "))) for field in ("addressees", "applies_to")}
    return msgspec.convert({**row, **several, "amount": int(row["amount"]) if row["amount"] else None}, Rule)
