"""Names written before are offered; what is typed is never replaced unasked."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.widgets.suggested import Suggested
from tests.conftest import type_in

NAMES = ["Алматы қаласының Бостандық аудандық соты", "Алматы қаласының Медеу аудандық соты", "Астана қалалық соты"]


@pytest.fixture
def field(qtbot: Any) -> Suggested:
    made = Suggested("x")
    qtbot.addWidget(made)
    made.offer(NAMES)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.line)
    return made


def _into_list(field: Suggested, *keys: Qt.Key) -> None:
    """While the list is open, it gets the keys of the keyboard."""
    for key in keys:
        QCoreApplication.sendEvent(field.completer.popup(), QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    QTest.qWait(20)


def test_any_part_of_a_name_offers_it_and_down_and_enter_take_it_and_go_on(field: Suggested) -> None:
    left: list[int] = []
    field.entered.connect(lambda: left.append(1))
    type_in(field, "меде")
    assert field.completer.popup().isVisible() and field.completer.completionCount() == 1
    _into_list(field, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (field.value(), left) == (NAMES[1], [1])


def test_enter_without_a_choice_keeps_what_was_typed_and_goes_on(field: Suggested) -> None:
    left: list[int] = []
    field.entered.connect(lambda: left.append(1))
    type_in(field, "Алматы")
    _into_list(field, Qt.Key.Key_Return)
    assert (field.value(), left) == ("Алматы", [1])
    assert not field.completer.popup().isVisible()


def test_enter_on_an_unknown_name_goes_on_once(field: Suggested) -> None:
    left: list[int] = []
    field.entered.connect(lambda: left.append(1))
    type_in(field, "Орал", Qt.Key.Key_Return)
    QTest.qWait(20)
    assert (field.value(), left) == ("Орал", [1])
