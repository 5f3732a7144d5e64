"""A lost password at the keyboard: the papers typed in, wrong ones named at their fields, the new password opens."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.keys.keyring import Keyring
from desktop import i18n
from desktop.desk import Desk
from desktop.screens.login.recover import Recover
from tests import factory
from tests.conftest import type_in

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
NEW = "мүлде жаңа құпиясөз"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_medic_gets_a_new_password_by_both_papers_and_keys_alone(dressed: QApplication, qtbot: Any, tmp_path: Path, language: str) -> None:
    i18n.use(language)
    papers = factory.register(tmp_path / "r")
    desk = Desk(tmp_path / "r")
    page = Recover(desk)
    qtbot.addWidget(page)
    page.resize(1366, 728)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    desk.wait_idle()
    page.form.focus()
    type_in(page, "2", ENTER, papers.register.lower(), ENTER, papers.register, ENTER, NEW, ENTER, NEW)
    type_in(page, ENTER, modifier=CTRL)
    desk.wait_idle()
    assert page.form.fields["medical"]._wrong.isVisible()
    page.form.focus("medical")
    type_in(page, Qt.Key.Key_A, modifier=CTRL)
    type_in(page, papers.medical)
    with qtbot.waitSignal(page.left):
        type_in(page, ENTER, modifier=CTRL)
        desk.wait_idle()
    assert Keyring.load(tmp_path / "r").unlock("medic", NEW).is_medic
    desk.shut()
