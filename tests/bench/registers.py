"""The registers that are measured: made-up people in every size, kept from run to run where a folder for them is named."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from db import engine
from db.demo.make import make
from db.engine import Database
from db.keys.keyring import Keyring, User
from tests import factory

PASSWORD = "demo-password"
ROOT = Path(__file__).parents[2]
ORDINARY = 100_000
LARGEST_COPIED = 100_000


class Registers:
    """Registers of the given sizes under one folder. A register made by other code than today's is made anew."""

    def __init__(self, folder: Path, sizes: tuple[int, ...], tell: Any = print) -> None:
        self.folder, self.sizes, self._tell = folder, sizes, tell
        self._copies = 0

    @property
    def smallest(self) -> int:
        return self.sizes[0]

    @property
    def middle(self) -> int:
        """The size that stands for an ordinary register: 100,000, or the largest but one."""
        return max(size for size in self.sizes if size <= ORDINARY and (size < self.largest or size == ORDINARY))

    @property
    def largest(self) -> int:
        return self.sizes[-1]

    def of(self, people: int) -> Path:
        """The folder of the register with so many people; to be read, or written only so little that it stays what it is."""
        place = self.folder / f"people-{people}"
        stamp = place / "made-by.txt"
        if not stamp.is_file() or stamp.read_text() != _stamp():
            shutil.rmtree(place, ignore_errors=True)
            self._tell(f"making a register of {people:,} people in {place}")
            make(place, people, password=PASSWORD)
            stamp.write_text(_stamp())
        return place

    def to_write(self, people: int) -> Path:
        """A copy to be written to; the largest register is written itself: some dozen people more do not change it."""
        place = self.of(people)
        if people > LARGEST_COPIED:
            return place
        self._copies += 1
        return factory.copy(place, self.folder / f"copy-{self._copies}")

    def forget_copies(self) -> None:
        for number in range(1, self._copies + 1):
            shutil.rmtree(self.folder / f"copy-{number}", ignore_errors=True)


def unlocked(folder: Path, login: str = "officer") -> User:
    """The user with the keys."""
    return Keyring.load(folder).unlock(login, PASSWORD)


@contextmanager
def opened(folder: Path, login: str = "officer") -> Iterator[Database]:
    """The register as the program opens it."""
    database = Database.open(folder, unlocked(folder, login))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def raw(path: Path, key: bytes) -> Iterator[Any]:
    """The same file by the driver alone, with the program's own settings: what a baseline is measured on."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (f"cache_size = -{engine.CACHE_KIB}", "journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def raw_register(folder: Path) -> Iterator[Any]:
    """The register's file by the driver alone."""
    with raw(folder / engine.FILE, unlocked(folder).register_key) as connection:
        yield connection


def names(connection: Any, count: int, seed: int = 7) -> list[tuple[str, str]]:
    """Surnames and given names of so many people, drawn from the whole register."""
    drawn, rng = [], random.Random(seed)
    last = connection.execute("SELECT max(row) FROM person").fetchone()[0]
    while len(drawn) < count:
        row = connection.execute("SELECT surname, given_name FROM person WHERE row >= ? LIMIT 1", (rng.randint(1, last),)).fetchone()
        if len(row[0]) > 4 and len(row[1]) > 2 and " " not in row[0] and "-" not in row[0]:
            drawn.append(row)
    return drawn


def _stamp() -> str:
    """Of everything that a made register depends on."""
    parts = sorted(path for folder in ("db/migrations/versions", "db/demo", "db/models", "db/log") for path in (ROOT / folder).glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*parts, *(ROOT / name for name in ("db/create.py", "db/rules/name.py"))))).hexdigest()
