"""Set-off: days in custody before the sentence came into force, counted into the punishment by kind of custody and place."""

import csv
import datetime
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path

import msgspec

from db.rules.legal import in_force
from db.rules.moment import is_date
from db.rules.problem import Problem
from db.rules.step import Step, decided, decision, number

KINDS = ("custody", "house_arrest", "foreign_custody")
_OTHER_PUNISHMENTS = ("arrest_punishment", "restriction_of_liberty", "community_work", "fine_punishment")


class Interval(msgspec.Struct, frozen=True):
    """Custody from the first to the last day, both counted. ``ratio`` (``3/2``: three days for two) is the officer's own,
    with its reason; "" takes the law's."""

    kind: str
    first: str
    last: str
    ratio: str = ""
    reason: str = ""


class Ratio(msgspec.Struct, frozen=True):
    """``days`` of custody count as ``counted`` units of the punishment; ``place`` "" is imprisonment in any."""

    id: str
    kind: str
    place: str
    days: int
    counted: int
    unit: str
    valid_from: str
    valid_to: str
    source: str
    confidence: str
    note: str

    @property
    def share(self) -> Fraction:
        return Fraction(self.counted, self.days)


class SetOff(msgspec.Struct, frozen=True):
    """Whole units of the punishment that custody counts for; None when no ratio is known for one of the intervals."""

    amount: int | None
    unit: str
    steps: tuple[Step, ...]


@cache
def ratios() -> tuple[Ratio, ...]:
    """Every ratio of every time (``setoff.csv``)."""
    with (Path(__file__).parent / "setoff.csv").open(encoding="utf-8", newline="") as file:
        return tuple(msgspec.convert(row, Ratio, strict=False) for row in csv.DictReader(file))


def ratio(kind: str, place: str, on: str) -> Ratio | None:
    """The ratio in force on a day for custody of this kind before a punishment in this place; None if no rule is known."""
    places = (place,) if place in _OTHER_PUNISHMENTS else (place, "")
    found = [row for row in in_force(ratios(), on) if row.kind == kind and row.place in places]
    return min(found, key=lambda row: row.place != place, default=None)


def set_off(intervals: tuple[Interval, ...], place: str, on: str) -> SetOff:
    """What the intervals count for, by the wording valid on the day ``on``; shares are added first, then rounded once.

    ``place`` is the institution type of the sentence or another punishment (term ids). A day in two intervals counts once.
    """
    steps: list[Step] = []
    total, unit, counted_to = Fraction(0), "days", ""
    for interval in sorted(intervals, key=lambda one: one.first):
        rule = ratio(interval.kind, place, on)
        if rule is None and not interval.ratio:
            missing = {"kind": interval.kind, "place": place, "on": on}
            return SetOff(None, unit, (*steps, Step("step_set_off_unknown", missing, "УК 62", "unconfirmed")))
        unit = rule.unit if rule else unit
        days = _days(interval, counted_to)
        counted_to = max(counted_to, interval.last)
        share = Fraction(interval.ratio) if interval.ratio else rule.share if rule else Fraction(1)
        total += days * share
        steps.append(_step(interval, days, share, rule))
    whole = ceil(total) if decision("half_day").value == "up" else floor(total)
    if whole != total:
        steps.append(decided("step_set_off_rounded", "half_day", days=number(total), whole=str(whole)))
    return SetOff(whole, unit, tuple(steps))


def problems(intervals: tuple[Interval, ...], begins: str = "") -> list[Problem]:
    """What is wrong with the intervals before a term that begins on this day ("" unknown); ``field`` is ``set_off``."""
    found, before = [], ""
    for interval in sorted(intervals, key=lambda one: one.first):
        shown = {"first": interval.first, "last": interval.last}
        if not is_date(interval.first) or not is_date(interval.last):
            found.append(Problem("set_off", "date_invalid"))
            continue
        if interval.kind not in KINDS:
            found.append(Problem("set_off", "unknown_code"))
        if interval.last < interval.first:
            found.append(Problem("set_off", "set_off_ends_before_start", values=shown))
        if interval.first <= before:
            found.append(Problem("set_off", "set_off_overlaps", warning=True, values=shown))
        if begins and interval.last >= begins:
            found.append(Problem("set_off", "set_off_reaches_term", warning=True, values=shown))
        found += _ratio_problems(interval)
        before = max(before, interval.last)
    return found


def _ratio_problems(interval: Interval) -> list[Problem]:
    if not interval.ratio:
        return []
    if not _is_share(interval.ratio):
        return [Problem("set_off", "set_off_ratio_bad")]
    return [] if interval.reason.strip() else [Problem("set_off", "reason_required")]


def _is_share(text: str) -> bool:
    parts = text.split("/")
    return len(parts) in (1, 2) and all(part.isascii() and part.isdigit() and 0 < int(part) < 1000 for part in parts)


def _days(interval: Interval, counted_to: str) -> int:
    first, last = datetime.date.fromisoformat(interval.first), datetime.date.fromisoformat(interval.last)
    if counted_to:
        first = max(first, datetime.date.fromisoformat(counted_to) + datetime.timedelta(days=1))
    return max((last - first).days + 1, 0)


def _step(interval: Interval, days: int, share: Fraction, rule: Ratio | None) -> Step:
    values = {"kind": interval.kind, "first": interval.first, "last": interval.last, "days": str(days),
              "ratio": f"1 : {number(share)}", "counted": number(days * share)}
    if interval.ratio:
        return Step("step_set_off_own_ratio", values | {"reason": interval.reason}, rule.source if rule else "", "user")
    return Step("step_set_off", values, rule.source if rule else "", rule.confidence if rule else "unconfirmed")
