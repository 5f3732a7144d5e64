"""Who was inside at any minute of twenty years equals a plain count, and every day of them balances."""

import os
import time
from random import Random

import pytest

from db.demo.people import moment
from db.engine import Database
from db.rules import movement as rules
from db.rules.moment import ZONE, utc_minutes
from db.store import health, journal, presence, tally, today
from tests import factory, movements

PEOPLE = int(os.environ.get("TIZILIM_GATE_PEOPLE", "2000"))
YEARS = 20
MINUTES = int(os.environ.get("TIZILIM_GATE_MINUTES", "1000" if PEOPLE > 2000 else "60"))


class Gate:
    """The register and what was put into it."""

    def __init__(self, folder: object, found: list[movements.Life]) -> None:
        self.folder, self.lives = folder, found
        self.events = [event for life in found for event in life.events]


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    folder = tmp_path_factory.mktemp("gate") / "register"
    factory.register(folder)
    found = list(movements.lives(PEOPLE, YEARS, 1))
    database = factory.opened(folder)
    movements.write(database, found)
    database.close()
    return Gate(folder, found)


@pytest.fixture
def register(gate: Gate) -> Database:
    database = factory.opened(gate.folder)  # type: ignore[arg-type]
    yield database  # type: ignore[misc]
    database.close()


def test_the_count_at_random_minutes_is_a_plain_count(gate: Gate, register: Database) -> None:
    random = Random(2)
    minutes = [movements.NOW - random.randrange(YEARS * movements.YEAR) for _n in range(MINUTES // 2)]
    minutes += [random.choice(gate.events).minute - random.choice((0, 1)) for _n in range(MINUTES - len(minutes))]
    for minute in minutes:
        inside, away, of = movements.counted(gate.lives, minute)
        found = register.read(lambda session, minute=minute: presence.headcount(session, moment(minute)))  # type: ignore[misc]
        assert (found.total, found.away, found.held) == (inside, away, inside + away)
        assert (found.women, found.minors, found.foreigners, found.stateless) == (of["female"], of["minor"], of["UZ"], of["stateless"])
        assert found.categories == {code: of[code] for code in ("suspect", "accused", "convict") if of[code]}
        assert sum(found.sexes.values()) == inside


def test_every_day_balances_and_begins_where_the_day_before_ended(gate: Gate, register: Database) -> None:
    first, last = moment(min(event.minute for event in gate.events))[:10], moment(movements.NOW)[:10]
    days: dict[str, list[int]] = {}
    for event in gate.events:
        way = rules.KINDS[event.code].direction
        days.setdefault(moment(event.minute)[:10], []).append(1 if way == "in" else -1)
    sampled = Random(3).sample(sorted(days), min(len(days), MINUTES // 2))

    def work(session: object) -> list[tuple[journal.Day, int]]:
        return [(journal.day(session, on, moment(movements.NOW), ZONE), sum(days[on])) for on in (first, *sampled)]  # type: ignore[arg-type]

    for page, net in register.read(work):
        assert page.balances
        assert (page.came - page.left, len(page.lines)) == (net, len(days[page.on]))
        assert page.today == page.yesterday + net
    running, on, steps = 0, first, 0
    while on <= last:
        running += sum(days.get(on, ()))
        if steps % 97 == 0:
            end = presence.day(on, ZONE)[1]
            assert register.read(lambda session, end=end: presence.total(session, end - 1)) == running  # type: ignore[misc]
        on, steps = presence.following(on), steps + 1


def test_the_first_screen_counts_the_same_and_the_register_is_whole(gate: Gate, register: Database) -> None:
    now = moment(movements.NOW)
    inside, away, of = movements.counted(gate.lives, movements.NOW)
    shown = register.read(lambda session: today.summary(session, now))
    assert (shown.total, shown.away) == (inside + away, away)
    assert register.read(tally.differences) == []
    if PEOPLE <= 2000:
        register.write(health.rebuild)
        assert register.read(health.check).whole
        assert register.read(lambda session: presence.headcount(session, now)).total == inside


def test_a_person_is_where_the_last_movement_took_him(gate: Gate, register: Database) -> None:
    random = Random(4)
    here = register.read(lambda session: presence.here(session, moment(movements.NOW)))
    assert len(here) == movements.counted(gate.lives, movements.NOW)[0]
    for one in random.sample(here, min(20, len(here))):
        found = register.read(lambda session, one=one: presence.where(session, one.person_id, moment(movements.NOW)))  # type: ignore[misc]
        assert (found.inside, found.since) == (True, one.since)
        earlier = register.read(lambda session, one=one: presence.where(  # type: ignore[misc]
            session, one.person_id, moment(utc_minutes(one.since) - 1)))
        assert not earlier.inside


@pytest.mark.skipif(PEOPLE <= 2000, reason="a figure of the large register")
def test_a_count_takes_less_than_two_seconds(gate: Gate, register: Database) -> None:
    random, times = Random(5), []
    for _n in range(11):
        minute = movements.NOW - random.randrange(YEARS * movements.YEAR)
        began = time.perf_counter()
        register.read(lambda session, minute=minute: presence.headcount(session, moment(minute)))  # type: ignore[misc]
        times.append(time.perf_counter() - began)
    print(f"\n{PEOPLE} people, {len(gate.events)} movements: headcount {min(times) * 1000:.0f} … {max(times) * 1000:.0f} ms")
    assert sorted(times)[5] < 2
