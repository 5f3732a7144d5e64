"""The frame: login over the same window, rooms by role, search, language, lock, and the way back."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from db.store import person
from desktop import i18n, settings
from desktop.app import Program
from desktop.desk import Desk
from desktop.screens.login import Login
from desktop.widgets.page import Page
from desktop.window import Window
from tests import factory
from tests.conftest import Press


@pytest.fixture
def window(desk: Desk, qtbot: Any) -> Iterator[Window]:
    made = Window(desk)
    qtbot.addWidget(made)
    made.enter_by(lambda: Login(desk))
    made.resize(1366, 728)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    desk.wait_idle()
    yield made
    desk.lock()
    desk.wait_idle()


def _entrance(window: Window) -> Login:
    entrance = window._sides.currentWidget()
    assert isinstance(entrance, Login)
    return entrance


def _log_in(window: Window, press: Press, login: str) -> None:
    entrance = _entrance(window)
    names = [one.login for one in entrance._logins]
    entrance.users.setCurrentRow(names.index(login))
    entrance.password.setFocus()
    press(entrance.password, factory.PASSWORDS[login], Qt.Key.Key_Return)
    window.desk.wait_idle()
    assert window._sides.currentWidget() is window._frame


def test_one_logs_in_by_keys_alone(window: Window, press: Press) -> None:
    entrance = _entrance(window)
    assert entrance.password.hasFocus()
    press(entrance, Qt.Key.Key_Down, factory.PASSWORDS["medic"], Qt.Key.Key_Return)
    window.desk.wait_idle()
    assert window.desk.user.login == "medic"
    assert window._room == "today"


def test_a_wrong_password_is_said_and_six_make_one_wait(window: Window, press: Press) -> None:
    entrance = _entrance(window)
    for _try in range(5):
        press(entrance.password, "қате", Qt.Key.Key_Return)
        window.desk.wait_idle()
        assert entrance.password.hasFocus()
    assert entrance.message.text().startswith("Құпиясөз дұрыс емес")
    press(entrance.password, "қате", Qt.Key.Key_Return)
    window.desk.wait_idle()
    assert "секундтан" in entrance.message.text()
    assert not entrance.enter.isEnabled()
    assert window.desk.user is None


def test_caps_lock_is_noticed_by_what_arrives(window: Window, press: Press) -> None:
    entrance = _entrance(window)
    press(entrance.password, "Қ")
    assert any("Caps Lock" in label.text() for label in entrance.findChildren(QLabel))


def test_a_room_that_the_role_may_not_open_is_not_shown(window: Window, press: Press) -> None:
    _log_in(window, press, "head")
    for screen in window._screens.values():
        assert (screen.key in window.bar.buttons) == (screen.order is not None and "head" in screen.roles)


def test_alt_and_a_number_go_to_the_rooms(window: Window, press: Press, qtbot: Any) -> None:
    _log_in(window, press, "officer")
    rooms = list(window.bar.buttons)
    assert len(rooms) >= 2
    press(window, Qt.Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window._room == rooms[1], timeout=2000)
    press(window, Qt.Key.Key_1, modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window._room == rooms[0], timeout=2000)


def test_the_search_finds_a_person_and_opens_it(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    window.desk.write(lambda session: person.register(session, factory.person_values()))
    window.desk.wait_idle()
    press(window, Qt.Key.Key_F2)
    assert window.search.hasFocus()
    press(window.search, "kassymov", Qt.Key.Key_Return)
    window.desk.wait_idle()
    page = window.page()
    assert page is not None and len(window._piles[window._room]) == 2
    press(page, Qt.Key.Key_Escape)
    assert len(window._piles[window._room]) == 1


def test_nothing_found_offers_to_register(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    press(window, Qt.Key.Key_F2)
    press(window.search, "Жоқбеков", Qt.Key.Key_Return)
    window.desk.wait_idle()
    assert len(window._piles[window._room]) == 2


def test_switching_the_language_leaves_no_word_of_the_old_one(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    before = _words(window._frame)
    i18n.use("ru")
    QApplication.processEvents()
    window.desk.wait_idle()
    same = {word for word in before & _words(window._frame) if any(letter.isalpha() for letter in word)}
    assert same <= {"Тізілім · ЛА-155/8", "⌨ ENG", "ДЕМО", "қаз", "рус"} | {word for word in same if word.startswith("Серікова")}


def _words(root: QWidget) -> set[str]:
    return {label.text() for label in root.findChildren(QLabel) if label.text() and label.isVisible()}


def test_locking_at_once_brings_the_login_and_the_same_user_finds_everything_as_it_was(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    window.desk.show("person_editor", text="")
    window.desk.wait_idle()
    page = window.page()
    press(window, Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    window.desk.wait_idle()
    assert window.desk.user is None
    assert "ЛА-155" not in window.windowTitle()
    _log_in(window, press, "officer")
    assert window.page() is page


def test_another_user_sees_nothing_of_the_one_before(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    window.desk.show("person_editor", text="")
    window.lock()
    window.desk.wait_idle()
    _log_in(window, press, "medic")
    assert all(len(pile) == 1 for pile in window._piles.values())


def test_the_window_locks_itself_when_nobody_works(window: Window, press: Press, qtbot: Any) -> None:
    _log_in(window, press, "medic")
    assert window._idle.interval() == settings.lock_minutes_medic.get() * 60_000
    window._idle.setInterval(50)
    handle = window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier))
    assert window._idle.isActive()
    qtbot.waitUntil(lambda: window.desk.user is None, timeout=2000)


def test_a_hidden_page_remembers_that_it_is_due(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    today = window.page()
    assert isinstance(today, Page) and not today.is_due()
    window.visit(list(window.bar.buttons)[1])
    window.desk.write(lambda session: person.register(session, factory.person_values()))
    window.desk.wait_idle()
    assert today.is_due()
    window.visit("today")
    assert not today.is_due()


def test_an_unforeseen_failure_is_said_and_the_window_stays(dressed: QApplication, desk: Desk, qtbot: Any) -> None:
    program = Program(dressed, desk.folder)
    qtbot.addWidget(program.window)
    program.start()
    program.desk.wait_idle()
    said: list[Any] = []
    program.desk.said.connect(said.append)
    program.desk.fail(ValueError("Қасымов"))
    program.stop()
    assert said[0].kind == "error"
    assert "Қасымов" not in said[0].text


def test_the_frame_fits_a_small_old_screen(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    i18n.use("ru")
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 728


def test_a_jump_of_the_clock_is_said(window: Window, press: Press) -> None:
    _log_in(window, press, "officer")
    window.clock._wall += 7200
    window.clock.tick()
    assert window.desk.heard.take().kind == "warning"  # type: ignore[attr-defined]
