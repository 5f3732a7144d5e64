"""A sealed certification on the screen: read by medics, closed to others, and never changed but by an amendment beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTextEdit

from db.store import access, certification, draft
from desktop import i18n
from desktop.desk import Desk
from desktop.i18n import term
from desktop.screens.certification.sealed import item_codes, item_name, item_text
from desktop.window import Window
from tests.conftest import Press, unlocked
from tests.desktop.screens.sealed import CONCLUSION, SECRETS, certified_register, paper, settle, shown, window_on

CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "ЛА-155/8-A-2026-0001"
TEXT = "Кеудеде де, арқада да қанталаулар бар."
WHY = "Арқадағы белгі жазылмай қалған."


@pytest.fixture(scope="module")
def register_made(register_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certified") / "register"
    assert certified_register(register_made, folder) == NUMBER
    return folder


@pytest.fixture
def medic(desk: Desk) -> Iterator[Window]:
    unlocked(desk, "medic")
    with window_on(desk) as window:
        yield window


def words_in(window: Window) -> str:
    """Every word on the page."""
    page = window.page()
    assert page is not None
    labels = [widget.text() for kind in (QLabel, QAbstractButton) for widget in page.findChildren(kind)]
    return " ".join((*labels, *(widget.toPlainText() for widget in page.findChildren(QTextEdit))))


def asked(desk: Desk, work):
    got = []
    desk.read(work, got.append)
    settle(desk)
    return got[0]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_medic_reads_the_whole_certification_in_the_language_of_the_window(desk, medic, language):
    i18n.use(language)
    card = shown(desk, medic, "certification_card", number=NUMBER)
    text = card.text.toPlainText()
    assert CONCLUSION in text and "Ұстаған кезде ұрды" in text
    for word in ("bruise", "abrasion", "cons_consistent", "nobody_present", "consent_given"):
        assert term(word).lower() in text.lower()
    assert NUMBER in card.facts.text() and "20.11.2026 14:05" in card.facts.text() and "Ермеков Бауыржан" in card.facts.text()
    assert card.badge.text() == f"▣ {term('record_sealed', True)}"


def test_the_words_change_with_the_language_while_the_card_is_open(desk, medic):
    card = shown(desk, medic, "certification_card", number=NUMBER)
    before = card.text.toPlainText()
    i18n.use("ru")
    settle(desk)
    assert card.text.toPlainText() != before and term("conclusion", True) in card.text.toPlainText()


def test_the_marks_can_be_looked_at_but_neither_added_nor_removed(desk, medic, press):
    card = shown(desk, medic, "certification_card", number=NUMBER)
    card.chart.setFocus()
    press(card.chart.view, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Insert)
    assert [(mark.number, mark.view) for mark in card.chart.view.marks] == [(1, "body_front"), (2, "body_back")]
    assert card.chart.view.number == 1


def test_opening_leaves_a_trace_with_the_name_of_the_medic(desk, medic):
    card = shown(desk, medic, "certification_card", number=NUMBER)
    traces = asked(desk, lambda session: access.rows(session, card.sheet.person_id))
    assert ("read_medical", "Ермеков Бауыржан") in {(trace.act, trace.who) for trace in traces}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_amendment_is_typed_checked_and_sealed_by_keys_alone(desk, medic, press: Press, language):
    i18n.use(language)
    card = shown(desk, medic, "certification_card", number=NUMBER)
    press(card, Qt.Key.Key_F4)
    settle(desk)
    editor = medic.page()
    press(editor, item_name("conclusion"), Qt.Key.Key_Tab)
    assert CONCLUSION in editor.now.text()
    press(editor, TEXT, Qt.Key.Key_Tab, term("amend_writing_error")[:8], Qt.Key.Key_Return, WHY)
    assert editor.form.values() == {"item": "conclusion", "text": TEXT, "reason": "amend_writing_error", "reason_detail": WHY}
    press(editor, Qt.Key.Key_Return, modifier=CTRL)
    check = editor.check.text.toPlainText()
    assert CONCLUSION in check and TEXT in check and WHY in check
    press(editor, Qt.Key.Key_Return, modifier=CTRL)
    settle(desk)
    assert medic.page() is card
    text = card.text.toPlainText()
    assert f"{NUMBER}/1" in text and TEXT in text and CONCLUSION in text
    assert asked(desk, lambda session: draft.load(session, "amendment", NUMBER)) is None
    sheet = paper(desk, NUMBER).amendments[0]
    assert (sheet.body.item, sheet.body.text, sheet.body.reason_detail) == ("conclusion", TEXT, WHY)


def test_an_amendment_without_its_reason_is_not_sealed(desk, medic, press):
    card = shown(desk, medic, "certification_card", number=NUMBER)
    press(card, Qt.Key.Key_F4)
    settle(desk)
    editor = medic.page()
    press(editor, item_name("conclusion"), Qt.Key.Key_Tab, TEXT)
    press(editor, Qt.Key.Key_Return, modifier=CTRL)
    assert editor.form.isVisible() and editor.form.fields["reason"].problem.key == "required"
    assert asked(desk, lambda session: certification.find(session, number=NUMBER)).amendments == 0


def test_what_was_typed_of_an_amendment_is_there_again_after_going_back(desk, medic, press):
    card = shown(desk, medic, "certification_card", number=NUMBER)
    press(card, Qt.Key.Key_F4)
    settle(desk)
    press(medic.page(), item_name("recommendation"), Qt.Key.Key_Tab, TEXT, Qt.Key.Key_Escape)
    settle(desk)
    assert medic.page() is card
    editor = shown(desk, medic, "amendment_editor", draft_key=NUMBER, person_id=card.sheet.person_id)
    assert editor.form.values()["item"] == "recommendation" and editor.form.values()["text"] == TEXT


def test_every_item_of_the_paper_can_be_amended_but_its_number(desk, medic):
    body = paper(desk, NUMBER).body
    codes = item_codes(body)
    assert "number" not in codes and "finding.2" in codes and "finding.3" not in codes
    for language in ("kk", "ru"):
        i18n.use(language)
        assert all(item_name(code) != code for code in codes)
        assert all(item_text(body, code) for code in codes)
    assert item_text(body, "conclusion") == CONCLUSION and "қанталау" in item_text(body, "finding.1")


@pytest.mark.parametrize("login", ["officer", "head"])
def test_others_see_that_it_exists_and_not_one_clinical_word(desk, press, login):
    unlocked(desk, login)
    with window_on(desk) as window:
        card = shown(desk, window, "certification_card", number=NUMBER)
        said = words_in(window)
        assert NUMBER in said and "20.11.2026 14:05" in said and "Ермеков Бауыржан" in said and card.closed.isVisible()
        assert not [word for word in SECRETS if word in said]
        press(card, Qt.Key.Key_F4)
        press(card, Qt.Key.Key_P, modifier=CTRL)
        settle(desk)
        assert window.page() is card
        desk.show("amendment_editor", number=NUMBER)
        settle(desk)
        assert window.page() is card and desk.heard.take().kind == "warning"


def test_a_certification_that_is_not_there_is_said_in_words(desk, medic):
    shown(desk, medic, "certification_card", number="ЛА-155/8-A-2026-9999")
    assert desk.heard.take().kind == "error"
    assert type(medic.page()).__name__ != "CertificationCard"
