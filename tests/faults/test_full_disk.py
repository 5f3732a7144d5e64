"""A disk that fills at any write: the save is refused in words, and nothing is half there (P15)."""

import os
import resource
import signal
from pathlib import Path

import pytest
from sqlalchemy import text

from db.create import create
from db.engine import Database
from db.errors import DiskFull, WorldError
from db.store import draft, health, person, photo
from tests import factory


def test_every_page_that_does_not_fit_refuses_the_save_whole(medic: Database) -> None:
    person_id = factory.admitted(medic)
    pages = medic.read(lambda session: session.execute(text("PRAGMA page_count")).scalar_one())
    before = medic.read(health.check)
    refused = 0
    for extra in range(40):
        medic.read(lambda session, limit=pages + extra: session.execute(text(f"PRAGMA max_page_count = {limit}")))
        try:
            factory.certified(medic, person_id, account="Ұ" * 3000, conclusion="қ" * 3000)
        except DiskFull as full:
            refused += 1
            assert full.key == "disk_full"
            assert medic.read(health.check) == before
        else:
            break
    assert refused
    report = medic.read(health.check)
    assert report.whole and report.records["certification"] == 1


def in_a_child_with_small_files(limit: int, work) -> int:
    """Exit status of ``work`` run where no file may grow past ``limit`` bytes, which is how a full disk looks to a program."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            os._exit(work())
        except BaseException:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.slow
def test_every_write_to_the_journal_that_fails_is_said_and_undone(folder: Path) -> None:
    size = (folder / "register.db").stat().st_size

    def save() -> int:
        try:
            database = factory.opened(folder)
            database.write(lambda session: (person.register(session, factory.person_values()), draft.keep(session, "person", "k", "", {"a": "б" * 9000})))
        except WorldError:
            return 7
        return 0

    statuses = []
    for limit in range(0, 120_000, 4096):
        database = factory.opened(folder)
        before = database.read(health.check)
        database.close()
        status = in_a_child_with_small_files(limit, save)
        statuses.append(status)
        database = factory.opened(folder)
        after = database.read(health.check)
        database.close()
        assert after.whole
        assert after.entries == before.entries + (1 if status == 0 else 0)
        assert status in (0, 7), (limit, status)
    assert 7 in statuses and 0 in statuses and size


def test_a_photo_that_does_not_fit_is_refused_and_leaves_no_part(folder: Path) -> None:
    picture = factory.picture()

    def save() -> int:
        database = factory.opened(folder)
        try:
            database.write(lambda session: photo.keep(session, picture))
        except WorldError:
            return 7
        return 0

    assert in_a_child_with_small_files(len(picture) // 2, save) == 7
    assert not [path for path in folder.rglob("*") if path.suffix == ".part"]
    assert not [path for path in (folder / "photos").rglob("*") if path.is_file()]


def test_a_new_register_that_does_not_fit_is_no_register(tmp_path: Path) -> None:
    def make() -> int:
        try:
            create(tmp_path / "new", factory.setup())
        except WorldError:
            return 7
        return 0

    assert in_a_child_with_small_files(20_000, make) == 7
    assert not (tmp_path / "new" / "keyring.json").exists()
    create(tmp_path / "new", factory.setup())
    factory.opened(tmp_path / "new").close()
