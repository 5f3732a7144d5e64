"""The demo institution's cells and who is in them: made after its people, in one pass, by the bulk path."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.demo import records
from db.demo.people import moment, seconds
from db.models import Cell, Custody, Movement, Person, Placement, new_id
from db.rules.moment import age

SIZES: Final = (2, 4, 4, 6, 8)      # places of the cells of a block, over and over
FLOOR, SMALL = 300, 240             # hundredths of m² to a place; the small one is below the norm
QUARANTINE: Final = 10 * 1440       # minutes until somebody goes on from quarantine
SPARE: Final = 1                    # free cells to a block
_DAY: Final = 1440


class Guest(NamedTuple):
    """Somebody held in the demo institution."""

    person_id: str
    custody_id: str
    group: str
    arrived: int
    left: int | None


def furnish(session: Session, institution: str, now: int, seed: int) -> int:
    """Cells for everybody held in ``institution`` and their placements; gives how many were placed. ``now``: minutes since 1970 UTC.

    Men and women, minors, foreigners and convicts have cells of their own, as the law on special institutions asks (art. 32). In a
    large block one cell is fuller than it should be, one too small for its people, one closed; who came just now is in none yet.
    """
    guests = sorted(_guests(session, institution, now), key=lambda one: (one.arrived, one.person_id))
    if not guests:
        return 0
    bulk, random = records.Bulk(session), Random(f"tizilim cells 1 {seed}")
    built = seconds(moment(guests[0].arrived - _DAY))
    groups: dict[str, list[Guest]] = defaultdict(list)
    for one in guests:
        groups[one.group].append(one)
    placed = 0
    largest_first = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    for number, (block, (_group, members)) in enumerate(zip(_blocks(), largest_first, strict=False), 1):
        new = sum(one.left is None and now - one.arrived < QUARANTINE for one in members)
        quarantine = _cell(bulk, built, "А", str(number), max(4, new), "quarantine_unit", "карантин")
        homes = _settle(bulk, built, block, [one for one in members if one.left is None])
        anywhere = sorted(set(homes.values()))
        for one in members:
            home = homes.get(one.person_id) or (random.choice(anywhere) if anywhere else quarantine)
            placed += _live(bulk, one, home, quarantine, now, random)
    bulk.close()
    return placed


def _guests(session: Session, institution: str, now: int) -> Iterator[Guest]:
    leavings = dict(session.execute(select(Movement.custody_id, Movement.at_utc).where(Movement.closes == "yes")).all())
    query = (select(Person.id, Custody.id, Person.sex, Person.date_of_birth, Person.citizenship, Custody.category, Custody.arrived_utc)
             .join(Person, Person.id == Custody.person_id).where(Custody.institution == institution, Custody.arrived_utc <= now))
    today = moment(now)[:10]
    for person_id, custody_id, sex, born, citizenship, category, arrived in session.execute(query):
        group = " ".join((sex, "minor" if age(born, today) < 18 else "", "" if citizenship == "KZ" else "foreign",
                          category if category in ("convict", "cat_life") else ""))
        yield Guest(person_id, custody_id, group, arrived or 0, leavings.get(custody_id))


def _blocks() -> Iterator[str]:
    """Б, В, Г … and then with a number."""
    letters = "БВГДЕЖКЛМНПРСТ"
    yield from letters
    number = 2
    while True:
        yield from (f"{letter}{number}" for letter in letters)
        number += 1


def _settle(bulk: records.Bulk, at: str, block: str, members: list[Guest]) -> dict[str, str]:
    """The cells of one block, filled in the order of arrival; gives who lives where."""
    found, number, waiting = {}, 101, list(members)
    crowded = len(members) > 6
    while waiting:
        size = SIZES[number % len(SIZES)]
        cell_id = _cell(bulk, at, block, str(number), size, "common_cell", floor=SMALL if number == 103 else FLOOR)
        many = size + 1 if crowded else min(size, max(1, size - number % 3))
        crowded = False
        for one in waiting[:many]:
            found[one.person_id] = cell_id
        waiting, number = waiting[many:], number + 1
    for _spare in range(SPARE):
        _cell(bulk, at, block, str(number), 4, "common_cell", closed_on=at[:10] if len(members) > 6 else "")
        number += 1
    return found


def _live(bulk: records.Bulk, one: Guest, home: str, quarantine: str, now: int, random: Random) -> int:
    """Quarantine, and after it the cell; nobody is placed in the future."""
    steps: Iterable[tuple[str, int, str]] = (
        (quarantine, one.arrived + 30 + random.randrange(60), "қабылдау / прием"),
        (home, one.arrived + QUARANTINE + random.randrange(_DAY), "карантин аяқталды / окончание карантина"))
    placed = 0
    for cell_id, minute, reason in steps:
        if minute + 15 <= now and (one.left is None or minute < one.left):
            values: dict[str, Any] = {"person_id": one.person_id, "custody_id": one.custody_id, "cell_id": cell_id,
                                      "from_at": moment(minute), "reason": reason}
            bulk.add(Placement, new_id(), one.person_id, values, seconds(moment(minute + 1 + random.randrange(14))))
            placed = 1
    return placed


def _cell(bulk: records.Bulk, at: str, block: str, number: str, size: int, purpose: str, unit: str = "", closed_on: str = "",
          floor: int = FLOOR) -> str:
    cell_id = new_id()
    values = {"block": block, "unit": unit, "number": number, "purpose": purpose, "capacity": size, "area": size * floor, "closed_on": closed_on}
    bulk.add(Cell, cell_id, "", {name: value for name, value in values.items() if value not in ("", None)}, at)
    return cell_id


