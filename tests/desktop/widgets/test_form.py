"""A form by keys alone: Enter, Ctrl+Enter, F1, Esc; problems, warnings with reasons, and a draft that keeps itself."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.rules.problem import Problem
from db.store import draft
from desktop import i18n
from desktop.desk import Desk
from desktop.i18n import N_, titled
from desktop.widgets.fields import Choice, DateField, Line, NumberField, TextField
from desktop.widgets.form import Draft, Form
from tests.conftest import Press, unlocked


def _form(desk: Desk, qtbot: Any) -> Form:
    form = Form(desk)
    form.group(titled("person"))
    form.add("surname", Line(titled("surname"), required=True, help=N_("As it should stand on printed papers.")))
    form.add_row(("sex", Choice(titled("sex"), ("male", "female"))), ("born", DateField(titled("date_of_birth"))))
    form.add("notes", TextField(N_("Name of file")))
    form.add("pulse", NumberField(titled("pulse")))
    qtbot.addWidget(form)
    form.resize(1000, 700)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    form.focus()
    qtbot.waitUntil(form.fields["surname"].focusProxy().hasFocus)
    return form


@pytest.fixture
def form(opened: Desk, qtbot: Any) -> Form:
    return _form(opened, qtbot)


def test_a_form_is_filled_and_saved_by_keys_alone(form: Form, press: Press, qtbot: Any) -> None:
    press(form, "Қасымов", Qt.Key.Key_Return, "1", Qt.Key.Key_Return, "05031990", Qt.Key.Key_Return, "ұзын мәтін", Qt.Key.Key_Tab, "72")
    assert form.values() == {"surname": "Қасымов", "sex": "male", "born": "1990-03-05", "notes": "ұзын мәтін", "pulse": 72}
    with qtbot.waitSignal(form.save_asked):
        press(form, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)


def test_escape_leaves_and_the_help_of_the_field_stands_beside_it(form: Form, press: Press, qtbot: Any) -> None:
    assert form._strip._help.text() == "Басылатын қағаздарда қалай тұруы керек болса, солай."
    press(form, Qt.Key.Key_F1)
    with qtbot.waitSignal(form.left):
        press(form, Qt.Key.Key_Escape)


def test_problems_stand_at_their_fields_and_the_first_gets_the_cursor(form: Form) -> None:
    assert not form.show([Problem("pulse", "required")])
    assert form.fields["pulse"]._wrong.isVisible()
    assert form.fields["pulse"].focusProxy().hasFocus()
    assert "Бұл өрісті толтырыңыз." in form._strip._list.text()
    assert form.show([])
    assert not form.fields["pulse"]._wrong.isVisible()


def test_a_warning_lets_through_only_with_a_reason(form: Form) -> None:
    warned = [Problem("pulse", "implausible", True, {"low": "35", "high": "180"})]
    assert not form.show(warned)
    form.fields["pulse"].set_override("екі рет өлшенді")
    assert form.show(warned)
    assert form.overrides() == {"pulse": "екі рет өлшенді"}


def test_what_cannot_be_read_is_a_problem_of_its_own(form: Form) -> None:
    form.fields["born"].set_raw("31.02.1990")
    assert not form.show([])


def test_hidden_answers_are_not_kept(form: Form) -> None:
    form.fields["pulse"].set_value(70)
    form.show_field("pulse", False)
    assert "pulse" not in form.values()


def test_the_language_changes_while_typing_and_the_text_stays(form: Form, press: Press) -> None:
    press(form, "Қас")
    i18n.use("ru")
    QApplication.processEvents()
    assert form.fields["surname"]._title.text() == "Фамилия"
    assert form.primary.text() == "Сохранить"
    press(form, "ым")
    assert form.values()["surname"] == "Қасым"


def test_the_draft_keeps_itself_within_a_second_and_comes_back(form: Form, press: Press, qtbot: Any) -> None:
    form.keep_as(Draft("person", "new"))
    form.desk.wait_idle()
    press(form, "Қасым", Qt.Key.Key_Return, Qt.Key.Key_Return, "05.0")
    kept: list[Any] = []

    def look() -> bool:
        form.desk.read(lambda session: draft.load(session, "person", "new"), kept.append)
        form.desk.wait_idle()
        return kept[-1] == {"surname": "Қасым", "born": "05.0"}

    qtbot.waitUntil(look, timeout=1500)
    other = _form(form.desk, qtbot)
    other.keep_as(Draft("person", "new"))
    form.desk.wait_idle()
    assert other.raw() == {"surname": "Қасым", "born": "05.0"}


def test_locking_keeps_what_was_typed_the_moment_before(form: Form, press: Press) -> None:
    form.keep_as(Draft("person", "lock"))
    form.desk.wait_idle()
    press(form, "Әб")
    form.desk.lock()
    form.desk.wait_idle()
    unlocked(form.desk, "officer")
    kept: list[Any] = []
    form.desk.read(lambda session: draft.load(session, "person", "lock"), kept.append)
    form.desk.wait_idle()
    assert kept == [{"surname": "Әб"}]
