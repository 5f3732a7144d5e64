"""The register opens for whom it should, keeps every write whole, and speaks plainly when it cannot."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from db import engine
from db.engine import Database
from db.errors import Invalid, Refused, RegisterDamaged, RegisterInUse, RegisterMissing, RegisterTooNew
from db.keys.keyring import Keyring
from db.log import replay
from db.migrations import upgrade
from db.models import Base, Person
from db.store import certification, health, person
from tests import factory


def test_a_written_person_is_there_after_reopening(folder: Path) -> None:
    database = factory.opened(folder)
    person_id = factory.admitted(database)
    database.close()
    database = factory.opened(folder)
    assert database.read(lambda session: person.load(session, person_id)).surname == "Қасымов"
    database.close()


def test_a_write_says_which_kinds_it_touched(officer: Database) -> None:
    assert officer.write(lambda session: person.register(session, factory.person_values())).touched == {"person"}


def test_a_failed_write_leaves_nothing_behind(officer: Database) -> None:
    before = officer.read(health.check)

    def work(session: Session) -> None:
        person.register(session, factory.person_values())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        officer.write(work)
    assert officer.read(health.check) == before


def test_nothing_can_be_deleted(officer: Database) -> None:
    person_id = factory.admitted(officer)
    with pytest.raises(Refused, match="no_delete"):
        officer.write(lambda session: session.delete(person.load(session, person_id)))


def test_a_reader_cannot_write(officer: Database) -> None:
    def work(session: Session) -> None:
        session.add(Person(surname="А", given_name="Б"))
        session.flush()

    with pytest.raises(Refused, match="read_only"):
        officer.read(work)


@pytest.mark.parametrize("statement", [
    "UPDATE entry SET body = x'00'", "DELETE FROM entry", "UPDATE certification SET number = 'x-2026-1'", "DELETE FROM certification",
    "DELETE FROM person", "UPDATE person SET surname = 'x'", "UPDATE amendment SET number = 'x'", "DELETE FROM paper_code",
    "UPDATE access SET act = 'x'", "DELETE FROM custody", "UPDATE screening SET fitness = 'fit'", "UPDATE person_key SET wrapped = x'00'",
])
def test_the_file_itself_refuses_what_the_record_never_allows(medic: Database, statement: str) -> None:
    person_id = factory.admitted(medic)
    factory.screened(medic, person_id)
    number = factory.certified(medic, person_id)
    medic.write(lambda session: certification.amend(session, number, "conclusion", "жаңа", "amend_writing_error", "қате"))
    with pytest.raises(Refused, match="kept"):
        medic.write(lambda session: session.execute(text(statement)))


def test_a_second_program_gets_a_clear_word(folder: Path) -> None:
    database = factory.opened(folder)
    script = ("import sys; sys.path.insert(0, '.'); from pathlib import Path; from tests import factory; from db.errors import RegisterInUse\n"
              f"try: factory.opened(Path({str(folder)!r}))\nexcept RegisterInUse: print('in use')")
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "in use"
    with pytest.raises(RegisterInUse):
        factory.opened(folder)
    database.close()
    factory.opened(folder).close()


def test_the_file_is_no_plain_database_and_opens_with_no_other_key(folder: Path) -> None:
    assert not (folder / engine.FILE).read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(folder / engine.FILE).execute("SELECT * FROM sqlite_master").fetchall()
    user = Keyring.load(folder).unlock("officer", factory.PASSWORDS["officer"])
    with pytest.raises(RegisterDamaged):
        Database.open(folder, msgspec.structs.replace(user, register_key=bytes(32)))


def test_the_connection_is_durable(officer: Database) -> None:
    def pragmas(session: Session) -> list[object]:
        return [session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")]

    assert officer.read(pragmas) == ["wal", 2, 1, 2]


def test_a_missing_register_and_a_newer_one_are_refused_in_words(folder: Path, tmp_path: Path) -> None:
    user = Keyring.load(folder).unlock("officer", factory.PASSWORDS["officer"])
    with pytest.raises(RegisterMissing):
        Database.open(tmp_path, user)
    database = Database.open(folder, user)
    database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999_future'")))
    database.close()
    before = (folder / engine.FILE).read_bytes()
    with pytest.raises(RegisterTooNew):
        Database.open(folder, user)
    assert (folder / engine.FILE).read_bytes() == before
    assert not list(folder.glob("register-before-*"))


def test_rebuilt_tables_equal_the_live_ones(medic: Database) -> None:
    person_id = factory.admitted(medic)
    factory.screened(medic, person_id)
    factory.certified(medic, person_id)
    medic.write(lambda session: person.amend(session, person_id, {"surname": "Касымов"}, "құжат бойынша"))

    def dump(session: Session) -> list[list[tuple]]:
        return [[tuple(row) for row in session.execute(text(f"SELECT * FROM {model.__tablename__} ORDER BY id"))] for model in replay.RECORDS]

    def without_rows(tables: list[list[tuple]]) -> list[list[tuple]]:
        return [[row[1:] for row in table] for table in tables]

    before = medic.read(dump)
    medic.write(health.rebuild)
    assert without_rows(medic.read(dump)) == without_rows(before)
    assert medic.read(health.check).whole
    with pytest.raises(Refused, match="kept"):
        medic.write(lambda session: session.execute(text("DELETE FROM person")))


def test_an_invalid_person_is_not_kept(officer: Database) -> None:
    with pytest.raises(Invalid) as refused:
        officer.write(lambda session: person.register(session, factory.person_values(iin="850131300018")))
    assert [problem.field for problem in refused.value.problems] == ["iin"]


def test_the_models_are_what_the_migrations_make_and_the_way_back_is_clean(tmp_path: Path) -> None:
    made = engine.connect(tmp_path / "x.db", os.urandom(32))
    upgrade.migrate(made)
    with made.connect() as connection:
        context = MigrationContext.configure(connection, opts={
            "include_name": lambda name, kind, parents: not (kind == "table" and str(name).startswith("person_fts"))})
        assert compare_metadata(context, Base.metadata) == []
    upgrade.downgrade(made, "base")
    with made.connect() as connection:
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite_%'")).all()
    assert left == []
    upgrade.migrate(made)
    assert engine.HEAD in upgrade.revisions()
    made.dispose()


def test_an_older_register_is_copied_first_then_upgraded_and_keeps_what_it_held(folder: Path) -> None:
    database = factory.opened(folder, "medic")
    person_id = database.write(lambda session: person.register(session, factory.person_values())).value
    number = factory.certified(database, person_id)
    database.close()
    user = Keyring.load(folder).unlock("medic", factory.PASSWORDS["medic"])
    older = engine.connect(folder / engine.FILE, user.register_key, foreign_keys=False)
    upgrade.downgrade(older, "0001_register")
    older.dispose()
    database = factory.opened(folder, "medic")
    assert (folder / "register-before-0001_register.db").stat().st_size
    assert database.read(lambda session: session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()) == engine.HEAD
    assert database.read(lambda session: person.load(session, person_id)).surname == "Қасымов"
    assert database.write(lambda session: certification.sheet(session, number)).value.number == number
    assert database.read(health.check).whole
    database.close()
