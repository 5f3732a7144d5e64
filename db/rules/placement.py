"""Placement: from which minute on somebody is in a cell, and why a minute or a cell cannot be taken."""

from collections.abc import Mapping, Sequence

import msgspec

from db.rules.moment import date_short, is_moment, utc_minutes
from db.rules.name import has_control_characters
from db.rules.problem import Problem

BACK_DATED = 60     # minutes after which an entry must say why it comes late
LENGTHS = {"reason": 500, "override": 500}


class Stay(msgspec.Struct, frozen=True):
    """One placement with its end: minutes since 1970 UTC, ``until`` None while it lasts; the minute of the end is outside."""

    since: int
    until: int | None

    def covers(self, minute: int) -> bool:
        return self.since <= minute and (self.until is None or minute < self.until)

    def meets(self, other: "Stay") -> bool:
        """Whether both last in some common minute."""
        return (other.until is None or self.since < other.until) and (self.until is None or other.since < self.until)


class Around(msgspec.Struct, frozen=True):
    """What is known beside the entry: when the person was held here, the person's other placements (minute, cell) in their order,
    the day on which the cell was closed, and whether an older entry is being corrected."""

    held: tuple[Stay, ...] = ()
    others: tuple[tuple[int, str], ...] = ()
    closed_on: str = ""
    correcting: bool = False


def problems(values: Mapping[str, str], now: str, around: Around) -> list[Problem]:
    """Everything that forbids the entry at the moment ``now``; ``cell_id`` "" means out of the cell."""
    found = _texts(values)
    at = values.get("from_at") or ""
    if not at:
        return [*found, Problem("from_at", "required")]
    if not is_moment(at):
        return [*found, Problem("from_at", "moment_invalid")]
    minute = utc_minutes(at)
    if minute > utc_minutes(now):
        found.append(Problem("from_at", "placement_in_future"))
    elif not any(stay.covers(minute) for stay in around.held):
        found.append(Problem("from_at", "placement_not_held"))
    elif any(other == minute for other, _cell in around.others):
        found.append(Problem("from_at", "placement_same_minute"))
    if utc_minutes(now) - minute > BACK_DATED and not values.get("reason") and not around.correcting:
        found.append(Problem("reason", "placement_back_dated"))
    return found + _cell(values.get("cell_id") or "", minute, at, around)


def end(minute: int, others: Sequence[tuple[int, str]], leavings: Sequence[int]) -> int | None:
    """When a placement of that minute ends: at the person's next one or at the next leaving for good; None while it lasts."""
    return min([other for other, _cell in others if other > minute] + [leaving for leaving in leavings if leaving >= minute], default=None)


def most_at_once(stay: Stay, others: Sequence[Stay]) -> int:
    """The greatest number of people in the room at one time while this stay lasts, itself counted."""
    there = [other for other in others if stay.meets(other)]
    beginnings = {stay.since, *(other.since for other in there if stay.covers(other.since))}
    return 1 + max(sum(other.covers(minute) for other in there) for minute in beginnings)


def _cell(cell_id: str, minute: int, at: str, around: Around) -> list[Problem]:
    held = next((stay for stay in around.held if stay.covers(minute)), None)
    if held is None:
        return []
    before = next((cell for other, cell in reversed(around.others) if held.since <= other < minute), "")
    if not around.correcting and cell_id == before:
        return [Problem("cell_id", "placement_already_there" if cell_id else "placement_already_out")]
    if not cell_id or not around.closed_on:
        return []
    until = end(minute, around.others, [held.until] if held.until is not None else [])
    if until is None or until > utc_minutes(f"{around.closed_on}T23:59{at[16:]}"):
        return [Problem("cell_id", "cell_is_closed", values={"date": date_short(around.closed_on)})]
    return []


def _texts(values: Mapping[str, str]) -> list[Problem]:
    found = []
    for field, limit in LENGTHS.items():
        text = values.get(field) or ""
        if len(text) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(text)), "limit": str(limit)}))
        if has_control_characters(text):
            found.append(Problem(field, "control_characters"))
    return found
