"""The admission screening by keys, on a real register: full form, unusual values, what it leads to, correction, drafts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.rules.screening import ScreeningBody, problems
from db.store import draft, screening
from desktop import i18n
from desktop.desk import Desk
from desktop.screens.certification.editor import CertificationEditor
from desktop.screens.screening.editor import ScreeningEditor
from desktop.screens.screening.list import ScreeningRoom
from desktop.window import Window
from tests import factory
from tests.conftest import Press, unlocked

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


@pytest.fixture
def arrived(register: Path) -> str:
    """Somebody who came in and waits."""
    database = factory.opened(register, "medic")
    person_id = factory.admitted(database)
    database.close()
    return person_id


@pytest.fixture
def window(arrived: str, desk: Desk, qtbot: Any) -> Iterator[Window]:
    made = Window(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    unlocked(desk, "medic")
    desk.show("screening")
    desk.wait_idle()
    yield made
    desk.wait_idle()


def page(window: Window) -> Any:
    window.desk.wait_idle()
    return window.page()


def values(desk: Desk, work: Any) -> Any:
    """What the register answers."""
    got: list[Any] = []
    desk.write(work, got.append)
    desk.wait_idle()
    return got[0]


def _fill(window: Window, press: Press, temperature: str = "36,6", injuries: str = "2", complaint: str = "2") -> ScreeningEditor:
    """The form from the first to the last field, by keys alone."""
    press(window, ENTER)
    editor = page(window)
    press(window, "Басы ауырады", TAB, "1", ENTER, temperature, ENTER)
    if editor.form.fields["temperature"].problem is not None:
        press(window, Qt.Key.Key_Backtab, "екі рет өлшенді", ENTER)
    press(window, "72", ENTER, "120", ENTER, "80", ENTER, "16", ENTER, "98", ENTER, "175", ENTER, "70,5", ENTER,
          injuries, ENTER, complaint, ENTER, "1", ENTER, "дұрыс")
    window.desk.wait_idle()
    return editor


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_screening_is_written_from_the_worklist_by_keys_alone(window: Window, press: Press, arrived: str, language: str) -> None:
    i18n.use(language)
    room = page(window)
    assert isinstance(room, ScreeningRoom) and room.waiting.rows.rowCount() == 1
    _fill(window, press)
    press(window, ENTER, modifier=CTRL)
    assert page(window) is room
    assert room.waiting.rows.rowCount() == 0 and room.latest.rows.rowCount() == 1
    [row] = values(window.desk, lambda session: screening.rows(session, arrived))
    _one, body = values(window.desk, lambda session: screening.open_(session, row.id))
    assert row.fitness == "fit"
    assert body == ScreeningBody(
        complaints="Басы ауырады", general_condition="condition_satisfactory", temperature=366, pulse=72, systolic=120, diastolic=80,
        respiration=16, saturation=98, height=175, weight=705, visible_injuries="no", ill_treatment="no", notes="дұрыс")
    assert values(window.desk, draft.rows) == []


def test_an_unusual_value_is_kept_only_with_its_reason(window: Window, press: Press, arrived: str) -> None:
    press(window, ENTER)
    editor = page(window)
    press(window, TAB, "1", ENTER, "42,9", ENTER)
    warned = editor.form.fields["temperature"]
    assert warned.problem is not None and warned.problem.warning
    assert "34,0" in warned._wrong.text() and "41,5" in warned._wrong.text()
    editor.form.focus("visible_injuries")
    press(window, "2", ENTER, "2", ENTER, "1")
    press(window, ENTER, modifier=CTRL)
    assert page(window) is editor, "a warning without a reason must hold the form"
    warned._reason.setFocus()
    press(window, "екі рет өлшенді")
    press(window, ENTER, modifier=CTRL)
    window.desk.wait_idle()
    [row] = values(window.desk, lambda session: screening.rows(session, arrived))
    _one, body = values(window.desk, lambda session: screening.open_(session, row.id))
    assert body.temperature == 429 and body.overrides == {"temperature": "екі рет өлшенді"}


def test_a_value_that_was_mended_keeps_no_reason(window: Window, press: Press) -> None:
    press(window, ENTER)
    editor = page(window)
    press(window, TAB, TAB, "42,9", ENTER)
    editor.form.fields["temperature"].set_override("себебі")
    editor.form.fields["temperature"].set_value(366)
    assert editor.body().overrides == {}


def test_what_is_missing_is_named_at_its_field(window: Window, press: Press) -> None:
    press(window, ENTER)
    editor = page(window)
    press(window, ENTER, modifier=CTRL)
    wrong = {name for name, field in editor.form.fields.items() if field.problem is not None}
    assert wrong == {"general_condition", "visible_injuries", "ill_treatment", "fitness", "vitals_reason"}
    assert page(window) is editor


@pytest.mark.parametrize(("injuries", "complaint"), [("1", "2"), ("2", "1")])
def test_injuries_or_a_complaint_lead_to_a_certification(window: Window, press: Press, injuries: str, complaint: str) -> None:
    editor = _fill(window, press, injuries=injuries, complaint=complaint)
    press(window, ENTER, modifier=CTRL)
    window.desk.wait_idle()
    assert editor._sides.currentWidget() is editor.next_step
    press(window, ENTER)
    assert isinstance(page(window), CertificationEditor)


def test_a_certification_put_off_waits_among_the_unfinished_work(window: Window, press: Press, arrived: str) -> None:
    _fill(window, press, injuries="1")
    press(window, ENTER, modifier=CTRL)
    window.desk.wait_idle()
    press(window, ESC)
    assert isinstance(page(window), ScreeningRoom)
    [waiting] = values(window.desk, draft.rows)
    assert (waiting.kind, waiting.person_id, waiting.mine) == ("certification", arrived, True)
    window.desk.show("certification_editor", person_id=arrived, draft_key=waiting.key)
    editor = page(window)
    [row] = values(window.desk, lambda session: screening.rows(session, arrived))
    assert editor._screening_id == row.id


def test_a_refusal_to_answer_is_no_complaint(window: Window, press: Press) -> None:
    _fill(window, press, complaint="3")
    press(window, ENTER, modifier=CTRL)
    assert isinstance(page(window), ScreeningRoom)


def test_escape_keeps_the_draft_and_the_worklist_resumes_it(window: Window, press: Press) -> None:
    press(window, ENTER)
    page(window)
    press(window, "жартылай жазылған", ESC)
    assert isinstance(page(window), ScreeningRoom)
    press(window, ENTER)
    assert page(window).form.fields["complaints"].value() == "жартылай жазылған"


def test_the_reason_for_unmeasured_signs_is_asked_only_without_them_and_not_kept_with_them(window: Window, press: Press) -> None:
    press(window, ENTER)
    editor = page(window)
    reason = editor.form.fields["vitals_reason"]
    assert not reason.isHidden() and reason.required
    reason.set_value("термометр жоқ")
    editor.form.fields["pulse"].set_value(70)
    assert reason.isHidden()
    assert editor.body().vitals_reason == ""


def test_a_past_screening_opens_from_the_list_and_is_corrected_with_a_reason(window: Window, press: Press, arrived: str) -> None:
    _fill(window, press)
    press(window, ENTER, modifier=CTRL)
    room = page(window)
    room.latest.setFocus()
    press(window, ENTER)
    editor = page(window)
    assert editor.form.fields["complaints"].value() == "Басы ауырады"
    press(window, ENTER, modifier=CTRL)
    assert page(window) is editor and editor.form.fields["reason"].problem is not None
    press(window, "жазуда қате")
    editor.form.fields["fitness"].set_value("not_fit")
    press(window, ENTER, modifier=CTRL)
    assert page(window) is room
    [row] = values(window.desk, lambda session: screening.rows(session, arrived))
    assert row.fitness == "not_fit"


def test_the_words_change_while_the_form_is_open(window: Window, press: Press) -> None:
    press(window, ENTER)
    editor = page(window)
    i18n.use("kk")
    window.desk.wait_idle()
    kazakh = editor.form.fields["general_condition"]._title.text()
    press(window, "сақталады")
    i18n.use("ru")
    window.desk.wait_idle()
    assert editor.form.fields["general_condition"]._title.text() == "Общее состояние" != kazakh
    assert editor.form.fields["complaints"].value() == "сақталады"


def test_an_examination_in_the_future_is_refused() -> None:
    found = problems(factory.screening_body(), "fit", "2026-11-20T14:06+05:00", "2026-11-20T09:05+00:00")
    assert [(one.field, one.key) for one in found] == [("examined_at", "exam_in_future")]
    assert problems(factory.screening_body(), "fit", "2026-11-20T14:05+05:00", "2026-11-20T09:05+00:00") == []


def test_whoever_waits_longest_stands_first(register: Path) -> None:
    database = factory.opened(register, "medic")
    ids = [factory.admitted(database, surname=name, iin="", iin_state="iin_absent", iin_reason="жоқ") for name in ("Екінші", "Бірінші")]
    from db.store import custody
    database.write(lambda session: custody.open_(session, ids[1], factory.custody_values(arrived_at="2026-11-19T09:00+05:00")))
    waiting = database.read(screening.waiting)
    factory.screened(database, ids[0])
    left = database.read(screening.waiting)
    latest = database.read(screening.latest)
    database.close()
    assert sorted(row.arrived_at for row in waiting) == [row.arrived_at for row in waiting]
    assert [row.person_id for row in left] == [ids[1]]
    assert [(row.person_id, row.name) for row in latest] == [(ids[0], "Екінші Әлихан")]
