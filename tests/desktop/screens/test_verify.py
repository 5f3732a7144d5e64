"""The verify room: a PDF, a photograph or a code held against the register's keys or a file of keys, answered in plain words."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from db.proof import keys as key_files
from db.proof.keys import PublicKeys
from db.store.certification import public_keys
from desktop import i18n
from desktop.app import Program
from desktop.desk import Desk
from desktop.forms import certification as form
from desktop.forms.paper import CertificationPaper
from desktop.i18n import term
from desktop.screens.verify import VerifyEntrance
from desktop.screens.verify.room import VerifyRoom
from desktop.widgets.help_note import HelpNote
from desktop.window import Window
from tests.conftest import unlocked
from tests.desktop.forms.test_reader import forged
from tests.desktop.screens.sealed import (
    amended,
    certified_register,
    name_file,
    paper,
    printed,
    settle,
    shown,
    window_on,
)

CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "ЛА-155/8-A-2026-0001"


@pytest.fixture(scope="module")
def register_made(register_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certified") / "register"
    certified_register(register_made, folder)
    return folder


@pytest.fixture
def medic(desk: Desk) -> Iterator[Window]:
    unlocked(desk, "medic")
    with window_on(desk) as window:
        yield window


@pytest.fixture
def room(desk: Desk, medic: Window) -> VerifyRoom:
    page = shown(desk, medic, "verify")
    assert isinstance(page, VerifyRoom)
    return page


def known(desk: Desk) -> PublicKeys:
    got: list[PublicKeys] = []
    desk.read(public_keys, got.append)
    settle(desk)
    return got[0]


def answered(room: VerifyRoom, given: Path | str) -> str:
    """The state of the answer to this."""
    room.give(given)
    settle(room.desk)
    assert room.answer.judgement is not None
    return room.answer.judgement.verdict.state


def said(room: VerifyRoom) -> str:
    return f"{room.answer.word.text()} {room.answer.text.toPlainText()}"


def altered(sealed: CertificationPaper) -> CertificationPaper:
    return msgspec.structs.replace(sealed, body=msgspec.structs.replace(sealed.body, conclusion="Жарақат анықталған жоқ."))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_saved_paper_is_genuine_until_it_is_amended_and_an_altered_one_is_caught(desk, room, press, tmp_path, language):
    i18n.use(language)
    file = printed(desk, NUMBER, tmp_path / "a.pdf")
    assert room.choose.hasFocus()
    press(room, Qt.Key.Key_O, modifier=CTRL)
    name_file(room._dialog, file)
    settle(desk)
    assert room.answer.judgement.verdict.state == "genuine" and room.answer.word.text().startswith("✓")
    assert NUMBER in said(room) and "20.11.2026 14:05" in said(room) and "Ермеков Бауыржан" in said(room)
    assert room.window().focusWidget() is room.answer.text

    sheet = amended(desk, NUMBER)
    assert answered(room, file) == "amended_since"
    assert sheet in said(room)

    assert answered(room, printed(desk, NUMBER, tmp_path / "b.pdf")) == "genuine"

    sealed = paper(desk, NUMBER)
    assert answered(room, forged(altered(sealed), sealed, language, tmp_path / "c.pdf")) == "altered"
    assert term("conclusion", True) in said(room) and room.answer.word.text().startswith("✗")


def test_f1_explains_the_room_and_folds_the_help_again(room, press):
    note = room.findChild(HelpNote)
    seen = []
    for _time in range(2):
        press(room, Qt.Key.Key_F1)
        seen.append(note.isVisible())
    assert seen == [True, False]


def test_the_answer_follows_the_language(desk, room, tmp_path):
    answered(room, printed(desk, NUMBER, tmp_path / "a.pdf"))
    before = room.answer.text.toPlainText()
    i18n.use("ru")
    settle(desk)
    assert room.answer.text.toPlainText() != before
    assert term("paper_certification", True) in room.answer.text.toPlainText()


def test_a_typed_code_is_judged_and_the_paper_is_said_to_be_uncompared(desk, room, press):
    code = paper(desk, NUMBER).code_text
    room.code.setFocus()
    press(room.code, code[:100] + " " + code[100:].lower(), Qt.Key.Key_Return)
    settle(desk)
    judgement = room.answer.judgement
    assert (judgement.verdict.state, judgement.verdict.compared, judgement.source) == ("genuine", False, "text")
    assert "▲" in said(room)
    prints = " ".join(judgement.code.leaf[:8].hex().upper()[at:at + 4] for at in range(0, 16, 4))
    assert prints in said(room)


def test_a_code_is_pasted_wherever_the_cursor_stands(desk, room, press):
    QGuiApplication.clipboard().setText(paper(desk, NUMBER).code_text)
    room.pick_keys.setFocus()
    press(room.pick_keys, Qt.Key.Key_V, modifier=CTRL)
    settle(desk)
    assert room.answer.judgement.verdict.state == "genuine"


def test_a_photograph_is_judged_by_its_code_and_nothing_it_cannot_know_is_told(desk, room, tmp_path):
    document = pypdfium2.PdfDocument(printed(desk, NUMBER, tmp_path / "a.pdf"))
    document[len(document) - 1].render(scale=2).to_pil().rotate(3, fillcolor="white").save(tmp_path / "photo.jpg")
    document.close()
    assert answered(room, tmp_path / "photo.jpg") == "genuine"
    assert room.answer.judgement.source == "picture" and "▲" in said(room)
    assert "қанталау" not in said(room) and "Қасымов" not in said(room)


def test_a_dropped_file_is_verified(desk, room, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(printed(desk, NUMBER, tmp_path / "a.pdf")))])
    room.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    settle(desk)
    assert room.answer.judgement.verdict.state == "genuine"


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"%PDF-1.7 broken"])
def test_a_file_that_is_no_paper_is_not_readable_and_that_is_said(desk, room, tmp_path, content):
    (tmp_path / "x.pdf").write_bytes(content)
    assert answered(room, tmp_path / "x.pdf") == "unreadable"
    assert len(room.answer.text.toPlainText()) > 40


def test_a_file_that_is_not_there_and_a_text_that_is_no_code_are_not_readable(room, tmp_path):
    assert answered(room, tmp_path / "gone.pdf") == "unreadable"
    assert answered(room, "/etc/passwd") == "unreadable"
    assert answered(room, "TZ1:ABC") == "unreadable"


def test_a_code_with_a_changed_sign_proves_nothing(desk, room):
    code = paper(desk, NUMBER).code_text
    assert answered(room, code[:-2] + ("0" if code[-2] != "0" else "1") + code[-1]) in ("altered", "unreadable")
    assert not room.card.isVisible()


def test_keys_of_somebody_else_do_not_know_the_signature(desk, room, tmp_path):
    mine = known(desk)
    file = tmp_path / "keys.json"
    file.write_bytes(key_files.dump(msgspec.structs.replace(mine, keys=tuple(key for key in mine.keys if key.role != "medic"))))
    paper_file = printed(desk, NUMBER, tmp_path / "a.pdf")
    room.use_keys(file)
    settle(desk)
    assert answered(room, paper_file) == "unknown_key"
    assert "Ермеков" not in said(room), "who signed is not proven"
    room.own_keys.click()
    settle(desk)
    assert room.answer.judgement.verdict.state == "genuine"


def test_a_file_that_holds_no_keys_is_refused_in_words(desk, room, tmp_path):
    (tmp_path / "keys.json").write_text("{}")
    room.use_keys(tmp_path / "keys.json")
    settle(desk)
    assert room.keys is None and room.answer.text.toPlainText()


def test_the_certification_can_be_opened_from_a_proven_code(desk, medic, room, press, tmp_path):
    answered(room, printed(desk, NUMBER, tmp_path / "a.pdf"))
    press(room, Qt.Key.Key_E, modifier=CTRL)
    settle(desk)
    assert type(medic.page()).__name__ == "CertificationCard"


def test_a_paper_of_the_demo_register_is_named_as_one(desk, room, tmp_path):
    (tmp_path / "demo.pdf").write_bytes(form.certification(msgspec.structs.replace(paper(desk, NUMBER), demo=True), "kk"))
    assert answered(room, tmp_path / "demo.pdf") == "genuine"
    assert room.answer.judgement.demo and "▲" in said(room)


@pytest.mark.parametrize("login", ["officer", "head"])
def test_everybody_may_verify(desk, tmp_path, login):
    unlocked(desk, "medic")
    file = printed(desk, NUMBER, tmp_path / "a.pdf")
    unlocked(desk, login)
    with window_on(desk) as window:
        room = shown(desk, window, "verify")
        assert answered(room, file) == "genuine"


def test_before_the_login_a_file_of_keys_is_enough(desk, tmp_path):
    unlocked(desk, "medic")
    file, keys_file = printed(desk, NUMBER, tmp_path / "a.pdf"), tmp_path / "keys.json"
    keys_file.write_bytes(key_files.dump(known(desk)))
    desk.close()
    settle(desk)
    entrance = VerifyEntrance(desk)
    entrance.show()
    entrance.room.give(file)
    settle(desk)
    assert entrance.room.answer.judgement is None and entrance.room.pick_keys.isVisible()
    entrance.room.use_keys(keys_file)
    settle(desk)
    settle(desk)
    assert entrance.room.answer.judgement.verdict.state == "genuine"
    assert not entrance.room.card.isVisible()
    entrance.close()


def test_the_login_leads_to_the_room_and_esc_leads_back(dressed, register, press):
    program = Program(dressed, register)
    try:
        program.start()
        program.desk.wait_idle()
        program.window.activateWindow()
        login = program.window._entrance
        login.verify.setFocus()
        press(login.verify, Qt.Key.Key_Space)
        settle(program.desk)
        entrance = program.window._entrance
        assert isinstance(entrance, VerifyEntrance)
        press(entrance.room.choose, Qt.Key.Key_Escape)
        settle(program.desk)
        assert type(program.window._entrance).__name__ == "Login"
    finally:
        program.stop()
        QApplication.processEvents()
