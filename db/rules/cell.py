"""Cells: what may be written of one, how many it holds by its places and by its floor space, and whose law applies in it."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from db.rules import institution
from db.rules.legal import in_force
from db.rules.moment import is_date
from db.rules.name import has_control_characters
from db.rules.problem import Problem

PURPOSES = (
    "common_cell", "single_cell_sizo", "single_cell_colony", "quarantine_unit", "detachment", "disciplinary_isolator",
    "temporary_isolation_room", "children_home",
)
# From the one that an officer must see first; each has its sign and its word on the plan.
STATES = ("cell_closed", "cell_over", "cell_short", "cell_full", "cell_free", "cell_empty", "cell_unmeasured")
LENGTHS = {"block": 40, "unit": 40, "number": 40, "note": 500}
MOST_PLACES, MOST_AREA, MOST_AT_ONCE = 500, 1_000_000, 200

_PLACES = {
    "inst_sizo": "sizo", "inst_ivs": "ivs", "inst_special_reception": "special_reception", "inst_treatment": "hospital",
    "inst_somatic_hospital": "hospital", "inst_psychiatric_hospital": "hospital", "inst_tb_hospital": "hospital",
}
_COLONY = ("inst_m", "inst_emergency", "inst_full", "inst_old_", "correctional_institution")
_RANGE = re.compile(r"(\d{1,6})\s*[-–—]\s*(\d{1,6})", re.ASCII)
_PARTS = re.compile(r"(\d+)")


class Norm(msgspec.Struct, frozen=True):
    """The least floor space of one person, in hundredths of a square metre; ``group`` is everybody, male, female or minor."""

    place: str
    group: str
    area: int
    valid_from: str
    valid_to: str
    source: str
    confidence: str


@cache
def norms() -> tuple[Norm, ...]:
    """Every norm of every time (``space.csv``)."""
    with (Path(__file__).parent / "space.csv").open(encoding="utf-8", newline="") as file:
        return tuple(msgspec.convert(row, Norm, strict=False) for row in csv.DictReader(file))


def norm(place: str, sex: str, minor: bool, day: str) -> Norm | None:
    """The norm for this person in such a place on a day; None where no rule is known. Of an unknown sex: the more generous one."""
    known = {row.group: row for row in in_force(norms(), day) if row.place == place}
    if "everybody" in known:
        return known["everybody"]
    if minor:
        return known.get("minor")
    grown = [row for group, row in known.items() if group != "minor"]
    return known.get(sex) or max(grown, key=lambda row: row.area, default=None)


def needed(people: Iterable[tuple[str, bool]], place: str, day: str) -> int | None:
    """Floor space that these (sex, minor) need together; None where no norm is known for one of them."""
    found = [norm(place, sex, minor, day) for sex, minor in people]
    return sum(one.area for one in found if one is not None) if None not in found else None


def place_of(code: str) -> str:
    """Whose law applies in the institution of this code, a word of ``db.rules.separation.PLACES``; "" where its kind is not known."""
    kind = next((row.kind for row in institution.rows() if row.code == code), "")
    return _PLACES.get(kind, "colony" if kind.startswith(_COLONY) else "")


def law_in(place: str, purpose: str, all_in_force: bool) -> str:
    """The place by which a cell's people are judged. Where the institution's kind is not known, the people say it: a colony holds
    only those whose sentence is in force, everybody else is under the law on special institutions."""
    if purpose == "children_home":
        return purpose
    return place or ("colony" if all_in_force else "sizo")


def state(capacity: int | None, area: int | None, people: int, needs: int | None, closed: bool) -> str:
    """The one of :data:`STATES` that matters most."""
    if closed:
        return "cell_closed"
    if capacity is not None and people > capacity:
        return "cell_over"
    if people and area is not None and needs is not None and needs > area:
        return "cell_short"
    if capacity is None:
        return "cell_unmeasured"
    if people == capacity:
        return "cell_full"
    return "cell_free" if people else "cell_empty"


def sort_key(block: str, unit: str, number: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Blocks, units and numbers as people count: 2 before 10, 10 before 10а."""
    return tuple(tuple((0, int(part), "") if part.isdigit() else (1, 0, part.casefold()) for part in _PARTS.split(text) if part)
                 for text in (block, unit, number))


def numbers(text: str) -> list[str]:
    """The cells that are meant: «101-110» is ten of them, everything else is one number as it stands."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or int(match[1]) >= int(match[2]) or int(match[2]) - int(match[1]) >= MOST_AT_ONCE:
        return [text.strip()]
    return [str(number).zfill(len(match[1])) for number in range(int(match[1]), int(match[2]) + 1)]


def problems(values: Mapping[str, Any], today: str, others: Collection[tuple[str, str]] = ()) -> list[Problem]:
    """What is wrong with a cell; ``others`` are (block, number) of all other cells: two doors with one number would be taken for
    one another."""
    found = [] if values.get("number") else [Problem("number", "required")]
    for field, limit in LENGTHS.items():
        text = values.get(field) or ""
        if len(text) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(text)), "limit": str(limit)}))
        if has_control_characters(text.replace("\n", " ")):
            found.append(Problem(field, "control_characters"))
    if values.get("number") and (values.get("block") or "", values["number"]) in others:
        found.append(Problem("number", "cell_exists", values={"number": values["number"]}))
    if not values.get("purpose"):
        found.append(Problem("purpose", "required"))
    elif values["purpose"] not in PURPOSES:
        found.append(Problem("purpose", "unknown_code"))
    return found + _size(values) + _closing(values.get("closed_on") or "", today)


def _size(values: Mapping[str, Any]) -> list[Problem]:
    found = []
    capacity, area = values.get("capacity"), values.get("area")
    if capacity is None:
        found.append(Problem("capacity", "required"))
    elif not 1 <= capacity <= MOST_PLACES:
        found.append(Problem("capacity", "cell_places_bad", values={"limit": str(MOST_PLACES)}))
    if area is not None and not 100 <= area <= MOST_AREA:
        found.append(Problem("area", "cell_area_bad"))
    return found


def _closing(closed_on: str, today: str) -> list[Problem]:
    if closed_on and not is_date(closed_on):
        return [Problem("closed_on", "date_invalid")]
    return [Problem("closed_on", "cell_closed_in_future")] if closed_on > today else []
