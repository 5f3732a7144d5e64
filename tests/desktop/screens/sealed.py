"""A real register that holds one sealed certification, and a window on it: what the card, the preview and the verify room start from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from db.rules.certification import Finding
from db.store import certification
from desktop.desk import Desk
from desktop.forms import certification as form
from desktop.forms.paper import CertificationPaper, of_sheet
from desktop.screens import screens
from desktop.widgets.page import Page
from desktop.window import Window
from tests import factory

CONCLUSION = "Кеуденің оң жағында қанталау, арқада ұзын сырылған жер"
SECRETS = ("қанталау", "ұрды", "мазасыз", "сырылған")


def findings() -> tuple[Finding, ...]:
    """One mark at the front, one at the back."""
    return (factory.finding(1, region="body_chest", description="сопақша қанталау"),
            factory.finding(2, kind="abrasion", view="body_back", x=5200, y=2600, region="body_upper_back", side="left"))


def certified_register(template: Path, folder: Path) -> str:
    """A copy of the register with one person and one sealed certification; gives its number."""
    factory.copy(template, folder)
    officer = factory.opened(folder)
    person_id = factory.admitted(officer)
    officer.close()
    medic = factory.opened(folder, "medic")
    number = factory.certified(medic, person_id, findings=findings(), conclusion=CONCLUSION)
    medic.close()
    return number


@contextmanager
def window_on(desk: Desk) -> Iterator[Window]:
    """The frame, shown and active, for whoever has unlocked the register."""
    window = Window(desk)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    window._on_opened()
    settle(desk)
    yield window
    settle(desk)
    window.close()
    window.deleteLater()


def settle(desk: Desk) -> None:
    """Until nothing is under way and everything is painted; a painting may ask for more."""
    for _turn in range(4):
        desk.wait_idle()
        QApplication.processEvents()


def shown(desk: Desk, window: Window, key: str, **params: object) -> Page:
    """The page under this key, open and filled."""
    assert key in screens()
    desk.show(key, **params)
    settle(desk)
    page = window.page()
    assert page is not None
    return page


def name_file(dialog: QFileDialog, path: Path) -> None:
    """Names the file in Qt's own dialog and presses Enter there."""
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setCompleter(None)     # its list comes up when the disk has answered, at an unknown moment
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)


def amended(desk: Desk, number: str, text: str = "Түзетілген мәтін") -> str:
    """A further amendment, sealed by the medic who is logged in; gives its number."""
    made: list[str] = []
    desk.write(lambda session: certification.amend(session, number, "conclusion", text, "amend_writing_error", "терілмей қалған"), made.append)
    settle(desk)
    return made[0]


def paper(desk: Desk, number: str) -> CertificationPaper:
    """The paper of the certification as it stands now."""
    got: list[certification.Sheet] = []
    desk.write(lambda session: certification.sheet(session, number), got.append)
    settle(desk)
    return of_sheet(got[0], desk.info, "2026-11-20T15:10+05:00")


def printed(desk: Desk, number: str, file: Path, language: str = "both") -> Path:
    """The paper as a file."""
    file.write_bytes(form.certification(paper(desk, number), language))
    return file
