"""The journal at the keyboard: days closed in their order, corrections beside them, the print and its trace."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.rules import moment
from db.rules.moment import ZONE
from db.store import journal, movement, presence
from desktop import i18n
from desktop.desk import Desk
from desktop.screens.movement.day import JournalDay
from tests.desktop.screens.gate import CONTROL, ENTER, KEY, admitted, press, shown, went


@pytest.fixture
def begun(opened: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """The journal begins three days ago; gives that day."""
    first = presence.following(moment.now()[:10], -3)
    monkeypatch.setattr(journal, "next_open", lambda session, zone: presence.following(done) if (done := journal.closed_until(session)) else first)
    return first


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_days_are_closed_by_the_keyboard_in_their_order(opened: Desk, qtbot: Any, begun: str, language: str) -> None:
    i18n.use(language)
    admitted(opened, minutes=10 * 1440)
    page = shown(JournalDay(opened), qtbot, on=presence.following(begun))
    press(page, ENTER, modifier=CONTROL)
    said = opened.heard.take()  # type: ignore[attr-defined]
    while said.kind != "warning":
        said = opened.heard.take()  # type: ignore[attr-defined]
    assert said.action is not None
    said.action[1]()
    opened.wait_idle()
    assert page.on == begun
    press(page, ENTER, modifier=CONTROL)
    assert page.page.closing is not None
    press(page, KEY.Key_PageDown)
    assert (page.on, page.page.closing) == (presence.following(begun), None)
    press(page, ENTER, modifier=CONTROL)
    assert (page.page.closing.yesterday, page.page.closing.today) == (1, 1)


def test_a_correction_stands_beside_the_closed_line(opened: Desk, qtbot: Any, begun: str) -> None:
    person_id = admitted(opened, minutes=10 * 1440)
    opened.write(lambda session: journal.close(session, begun, ZONE))
    opened.wait_idle()
    values = {"movement": "move_release", "at": f"{begun}T10:00{moment.now()[16:]}"}
    opened.write(lambda session: movement.record(session, person_id, values, {"at": "кеш келген қағаз"}, end={"ground": "relg_term_served"}))
    opened.wait_idle()
    page = shown(JournalDay(opened), qtbot, on=begun)
    assert "кеш келген қағаз" in page.notes.text()
    assert page.page.closing.today == 1 and page.page.today == 0


def test_the_journal_is_printed_and_leaves_its_trace(opened: Desk, qtbot: Any) -> None:
    admitted(opened, minutes=3)
    page = shown(JournalDay(opened), qtbot)
    seen = went(opened)
    press(page, Qt.Key.Key_P, modifier=CONTROL)
    go = seen[-1]
    assert go.key == "preview"
    assert go.params["make"]("both").startswith(b"%PDF")
    opened.write(lambda session: go.params["record"](session, "print"))
    opened.wait_idle()
