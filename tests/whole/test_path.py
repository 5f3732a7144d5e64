"""The first whole path, walked through the real window by key events alone: from an empty folder to a certification that is sealed, amended,
printed and proven, once in Kazakh and once in Russian; and how many keys an admission takes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.errors import NotAllowed
from db.keys.keyring import Keyring
from db.store import certification, draft, health
from desktop import i18n, settings
from desktop.i18n import term
from desktop.screens.certification.card import CertificationCard
from desktop.screens.certification.editor import CertificationEditor
from desktop.screens.custody.editor import CustodyEditor
from desktop.screens.first_start import FirstStart
from desktop.screens.login import Login
from desktop.screens.person.card import PersonCard
from desktop.screens.person.tabs import ACCESS, HISTORY
from desktop.screens.preview import Preview
from desktop.screens.today.today import Today
from desktop.screens.verify.room import VerifyRoom
from tests.whole import steps
from tests.whole.hands import DOWN, ENTER, ESC, F2, Hands, ctrl, hands_on, wait_until
from tests.whole.steps import NAME, NUMBER, TOLD

Key = Qt.Key
KEYS = Path(__file__).with_name("keys.json")
ANSWERS = {"kk": "✓ Құжат түпнұсқа", "ru": "✓ Документ подлинный"}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def hands(dressed: QApplication) -> Iterator[Hands]:
    """The program on a workstation that has never seen it."""
    with hands_on(dressed, None) as ten:
        yield ten


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_whole_path_is_walked_by_keys_alone(hands: Hands, language: str, tmp_path: Path) -> None:
    _first_start(hands, language, tmp_path)
    _log_in_at_the_second_try(hands)
    _admit(hands, language, tmp_path)
    hands.lock()
    hands.log_in("medic")
    _examine(hands, language)
    _seal(hands, language)
    _amend(hands, language)
    papers = _print(hands, tmp_path)
    _verify(hands, papers, language)
    hands.lock()
    hands.log_in("officer")
    _officer_reads_no_clinical_word(hands, language)
    _history_shows_it_all(hands, language)
    assert not _ask(hands, draft.rows)
    assert _ask(hands, health.check).whole


def _first_start(hands: Hands, language: str, folder: Path) -> None:
    assert isinstance(hands.entrance, FirstStart)
    steps.choose_language(hands, language)
    assert i18n.language() == language
    steps.name_institution(hands, folder / "тізілім")
    steps.name_users(hands, language)
    papers = steps.save_paper_keys(hands, folder)
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)
    assert isinstance(hands.entrance, Login)
    assert [login.role for login in Keyring.load(folder / "тізілім").logins()] == ["officer", "medic", "head"]


def _log_in_at_the_second_try(hands: Hands) -> None:
    login = hands.entrance
    assert isinstance(login, Login)
    hands.press("қате құпиясөз", ENTER)
    assert login.message.text() == i18n._("This password is not right. Check the keyboard layout and Caps Lock.")
    hands.log_in("officer")
    assert isinstance(hands.page, Today)


def _admit(hands: Hands, language: str, folder: Path) -> None:
    steps.search_in_vain(hands)
    found = hands.window.search
    wait_until(lambda: found.list is not None and found.list.isVisible())
    assert found.list is not None and found.list.item(0).text() == i18n._("Nobody was found.")
    steps.register_person(hands, language)
    assert isinstance(hands.page, CustodyEditor)
    steps.take_in(hands)
    card = hands.page
    assert isinstance(card, PersonCard) and card.header.name.text() == NAME and NUMBER in card.header.number.text()
    assert card.header.status.text() == term("suspect", True)
    picture = folder / "сурет.jpg"
    Image.new("RGB", (600, 800), "#8a7f70").save(picture)
    steps.add_photo(hands, picture, language)
    assert card.header.picture.accessibleName() == term("photograph", True)


def _examine(hands: Hands, language: str) -> None:
    today = hands.page
    assert isinstance(today, Today) and today.arrivals.rows.rowCount() == 1
    assert today.arrivals.hasFocus()
    hands.press(ENTER)
    assert isinstance(hands.page, PersonCard)
    steps.screen(hands, language)
    hands.press(ENTER)
    assert isinstance(hands.page, CertificationEditor)


def _seal(hands: Hands, language: str) -> None:
    editor = hands.page
    assert isinstance(editor, CertificationEditor)
    steps.certify(hands, language)
    assert editor.page_key() == "check" and editor.missing() == []
    assert TOLD[language]["conclusion"] in editor.check.text.toPlainText()
    hands.press(steps.SAVE)
    card = hands.page
    assert isinstance(card, CertificationCard) and card.sheet is not None
    assert [(one.view, one.kind, one.length_mm) for one in card.sheet.body.findings] == [("body_front", "bruise", 45), ("body_back", "bruise", 45)]
    assert card.sheet.number.endswith("-0001") and card.sheet.body.author_years == 12


def _amend(hands: Hands, language: str) -> None:
    steps.amend(hands, language)
    card = hands.page
    assert isinstance(card, CertificationCard) and card.sheet is not None
    [amendment] = card.sheet.amendments
    assert (amendment.body.text, amendment.body.reason) == (TOLD[language]["amended"], "amend_writing_error")
    assert TOLD[language]["amended"] in card.text.toPlainText() and TOLD[language]["because"] in card.text.toPlainText()


def _print(hands: Hands, folder: Path) -> dict[str, Path]:
    """The preview in each language, each saved as a file."""
    hands.press(ctrl(Key.Key_P))
    preview = hands.page
    assert isinstance(preview, Preview)
    papers = {}
    for number, language in enumerate(("kk", "ru", "both"), 1):
        hands.press(ctrl(Qt.Key(Key.Key_0.value + number)))
        assert preview._language == language and preview.view.count() > 1
        papers[language] = folder / f"қағаз-{language}.pdf"
        hands.pick(papers[language], ctrl(Key.Key_S))
        with pypdfium2.PdfDocument(papers[language]) as pdf:
            words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
        assert NAME in words
        for tongue in i18n.LANGUAGES:
            with i18n.speaking(tongue):
                assert (term("conclusion", True) in words) == (language in (tongue, "both"))
    hands.press(ESC)
    return papers


def _verify(hands: Hands, papers: dict[str, Path], language: str) -> None:
    hands.room("verify")
    room = hands.page
    assert isinstance(room, VerifyRoom)
    for paper in papers.values():
        hands.pick(paper, ctrl(Key.Key_O))
        wait_until(lambda name=paper.name: room.answer.about.text() == name, 30)  # type: ignore[misc]
        assert room.answer.word.text() == ANSWERS[language]


def _officer_reads_no_clinical_word(hands: Hands, language: str) -> None:
    hands.room("certification")
    hands.press(ENTER)
    card = hands.page
    assert isinstance(card, CertificationCard)
    assert card.lock.isVisible() and not card.text.isVisible() and card.sheet is None
    hands.press(ctrl(Key.Key_P))
    assert hands.page is card
    shown = " ".join(steps.visible_words(hands.window))
    assert not any(TOLD[language][secret] in shown for secret in ("account", "conclusion", "amended", "seen", "complaints"))
    refused: list[BaseException] = []
    hands.desk.write(lambda session: certification.sheet(session, "ЛА-155/8-A-2026-0001"), failed=refused.append)
    hands.settle()
    assert isinstance(refused[0], NotAllowed)


def _history_shows_it_all(hands: Hands, language: str) -> None:
    hands.press(F2, "kassymov", ESC)
    hands.press(F2, "seitov", ENTER)
    card = hands.page
    assert isinstance(card, PersonCard)
    events = [card.timeline.item(row).text() for row in range(card.timeline.count())]
    for words in (i18n._("Registered"), term("exam_primary", True), term("medical_certification", True), term("amendment", True),
                  term("ground_custody_ruling")):
        assert any(words in event for event in events), f"{words} is not in {events}"
    hands.press(ctrl(Key.Key_3))
    history = card.sides.sides[HISTORY]
    rows = [history.table.rows.row(row) for row in range(history.table.rows.rowCount())]
    assert {(row.kind, row.action) for row in rows} >= {("person", "record"), ("custody", "record"), ("person", "amend"), ("screening", "record"),
                                                        ("certification", "record"), ("amendment", "record")}
    read = []
    for _row in rows:
        read.append(history.reading.toPlainText() if history.reading is not None else "")
        hands.press(DOWN)
    assert any(TOLD[language]["photo"] in one for one in read)
    assert any(steps.USERS["medic"] in one for one in read) and any(steps.USERS["officer"] in one for one in read)
    assert not any(TOLD[language]["account"] in one for one in read)
    hands.press(ctrl(Key.Key_4))
    assert card.sides.sides[ACCESS].table.rows.rowCount() >= 4      # the openings, and each paper that went out


def _ask(hands: Hands, work: object) -> object:
    got: list[object] = []
    hands.desk.read(work, got.append)  # type: ignore[arg-type]
    hands.settle()
    return got[0]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_keys_of_an_admission_are_as_many_as_are_written_down(dressed: QApplication, register: Path, language: str) -> None:
    settings.language_chosen.set(True)
    i18n.use(language)
    with hands_on(dressed, register) as hands:
        hands.log_in("officer")
        assert {"new": _keys_of_a_new_person(hands, language), "known": _keys_of_a_known_person(hands)} == json.loads(KEYS.read_text("utf-8"))


def _keys_of_a_new_person(hands: Hands, language: str) -> int:
    """From F2 to the saved custody."""
    before = hands.keys
    steps.search_in_vain(hands)
    steps.register_person(hands, language)
    steps.take_in(hands)
    assert isinstance(hands.page, PersonCard)
    return hands.keys - before


def _keys_of_a_known_person(hands: Hands) -> int:
    """From F2 with the number of the document to the saved custody."""
    before = hands.keys
    hands.press(F2, NUMBER, ENTER)
    hands.press(ctrl(Key.Key_N))
    steps.take_in(hands)
    assert isinstance(hands.page, PersonCard) and hands.page.facts is not None and len(hands.page.facts.episodes) == 2
    return hands.keys - before
