"""Registers for the tests of the record: made once, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import Database
from tests import factory


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "register"
    factory.register(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return factory.copy(made, tmp_path / "register")


@pytest.fixture
def officer(folder: Path) -> Iterator[Database]:
    database = factory.opened(folder)
    yield database
    database.close()


@pytest.fixture
def medic(folder: Path) -> Iterator[Database]:
    database = factory.opened(folder, "medic")
    yield database
    database.close()
