"""The gate at the keyboard: arrivals, departures, back from court, an unexpected arrival, the journal, and any past minute."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from db.rules import moment
from db.store import draft, movement, person, presence, release
from desktop import i18n
from desktop.desk import Desk, Go
from desktop.screens.movement.chooser import MovementChooser
from desktop.screens.movement.day import JournalDay
from desktop.screens.movement.editor import MovementEditor
from desktop.screens.movement.here import WhoWasHere
from desktop.screens.movement.person import PersonMovements
from desktop.screens.movement.returning import BackFromCourt
from desktop.screens.movement.room import MovementRoom
from desktop.screens.movement.unexpected import UnexpectedArrival
from tests.conftest import unlocked
from tests.desktop.screens.gate import (
    ENTER,
    KEY,
    admitted,
    ago,
    movements,
    press,
    problem,
    save,
    shown,
    step,
    told,
    went,
)

# departure and arrival -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_departure_to_court_by_the_keyboard_alone(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    person_id = admitted(opened)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="out")
    page.form.focus()
    press(page, i18n.term("move_to_court")[:1], ENTER)
    page.form.focus("place")
    press(page, "Алматы қалалық соты", ENTER, i18n.term("order_request")[:3], ENTER, "417", ENTER, "20112026", ENTER, "Алматы қалалық соты", ENTER,
          "сот отырысы", ENTER, "Ахметов С. Т.", ENTER)
    page.form.focus("body_check")
    press(page, "1")
    save(page)
    last = movements(opened, person_id)[0]
    assert (last.movement, last.direction, last.closes, last.place, last.order_kind, last.order_number) == (
        "move_to_court", "out", "", "Алматы қалалық соты", "order_request", "417")
    assert (last.order_on, last.authority, last.reason, last.escort, last.body_check) == (
        "2026-11-20", "Алматы қалалық соты", "сот отырысы", "Ахметов С. Т.", "body_check_done")
    assert moment.utc_minutes(moment.now()) - moment.utc_minutes(last.at) <= 2


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_return_asks_for_nothing_but_a_glance(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    person_id = admitted(opened)
    step(opened, person_id, "move_to_court", 100)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="in")
    assert page.form.fields["movement"].value() == "move_from_court"
    assert page.form.fields["place"].value() == "Алматы қалалық соты"
    save(page)
    assert [row.movement for row in movements(opened, person_id)][:2] == ["move_from_court", "move_to_court"]
    assert told(opened, draft.rows) == []


def test_only_what_can_follow_is_offered_and_only_what_it_asks_is_shown(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="out")
    fields = page.form.fields
    assert all(code.startswith("move_") and code not in ("move_from_court", "move_admission") for code in fields["movement"].codes)
    for code, seen, hidden in (("move_to_court", "escort", "ground"), ("move_release", "ground", "escort"), ("move_escape", "note", "body_check")):
        fields["movement"].set_value(code)
        assert not fields[seen].isHidden() and fields[hidden].isHidden(), code


def test_a_contradiction_is_answered_at_its_field_and_nothing_is_saved(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened, minutes=60)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="out")
    page.form.fields["movement"].set_value("move_to_court")
    save(page)
    assert problem(page, "place") == "required"
    page.form.fields["place"].set_value("сот")
    page.form.fields["at"].set_value(ago(90))
    save(page)
    assert problem(page, "at") in ("movement_before_later", "movement_back_dated")
    page.form.fields["at"].set_value(ago(-5))
    save(page)
    assert problem(page, "at") == "movement_in_future"
    assert len(movements(opened, person_id)) == 1
    page.form.keep()
    assert [row.kind for row in told(opened, draft.rows)] == ["movement"]


def test_unfinished_work_is_taken_up_again(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="out")
    page.form.focus("movement")
    press(page, "1")
    page.form.focus("place")
    press(page, "Қарағанды соты")
    page.form.keep()
    opened.wait_idle()
    (kept,) = told(opened, draft.rows)
    again = shown(MovementEditor(opened), qtbot, person_id=kept.person_id, draft_key=kept.key)
    assert (again.direction, again.form.fields["place"].value()) == ("out", "Қарағанды соты")


def test_a_late_departure_and_its_return_are_entered_together_with_a_reason(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened, minutes=5 * 1440)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="out")
    page.form.set_values({"movement": "move_to_hospital", "place": "аурухана", "at": ago(2 * 1440)})
    page._follow()
    assert not page.form.fields["back_at"].isHidden()
    page.form.set_values({"back_at": ago(2 * 1440 - 90)})
    save(page)
    assert problem(page, "at") == "movement_back_dated"
    page.form.fields["at"]._reason.setFocus()
    press(page, "кезекші кеш айтты")
    save(page)
    assert [row.movement for row in movements(opened, person_id)] == ["move_from_hospital", "move_to_hospital", "move_from_police"]


def test_a_release_takes_its_ground_and_certificate_in_the_same_form(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened)
    page = shown(MovementEditor(opened), qtbot, person_id=person_id, direction="out")
    page.form.fields["movement"].set_value("move_release")
    save(page)
    assert problem(page, "ground") == "required"
    page.form.fields["ground"].set_value("relg_case_body_ruling")
    save(page)
    assert (problem(page, "order_kind"), problem(page, "order_number")) == ("required", "required")
    page.form.set_values({"order_kind": "order_investigator_ruling", "order_number": "5", "order_on": "2026-11-19", "authority": "ПД",
                          "certificate_number": "77"})
    save(page)
    (one,) = told(opened, lambda session: release.rows(session, person_id))
    assert (one.ground, one.number, one.certificate_number) == ("relg_case_body_ruling", "5", "77")
    assert movements(opened, person_id)[0].closes == "yes"


def test_the_chooser_lists_those_inside_and_sends_the_unheld_to_a_custody(opened: Desk, qtbot: Any) -> None:
    inside = admitted(opened)
    gone = admitted(opened, surname="Бекова", sex="female", iin="", iin_state="iin_absent", iin_reason="жоқ")
    opened.write(lambda session: movement.record(session, gone, {"movement": "move_release", "at": ago(30)}, {"at": "т"}, end={"ground": "relg_term_served"}))
    opened.wait_idle()
    seen = went(opened)
    page = shown(MovementChooser(opened), qtbot, direction="out")
    assert page.table.rows.rowCount() == 1
    press(page, "қас", ENTER)
    assert seen[-1] == Go("movement_editor", {"person_id": inside, "direction": "out"})
    page = shown(MovementChooser(opened), qtbot, direction="in")
    press(page, "Бекова")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    press(page, ENTER)
    assert seen[-1] == Go("custody_editor", {"person_id": gone})


# short paths -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_everybody_in_the_car_is_back_with_one_key_each(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    people = [admitted(opened, surname=name, iin="", iin_state="iin_absent", iin_reason="жоқ") for name in ("Ахметов", "Болатов", "Сериков")]
    for one in people:
        step(opened, one, "move_to_court", 100)
    page = shown(BackFromCourt(opened), qtbot)
    press(page, KEY.Key_Space, KEY.Key_Space)
    save(page)
    away = told(opened, presence.away)
    assert len(away) == 1
    back = [one for one in people if one not in {row.person_id for row in away}]
    assert {movements(opened, one)[0].place for one in back} == {"Алматы қалалық соты"}


def test_nobody_marked_is_said_and_nothing_saved(opened: Desk, qtbot: Any) -> None:
    for name in ("Ахметов", "Болатов"):
        step(opened, admitted(opened, surname=name, iin="", iin_state="iin_absent", iin_reason="жоқ"), "move_to_court", 100)
    page = shown(BackFromCourt(opened), qtbot)
    save(page)
    while opened.heard.all[opened.heard._taken:]:  # type: ignore[attr-defined]
        opened.heard.take()  # type: ignore[attr-defined]
    assert len(told(opened, presence.away)) == 2


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_unexpected_arrival_is_a_card_a_custody_and_a_movement(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    seen = went(opened)
    page = shown(UnexpectedArrival(opened), qtbot)
    page.form.focus()
    press(page, "Белгісіз", ENTER, "Ер", ENTER, ENTER, "1", ENTER)
    page.form.focus("category")
    press(page, "1", ENTER, "Бостандық ауданы полициясы", ENTER)
    save(page)
    assert seen[-1].key == "person_card"
    person_id = seen[-1].params["id"]
    (one,) = movements(opened, person_id)
    assert (one.movement, one.place, one.reason) == ("move_from_police", "Бостандық ауданы полициясы", i18n._("arrived without a file"))
    assert told(opened, lambda session: person.load(session, person_id)).iin_reason == i18n._("arrived without a file")
    assert told(opened, draft.rows) == []


def test_an_unexpected_namesake_is_asked_about(opened: Desk, qtbot: Any) -> None:
    admitted(opened)
    page = shown(UnexpectedArrival(opened), qtbot)
    page.form.set_values({"surname": "Касымов", "given_name": "Алихан", "sex": "male", "category": "suspect", "authority": "полиция"})
    save(page)
    assert problem(page, "surname") == "unexpected_known"
    page.form.fields["surname"]._reason.setFocus()
    press(page, "туған күні басқа")
    save(page)
    assert told(opened, person.count) == 2


# rooms and pages -------------------------------------------------------------------------------------------------------------


def test_the_room_shows_today_and_who_is_out(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened, minutes=3)
    step(opened, person_id, "move_to_court", 1)
    page = shown(MovementRoom(opened), qtbot)
    today = [row for row in movements(opened, person_id) if row.at[:10] == moment.now()[:10]]
    assert [page.lists[name].rows.rowCount() for name in ("in", "out")] == [
        sum(row.direction == name for row in today) for name in ("in", "out")]
    assert page.lists["away"].rows.rowCount() == 1
    seen = went(opened)
    page.lists["away"].setFocus()
    press(page, ENTER)
    assert seen[-1] == Go("movement_editor", {"person_id": person_id, "direction": "in"})
    for key, screen in ((KEY.Key_F7, "movement_choose"), (KEY.Key_F8, "movement_choose"), (KEY.Key_F9, "movement_back"), (KEY.Key_F6, "movement_here")):
        press(page, key)
        assert seen[-1].key == screen


def test_others_see_the_room_but_record_nothing(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "officer")
    person_id = admitted(desk, minutes=3)
    step(desk, person_id, "move_to_court", 1)
    unlocked(desk, "medic")
    page = shown(MovementRoom(desk), qtbot)
    seen = went(desk)
    press(page, KEY.Key_F7)
    assert seen == []
    page.lists["away"].setFocus()
    press(page, ENTER)
    assert [go.key for go in seen] == ["movements"]


def test_a_persons_page_answers_for_any_minute(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened, minutes=300)
    step(opened, person_id, "move_to_court", 200)
    step(opened, person_id, "move_from_court", 100)
    page = shown(PersonMovements(opened), qtbot, person_id=person_id)
    assert page.table.rows.rowCount() == 3
    assert i18n.term("status_held", True) in page.where.text()
    then = ago(150)
    page.minute.field.set_value(then)
    page.minute.field.entered.emit()
    opened.wait_idle()
    assert i18n.term("status_out_court", True) in page.where.text()
    press(page, KEY.Key_F5)
    assert i18n.term("status_held", True) in page.where.text()


def test_a_missing_body_check_is_seen_and_added_with_a_reason(opened: Desk, qtbot: Any) -> None:
    person_id = admitted(opened)
    page = shown(PersonMovements(opened), qtbot, person_id=person_id)
    row = page.table.rows.row(0)
    assert page.table.rows.columns[-1].shown(row).startswith("●")
    seen = went(opened)
    page.table.setFocus()
    press(page, KEY.Key_F4)
    assert seen[-1] == Go("movement_editor", {"person_id": person_id, "id": row.id})
    editor = shown(MovementEditor(opened), qtbot, **seen[-1].params)
    editor.form.fields["body_check"].set_value("body_check_done")
    save(editor)
    assert problem(editor, "reason_of_change") == "reason_required"
    editor.form.focus("reason_of_change")
    press(editor, "дәрігер парағы")
    save(editor)
    assert movements(opened, person_id)[0].body_check == "body_check_done"
    assert page.table.rows.columns[-1].shown(page.table.rows.row(0)).startswith("✓")


def test_who_was_here_at_a_past_minute(opened: Desk, qtbot: Any) -> None:
    admitted(opened, minutes=100)
    page = shown(WhoWasHere(opened), qtbot)
    assert page.table.rows.rowCount() == 1
    page.minute.field.set_value(ago(101))
    page.minute.field.entered.emit()
    opened.wait_idle()
    assert page.table.rows.rowCount() == 0


def test_every_page_fits_its_window(opened: Desk, qtbot: Any) -> None:
    admitted(opened)
    for make in (MovementRoom, WhoWasHere, JournalDay, BackFromCourt, UnexpectedArrival):
        page: QWidget = shown(make(opened), qtbot)
        assert page.minimumSizeHint().width() <= 1180, make
