"""A demo register: real, whole, marked, and the same people for the same seed."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from db.demo import make as demo
from db.engine import Database
from db.errors import Invalid, WorldError
from db.keys.keyring import Keyring
from db.log.fold import row_of
from db.models import Person, Screening
from db.rules.certification import problems
from db.search import query
from db.store import certification, entry, health, screening

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=timezone(timedelta(hours=5)))
PASSWORD = "кәсіби-демо-2026"


def opened(folder: Path, login: str = "medic", password: str = PASSWORD) -> Database:
    return Database.open(folder, Keyring.load(folder).unlock(login, password))


def facts(database: Database) -> list[tuple[Any, ...]]:
    """Everything about people but ids and heads."""
    columns = [getattr(Person, name) for name in ("surname", "given_name", "date_of_birth", "iin", "document_number", "recorded_at", "sort_key")]
    return [tuple(row) for row in database.read(lambda session: session.execute(select(*columns).order_by(Person.row)).all())]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, demo.Demo]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, demo.make(folder, 150, seed=4, password=PASSWORD, now=lambda: NOW)


@pytest.fixture
def register(made: tuple[Path, demo.Demo]) -> Iterator[Database]:
    database = opened(made[0])
    yield database
    database.close()


def test_a_demo_register_is_whole(register: Database) -> None:
    report = register.read(health.check)
    assert report.findings == []
    assert report.records["person"] == report.records["custody"] == 150
    assert report.records["screening"] == report.records["person_key"] == 90


def test_it_stays_whole_when_its_tables_are_made_again(register: Database) -> None:
    before = facts(register)
    assert register.write(health.rebuild).value["person"] == 150
    assert facts(register) == before
    assert register.read(health.check).whole


def test_it_says_that_it_is_a_demo(register: Database) -> None:
    assert register.info.demo


def test_bulk_rows_are_what_one_entry_folds_to(register: Database) -> None:
    def look(session: Any) -> None:
        from db.log import entry as log
        person = session.execute(select(Person)).scalars().first()
        body, leaf = session.execute(text("SELECT body, leaf FROM entry WHERE record_id = :id"), {"id": person.id}).one()
        row, conflicts = row_of(Person, [(leaf.hex(), log.read(body))])
        assert not conflicts
        assert {name: getattr(person, name) for name in row} == row

    register.read(look)


def test_certifications_are_sealed_and_some_are_amended(made: tuple[Path, demo.Demo], register: Database) -> None:
    rows = register.read(certification.rows)
    assert len(rows) == made[1].certifications == 3
    assert sum(row.amendments for row in rows) == made[1].amendments >= 1
    assert [row.sealed_at for row in rows] == sorted((row.sealed_at for row in rows), reverse=True)
    for row in rows:
        sheet = register.write(lambda session, number=row.number: certification.sheet(session, number)).value
        assert not [problem for problem in problems(sheet.body) if not problem.warning]
        assert sheet.code


def test_what_the_medic_wrote_opens_for_the_medic(register: Database) -> None:
    one = register.read(lambda session: session.execute(select(Screening.id)).scalars().first())
    _, body = register.write(lambda session: screening.open_(session, one)).value
    assert body.general_condition


def test_people_are_found_and_have_a_history(register: Database) -> None:
    surname = facts(register)[0][0]
    found = register.read(lambda session: query.find(session, surname))
    assert found
    history = register.read(lambda session: entry.of_person(session, found[0].id))
    assert [row.kind for row in history][:2] == ["person", "custody"]
    assert {row.clock for row in history} == {"ok"}


def test_all_three_users_have_the_password(made: tuple[Path, demo.Demo]) -> None:
    assert made[1].logins == ("officer", "medic", "head")
    assert [login.role for login in Keyring.load(made[0]).logins()] == ["officer", "medic", "head"]
    assert not Keyring.load(made[0]).unlock("head", PASSWORD).is_medic


def test_the_same_seed_gives_the_same_register(tmp_path: Path) -> None:
    registers = []
    for name, seed in (("one", 9), ("two", 9), ("three", 10)):
        done = demo.make(tmp_path / name, 20, seed, now=lambda: NOW)
        database = opened(tmp_path / name, "officer", done.password)
        registers.append(facts(database))
        database.close()
    assert registers[0] == registers[1] != registers[2]


def test_a_large_demo_keeps_all_its_indexes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = text("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name")
    found = []
    for name, many in (("small", 1_000), ("large", 15)):
        monkeypatch.setattr(demo, "MANY", many)
        monkeypatch.setattr(demo, "BATCH", 7)
        demo.make(tmp_path / name, 20, password=PASSWORD, now=lambda: NOW)
        database = opened(tmp_path / name)
        found.append(database.read(lambda session: session.execute(names).scalars().all()))
        assert database.read(health.check).whole
        database.close()
    assert found[0] == found[1]


def test_progress_is_told_and_what_is_sealed_can_be_bounded(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    done = demo.make(tmp_path / "demo", 30, progress=lambda at, total: seen.append((at, total)), now=lambda: NOW, screenings=5, certifications=1)
    assert seen == [(30, 30)]
    assert (done.screenings, done.certifications) == (5, 1)


def test_a_made_up_password_is_never_the_same_and_passes_the_rules() -> None:
    words = {demo.made_up_password() for _ in range(50)}
    assert len(words) == 50
    assert all(len(word) == 14 for word in words)


@pytest.mark.parametrize("people", [9, 1_000_001])
def test_a_size_outside_its_bounds_is_refused_in_words(tmp_path: Path, people: int) -> None:
    with pytest.raises(Invalid) as refused:
        demo.make(tmp_path, people)
    assert refused.value.problems[0].key == "demo_size"
    assert not list(tmp_path.iterdir())


def test_a_register_is_never_overwritten(made: tuple[Path, demo.Demo]) -> None:
    with pytest.raises(WorldError) as refused:
        demo.make(made[0], 10)
    assert refused.value.key == "register_exists"
