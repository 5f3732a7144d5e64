"""What tests stand on: settings of their own, a real small register, a desk, and fingers that type any letter."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_FATAL_WARNINGS"] = "0"

import pytest  # noqa: E402
import shiboken6  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop import i18n, settings  # noqa: E402
from desktop.desk import Desk, Said  # noqa: E402
from desktop.widgets import theme  # noqa: E402
from desktop.widgets.qt_words import Interpreter  # noqa: E402
from tests import factory  # noqa: E402

Press = Callable[..., None]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the settings of whoever runs it, and each begins in Kazakh."""
    monkeypatch.setenv("TIZILIM_SETTINGS", str(tmp_path / "settings.json"))
    monkeypatch.delenv("TIZILIM_FOLDER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    settings.forget()
    i18n.use("kk")
    yield
    i18n.use("kk")


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application with its look and its words."""
    theme.dress(qapp)
    interpreter = Interpreter(qapp)
    yield qapp
    interpreter.stop()
    # Windows that outlive their test would be dressed again by every later one.
    for window in qapp.topLevelWidgets():
        if shiboken6.isValid(window) and window.parent() is None:      # lists and dialogs go with the window that they belong to
            window.close()
            shiboken6.delete(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


@pytest.fixture(scope="session")
def register_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real register with three users, made once."""
    folder = tmp_path_factory.mktemp("register")
    factory.register(folder)
    return folder


@pytest.fixture
def register(register_made: Path, tmp_path: Path) -> Path:
    """A fresh copy of it for one test."""
    return factory.copy(register_made, tmp_path / "register")


@pytest.fixture
def desk(dressed: QApplication, register: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk before a closed register. A warning or error said at its door fails the test, unless the test takes it from ``desk.heard``."""
    made = Desk(register)
    heard = Heard(made)
    made.heard = heard  # type: ignore[attr-defined]
    yield made
    made.wait_idle()
    made.shut()
    assert not heard.unexpected(), heard.unexpected()


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """A desk with the register opened by the records officer."""
    return unlocked(desk, "officer")


@pytest.fixture
def press() -> Press:
    """See ``type_in``."""
    return type_in


class Heard:
    """What was said at the desk's door."""

    def __init__(self, desk: Desk) -> None:
        self.all: list[Said] = []
        self._taken = 0
        desk.said.connect(self.all.append)

    def take(self) -> Said:
        """The next sentence; from now on it was expected."""
        self._taken += 1
        return self.all[self._taken - 1]

    def unexpected(self) -> list[str]:
        return [said.text for said in self.all[self._taken:] if said.kind in ("warning", "error")]


def unlocked(desk: Desk, login: str) -> Desk:
    """Opens the register as this user and waits until it is open."""
    desk.unlock(login, factory.PASSWORDS[login])
    desk.wait_idle()
    assert desk.user is not None
    return desk


def type_in(widget: QWidget, *what: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Texts letter by letter into whatever has the focus (``keyClicks`` aborts Qt on Kazakh letters), keys as a keyboard sends them."""
    for piece in what:
        target = QApplication.focusWidget() or widget
        if isinstance(piece, str):
            for letter in piece:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    target = QApplication.focusWidget() or widget
                    QCoreApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        else:
            QTest.keyClick(target, piece, modifier)
    QCoreApplication.processEvents()
