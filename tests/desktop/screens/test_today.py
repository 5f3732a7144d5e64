"""The first room: figures, arrivals, unfinished work."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.rules import moment
from db.store import custody, draft, person
from desktop.desk import Desk, Go
from desktop.screens.today.today import Today
from tests import factory
from tests.conftest import Press, unlocked


def _shown(desk: Desk, qtbot: Any) -> Today:
    page = Today(desk)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    desk.wait_idle()
    return page


def _arrive(desk: Desk) -> None:
    def work(session: Any) -> None:
        person_id = person.register(session, factory.person_values(sex="female", iin="", iin_state="iin_absent", iin_reason="жоқ"))
        custody.open_(session, person_id, factory.custody_values(arrived_at=moment.now()))

    desk.write(work)
    desk.wait_idle()


@pytest.fixture
def today(opened: Desk, qtbot: Any) -> Today:
    return _shown(opened, qtbot)


def test_an_arrival_shows_by_itself(today: Today) -> None:
    assert today.figures["total"].text() == "0"
    _arrive(today.desk)
    assert (today.figures["total"].text(), today.figures["women"].text()) == ("1", "1")
    assert today.arrivals.rows.rowCount() == 1


def test_enter_opens_the_person(today: Today, press: Press) -> None:
    _arrive(today.desk)
    went: list[Go] = []
    today.desk.go.connect(went.append)
    today.arrivals.setFocus()
    press(today.arrivals, Qt.Key.Key_Return)
    assert [go.key for go in went] == ["person_card"]
    assert went[0].params["id"] == today.arrivals.rows.id_at(0)


def test_unfinished_work_is_listed_and_taken_up_again(today: Today, press: Press) -> None:
    today.desk.write(lambda session: draft.keep(session, "person", "new-1", "", {"surname": "Қ"}))
    today.desk.wait_idle()
    went: list[Go] = []
    today.desk.go.connect(went.append)
    today.drafts.setFocus()
    press(today.drafts, Qt.Key.Key_Return)
    assert went == [Go("person_editor", {"person_id": "", "draft_key": "new-1"})]


def test_somebody_elses_unfinished_work_is_seen_but_not_opened(desk: Desk, qtbot: Any, press: Press) -> None:
    unlocked(desk, "medic")
    desk.write(lambda session: draft.keep(session, "screening", "s", "", {}))
    unlocked(desk, "officer")
    page = _shown(desk, qtbot)
    went: list[Go] = []
    desk.go.connect(went.append)
    page.drafts.setFocus()
    press(page.drafts, Qt.Key.Key_Return)
    assert went == []
    assert "medic" in desk.heard.take().text  # type: ignore[attr-defined]


def test_a_medic_sees_who_waits_for_a_screening(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "officer")
    _arrive(desk)
    unlocked(desk, "medic")
    page = _shown(desk, qtbot)
    assert page.arrivals.rows.rowCount() == 1
