"""Several answers from a list at the keyboard."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.widgets.several import Several
from tests.conftest import type_in

CODES = ("pregnant_woman", "lone_father", "agreement")


def _field(qtbot: Any) -> Several:
    field = Several("x", CODES)
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field.list)
    return field


def test_space_marks_and_unmarks_the_line_under_the_cursor(qtbot: Any) -> None:
    field = _field(qtbot)
    changes: list[int] = []
    field.changed.connect(lambda: changes.append(1))
    type_in(field, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert field.value() == "lone_father,agreement" and len(changes) == 2
    type_in(field, Qt.Key.Key_Space)
    assert field.value() == "lone_father"


def test_enter_goes_on_and_marks_nothing(qtbot: Any) -> None:
    field = _field(qtbot)
    left: list[int] = []
    field.entered.connect(lambda: left.append(1))
    type_in(field, Qt.Key.Key_Return)
    assert (left, field.value(), field.is_empty()) == ([1], "", True)


def test_a_value_of_a_newer_program_is_kept_and_words_follow_the_language(qtbot: Any) -> None:
    field = _field(qtbot)
    field.set_value("agreement,something_new")
    assert field.value() == "agreement,something_new"
    said = {}
    for language in i18n.LANGUAGES:
        i18n.use(language)
        field.set_words()
        said[language] = field.list.item(2).text()
    assert said["kk"] != said["ru"] and field.value() == "agreement,something_new"
