"""What each piece of work costs as the register grows: flat or logarithmic, but for the log, which is read whole."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from db.engine import Database
from db.rules.moment import now
from db.store import person, today
from desktop.screens.person import facts
from desktop.widgets.record_table import PAGE
from tests import factory
from tests.bench import clock, log
from tests.bench.registers import Registers, names, opened, raw_register
from tests.bench.search import asked, misspelt, typed
from tests.bench.table import Curve, Goal, Row
from tests.bench.windows import NO_NUMBER

FLAT = 3.0          # what ten times as many people may cost more: a logarithm asks for 1.2, noise for the rest, but any root for 3.2
LINEAR = ("verify the whole log",)


def measured(registers: Registers, people: int) -> list[Curve]:
    """All curves."""
    points: dict[str, list[tuple[int, float]]] = {}
    for size in registers.sizes:
        for name, cost in _at(registers, size, people):
            points.setdefault(name, []).append((size, cost))
    return [Curve(name, tuple(found), name in LINEAR) for name, found in points.items()]


def rows(found: list[Curve]) -> Iterator[Row]:
    """A row for each curve that must be flat."""
    for curve in found:
        (small, before), (large, after) = curve.points[-2:]
        if not curve.linear:
            yield Row(f"{curve.name}, {large:,} people, {small:,}", after, before, Goal(FLAT))


def _at(registers: Registers, size: int, people: int) -> Iterator[tuple[str, float]]:
    folder = registers.to_write(size)
    with opened(folder) as database:
        with raw_register(folder) as connection:
            drawn = names(connection, people)
            ids = [row[0] for row in connection.execute("SELECT id FROM person ORDER BY row LIMIT 500")]
        order = database.read(person.ordered_rows)
        rng = random.Random(11)
        places = [rng.randrange(max(1, len(order) - PAGE)) for _number in range(people)]
        works: dict[str, list[Callable[[], Any]]] = {
            "open the first screen": [lambda: database.read(lambda session: today.summary(session, now()))] * people,
            "search, a name begun": [asked(database, text) for text in typed(drawn)],
            "search, one letter wrong": [asked(database, text) for text in misspelt(drawn)],
            "read a page of the list": [partial(_page, database, list(order[place:place + PAGE])) for place in places],
            "open a person": [partial(_card, database, person_id) for person_id in rng.sample(ids, min(people, len(ids)))],
            "save a person": [partial(_save, database)] * people,
            "verify the whole log": [lambda: database.read(log.verified)],
        }
        for name, work in works.items():
            yield name, clock.median(clock.each_in_turn(work)[0])


def _page(database: Database, rows: list[int]) -> Any:
    return database.read(lambda session: person.page(session, rows))


def _card(database: Database, person_id: str) -> Any:
    return database.read(lambda session: facts.load(session, person_id))


def _save(database: Database) -> Any:
    return database.write(lambda session: person.register(session, factory.person_values(**NO_NUMBER)))
