"""From a letter typed to the first page of people found: against one indexed query, against a smaller register, and in the window."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from db.engine import Database
from db.rules import name
from db.search import query
from tests.bench import clock
from tests.bench.registers import PASSWORD, Registers, names, opened, raw_register
from tests.bench.start import FRAME
from tests.bench.table import Goal, Row
from tests.bench.windows import child

PAGE = 20           # lines that the frame's search shows
LETTERS = "жкдтмн"
_COLUMNS = "id, row, surname, given_name, patronymic, date_of_birth, iin, sort_key"
_BEGUN = f"SELECT {_COLUMNS} FROM person WHERE sort_key >= ? AND sort_key < ? ORDER BY sort_key LIMIT {PAGE}"
_ANYWHERE = (f"SELECT {', '.join('person.' + column for column in _COLUMNS.split(', '))} FROM person_fts JOIN person ON person.row = person_fts.rowid "
             f"WHERE person_fts MATCH ? ORDER BY sort_key LIMIT {PAGE}")


def rows(registers: Registers, settings: Path, people: int) -> Iterator[Row]:
    yield from _against_one_query(registers, people)
    yield _in_the_window(registers, settings, people)
    if registers.largest > registers.middle:
        yield from _against_smaller(registers, people)


def typed(people: list[tuple[str, str]]) -> list[str]:
    """What stands in the search after each key, from the second letter on."""
    return [text[:end] for surname, given in people for text in (f"{surname} {given}",) for end in range(2, len(text) + 1) if text[end - 1] != " "]


def misspelt(people: list[tuple[str, str]], seed: int = 3) -> list[str]:
    """One letter of the surname wrong."""
    rng, found = random.Random(seed), []
    for surname, _given in people:
        place = rng.randrange(1, len(surname) - 1)
        found.append(surname[:place] + next(letter for letter in LETTERS if letter != surname[place]) + surname[place + 1:])
    return found


def asked(database: Database, text: str) -> Callable[[], Any]:
    """The search as the window asks it."""
    return lambda: database.read(lambda session: query.find(session, text, PAGE))


def _against_one_query(registers: Registers, people: int) -> Iterator[Row]:
    folder = registers.of(registers.middle)
    with opened(folder) as database, raw_register(folder) as connection:
        texts = typed(names(connection, people))
        found, begun, anywhere = clock.each_in_turn(
            [asked(database, text) for text in texts], [_begun(connection, text) for text in texts],
            [_anywhere(connection, text) for text in texts])
    size = f"{registers.middle:,} people"
    yield Row(f"keystroke to results, {size}, raw range of the index of names", clock.median(found), clock.median(begun),
              Goal(3, ((clock.p95(found), FRAME, "p95 ms"),)), note="the raw query knows beginnings of surnames only")
    yield Row("the same, raw full-text query for any word begun so, in order", clock.median(found), clock.median(anywhere), Goal(3))


def _begun(connection: Any, text: str) -> Callable[[], Any]:
    key = name.sort_key(text)
    return lambda: connection.execute(_BEGUN, (key, key + "~~")).fetchall()


def _anywhere(connection: Any, text: str) -> Callable[[], Any]:
    match = " AND ".join(f'"{token}"*' for token in name.tokens(text))
    return lambda: connection.execute(_ANYWHERE, (match,)).fetchall()


def _in_the_window(registers: Registers, settings: Path, people: int) -> Row:
    folder = registers.of(registers.middle)
    with raw_register(folder) as connection:
        whole = [f"{surname} {given}" for surname, given in names(connection, people // 2)]
    said = child("typing", PASSWORD, whole, 0, settings=settings, folder=folder)
    return Row(f"what one keystroke holds up the window for, {registers.middle:,} people", clock.median(said["held"]), None,
               Goal(limits=((clock.p95(said["held"]), FRAME, "p95 ms"), (clock.p95(said["until"]), 100.0, "p95 ms to results"))),
               note="without the 120 ms that it waits for the next letter")


def _against_smaller(registers: Registers, people: int) -> Iterator[Row]:
    large, small = registers.of(registers.largest), registers.of(registers.middle)
    with opened(large) as many, opened(small) as few, raw_register(large) as in_many, raw_register(small) as in_few:
        drawn = [names(connection, people) for connection in (in_many, in_few)]
        for what, texts, most, frame in (("exact and begun", typed, 2, 50.0), ("misspelt", misspelt, 3, 150.0)):
            length = min(len(texts(one)) for one in drawn)
            slow, fast = clock.each_in_turn(*([asked(database, text) for text in texts(one)[:length]]
                                              for database, one in zip((many, few), drawn, strict=True)))
            yield Row(f"the same, {what}, {registers.largest:,} people, {registers.middle:,}", clock.median(slow), clock.median(fast),
                      Goal(most, ((clock.p95(slow), frame, "p95 ms"),)))
