"""Opening the encrypted register, reading and writing it: one file, one connection, one write at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar

import filelock
import msgspec
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from db.errors import DiskFull, Refused, RegisterDamaged, RegisterInUse, RegisterMissing, RegisterTooNew, WorldError
from db.keys.keyring import User
from db.log import clock, writer
from db.models import Setting
from db.rules import institution

T = TypeVar("T")

FILE = "register.db"
LOCK = "register.lock"
HEAD = "0002_registry"
CACHE_KIB = 32768       # of each connection; twice as much would be most of what the program holds, and saves nothing measurable


class Written(msgspec.Struct, Generic[T]):
    """What a write gave back, and which kinds of record it touched."""

    value: T
    touched: frozenset[str]


class Info(msgspec.Struct, frozen=True):
    """The register's own facts."""

    institution: str
    institution_name_kk: str
    institution_name_ru: str
    workstation: str
    origin: str
    epoch: int
    demo: bool


class Database:
    """An open register. Every call comes from one thread (the desk's records thread, or a script's only one)."""

    def __init__(self, folder: Path, user: User, engine: Engine, lock: filelock.BaseFileLock, now: clock.Clock) -> None:
        self.folder = folder
        self.user = user
        self._engine = engine
        self._writing = engine.execution_options(tizilim_write=True)
        self._lock = lock
        self._settings = self.read(lambda session: dict(session.execute(select(Setting.name, Setting.value)).all()))
        self.info = Info(**{name: self._settings[name] for name in ("institution", "institution_name_kk", "institution_name_ru", "workstation", "origin")},
                         epoch=int(self._settings["epoch"]), demo=self._settings["demo"] == "yes")
        self._clock = clock.in_zone(now, institution.zone(self.info.institution))

    @classmethod
    def open(cls, folder: Path, user: User, now: clock.Clock = clock.system_clock) -> "Database":
        """Lock, check the version, upgrade on a copy made first, and open. Raises ``RegisterInUse``, ``RegisterTooNew``,
        ``RegisterMissing``, ``RegisterDamaged``, ``WorldError``."""
        path = folder / FILE
        if not path.is_file():
            raise RegisterMissing()
        lock = hold(folder)
        try:
            with in_words(opening=True):
                engine = connect(path, user.register_key)
                _upgrade(engine, path, user.register_key)
                return cls(folder, user, engine, lock, now)
        except BaseException:
            lock.release()
            raise

    def read(self, work: Callable[[Session], T]) -> T:
        """Run ``work(session)`` on one consistent state; what it returns must not be attached to the session any more."""
        with in_words(), Session(self._engine, expire_on_commit=False, autoflush=False) as session:
            session.info.update(user=self.user, folder=self.folder)
            value = work(session)
            session.expunge_all()
            return value

    def write(self, work: Callable[[Session], T]) -> Written[T]:
        """Run ``work(session)`` in one durable transaction; entries, heads and rows are there together or not at all."""
        with in_words(), Session(self._writing, expire_on_commit=False, autoflush=False) as session:
            session.info.update(user=self.user, folder=self.folder, station=self.station(), info=self.info)
            value = work(session)
            session.commit()
            session.expunge_all()
            return Written(value, frozenset(session.info.get("touched", ())))

    def station(self) -> writer.Station:
        """Who writes: this workstation's origin, its device key and the logged-in user."""
        return writer.Station(self.info.origin, self.info.epoch, bytes.fromhex(self._settings["device_key"]), self.user.id,
                              self.user.signing_key, self._clock)

    def close(self) -> None:
        """Let go of the file and of the lock."""
        self._engine.dispose()
        self._lock.release()


def hold(folder: Path) -> filelock.BaseFileLock:
    """The lock beside the register: a second program gets a clear word; a killed one leaves nothing behind."""
    lock = filelock.FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise RegisterInUse() from None
    except OSError:
        raise WorldError("folder_read_only", file=LOCK) from None
    return lock


def connect(path: Path, key: bytes, *, foreign_keys: bool = True) -> Engine:
    """An engine over SQLCipher with the raw 32-byte key given first thing on each connection, never in a URL."""
    engine = create_engine(f"sqlite:///{path}", module=driver, poolclass=QueuePool, pool_size=2, max_overflow=0,
                           connect_args={"check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _open(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (f"cache_size = -{CACHE_KIB}", "journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY",
                       f"foreign_keys = {'ON' if foreign_keys else 'OFF'}", "secure_delete = ON", "trusted_schema = OFF"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A write takes its lock at once: a deferred one that upgrades later can fail after the work is done.
        writes = connection.get_execution_options().get("tizilim_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _upgrade(engine: Engine, path: Path, key: bytes) -> None:
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    if version == HEAD:
        return
    # Alembic is slow to import and needed only here.
    from db.migrations.upgrade import revisions, upgrade
    engine.dispose()
    if version not in revisions():
        raise RegisterTooNew(version=version)
    upgrade(connect(path, key, foreign_keys=False), path.with_name(f"register-before-{version}.db"))


@contextmanager
def in_words(*, opening: bool = False) -> Iterator[None]:
    """Turn the driver's refusals into our own; their text may hold values and is never passed on."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        raise _world(error, opening) from None


def _world(error: Exception, opening: bool) -> Exception:
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = str(cause).lower()
    if "full" in said:
        return DiskFull(file=FILE)
    if "disk i/o" in said:
        return WorldError("disk_failed", file=FILE)
    if "locked" in said or "busy" in said:
        return RegisterInUse()
    if "readonly" in said or "unable to open" in said:
        return WorldError("folder_read_only", file=FILE)
    if isinstance(cause, driver.IntegrityError):
        return Refused("kept")
    if "not a database" in said or "malformed" in said or (opening and not isinstance(cause, driver.OperationalError)):
        return RegisterDamaged()
    return error


def is_readable_only(folder: Path) -> bool:
    """Whether nothing can be written here."""
    return not os.access(folder, os.W_OK)
