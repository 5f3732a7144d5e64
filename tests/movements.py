"""Made-up years at the gate: people who come, go to court and back, leave and come again; and what a plain count says of any minute."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from db.demo.people import moment, seconds
from db.demo.records import Bulk
from db.engine import Database
from db.models import Category, Custody, Movement, Person, new_id
from db.rules.movement import KINDS

DAY, YEAR = 1440, 525_960
NOW = 29_753_165         # 2026-07-28T21:05Z; minutes since 1970
TRIPS = (("move_to_court", "move_from_court", 600), ("move_to_investigation", "move_from_police", 20 * DAY),
         ("move_to_hospital", "move_from_hospital", 9 * DAY), ("move_to_leave", "move_from_leave", 7 * DAY))
LEAVES = ("move_release", "move_release", "move_release", "move_transfer", "move_death", "move_escape")
AT_ONCE = 2_000


class Event(NamedTuple):
    """One movement; ``number`` is the person's."""

    number: int
    minute: int
    code: str
    episode: int


class Life(NamedTuple):
    """One person: what is counted of him, his movements in their order, and when his status changed to which."""

    sex: str
    citizenship: str
    born: str
    events: list[Event]
    episodes: list[tuple[int, str]]
    changes: list[tuple[int, int, str]]


def lives(people: int, years: int, seed: int) -> Iterator[Life]:
    """The same numbers give the same lives."""
    random = Random(f"tizilim lives {seed}")
    for number in range(people):
        yield _life(random, number, NOW - years * YEAR)


def _life(random: Random, number: int, first: int) -> Life:
    born = date.fromordinal(date(1970, 1, 1).toordinal() + first // DAY + random.randint(-60 * 365, -9 * 365))
    life = Life(random.choice(("male", "male", "male", "female")), random.choice(("KZ", "KZ", "UZ", "stateless", "unknown")), born.isoformat(), [], [], [])
    minute = first + random.randrange(NOW - first - 2 * DAY)
    while minute < NOW and len(life.events) < 60:
        minute = _episode(random, number, minute, life) + random.randrange(1, 3 * YEAR)
    return life


def _episode(random: Random, number: int, minute: int, life: Life) -> int:
    """One custody, or a return after an escape; gives its last minute."""
    escaped = bool(life.events) and life.events[-1].code == "move_escape"
    if life.events and life.events[-1].code == "move_death":
        return NOW
    if not escaped:
        life.episodes.append((minute, random.choice(("suspect", "accused", "convict"))))
    at = len(life.episodes) - 1
    life.events.append(Event(number, minute, "move_from_escape" if escaped else random.choice(("move_admission", "move_from_police")), at))
    if random.random() < 0.4:
        life.changes.append((at, minute + random.randrange(1, 200 * DAY), "convict"))
    for _trip in range(random.choice((0, 1, 2, 2, 5, 9))):
        out, back, long = random.choice(TRIPS)
        minute += random.randrange(0, 60 * DAY)
        there = random.randrange(0, long)
        if minute + there >= NOW:
            break
        life.events.extend((Event(number, minute, out, at), Event(number, minute + there, back, at)))
        minute += there
    minute += random.randrange(0, 2 * YEAR)
    if minute < NOW:
        life.events.append(Event(number, minute, random.choice(LEAVES), at))
        return minute
    return NOW


def write(database: Database, found: list[Life]) -> None:
    """All of it as entries and rows."""
    for start in range(0, len(found), AT_ONCE):
        database.write(lambda session, start=start: _write(session, found[start:start + AT_ONCE], start))  # type: ignore[misc]


def _write(session: Session, found: list[Life], start: int) -> None:
    bulk = Bulk(session)
    for number, life in enumerate(found, start):
        person_id, at = new_id(), seconds(moment(life.events[0].minute))
        bulk.add(Person, person_id, person_id, {"surname": f"Адам{number}", "given_name": "Ә", "sex": life.sex, "citizenship": life.citizenship,
                                                "date_of_birth": life.born, "iin_state": "iin_absent", "iin_reason": "жоқ"}, at)
        ids = [new_id() for _episode in life.episodes]
        for id_, (minute, category) in zip(ids, life.episodes, strict=True):
            bulk.add(Custody, id_, person_id, {"person_id": person_id, "ground": "ground_other", "category": category, "authority": "сот",
                                               "arrived_at": moment(minute)}, at)
        for episode, minute, category in life.changes:
            bulk.add(Category, new_id(), person_id, {"person_id": person_id, "custody_id": ids[episode], "category": category, "from_at": moment(minute)}, at)
        for event in life.events:
            bulk.add(Movement, new_id(), person_id, _values(event, person_id, ids[event.episode]), at)
    bulk.close()


def _values(event: Event, person_id: str, custody_id: str) -> dict[str, Any]:
    kind = KINDS[event.code]
    values = {"person_id": person_id, "custody_id": custody_id, "direction": kind.direction, "movement": event.code, "at": moment(event.minute),
              "place": "сот"}
    return {**values, "closes": "yes"} if kind.closes else values


def counted(found: list[Life], minute: int) -> tuple[int, int, Counter[str]]:
    """Inside, out for now, and a count of sexes, categories, minors and citizenships: one person after another."""
    inside = away = 0
    of: Counter[str] = Counter()
    adult = moment(minute)
    adult = f"{int(adult[:4]) - 18:04d}{adult[4:10]}"
    for life in found:
        last = next((event for event in reversed(life.events) if event.minute <= minute), None)
        if last is None:
            continue
        kind = KINDS[last.code]
        if kind.direction == "out":
            away += not kind.closes
            continue
        inside += 1
        changed = [(at, category) for episode, at, category in life.changes if episode == last.episode and at <= minute]
        of[max(changed)[1] if changed else life.episodes[last.episode][1]] += 1
        of[life.sex] += 1
        of[life.citizenship] += 1
        of["minor"] += life.born > adult
    return inside, away, of
