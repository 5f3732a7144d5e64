"""Cells and placements at the keyboard: cells are made, people of one case are placed together only with a reason, moved, taken out."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from db.models import Alert
from db.rules import moment
from db.store import cell, custody, draft, entry, person, placement
from desktop import i18n
from desktop.desk import Desk, Go
from desktop.screens.cell.card import CellCard
from desktop.screens.cell.cell_editor import CellEditor
from desktop.screens.cell.chooser import PersonChooser
from desktop.screens.cell.editor import OUT, PlacementEditor
from desktop.screens.cell.person import PersonPlacement
from desktop.screens.cell.plan import CellPlan
from desktop.screens.cell.plan_view import PlanView
from desktop.screens.person.card import PersonCard
from desktop.widgets.page import Page
from desktop.widgets.words import Button
from tests import factory
from tests.conftest import type_in, unlocked
from tests.db.store.prison import cell_values

KEY = Qt.Key
ENTER = KEY.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
ARRIVED = "2024-03-01T09:00+05:00"


def _write(desk: Desk, work: Callable[[Any], Any]) -> Any:
    found: list[Any] = []
    desk.write(work, found.append)
    desk.wait_idle()
    return found[0]


def _read(desk: Desk, work: Callable[[Any], Any]) -> Any:
    found: list[Any] = []
    desk.read(work, found.append)
    desk.wait_idle()
    return found[0]


def _cell(desk: Desk, **changes: Any) -> str:
    return str(_write(desk, lambda session: cell.add(session, cell_values(**changes)))[0])


def _admit(desk: Desk, surname: str, case: str = "", **changes: Any) -> str:
    def work(session: Any) -> str:
        values = factory.person_values(surname=surname, iin="", iin_state="iin_absent", iin_reason="жоқ", document_number=surname, **changes)
        person_id = person.register(session, values)
        custody.open_(session, person_id, factory.custody_values(case_number=case, detained_at="2024-02-28T10:05+06:00",
                                                                 delivered_at="2024-02-28T11:00+06:00", arrived_at=ARRIVED))
        return person_id

    return str(_write(desk, work))


def _place(desk: Desk, person_id: str, cell_id: str, at: str, **more: Any) -> str:
    values = {"cell_id": cell_id, "from_at": at, "reason": "тізім", **more}
    return str(_write(desk, lambda session: placement.place(session, person_id, values, ("separation_case",))))


def _shown(page: Page, qtbot: Any, **params: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1160, 660)
    page.set_words()
    page.open(**params)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.desk.wait_idle()
    return page


def _press(page: Page, *what: str | KEY) -> None:
    type_in(page, *what)
    page.desk.wait_idle()


def _save(page: Page) -> None:
    type_in(page, ENTER, modifier=CONTROL)
    page.desk.wait_idle()


def _went(desk: Desk) -> list[Go]:
    went: list[Go] = []
    desk.go.connect(went.append)
    desk.back_asked.connect(lambda: went.append(Go("back")))
    return went


def _stays(desk: Desk, person_id: str) -> list[placement.StayRow]:
    found: list[placement.StayRow] = _read(desk, lambda session: placement.of_person(session, person_id))
    return found


# cells ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_cells_are_made_by_keys_alone(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    editor, went = _shown(CellEditor(opened), qtbot), _went(opened)
    editor.form.focus()
    _press(editor, "А", ENTER, "2-пост", ENTER, "101-103", ENTER, "1", ENTER, "4", ENTER, "12,35")
    _save(editor)
    rows = _read(opened, cell.rows)
    assert [(row.block, row.unit, row.number, row.purpose, row.capacity, row.area) for row in rows] == [
        ("А", "2-пост", number, "common_cell", 4, 1235) for number in ("101", "102", "103")]
    assert went == [Go("back")] and _read(opened, draft.rows) == []


def test_a_cell_without_places_is_answered_at_the_field_and_a_twin_too(opened: Desk, qtbot: Any) -> None:
    _cell(opened)
    editor = _shown(CellEditor(opened), qtbot, block="А")
    _press(editor, "101")
    _save(editor)
    assert editor.form.fields["capacity"].problem.key == "required"
    _press(editor, "4")
    _save(editor)
    assert editor.form.fields["number"].problem.key == "cell_exists"
    assert len(_read(opened, cell.rows)) == 1


def test_a_cell_is_amended_with_a_reason_and_closed_only_when_empty(opened: Desk, qtbot: Any) -> None:
    room, one = _cell(opened), _admit(opened, "Ахметов")
    _place(opened, one, room, "2024-03-01T10:00+05:00")
    editor = _shown(CellEditor(opened), qtbot, id=room)
    editor.form.focus("closed_on")
    _press(editor, "01032024")
    editor.form.focus("reason")
    _press(editor, "жөндеу")
    _save(editor)
    assert editor.form.fields["closed_on"].problem.key == "cell_still_held"
    _place(opened, one, "", "2024-03-01T12:00+05:00")
    _save(editor)
    assert _read(opened, cell.rows)[0].closed_on == "2024-03-01"
    assert _read(opened, lambda session: entry.of_record(session, room))[-1].reason == "жөндеу"


# the plan ------------------------------------------------------------------------------------------------------------------


def _plan(desk: Desk, qtbot: Any) -> CellPlan:
    page: CellPlan = _shown(CellPlan(desk), qtbot)
    page.view.setFocus()
    return page


def test_the_plan_is_walked_by_arrows_numbers_and_enter(opened: Desk, qtbot: Any) -> None:
    for block, numbers in (("А", "101-112"), ("Б", "101-104")):
        _cell(opened, block=block, number=numbers)
    page, went = _plan(opened, qtbot), _went(opened)

    def here() -> str:
        row = page.view.current()
        return f"{row.block}{row.number}" if row is not None else ""

    places = []
    for keys in ((KEY.Key_Right,), (KEY.Key_Down,), (KEY.Key_Up,), (KEY.Key_PageDown,), ("103",), (KEY.Key_PageUp,), (KEY.Key_End,),
                 (KEY.Key_Home,), (KEY.Key_Left,)):
        page.view._at = 0.0
        _press(page, *keys)     # type: ignore[arg-type]
        places.append(here())
    assert places[0] == "А102" and places[1].startswith(("А1", "Б1")) and places[2] == "А102"
    assert places[3:] == ["Б101", "Б103", "Б101", "Б104", "А101", "А101"]
    _press(page, ENTER)
    assert went[-1].key == "cell_card" and went[-1].params["id"] == page.view.current_id()


def test_each_state_has_a_sign_and_a_word_and_the_reader_hears_them(opened: Desk, qtbot: Any) -> None:
    for number, capacity, area in (("1", 1, 1000), ("2", 1, 200), ("3", 2, 1000), ("4", 2, 1000)):
        _cell(opened, number=number, capacity=capacity, area=area)
    rows = _read(opened, cell.rows)
    for row, name in zip(rows, ("Ахметов", "Болатов", "Ғалымов"), strict=False):
        one = _admit(opened, name)
        if row.number == "2":
            _write(opened, lambda session, one=one, row=row: placement.place(      # type: ignore[misc]
                session, one, {"cell_id": row.id, "from_at": ARRIVED, "reason": "т", "override": "басқа орын жоқ"}, ("cell_under_norm",)))
        else:
            _place(opened, one, row.id, ARRIVED)
    page = _plan(opened, qtbot)
    heard = []
    for key in (KEY.Key_Home, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right):
        _press(page, key)
        heard.append(page.view.accessibleDescription())
    assert [row.state for row in page.plan.cells] == ["cell_full", "cell_short", "cell_free", "cell_empty"]  # type: ignore[union-attr]
    for said, word in zip(heard, (i18n.term("cell_full"), i18n.term("cell_short"), "1", i18n.term("cell_empty")), strict=True):
        assert word in said


def test_another_minute_shows_who_was_there_then(opened: Desk, qtbot: Any) -> None:
    room, one = _cell(opened), _admit(opened, "Ахметов")
    _place(opened, one, room, "2024-03-03T10:00+05:00")
    _place(opened, one, "", "2024-03-03T15:00+05:00")
    page = _plan(opened, qtbot)
    assert page.plan is not None and page.plan.people == 0
    _press(page, KEY.Key_F6, "03032024", "1405", ENTER)
    assert page.minute.value() == "2024-03-03T14:05+05:00" and page.plan.people == 1
    assert page.past.isVisible() and "03.03.2024 14:05" in page.past.text()
    _press(page, KEY.Key_F5)
    assert page.plan.people == 0 and not page.past.isVisible()


def test_a_minute_to_come_is_answered_at_the_field(opened: Desk, qtbot: Any) -> None:
    page = _plan(opened, qtbot)
    _press(page, KEY.Key_F6, "03032999", "1405", ENTER)
    assert page.minute.field.problem is not None and page.minute.field.problem.key == "placement_in_future"
    assert not page.minute.is_past()


def test_whoever_is_no_officer_sees_the_plan_and_changes_nothing(desk: Desk, qtbot: Any) -> None:
    page, went = _plan(unlocked(desk, "medic"), qtbot), _went(desk)
    for key in (KEY.Key_F4, KEY.Key_F7, KEY.Key_F8):
        _press(page, key)
    assert went == []


# placing -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_people_of_one_case_come_together_only_with_a_reason(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    room = _cell(opened)
    one, other = _admit(opened, "Ахметов", "26-7"), _admit(opened, "Болатов", "26-7")
    _place(opened, one, room, ARRIVED)
    editor, went = _shown(PlacementEditor(opened), qtbot, person_id=other), _went(opened)
    editor.form.focus()
    assert not editor.warnings.isVisible()
    _press(editor, "101", ENTER)
    assert editor.warnings.isVisible()
    said = editor.warnings.text()
    assert "Ахметов" in said and "32" in said and i18n.catalogue(language).gettext("Where conditions allow.") not in said
    _save(editor)
    assert editor.form.fields["override"].problem.key == "separation_reason_required" and _stays(opened, other) == []
    _press(editor, "басқа камера жоқ")
    _save(editor)
    (row,) = _stays(opened, other)
    assert (row.cell_id, row.warnings, row.override) == (room, "separation_case", "басқа камера жоқ")
    assert went == [Go("back")] and _read(opened, draft.rows) == []


def test_a_person_is_moved_and_taken_out_by_keys(opened: Desk, qtbot: Any) -> None:
    first, second, one = _cell(opened), _cell(opened, number="102"), _admit(opened, "Ахметов")
    _place(opened, one, first, ARRIVED)
    mover = _shown(PlacementEditor(opened), qtbot, person_id=one)
    mover.form.focus()
    _press(mover, "102")
    mover.form.fields["from_at"].set_value("2024-03-02T10:00+05:00")
    _save(mover)
    assert mover.form.fields["reason"].problem.key == "placement_back_dated"
    _press(mover, "журнал бойынша")
    _save(mover)
    out = _shown(PlacementEditor(opened), qtbot, person_id=one, out=True)
    assert out.form.fields["cell_id"].value() == OUT
    _save(out)
    assert [row.cell_id for row in _stays(opened, one)] == ["", second, first]
    assert _stays(opened, one)[0].from_at[:15] == moment.now()[:15]


def test_a_warning_that_came_up_meanwhile_is_shown_before_it_is_saved(opened: Desk, qtbot: Any) -> None:
    room = _cell(opened)
    one, other = _admit(opened, "Ахметов", "1"), _admit(opened, "Болатов", "2")
    _place(opened, one, room, ARRIVED)
    editor = _shown(PlacementEditor(opened), qtbot, person_id=other, cell_id=room)
    assert not editor.warnings.isVisible()
    _write(opened, lambda session: session.add(Alert(person_id=one, alert="medical_apart", reason="туберкулез")))
    _save(editor)
    assert editor.form.fields["override"].problem.key == "separation_unseen" and _stays(opened, other) == []
    assert editor.warnings.isVisible() and "туберкулез" not in editor.warnings.text().casefold()


def test_a_draft_of_a_placement_comes_back(opened: Desk, qtbot: Any) -> None:
    _cell(opened)
    one = _admit(opened, "Ахметов")
    editor = _shown(PlacementEditor(opened), qtbot, person_id=one)
    editor.form.focus("reason")
    _press(editor, "бастықтың бұйрығы")
    editor.form.keep()
    opened.wait_idle()
    assert [(row.kind, row.person_id) for row in _read(opened, draft.rows)] == [("placement", one)]
    again = _shown(PlacementEditor(opened), qtbot, person_id=one, draft_key=one)
    assert again.form.fields["reason"].value() == "бастықтың бұйрығы" and again.placement_id == ""


def test_a_placement_is_corrected_and_one_by_mistake_taken_back_each_with_its_reason(opened: Desk, qtbot: Any) -> None:
    room, other, one = _cell(opened), _cell(opened, number="102"), _admit(opened, "Ахметов")
    placement_id = _place(opened, one, room, ARRIVED)
    mistaken = _place(opened, one, other, "2024-03-02T10:00+05:00")
    editor = _shown(PlacementEditor(opened), qtbot, person_id=one, id=placement_id)
    editor.form.fields["from_at"].set_value("2024-03-01T09:30+05:00")
    _save(editor)
    assert editor.form.fields["because"].problem.key == "reason_required"
    _press(editor, "журналда 09:30")
    _save(editor)
    page = _shown(PersonPlacement(opened), qtbot, person_id=one)
    assert page.history.current_id() == mistaken
    type_in(page, KEY.Key_D, modifier=CONTROL)
    dialog = page.findChild(QInputDialog)
    dialog.setTextValue("басқа адам")
    QTest.keyClick(dialog, ENTER)
    opened.wait_idle()
    assert [(row.cell_id, row.from_at[11:16], row.until_at) for row in _stays(opened, one)] == [(room, "09:30", "")]
    assert _read(opened, lambda session: entry.of_record(session, mistaken))[-1].reason == "басқа адам"


def test_who_is_to_be_placed_is_found_by_name_those_in_no_cell_first(opened: Desk, qtbot: Any) -> None:
    room = _cell(opened)
    one, other = _admit(opened, "Ахметов"), _admit(opened, "Болатов")
    _place(opened, one, room, ARRIVED)
    everybody, went = _shown(PersonChooser(opened), qtbot), _went(opened)
    assert [everybody.table.rows.row(at).person_id for at in range(2)] == [other, one]
    chooser = _shown(PersonChooser(opened), qtbot, cell_id=room)
    assert chooser.table.rows.rowCount() == 1
    chooser.line.setFocus()
    _press(chooser, "бола", ENTER)
    assert went == [Go("placement_editor", {"person_id": other, "cell_id": room})]


# past minutes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_who_was_in_this_cell_with_him_at_that_minute(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    room, elsewhere = _cell(opened), _cell(opened, number="102")
    one, other, third = _admit(opened, "Ахметов"), _admit(opened, "Болатов"), _admit(opened, "Ғалымов")
    _place(opened, one, room, "2024-03-03T10:00+05:00")
    _place(opened, other, room, "2024-03-03T12:00+05:00")
    _place(opened, other, elsewhere, "2024-03-03T16:00+05:00")
    _place(opened, third, room, "2024-03-03T14:06+05:00")
    page, went = _shown(PersonPlacement(opened), qtbot, person_id=one), _went(opened)
    _press(page, KEY.Key_F6, "03032024", "1405", ENTER)
    assert "03.03.2024 14:05" in page.where.text() and "101" in page.where.text()
    assert page.mates.rows.rowCount() == 1
    row = page.mates.rows.row(0)
    assert (row.person_id, row.from_at[11:16], row.until_at[11:16]) == (other, "12:00", "16:00")
    assert page.mates.hasFocus()
    _press(page, ENTER)
    assert went[-1] == Go("placement", {"person_id": other, "at": "2024-03-03T14:05+05:00"})
    card = _shown(CellCard(opened), qtbot, id=room, at="2024-03-03T14:06+05:00")
    assert [card.inside.rows.row(at).person_id for at in range(3)] == [one, other, third]
    assert card.history.rows.rowCount() == 3 and "101" in card.title.text()
    _press(card, KEY.Key_F9)
    assert went[-1].key == "placement_editor"


# speed ---------------------------------------------------------------------------------------------------------------------


def test_four_hundred_cells_are_drawn_within_a_tenth_of_a_second(opened: Desk, qtbot: Any) -> None:
    states = ("cell_free", "cell_full", "cell_over", "cell_short", "cell_closed", "cell_empty")
    rows = [cell.CellRow(str(n), "АБВГД"[n // 80], f"{n // 20}-пост", str(100 + n), "common_cell", 4, 1200, "", "", n % 6, 1000, states[n % 6])
            for n in range(400)]
    view = PlanView()
    qtbot.addWidget(view)
    view.resize(1160, 600)
    view.show()
    qtbot.waitExposed(view)
    best = 1.0
    for _turn in range(3):
        began = time.perf_counter()
        view.set_cells(rows)
        view.grab()
        best = min(best, time.perf_counter() - began)
    assert best < 0.1, f"{best * 1000:.0f} ms"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_card_of_a_person_says_the_cell_and_its_timeline_the_move(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    one = _admit(opened, "Ахметов")
    _place(opened, one, _cell(opened), "2024-03-03T10:00+05:00")
    card = _shown(PersonCard(opened), qtbot, id=one)
    assert "А · 101" in card.header.arrival.text()
    lines = [card.timeline.item(row).text() for row in range(card.timeline.count())]
    assert any("03.03.2024" in line and i18n.term("placement", True) in line and "А · 101" in line for line in lines), lines
    keys = [button for button in card.findChildren(Button) if button.property("section") == "placement"]
    assert len(keys) == 1
