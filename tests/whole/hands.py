"""A user's fingers: every letter and key that the whole program gets in these tests, counted, sent to whatever has the focus."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.app import Program
from desktop.desk import Said
from desktop.screens.login import Login
from desktop.widgets.page import Page
from tests import factory

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ENTER, TAB, BACK_TAB, ESC, SPACE = Key.Key_Return, Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape, Key.Key_Space
DOWN, UP, RIGHT, LEFT, DELETE = Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left, Key.Key_Delete
PAGE_DOWN, PAGE_UP = Key.Key_PageDown, Key.Key_PageUp
F1, F2, F4, F5, F6 = Key.Key_F1, Key.Key_F2, Key.Key_F4, Key.Key_F5, Key.Key_F6

Stroke = str | Qt.Key | QKeyCombination
SCREEN = 1366, 768


def ctrl(key: Qt.Key) -> QKeyCombination:
    return Modifier.ControlModifier | key


def alt(key: Qt.Key) -> QKeyCombination:
    return Modifier.AltModifier | key


SAVE = ctrl(ENTER)


class Hands:
    """Types into the window of a program. ``keys`` counts what was pressed: a letter, a key, a chord is one each."""

    def __init__(self, program: Program) -> None:
        self.program, self.window, self.desk = program, program.window, program.desk
        self.keys = 0
        self.said: list[Said] = []
        self._expected = 0
        self.desk.said.connect(self.said.append)

    # keys ---------------------------------------------------------------------------------------------------------------

    def press(self, *strokes: Stroke) -> None:
        """Texts letter by letter, keys and chords as a keyboard sends them; then whatever they began is waited for."""
        for stroke in strokes:
            if isinstance(stroke, str):
                for letter in stroke:
                    self._letter(letter)
            elif isinstance(stroke, QKeyCombination):
                self._key(stroke.key(), stroke.keyboardModifiers())
            else:
                self._key(stroke)
        self.settle()

    def replace(self, text: str) -> None:
        """What stands in the line is chosen and typed over."""
        self.press(ctrl(Key.Key_A), text)

    def settle(self) -> None:
        """Until nothing is under way; an answer may ask for more."""
        for _turn in range(3):
            self.desk.wait_idle()
            QCoreApplication.processEvents()

    def pick(self, path: Path, *strokes: Stroke) -> None:
        """Presses what opens a file dialog, types the path into it and Enter. Keys inside the dialog are not counted: the path's
        length is no business of the program."""
        seen: list[QFileDialog] = []
        timer = QTimer(interval=20)
        timer.timeout.connect(lambda: self._type_path(path, seen, timer))
        timer.start()
        self.press(*strokes)
        until = time.monotonic() + 10
        while timer.isActive() or isinstance(QApplication.activeModalWidget(), QFileDialog):
            assert time.monotonic() < until, "no file dialog came, or it did not go"
            QCoreApplication.processEvents()
            time.sleep(0.005)
        self.window.activateWindow()    # a window manager does so; the offscreen screen has none
        self.settle()

    def _type_path(self, path: Path, seen: list[QFileDialog], timer: QTimer) -> None:
        dialog = QApplication.activeModalWidget()
        if seen or not isinstance(dialog, QFileDialog) or not dialog.isAncestorOf(QApplication.focusWidget() or self.window):
            return
        seen.append(dialog)
        timer.stop()
        counted = self.keys
        self._key(Key.Key_A, Modifier.ControlModifier)
        for letter in str(path):
            self._letter(letter)
        self._key(ENTER)
        self.keys = counted

    def _letter(self, letter: str) -> None:
        self.keys += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self._target(), QKeyEvent(kind, 0, Modifier.NoModifier, letter))

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(self._target(), key, modifier)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    # eyes ---------------------------------------------------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def page(self) -> Page:
        page = self.window.page()
        assert page is not None
        return page

    @property
    def entrance(self) -> QWidget:
        shown = self.window._entrance
        assert shown is not None and shown.isVisible()
        return shown

    def heard(self) -> Said:
        """The last sentence at the foot of the window; from now on all so far were expected."""
        self._expected = len(self.said)
        return self.said[-1]

    def expect_anything(self) -> None:
        """Whatever was said so far was part of the play."""
        self._expected = len(self.said)

    def unexpected(self) -> list[str]:
        return [said.text for said in self.said[self._expected:] if said.kind in ("warning", "error")]

    # ways that every user knows ---------------------------------------------------------------------------------------------

    def log_in(self, login: str, password: str = "") -> None:
        """From the login to the first room, the user chosen with the arrows."""
        login_page = self.entrance
        assert isinstance(login_page, Login)
        wanted = [one.login for one in login_page._logins].index(login)
        here = login_page.users.currentRow()
        self.press(*[DOWN if wanted > here else UP] * abs(wanted - here), password or factory.PASSWORDS[login], ENTER)
        assert self.desk.user is not None and self.desk.user.login == login, login_page.message.text()

    def lock(self) -> None:
        self.press(ctrl(Key.Key_L))
        assert self.desk.user is None

    def room(self, key: str) -> None:
        """Alt and the room's number."""
        number = list(self.window.bar.buttons).index(key) + 1
        self.press(alt(Qt.Key(Key.Key_0.value + number)))
        wait_until(lambda: self.window._room == key)
        self.settle()


def wait_until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come about"
        QCoreApplication.processEvents()
        time.sleep(0.005)


@contextmanager
def hands_on(app: QApplication, folder: Path | None) -> Iterator[Hands]:
    """The program with its window on an ordinary screen. What it says as a warning or an error, and nobody expected, fails the test."""
    program = Program(app, folder)
    hands = Hands(program)
    program.window.resize(*SCREEN)
    program.start()
    program.window.activateWindow()
    hands.settle()
    try:
        yield hands
        hands.settle()
    finally:
        program.window.close()
        program.stop()
        program.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not hands.unexpected(), hands.unexpected()
