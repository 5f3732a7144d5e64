"""The first day, by keys: language, institution, users, paper keys typed back; and what can go wrong, in words."""


from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.keys.keyring import Keyring
from desktop import i18n, settings
from desktop.desk import Desk
from desktop.screens.first_start import FirstStart
from desktop.screens.first_start.recovery import RecoveryForm
from desktop.screens.first_start.user import UserForm
from tests.conftest import Press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def first(dressed: QApplication, qtbot: Any, tmp_path: Path) -> Iterator[FirstStart]:
    settings.language_chosen.set(True)
    desk = Desk()
    made = FirstStart(desk)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.beginning.new.setFocus()
    yield made
    desk.wait_idle()
    desk.shut()


def _institution(first: FirstStart, press: Press, folder: Path) -> None:
    first.beginning.new.click()
    form = first.institution
    assert form is not None
    form.fields["folder"].set_value(folder)
    press(form, Qt.Key.Key_Return, "ЛА-155/8", Qt.Key.Key_Return)
    press(form, Qt.Key.Key_Return, modifier=CTRL)


def _user(first: FirstStart, press: Press, again: str = "ұзақ құпиясөз") -> None:
    form = first._steps.currentWidget()
    assert isinstance(form, UserForm)
    press(form, Qt.Key.Key_Return, "Серікова А. Б.", Qt.Key.Key_Return, "лауазымы", Qt.Key.Key_Return)
    if form.role == "medic":
        press(form, "терапия", Qt.Key.Key_Return, "12", Qt.Key.Key_Return)
    press(form, "ұзақ құпиясөз", Qt.Key.Key_Return, again)
    press(form, Qt.Key.Key_Return, modifier=CTRL)
    first.desk.wait_idle()


def _recovery(first: FirstStart) -> RecoveryForm:
    form = first._steps.currentWidget()
    assert isinstance(form, RecoveryForm)
    return form


def test_a_register_is_made_by_keys_alone_and_its_papers_are_checked(first: FirstStart, press: Press, tmp_path: Path, qtbot: Any) -> None:
    folder = tmp_path / "жаңа тізілім"
    _institution(first, press, folder)
    for _role in range(3):
        _user(first, press)
    form = _recovery(first)
    assert [login.role for login in Keyring.load(folder).logins()] == ["officer", "medic", "head"]
    press(form, Qt.Key.Key_Return, modifier=CTRL)
    assert form.fields[f"register.{form.asked['register'][0]}"]._wrong.isVisible()
    for kind in ("register", "medical"):
        form.save_sheet(kind, tmp_path / f"{kind}.pdf")
        first.desk.wait_idle()
        assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
        for number in form.asked[kind]:
            form.fields[f"{kind}.{number}"].set_value(form._papers[kind].split("-")[number - 1].lower())
    with qtbot.waitSignal(first.folder_chosen) as chosen:
        press(form, Qt.Key.Key_Return, modifier=CTRL)
    assert chosen.args == [folder]


def test_a_group_that_differs_from_the_paper_is_named(first: FirstStart, press: Press, tmp_path: Path) -> None:
    _institution(first, press, tmp_path / "new")
    for _role in range(3):
        _user(first, press)
    form = _recovery(first)
    for kind in ("register", "medical"):
        form.save_sheet(kind, tmp_path / f"{kind}.pdf")
    first.desk.wait_idle()
    done: list[int] = []
    form.checked.connect(lambda: done.append(1))
    for name, field in form.fields.items():
        field.set_value("0000" if name.startswith("medical") else form._papers["register"].split("-")[int(name.split(".")[1]) - 1])
    press(form, Qt.Key.Key_Return, modifier=CTRL)
    assert done == []
    assert form.fields[f"medical.{form.asked['medical'][0]}"]._wrong.isVisible()
    assert not form.fields[f"register.{form.asked['register'][0]}"]._wrong.isVisible()


def test_two_different_passwords_are_not_taken(first: FirstStart, press: Press, tmp_path: Path) -> None:
    _institution(first, press, tmp_path / "new")
    _user(first, press, "басқа құпиясөз")
    form = first._steps.currentWidget()
    assert form is first.users[0]
    assert first.users[0].fields["again"]._wrong.text() == "Екі құпиясөз бірдей емес. Екеуін де қайта теріңіз."


def test_escape_goes_one_question_back_and_the_answers_stay(first: FirstStart, press: Press, tmp_path: Path) -> None:
    _institution(first, press, tmp_path / "new")
    press(first.users[0], Qt.Key.Key_Return, "Серікова")
    press(first.users[0], Qt.Key.Key_Escape)
    assert first._steps.currentWidget() is first.institution
    press(first, Qt.Key.Key_Return, modifier=CTRL)
    assert first.users[0].fields["name"].value() == "Серікова"


def test_a_folder_that_cannot_be_written_is_said_at_the_field(first: FirstStart, press: Press, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    _institution(first, press, blocked / "register")
    for _role in range(3):
        _user(first, press)
    assert first._steps.currentWidget() is first.institution
    assert first.institution is not None
    assert first.institution.fields["folder"]._wrong.text().startswith("Бұл қалтаға жазу мүмкін емес")


def test_a_folder_without_a_register_is_refused_in_words(first: FirstStart, tmp_path: Path) -> None:
    first.open_existing(tmp_path)
    assert "тізілім жоқ" in first.message.text()


def test_a_register_that_is_there_is_opened(first: FirstStart, register: Path, qtbot: Any) -> None:
    with qtbot.waitSignal(first.folder_chosen) as chosen:
        first.open_existing(register)
    assert chosen.args == [register]


def test_the_language_comes_before_everything_else(dressed: QApplication, qtbot: Any) -> None:
    desk = Desk()
    first = FirstStart(desk)
    qtbot.addWidget(first)
    first.show()
    assert not first.beginning.new.isVisible()
    first.beginning.languages["ru"].click()
    QApplication.processEvents()
    assert i18n.language() == "ru"
    assert first.beginning.new.isVisible()
    assert first.beginning.new.text().strip() == "Создать новый реестр"
    desk.shut()


@pytest.mark.slow
def test_the_demo_register_is_made_and_its_password_shown(first: FirstStart, tmp_path: Path) -> None:
    first.make_demo(tmp_path / "demo")
    first.desk.wait_idle(120)
    assert (tmp_path / "demo" / "keyring.json").exists()
    labels = [label.text() for label in first._steps.currentWidget().findChildren(type(first.message))]
    password = next(text for text in labels if text.count("-") == 2)
    assert Keyring.load(tmp_path / "demo").unlock("medic", password).is_medic


