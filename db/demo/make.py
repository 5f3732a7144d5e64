"""Makes a demo register: users, people, custody, screenings and certifications, through the same entries as real work."""

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta, timezone
from itertools import islice
from pathlib import Path
from random import Random

import msgspec
from sqlalchemy.orm import Session

from db.create import NewUser, Recovery, Setup, create
from db.demo import cells, clinic, gate, records
from db.demo.people import Made, People, Urn, codes, moment, seconds
from db.engine import Database
from db.errors import Invalid
from db.keys.keyring import Keyring
from db.log import clock
from db.models import Custody, Person, new_id
from db.rules.moment import ZONE
from db.rules.problem import Problem
from db.search import index
from db.store import journal

PEOPLE = 300
SMALLEST, LARGEST = 10, 1_000_000
SCREENINGS = 20_000
CERTIFICATIONS = 500
BATCH = 20_000
MANY = 50_000                   # people from which it pays to fill indexes at the end
SCREENED = 60                   # of a hundred people
CERTIFIED = 2
LOGINS = ("officer", "medic", "head")
NAMES = ("Демо мекеме", "Демонстрационное учреждение")
BEGINNING = timedelta(days=12 * 365)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"       # none that looks like another

Progress = Callable[[int, int], None]


class Demo(msgspec.Struct, frozen=True):
    """What was made; the password is that of all three users, and is kept nowhere."""

    logins: tuple[str, ...]
    password: str
    people: int
    screenings: int
    certifications: int
    amendments: int
    recovery: Recovery

    def __repr__(self) -> str:
        return f"Demo({self.people})"


def make(folder: Path, people: int = PEOPLE, seed: int = 1, password: str = "", progress: Progress | None = None,
         now: clock.Clock = clock.system_clock, screenings: int = SCREENINGS, certifications: int = CERTIFICATIONS) -> Demo:
    """A new register in ``folder`` with so many made-up people. The same seed, size and day give the same people; ids and keys differ.

    ``screenings`` and ``certifications`` bound what is sealed by hand of a medic, which costs a signature each. Raises ``Invalid``
    for a size outside 10 … 1,000,000 or a short password, ``WorldError`` where a register is there already.
    """
    if not SMALLEST <= people <= LARGEST:
        raise Invalid([Problem("people", "demo_size", values={"low": str(SMALLEST), "high": str(LARGEST)})])
    password = password or made_up_password()
    today = now().astimezone(timezone(timedelta(hours=5))).replace(second=0, microsecond=0)
    recovery = create(folder, _setup(people, password), lambda: today - BEGINNING)
    sealed = _Sealed(people, seed, screenings, certifications)
    minutes = int(today.timestamp()) // 60
    passing = gate.Gate(seed, minutes)
    _write_people(folder, password, People(people, seed, minutes), sealed, progress or _silent, people, passing,
                  lambda session: cells.furnish(session, codes(people)["inst_sizo"][0], minutes, seed))
    count, amended = clinic.work(folder, password, sealed.people, sealed.certified, Random(f"tizilim clinic 1 {seed}"), minutes)
    return Demo(LOGINS, password, people, len(sealed.people), count, amended, recovery)


def made_up_password() -> str:
    """Three groups of four letters that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


class _Sealed:
    """Who of the people passing by is examined and who is certified: exactly so many, evenly spread over all of them."""

    def __init__(self, people: int, seed: int, screenings: int, certifications: int) -> None:
        self._random = Random(f"tizilim sealed 1 {seed}")
        screened = min(people * SCREENED // 100, screenings)
        self.certified = min(max(3, people * CERTIFIED // 100), certifications, screened)
        self._screened = Urn({"yes": screened, "no": people - screened}, people)
        self.people: list[clinic.Patient] = []

    def look(self, made: Made, person_id: str, custody_id: str) -> None:
        if self._screened.draw(self._random) == "yes":
            self.people.append(clinic.Patient(person_id, custody_id, made))


def _setup(people: int, password: str) -> Setup:
    users = (NewUser("officer", "Сәрсенова А. Б.", "есепке алу қызметкері", "officer", password),
             NewUser("medic", "Оразов Д. Е.", "дәрігер", "medic", password, "терапевт", 12),
             NewUser("head", "Белов К. Н.", "мекеме бастығы", "head", password))
    return Setup(codes(people)["inst_sizo"][0], *NAMES, "A", users, demo=True)


def _write_people(folder: Path, password: str, people: Iterable[Made], sealed: _Sealed, progress: Progress, count: int,
                  passing: gate.Gate, furnish: Callable[[Session], int]) -> None:
    database = Database.open(folder, Keyring.load(folder).unlock("officer", password))
    try:
        waiting = database.write(records.without_scattered_indexes).value if count >= MANY else []
        done, coming = 0, iter(people)
        while batch := sorted(islice(coming, BATCH), key=lambda made: made.entered):
            database.write(lambda session, batch=batch: _write_batch(session, batch, sealed, passing))  # type: ignore[misc]
            done += len(batch)
            progress(done, count)
        database.write(lambda session: _finish(session, waiting))
        database.write(furnish)
        database.write(lambda session: passing.close_days(session, journal.next_open(session, ZONE)))
    finally:
        database.close()


def _write_batch(session: Session, batch: list[Made], sealed: _Sealed, passing: gate.Gate) -> None:
    bulk = records.Bulk(session)
    for made in batch:
        at = seconds(moment(made.entered))
        person_id, custody_id = new_id(), new_id()
        bulk.add(Person, person_id, person_id, made.person, at)
        bulk.add(Custody, custody_id, person_id, {"person_id": person_id, **made.custody}, at)
        passing.pass_by(bulk, made, person_id, custody_id)
        sealed.look(made, person_id, custody_id)
    bulk.close()


def _finish(session: Session, indexes: list[str]) -> None:
    records.with_indexes(session.connection(), indexes)
    index.rebuild(session)


def _silent(done: int, total: int) -> None:
    """Whoever does not ask how far it is."""
