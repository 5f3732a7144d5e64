"""The desk: one records thread, answers on the window's thread, none to a dead screen, none without a commit."""

import threading
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from db.errors import TizilimError
from db.store import draft, person
from desktop.desk import Desk
from tests import factory
from tests.conftest import unlocked


def test_work_runs_on_the_records_thread_and_its_answer_on_the_windows(opened: Desk) -> None:
    seen: list[str] = []
    opened.read(lambda _session: seen.append(threading.current_thread().name), lambda _none: seen.append(threading.current_thread().name))
    opened.wait_idle()
    assert seen[0].startswith("records")
    assert seen[1] == "MainThread"


def test_a_write_tells_which_kinds_it_touched_only_after_the_commit(opened: Desk) -> None:
    told: list[Any] = []
    opened.changed.connect(told.append)
    opened.write(lambda session: person.register(session, factory.person_values()), told.append)
    opened.wait_idle()
    assert "person" in told[0]
    assert isinstance(told[1], str)


def test_a_failed_write_is_told_and_nothing_changes(opened: Desk) -> None:
    failed: list[Any] = []
    opened.changed.connect(failed.append)

    def work(session: Any) -> None:
        person.register(session, factory.person_values())
        raise TizilimError("refused")

    opened.write(work, failed=failed.append)
    opened.read(person.count, failed.append)
    opened.wait_idle()
    assert [getattr(one, "key", one) for one in failed] == ["refused", 0]


def test_a_failure_that_nobody_takes_is_said_in_words(opened: Desk) -> None:
    def fail(_session: Any) -> None:
        raise TizilimError("disk_full")

    opened.read(fail)
    opened.wait_idle()
    said = opened.heard.take()  # type: ignore[attr-defined]
    assert said.kind == "error"
    assert said.text.startswith("Сақталмады")


def test_an_answer_to_a_dead_screen_is_dropped(opened: Desk) -> None:
    owner, told = QWidget(), []
    opened.read(lambda _session: 1, told.append, owner=owner)
    shiboken6.delete(owner)
    opened.wait_idle()
    assert told == []


def test_big_numbers_and_nothing_arrive_as_they_are(opened: Desk) -> None:
    told: list[Any] = []
    opened.read(lambda _session: 2**40 + 7, told.append)
    opened.read(lambda _session: None, told.append)
    opened.wait_idle()
    assert told == [2**40 + 7, None]


def test_a_wrong_password_goes_to_whoever_asked(desk: Desk) -> None:
    failed: list[Any] = []
    desk.unlock("officer", "wrong", failed=failed.append)
    desk.wait_idle()
    assert failed[0].key == "wrong_password"
    assert desk.user is None


def test_locking_closes_the_register_and_another_user_may_come(desk: Desk) -> None:
    unlocked(desk, "officer")
    desk.lock()
    assert desk.user is None
    answers: list[Any] = []
    desk.read(lambda _session: 1, answers.append)
    desk.wait_idle()
    assert answers == []
    assert unlocked(desk, "medic").user.role == "medic"


def test_what_is_written_at_the_last_moment_before_locking_is_there_afterwards(desk: Desk) -> None:
    unlocked(desk, "officer")
    desk.closing.connect(lambda: desk.write(lambda session: draft.keep(session, "person", "k", "", {"surname": "Қасымов"})))
    desk.lock()
    desk.wait_idle()
    unlocked(desk, "officer")
    found: list[Any] = []
    desk.read(lambda session: draft.load(session, "person", "k"), found.append)
    desk.wait_idle()
    assert found == [{"surname": "Қасымов"}]


def test_a_second_desk_on_the_same_register_is_told_that_it_is_in_use(opened: Desk, register: Path) -> None:
    other, failed = Desk(register), []
    other.unlock("officer", factory.PASSWORDS["officer"], failed=failed.append)
    other.wait_idle()
    other.shut()
    assert failed[0].key == "register_in_use"


def test_a_job_reports_and_can_be_cancelled(desk: Desk) -> None:
    progress: list[Any] = []
    ended: list[str] = []

    def work(report: Any) -> str:
        for done in range(1, 4):
            report(done, 3)
        return "all"

    desk.job_started.connect(lambda job: job.progressed.connect(progress.append))
    desk.job("counting", work, ended.append)
    desk.wait_idle()
    assert ended == ["all"]
    assert progress[-1][:2] == (3, 3)
    began = threading.Event()

    def endless(report: Any) -> None:
        while True:
            began.set()
            report(1, 2)

    job = desk.job("waiting", endless, ended.append)
    assert began.wait(10)
    job.cancel()
    desk.wait_idle()
    assert ended == ["all"]


@pytest.mark.parametrize("login", ["officer", "medic", "head"])
def test_everybody_can_open(desk: Desk, login: str) -> None:
    assert unlocked(desk, login).user.login == login


def test_the_zone_is_that_of_the_institution(opened: Desk) -> None:
    assert opened.zone == "Asia/Almaty"
