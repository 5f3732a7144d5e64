"""People at the keyboard: registered from the document, asked about look-alikes, amended with a reason, read in their history."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.store import certification, custody, draft, entry, person, screening
from desktop import i18n
from desktop.desk import Desk
from desktop.i18n import _, country, term
from desktop.screens.custody.editor import CustodyEditor
from desktop.screens.person.card import PersonCard
from desktop.screens.person.editor import PersonEditor
from desktop.screens.person.list import PersonList
from desktop.screens.person.tabs import ACCESS, CUSTODY, HISTORY, MEDICAL
from desktop.widgets.photo_field import PhotoField
from desktop.window import Window
from tests import factory
from tests.conftest import type_in, unlocked

KEY = Qt.Key
ENTER = KEY.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
GOOD_IIN, BAD_IIN = "850131300019", "850131300018"


@pytest.fixture
def window(opened: Desk, qtbot: Any) -> Iterator[Window]:
    """The real frame in the room of people, opened by the records officer."""
    yield _window(opened, qtbot)
    opened.wait_idle()


def _window(desk: Desk, qtbot: Any) -> Window:
    made = Window(desk)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made._on_opened()
    made.visit("person")
    desk.wait_idle()
    return made


def _press(window: Window, *what: str | KEY) -> None:
    type_in(window, *what)
    window.desk.wait_idle()


def _chord(window: Window, key: KEY) -> None:
    type_in(window, key, modifier=CONTROL)
    window.desk.wait_idle()


def _editor(window: Window) -> PersonEditor:
    page = window.page()
    assert isinstance(page, PersonEditor)
    return page


def _card(window: Window) -> PersonCard:
    page = window.page()
    assert isinstance(page, PersonCard)
    return page


def _begin(window: Window) -> PersonEditor:
    _chord(window, KEY.Key_N)
    return _editor(window)


def _fill(window: Window, surname: str = "Қасымов", given_name: str = "Әлихан", iin: str = GOOD_IIN) -> None:
    """A citizen of Kazakhstan with an identity card, from the first field to the last, by Enter alone."""
    _press(window, surname, ENTER, given_name, ENTER, "Ғабитұлы", ENTER, "1", ENTER, "31011985", ENTER, iin, ENTER, ENTER)
    _press(window, country("KZ")[:3], ENTER, "1", ENTER, "012345678", ENTER)


def _find_all(desk: Desk) -> list[Any]:
    found: list[Any] = []
    desk.read(lambda session: person.page(session, person.ordered_rows(session)), found.extend)
    desk.wait_idle()
    return found


def _admitted(desk: Desk, **changes: Any) -> str:
    ids: list[str] = []

    def work(session: Any) -> str:
        person_id = person.register(session, factory.person_values(**changes))
        custody.open_(session, person_id, factory.custody_values())
        return person_id

    desk.write(work, ids.append)
    desk.wait_idle()
    return ids[0]


def _problem(editor: PersonEditor, name: str) -> str:
    problem = editor.form.fields[name].problem
    return problem.key if problem is not None else ""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_person_is_registered_and_taken_in_by_keys_alone(window: Window, language: str) -> None:
    i18n.use(language)
    _begin(window)
    _fill(window)
    _chord(window, ENTER)
    assert isinstance(window.page(), CustodyEditor)
    (row,) = _find_all(window.desk)
    assert (row.surname, row.given_name, row.iin, row.citizenship, row.sex) == ("Қасымов", "Әлихан", GOOD_IIN, "KZ", "male")
    _press(window, "1", ENTER, "2", ENTER, "Алматы қаласының тергеу соты", ENTER, "26-0001", ENTER)
    _press(window, "18112025", "1005", ENTER, "18112025", "1130", ENTER, KEY.Key_F5)
    _chord(window, ENTER)
    (row,) = _find_all(window.desk)
    assert row.category == "accused"
    assert _card(window).header.name.text() == "Қасымов Әлихан Ғабитұлы"


def test_the_draft_goes_with_the_record_and_not_before(window: Window) -> None:
    editor = _begin(window)
    _press(window, "Қасымов")
    editor.form.keep()
    window.desk.wait_idle()
    assert len(_drafts(window.desk)) == 1
    _press(window, ENTER, "Әлихан", ENTER, ENTER, "1", ENTER, "31011985", ENTER, GOOD_IIN, ENTER, ENTER, country("KZ")[:3], ENTER, "1", ENTER, "1")
    _chord(window, ENTER)
    assert len(_find_all(window.desk)) == 1
    assert _drafts(window.desk) == []


def test_esc_keeps_what_is_typed_and_today_resumes_it(window: Window) -> None:
    _begin(window)
    _press(window, "Қасымов", KEY.Key_Escape)
    assert isinstance(window.page(), PersonList)
    (row,) = _drafts(window.desk)
    window.desk.show(f"{row.kind}_editor", person_id=row.person_id, draft_key=row.key)
    window.desk.wait_idle()
    assert _editor(window).form.fields["surname"].value() == "Қасымов"


def _drafts(desk: Desk) -> list[Any]:
    found: list[Any] = []
    desk.read(draft.rows, found.extend)
    desk.wait_idle()
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_somebody_who_looks_alike_is_shown_before_saving(window: Window, language: str) -> None:
    i18n.use(language)
    _admitted(window.desk)
    editor = _begin(window)
    _press(window, "Касымов", ENTER, "Алихан", ENTER, ENTER, "1", ENTER, "31011985", ENTER, ENTER, "3", ENTER, "жоқ", ENTER)
    _press(window, country("KZ")[:3], ENTER, term("doc_none")[:4])
    _chord(window, ENTER)
    assert editor.sides.currentWidget() is editor.duplicates
    assert editor.duplicates.table.rows.rowCount() == 1
    assert len(_find_all(window.desk)) == 1
    _chord(window, ENTER)     # nothing is said silently: the reason is asked for
    assert editor.duplicates.reason.problem is not None
    _press(window, "Туысы")
    _chord(window, ENTER)
    assert isinstance(window.page(), CustodyEditor)
    saved = next(row for row in _find_all(window.desk) if row.surname == "Касымов")
    assert ("another_person", "Туысы") in entry.reasons(_history(window.desk, saved.id)[0].reason)


def test_enter_opens_the_look_alike_and_esc_returns_to_what_was_typed(window: Window) -> None:
    known = _admitted(window.desk)
    editor = _begin(window)
    _fill(window)
    _chord(window, ENTER)
    assert editor.sides.currentWidget() is editor.duplicates
    _press(window, ENTER)
    assert _card(window).person_id == known
    _press(window, KEY.Key_Escape)
    assert window.page() is editor
    _press(window, KEY.Key_Escape)
    assert editor.sides.currentIndex() == 0
    assert editor.form.fields["surname"].value() == "Қасымов"


def _history(desk: Desk, person_id: str) -> list[entry.HistoryRow]:
    found: list[entry.HistoryRow] = []
    desk.read(lambda session: entry.of_person(session, person_id), found.extend)
    desk.wait_idle()
    return found


def test_a_number_with_a_wrong_digit_is_answered_at_the_field(window: Window) -> None:
    editor = _begin(window)
    _fill(window, iin=BAD_IIN)
    number = editor.form.fields["iin"]
    assert not number._verdict.isHidden() and "●" in number._verdict.text()  # type: ignore[attr-defined]
    assert editor.form.fields["iin_state"].value() == ""
    _chord(window, ENTER)
    assert _problem(editor, "iin_state") == "required"
    editor.form.focus("iin_state")
    _press(window, "2", ENTER, "Жеке куәлікте солай")
    _chord(window, ENTER)
    assert _problem(editor, "iin") == "iin_check_digit"      # now a warning: it may be kept with a reason
    editor.form.fields["iin"]._reason.setFocus()
    _press(window, "Құжатпен салыстырылды")
    _chord(window, ENTER)
    assert isinstance(window.page(), CustodyEditor)
    (row,) = _find_all(window.desk)
    assert ("iin", "Құжатпен салыстырылды") in entry.reasons(_history(window.desk, row.id)[0].reason)


def test_a_right_number_proves_itself_and_a_mended_one_loses_its_state(window: Window) -> None:
    editor = _begin(window)
    editor.form.focus("iin")
    _press(window, GOOD_IIN)
    assert editor.form.fields["iin_state"].value() == "iin_checked"
    _press(window, KEY.Key_Backspace)
    assert editor.form.fields["iin_state"].value() == ""


def test_the_kazakh_digit_row_types_a_number(window: Window) -> None:
    editor = _begin(window)
    editor.form.focus("iin")
    _press(window, 'ү.,')
    assert editor.form.fields["iin"].value().isdigit()


@pytest.mark.parametrize(("name", "typed", "key"), [
    ("surname", "Қ" * 300, "too_long"),
    ("surname", "Қас\u200bымов", "control_characters"),
    ("given_name", "Әлихан2", "digits_in_name"),
    ("date_of_birth", "31022985", "date_unreadable"),
    ("date_of_birth", "01012999", "birth_in_future"),
    ("date_of_birth", "01011800", "birth_too_early"),
])
def test_what_cannot_be_is_answered_at_its_field(window: Window, name: str, typed: str, key: str) -> None:
    editor = _begin(window)
    editor.form.focus(name)
    _press(window, typed)
    _chord(window, ENTER)
    assert _problem(editor, name) == key
    assert "{" not in editor.form.fields[name]._wrong.text()
    assert _find_all(window.desk) == []


def test_an_error_leaves_as_soon_as_its_answer_changes(window: Window) -> None:
    editor = _begin(window)
    _chord(window, ENTER)
    assert _problem(editor, "surname") == "name_required"
    _press(window, "Қ")
    assert _problem(editor, "surname") == ""
    assert _problem(editor, "sex") == "required"


def test_other_spellings_open_on_demand_and_are_filled_only_by_a_key(window: Window) -> None:
    editor = _begin(window)
    _press(window, "Қасымов", ENTER, "Әлихан")
    assert editor.form.fields["surname_kk"].isHidden()
    assert editor.values()["surname_kk"] == ""
    _press(window, KEY.Key_F7)
    assert not editor.form.fields["surname_kk"].isHidden()
    assert (editor.values()["surname_kk"], editor.values()["surname_ru"]) == ("Қасымов", "")


def test_hidden_answers_are_not_kept(window: Window) -> None:
    editor = _begin(window)
    editor.form.focus("document_kind")
    _press(window, "1", ENTER, "012345678")
    assert editor.values()["document_number"] == "012345678"
    editor.form.focus("document_kind")
    _press(window, KEY.Key_Backspace, term("doc_none")[:4])
    assert editor.values()["document_number"] == ""


def test_what_was_searched_for_in_vain_is_not_typed_twice(window: Window) -> None:
    window.desk.show("person_editor", text="қасымов әлихан")
    window.desk.wait_idle()
    assert (_editor(window).values()["surname"], _editor(window).values()["given_name"]) == ("Қасымов", "Әлихан")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_amendment_needs_a_reason_and_shows_in_the_history(window: Window, language: str) -> None:
    i18n.use(language)
    person_id = _admitted(window.desk)
    _press(window, ENTER)
    assert _card(window).person_id == person_id
    _press(window, KEY.Key_F4)
    editor = _editor(window)
    editor.form.fields["surname"].line.selectAll()  # type: ignore[attr-defined]
    _press(window, "Қасымбеков")
    _chord(window, ENTER)
    assert _problem(editor, "reason") == "reason_required"
    _press(window, "Жеке куәлік көрсетілді")
    _chord(window, ENTER)
    card = _card(window)
    assert card.header.name.text().startswith("Қасымбеков")
    _chord(window, KEY.Key_3)
    assert card.sides.sides[HISTORY].table.hasFocus()
    card.sides.sides[HISTORY].table.selectRow(0)
    text = card.sides.sides[HISTORY].reading.toPlainText()
    for word in ("Қасымов", "Қасымбеков", "Жеке куәлік көрсетілді", term("surname", True), _("Before"), _("After")):
        assert word in text


def test_enter_reads_an_entry_and_esc_returns_to_its_row(window: Window) -> None:
    _admitted(window.desk)
    _press(window, ENTER)
    _chord(window, KEY.Key_3)
    side = _card(window).sides.sides[HISTORY]
    row = side.table.current_id()
    _press(window, ENTER)
    assert side.reading is not None and side.reading.hasFocus()
    _press(window, KEY.Key_Escape)
    assert side.table.hasFocus() and side.table.current_id() == row
    _press(window, KEY.Key_Escape)
    assert isinstance(window.page(), PersonList)


def test_the_list_stands_in_kazakh_order_and_returns_to_its_row(window: Window) -> None:
    for surname in ("Яров", "Қасымов", "Әбілов", "Ивлев", "Ілиясов", "Абенов"):
        _admitted(window.desk, surname=surname, iin="", iin_state="iin_absent", iin_reason="жоқ", document_number=surname)
    page = window.page()
    assert isinstance(page, PersonList)
    window.desk.wait_idle()
    names = [page.table.rows.row(number).surname for number in range(6)]
    assert names == ["Абенов", "Әбілов", "Ивлев", "Қасымов", "Ілиясов", "Яров"]
    _press(window, KEY.Key_Home, KEY.Key_Down, KEY.Key_Down, ENTER)
    assert _card(window).header.name.text().startswith("Ивлев")
    _press(window, KEY.Key_Escape)
    assert page.table.rows.row(page.table.currentIndex().row()).surname == "Ивлев"
    assert page.table.hasFocus()


def test_every_word_of_the_card_follows_the_language(window: Window) -> None:
    _admitted(window.desk)
    _press(window, ENTER)
    card = _card(window)
    for language in ("ru", "kk"):
        i18n.use(language)
        QApplication.processEvents()
        assert term("suspect", True) in card.header.status.text()
        assert card.sides.tabText(0) == term("custody_episode", True)
        assert term("male") in card.header.birth.text()
        assert term("ground_custody_ruling") in card.sides.sides[CUSTODY].reading.toPlainText()
        assert any(term("suspect") in card.timeline.item(row).text() for row in range(card.timeline.count()))


def test_an_officer_sees_that_an_examination_took_place_and_not_what_was_found(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "medic")
    person_id = _admitted(desk)
    desk.write(lambda session: screening.record(session, person_id, "exam_primary", "2026-11-20T10:00+05:00", "fit", factory.screening_body()))
    desk.write(lambda session: certification.seal(session, person_id, "", factory.certification_body()))
    desk.wait_idle()
    unlocked(desk, "officer")
    window = _window(desk, qtbot)
    _press(window, ENTER)
    card = _card(window)
    medical = card.sides.sides[MEDICAL].table
    assert medical.rows.rowCount() == 2
    _chord(window, KEY.Key_2)
    _press(window, KEY.Key_End, ENTER)
    assert window.page() is card
    _chord(window, KEY.Key_3)
    side = card.sides.sides[HISTORY]
    side.table.selectRow(0)
    shown = side.reading.toPlainText()
    assert _("sealed") in shown and "қанталау" not in shown and "басы ауырады" not in shown


def test_a_medic_opens_a_screening_and_leaves_a_trace(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "medic")
    person_id = _admitted(desk)
    desk.write(lambda session: screening.record(session, person_id, "exam_primary", "2026-11-20T10:00+05:00", "fit", factory.screening_body()))
    desk.wait_idle()
    window = _window(desk, qtbot)
    _press(window, ENTER)
    card = _card(window)
    _chord(window, KEY.Key_2)
    _press(window, ENTER)
    assert type(window.page()).__name__ == "ScreeningEditor"
    _press(window, KEY.Key_Escape)
    assert window.page() is card
    assert card.sides.sides[ACCESS].table.rows.rowCount() == 1
    assert card.sides.sides[MEDICAL].table.current_id()[0] == "screening"


def test_a_photograph_comes_with_the_person(window: Window, tmp_path: Path) -> None:
    picture = tmp_path / "face.png"
    Image.new("RGB", (300, 400), "#884422").save(picture)
    editor = _begin(window)
    _fill(window)
    field = editor.form.fields["photo"]
    assert isinstance(field, PhotoField)
    field.take_file(picture)
    window.desk.wait_idle()
    _chord(window, ENTER)
    _press(window, KEY.Key_Escape)
    facts = _card(window).facts
    assert facts is not None and facts.picture is not None and facts.picture.width() <= 192
    assert _find_all(window.desk)[0].photo


def test_only_the_records_officer_registers(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "head")
    window = _window(desk, qtbot)
    _chord(window, KEY.Key_N)
    assert isinstance(window.page(), PersonList)
