"""Fields: what is typed, by whichever layout, becomes the value; what cannot be read is said, never guessed."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from db.rules.problem import Problem
from desktop import i18n
from desktop.i18n import titled
from desktop.widgets.field import Field
from desktop.widgets.fields import Choice, DateField, Digits, Line, MomentField, NumberField, TextField
from tests.conftest import Press


@pytest.fixture
def shown(dressed: QApplication, qtbot: Any) -> Iterator[Any]:
    """Shows a field and gives it the focus."""
    def show(field: Field) -> Any:
        qtbot.addWidget(field)
        field.name = "field"
        field.show()
        qtbot.waitExposed(field)
        field.activateWindow()
        field.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return field

    yield show


def test_digits_can_be_typed_on_the_kazakh_layout(shown: Any, press: Press) -> None:
    field = shown(Digits("IIN"))
    press(field, "үғ")
    press(field, "0131x300019999")
    assert field.value() == "850131300019"


@pytest.mark.parametrize("typed", ["05031990", "05.03.1990", "5.3.1990", "қғ.қі.\"ұұқ".replace(".", ""), "5/3/1990"])
def test_a_date_is_read_however_it_is_typed(shown: Any, press: Press, typed: str) -> None:
    field = shown(DateField("Date"))
    press(field, typed)
    assert field.value() == "1990-03-05"


def test_the_point_key_of_the_kazakh_layout_is_a_seven_among_its_digits(shown: Any, press: Press) -> None:
    field = shown(DateField("Date"))
    press(field, "ә.\"қ\"ұ..")
    assert field.value() == "1977-10-27"


def test_a_date_may_be_empty_and_nonsense_is_named(shown: Any, press: Press) -> None:
    field = shown(DateField("Date"))
    assert field.value() is None
    assert field.unreadable() is None
    press(field, "31022020")
    assert field.value() is None
    assert field.unreadable() == Problem("field", "date_unreadable")


def test_a_moment_takes_the_offset_of_its_day(shown: Any, press: Press) -> None:
    field = shown(MomentField("Moment"))
    press(field, "15012024", "0905")
    assert field.value() == "2024-01-15T09:05+06:00"
    field.set_value("")
    field.date.setFocus()
    press(field, "20112026", "1405")
    assert field.value() == "2026-11-20T14:05+05:00"
    assert field._offset.text() == "UTC+05:00"


def test_half_a_moment_is_kept_in_the_draft_but_is_no_value(shown: Any, press: Press) -> None:
    field = shown(MomentField("Moment"))
    press(field, "20112026")
    assert field.value() == ""
    assert field.unreadable() == Problem("field", "moment_unreadable")
    kept = field.raw()
    other = MomentField("Moment")
    other.set_raw(kept)
    assert other.date.text() == "20.11.2026"


def test_tenths_are_kept_as_whole_numbers(shown: Any, press: Press) -> None:
    field = shown(NumberField("Temperature", scale=1))
    press(field, "36,6")
    assert field.value() == 366
    field.set_value(401)
    assert field.line.text() == "40,1"
    field.set_value(None)
    press(field, "36,66")
    assert field.value() is None
    assert field.unreadable() == Problem("field", "number_unreadable")


def test_a_choice_is_made_by_first_letters_or_by_number_and_emptied_by_backspace(shown: Any, press: Press) -> None:
    field = shown(Choice(titled("sex"), ("male", "female", "unknown")))
    press(field, "әй")
    assert field.value() == "female"
    field.box._at = 0.0
    press(field, "3")
    assert field.value() == "unknown"
    press(field, Qt.Key.Key_Backspace)
    assert field.value() == ""


def test_a_choice_keeps_its_value_when_the_language_changes(shown: Any, press: Press) -> None:
    field = shown(Choice(titled("sex"), ("male", "female")))
    field.set_value("female")
    assert field.box.currentText() == "2  Әйел"
    i18n.use("ru")
    QApplication.processEvents()
    assert field.value() == "female"
    assert field.box.currentText() == "2  Женский"
    assert field._title.text() == "Пол"


def test_the_wheel_over_a_choice_without_focus_changes_nothing(dressed: QApplication, qtbot: Any) -> None:
    field, other = Choice("Choice", ("male", "female")), Line("Line")
    for widget in (field, other):
        qtbot.addWidget(widget)
        widget.show()
    field.set_value("male")
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.line.hasFocus)
    wheel = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field.box, wheel)
    assert field.value() == "male"


def test_tab_leaves_a_text_and_too_long_a_text_is_named(shown: Any, press: Press) -> None:
    field = shown(TextField("Text", longest=5))
    press(field, "алтыншы")
    problem = field.unreadable()
    assert problem is not None and problem.key == "too_long"
    assert field.text.tabChangesFocus()


def test_a_warning_asks_for_a_reason_and_an_error_does_not(shown: Any) -> None:
    field = shown(Line("Line", required=True))
    field.show_problem(Problem("field", "implausible", True, {"low": "1", "high": "2"}))
    assert field._reason.isVisible()
    field.set_override("өлшеу қайталанды")
    assert field.override() == "өлшеу қайталанды"
    field.show_problem(Problem("field", "required"))
    assert not field._reason.isVisible()
    assert field._wrong.text() == "Бұл өрісті толтырыңыз."


def test_screen_readers_hear_name_required_and_problem(shown: Any) -> None:
    field = shown(Line(titled("surname"), required=True))
    field.show_problem(Problem("field", "required"))
    assert field.line.accessibleName() == "Тегі, міндетті"
    assert field.line.accessibleDescription() == "Бұл өрісті толтырыңыз."


def test_events_of_a_field_are_not_lost_on_the_way(shown: Any, press: Press) -> None:
    field = shown(Line("Line"))
    told: list[QEvent] = []
    field.entered.connect(lambda: told.append(QEvent(QEvent.Type.None_)))
    press(field, "Қасым", Qt.Key.Key_Return)
    assert (field.value(), len(told)) == ("Қасым", 1)
