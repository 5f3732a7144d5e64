"""A certification from the first field to the seal, by keys alone, on a real register; drafts, marks and what is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt

from db.rules.certification import CertificationBody
from db.store import certification, draft
from desktop import i18n
from desktop.desk import Desk
from desktop.screens.certification.completeness import score
from desktop.screens.certification.editor import CertificationEditor
from desktop.screens.certification.list import CertificationRoom
from desktop.screens.certification.marks import Marks
from desktop.widgets.body_chart import Spot
from desktop.window import Window
from tests import factory
from tests.conftest import Press, unlocked

CTRL, NOTHING = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Key = Qt.Key
ENTER, TAB, ESC = Key.Key_Return, Key.Key_Tab, Key.Key_Escape


class Case:
    """One screened person, and the window of the medic who certifies."""

    def __init__(self, window: Window, person_id: str, screening_id: str, press: Press) -> None:
        self.window, self.desk, self._press = window, window.desk, press
        self.person_id, self.screening_id = person_id, screening_id

    def open(self) -> CertificationEditor:
        self.desk.show("certification_editor", person_id=self.person_id, screening_id=self.screening_id)
        self.desk.wait_idle()
        return self.editor

    @property
    def editor(self) -> CertificationEditor:
        page = self.window.page()
        assert isinstance(page, CertificationEditor)
        return page

    def press(self, *what: Any, modifier: Qt.KeyboardModifier = NOTHING) -> None:
        self._press(self.window, *what, modifier=modifier)
        self.desk.wait_idle()

    def next_page(self) -> None:
        self.press(Key.Key_PageDown, modifier=CTRL)

    def ask(self, work: Any) -> Any:
        got: list[Any] = []
        self.desk.write(work, got.append)
        self.desk.wait_idle()
        return got[0]

    def conditions(self) -> None:
        self.press("медициналық бөлім", ENTER)
        self.editor.forms["conditions"].focus("requested_by")
        self.press("медицина қызметкері", ENTER, "1", ENTER, ENTER, "2", ENTER, "2", ENTER, "1")
        self.press(Key.Key_F5)

    def account(self) -> None:
        self.press("Ұстаған кезде таяқпен ұрды", TAB, "қазақ тілі")

    def describe(self, degree: str = "2") -> None:
        """From the kind to the reason of the degree, the focus being in the kind."""
        self.press(i18n.term("bruise")[:4], ENTER, "45", ENTER, "20", ENTER, "2", ENTER, "сопақ", ENTER, "шеті айқын", TAB, "таяқ", TAB,
                   degree, ENTER, "пішіні таяққа сай")

    def two_findings(self) -> None:
        self.press(ENTER)
        self.describe()
        self.press(Key.Key_N, modifier=CTRL)
        self.press(Key.Key_PageDown, Key.Key_Right, ENTER)
        self.describe("3")

    def conclusion(self) -> None:
        self.press("3", ENTER, "белгілер айтылғанға сай", TAB, "Екі қанталау анықталды", TAB, "48 сағаттан кейін қайта тексеру")

    def everything(self) -> None:
        self.conditions()
        self.next_page()
        self.account()
        self.next_page()
        self.two_findings()
        self.next_page()
        self.press("мазасыз, бағдарланған")
        self.next_page()
        self.conclusion()
        self.next_page()
        self.next_page()


@pytest.fixture
def case(register: Path, desk: Desk, qtbot: Any, press: Press) -> Iterator[Case]:
    database = factory.opened(register, "medic")
    person_id = factory.admitted(database)
    screening_id = factory.screened(database, person_id)
    database.close()
    window = Window(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    unlocked(desk, "medic")
    yield Case(window, person_id, screening_id, press)
    desk.wait_idle()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_certification_is_written_and_sealed_by_keys_alone(case: Case, language: str) -> None:
    i18n.use(language)
    editor = case.open()
    case.everything()
    assert editor.missing() == []
    assert "Екі қанталау анықталды" in editor.check.text.toPlainText()
    assert i18n.term("cons_highly_consistent") in editor.check.text.toPlainText()
    body = editor.body()
    case.press(ENTER, modifier=CTRL)
    [row] = case.ask(lambda session: certification.rows(session, case.person_id))
    sheet = case.ask(lambda session: certification.sheet(session, row.number))
    assert sheet.body == body
    assert [(one.number, one.kind, one.view, one.length_mm, one.width_mm) for one in sheet.body.findings] == [
        (1, "bruise", "body_front", 45, 20), (2, "bruise", "body_back", 45, 20)]
    assert sheet.body.author_name == "Ермеков Бауыржан" and sheet.body.author_years == 12
    assert sheet.body.person.surname == "Қасымов" and sheet.body.ended_at >= sheet.body.started_at
    assert case.ask(draft.rows) == []
    said = case.desk.heard.all  # type: ignore[attr-defined]
    assert any(row.number in one.text and one.kind == "done" for one in said)
    assert not isinstance(case.window.page(), CertificationEditor)


def test_no_injuries_found_is_a_full_record(case: Case) -> None:
    editor = case.open()
    case.conditions()
    case.next_page()
    case.account()
    case.next_page()
    editor.findings.none.setFocus()
    case.press(Key.Key_Space)
    case.next_page()
    case.press("тыныш")
    case.next_page()
    case.conclusion()
    assert editor.missing() == []
    assert editor.body().no_injuries and editor.body().findings == ()


def test_a_draft_closed_half_way_comes_back_whole(case: Case) -> None:
    editor = case.open()
    case.conditions()
    case.next_page()
    case.account()
    case.next_page()
    case.two_findings()
    before = editor.body()
    case.press(ESC)
    assert not isinstance(case.window.page(), CertificationEditor)
    [kept] = case.ask(draft.rows)
    assert kept.kind == "certification"
    case.desk.show("certification_editor", person_id=case.person_id, draft_key=kept.key)
    case.desk.wait_idle()
    again = case.editor
    assert again is not editor
    assert again.body() == before and len(before.findings) == 2
    assert again.page_key() == "findings" and again._screening_id == case.screening_id


def test_typing_is_kept_within_a_second(case: Case, qtbot: Any) -> None:
    case.open()
    case.press("медициналық бөлім")
    qtbot.wait(1000)
    case.desk.wait_idle()
    kept = case.ask(lambda session: draft.load(session, "certification", case.screening_id))
    assert kept["answers"]["place"] == "медициналық бөлім"


def test_locking_the_window_keeps_what_is_typed(case: Case) -> None:
    case.open()
    case.press("медициналық бөлім")
    case.press(Key.Key_L, modifier=CTRL)
    unlocked(case.desk, "medic")
    kept = case.ask(lambda session: draft.load(session, "certification", case.screening_id))
    assert kept["answers"]["place"] == "медициналық бөлім"


def test_sealing_an_unfinished_form_goes_to_the_first_missing_item_and_names_it(case: Case) -> None:
    editor = case.open()
    editor.turn("check")
    case.press(ENTER, modifier=CTRL)
    assert case.desk.heard.take().kind == "warning"  # type: ignore[attr-defined]
    assert editor.page_key() == "conditions"
    assert editor.forms["conditions"].fields["place"].problem is not None
    assert case.ask(lambda session: certification.rows(session, case.person_id)) == []


def test_the_list_of_what_is_missing_leads_to_each_item(case: Case) -> None:
    editor = case.open()
    case.next_page()
    case.next_page()
    case.press(ENTER)
    assert editor.findings.findings()[0].number == 1
    case.press(Key.Key_F4)
    fields = [named.problem.field for named in editor.missing()]
    assert "findings.1.colour" in fields and "place" in fields
    listed = editor._panel.list
    assert listed.hasFocus() and listed.count() == len(fields)
    assert "№ 1" in listed.item(fields.index("findings.1.colour")).text()
    listed.setCurrentRow(fields.index("findings.1.colour"))
    case.press(ENTER)
    assert editor.findings.form.fields["colour"].isAncestorOf(case.window.focusWidget())
    assert editor.findings.form.fields["colour"].problem is not None
    case.press(Key.Key_F4)
    case.press(ESC)
    assert case.editor is editor and not editor._panel.isVisible(), "Esc folds the list, it does not leave the page"


def test_the_overall_degree_waits_for_every_finding(case: Case) -> None:
    editor = case.open()
    editor.turn("findings")
    case.press(ENTER)
    editor.turn("conclusion")
    degree = editor.conclusion.fields["consistency"]
    assert not degree.editor.isEnabled()
    editor.turn("findings")
    case.press(Key.Key_F6, Key.Key_F6)
    editor.findings.form.focus("kind")
    case.describe()
    editor.turn("conclusion")
    assert degree.editor.isEnabled()


def test_marks_are_undone_and_done_again_and_keep_what_was_typed(case: Case) -> None:
    editor = case.open()
    editor.turn("findings")
    case.press(ENTER, i18n.term("wound")[:4], ENTER)
    kind = editor.findings.findings()[0].kind
    assert kind
    editor.findings.list.setFocus()
    case.press(Key.Key_Delete)
    assert editor.findings.findings() == ()
    editor.findings.chart.setFocus()
    case.press(Key.Key_Z, modifier=CTRL)
    assert [one.kind for one in editor.findings.findings()] == [kind]
    case.press(Key.Key_Y, modifier=CTRL)
    assert editor.findings.findings() == ()


def test_a_mark_is_moved_by_millimetres_and_one_undo_brings_it_back(case: Case) -> None:
    editor = case.open()
    editor.turn("findings")
    case.press(ENTER)
    first = editor.findings.findings()[0]
    editor.findings.chart.setFocus()
    for _step in range(5):
        case.press(Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert editor.findings.findings()[0].x > first.x
    case.press(Key.Key_Z, modifier=CTRL)
    assert editor.findings.findings()[0] == first


def test_escape_lets_go_of_a_mark_before_it_leaves_the_page(case: Case) -> None:
    editor = case.open()
    editor.turn("findings")
    case.press(ENTER)
    editor.findings.chart.setFocus()
    case.press(ESC)
    assert case.editor is editor and editor.findings.number is None
    case.press(ESC)
    assert case.window.page() is not editor


def test_hidden_answers_are_not_kept(case: Case) -> None:
    editor = case.open()
    form = editor.forms["conditions"]
    form.fields["restraints"].set_value("yes")
    form.fields["restraints_detail"].set_value("кісен")
    assert editor.body().restraints_detail == "кісен"
    form.fields["restraints"].set_value("no")
    assert editor.body().restraints_detail == "" and "restraints_detail" not in editor._raw()["answers"]


def test_the_completeness_counts_what_the_answers_ask_for() -> None:
    full = factory.certification_body()
    assert score(full).answered == score(full).asked
    assert score(msgspec.structs.replace(full, restraints="yes")).asked == score(full).asked + 1
    assert score(msgspec.structs.replace(full, restraints="unknown")).answered == score(full).answered
    empty = score(CertificationBody(person=full.person, institution="ЛА-155/8"))
    assert empty.answered == 0 and empty.asked > 14


def test_the_words_change_while_the_certification_is_open(case: Case) -> None:
    editor = case.open()
    editor.turn("findings")
    case.press(ENTER)
    case.describe()
    kazakh = editor.findings.list.item(0).text()
    i18n.use("ru")
    case.desk.wait_idle()
    russian = editor.findings.list.item(0).text()
    assert kazakh != russian and "ровоподтек" in russian
    assert editor.findings.form.fields["shape"].value() == "сопақ"


def test_marks_of_the_last_certification_are_shown_as_ghosts_on_demand(case: Case, register: Path) -> None:
    case.ask(lambda session: certification.seal(session, case.person_id, "", factory.certification_body()))
    editor = case.open()
    editor.turn("findings")
    assert not editor.findings.chart.view.marks
    case.press(Key.Key_G, modifier=CTRL)
    assert [mark.ghost for mark in editor.findings.chart.view.marks] == [True]
    case.press(Key.Key_G, modifier=CTRL)
    assert editor.findings.chart.view.marks == ()


def test_everybody_sees_the_list_and_finds_by_number_or_name(case: Case) -> None:
    number = case.ask(lambda session: certification.seal(session, case.person_id, "", factory.certification_body()))
    case.desk.lock()
    case.desk.wait_idle()
    unlocked(case.desk, "officer")
    case.desk.show("certification")
    case.desk.wait_idle()
    room = case.window.page()
    assert isinstance(room, CertificationRoom)
    [row] = [room.table.rows.row(0)]
    assert (row.certification.number, row.name) == (number, "Қасымов Әлихан")
    room.filter.setFocus()
    case.press("ахметов")
    assert room.table.rows.rowCount() == 0
    room.filter.clear()
    case.press("0001 қасы")
    assert room.table.rows.rowCount() == 1


def test_a_removed_finding_leaves_no_gap_in_the_numbers() -> None:
    marks = Marks()
    for x in (1000, 2000, 3000):
        marks.place(Spot("body_front", x, 5000, "body_chest", "right"))
    marks.remove(2)
    assert [(one.number, one.x) for one in marks.findings()] == [(1, 1000), (2, 3000)]
    assert marks.undo() == 2
    assert [(one.number, one.x) for one in marks.findings()] == [(1, 1000), (2, 2000), (3, 3000)]
    marks.describe(3, {"kind": "burn"})
    marks.undo()
    assert len(marks.findings()) == 2
    assert marks.redo() == 3 and marks.findings()[2].kind == "burn"
