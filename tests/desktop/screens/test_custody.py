"""An arrival at the keyboard: ground before category, each moment to the minute, what cannot be answered at its field."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.rules.custody import CATEGORIES, CATEGORIES_OF_GROUND
from db.store import custody, draft, entry, person
from desktop import i18n
from desktop.desk import Desk, Go
from desktop.screens.custody.editor import CustodyEditor
from desktop.widgets.fields import Choice
from tests import factory
from tests.conftest import type_in

KEY = Qt.Key
ENTER = KEY.Key_Return


@pytest.fixture
def person_id(opened: Desk) -> str:
    ids: list[str] = []
    opened.write(lambda session: person.register(session, factory.person_values()), ids.append)
    opened.wait_idle()
    return ids[0]


@pytest.fixture
def editor(opened: Desk, person_id: str, qtbot: Any) -> CustodyEditor:
    return _shown(opened, qtbot, person_id=person_id)


def _shown(desk: Desk, qtbot: Any, **params: Any) -> CustodyEditor:
    page = CustodyEditor(desk)
    qtbot.addWidget(page)
    page.resize(1100, 660)
    page.open(**params)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    desk.wait_idle()
    page.form.focus()
    return page


def _press(editor: CustodyEditor, *what: str | KEY) -> None:
    type_in(editor, *what)
    editor.desk.wait_idle()


def _save(editor: CustodyEditor) -> None:
    type_in(editor, ENTER, modifier=Qt.KeyboardModifier.ControlModifier)
    editor.desk.wait_idle()


def _fill(editor: CustodyEditor, detained: str = "18112025 1005", delivered: str = "18112025 1130", arrived: str = "20112025 0900") -> None:
    _press(editor, "1", ENTER, "1", ENTER, "Алматы қаласының тергеу соты", ENTER, "26-0001", ENTER)
    for name, typed in (("detained_at", detained), ("delivered_at", delivered), ("arrived_at", arrived)):
        editor.form.focus(name)
        _press(editor, *typed.split())


def _episodes(editor: CustodyEditor) -> list[Any]:
    found: list[Any] = []
    editor.desk.read(lambda session: custody.rows(session, editor.person_id), found.extend)
    editor.desk.wait_idle()
    return found


def _problem(editor: CustodyEditor, name: str) -> str:
    problem = editor.form.fields[name].problem
    return problem.key if problem is not None else ""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_arrival_is_taken_in_by_keys_alone(editor: CustodyEditor, language: str) -> None:
    i18n.use(language)
    _fill(editor)
    _save(editor)
    (episode,) = _episodes(editor)
    assert (episode.ground, episode.category) == ("ground_custody_ruling", "suspect")
    assert (episode.detained_at, episode.delivered_at, episode.arrived_at) == (
        "2025-11-18T10:05+05:00", "2025-11-18T11:30+05:00", "2025-11-20T09:00+05:00")


def test_the_draft_goes_in_the_same_write(editor: CustodyEditor) -> None:
    _fill(editor)
    editor.form.keep()
    editor.desk.wait_idle()
    found: list[Any] = []
    _save(editor)
    editor.desk.read(draft.rows, found.extend)
    editor.desk.wait_idle()
    assert len(_episodes(editor)) == 1 and found == []


def test_two_presses_of_save_record_one_episode(editor: CustodyEditor) -> None:
    _fill(editor)
    for _time in range(2):
        type_in(editor, ENTER, modifier=Qt.KeyboardModifier.ControlModifier)
    editor.desk.wait_idle()
    assert len(_episodes(editor)) == 1


def test_the_ground_brings_its_categories_to_the_front(editor: CustodyEditor) -> None:
    category = editor.form.fields["category"]
    assert isinstance(category, Choice)
    _press(editor, i18n.term("ground_detention_protocol")[:6])
    expected = CATEGORIES_OF_GROUND["ground_detention_protocol"]
    assert editor.form.fields["ground"].value() == "ground_detention_protocol"
    assert category.codes[: len(expected)] == expected
    assert sorted(category.codes) == sorted(CATEGORIES)


@pytest.mark.parametrize(("moments", "field", "key"), [
    ({"detained": "18112999 1005"}, "detained_at", "detention_in_future"),
    ({"delivered": "18112025 0905"}, "delivered_at", "delivery_before_detention"),
    ({"arrived": "17112025 0900"}, "arrived_at", "arrival_before_delivery"),
    ({"detained": "18111984 1005"}, "detained_at", "before_birth"),
    ({"detained": "31022025 1005"}, "detained_at", "moment_unreadable"),
    ({"detained": "18112025 2561"}, "detained_at", "moment_unreadable"),
])
def test_an_impossible_moment_is_answered_at_its_field(editor: CustodyEditor, moments: dict[str, str], field: str, key: str) -> None:
    _fill(editor, **moments)
    _save(editor)
    assert _problem(editor, field) == key
    assert _episodes(editor) == []


def test_an_unknown_moment_needs_its_reason_and_only_then(editor: CustodyEditor) -> None:
    _fill(editor)
    for line in (editor.form.fields["delivered_at"].date, editor.form.fields["delivered_at"].time):  # type: ignore[attr-defined]
        line.setFocus()
        line.selectAll()
        _press(editor, KEY.Key_Delete)
    _save(editor)
    assert _problem(editor, "delivered_at") == "moment_or_reason"
    editor.form.focus("delivered_reason")
    _press(editor, "Хаттамада көрсетілмеген")
    _save(editor)
    (episode,) = _episodes(editor)
    assert (episode.delivered_at, episode.delivered_reason, episode.detained_reason) == ("", "Хаттамада көрсетілмеген", "")


def test_the_present_minute_comes_only_by_its_key(editor: CustodyEditor) -> None:
    assert editor.form.fields["arrived_at"].value() == ""
    _press(editor, KEY.Key_F5)
    assert editor.form.fields["arrived_at"].value()[10] == "T"


def test_an_unusual_category_is_kept_with_a_reason_that_stays_in_the_history(editor: CustodyEditor) -> None:
    _fill(editor)
    editor.form.fields["category"].set_value("convict")
    _save(editor)
    assert _problem(editor, "category") == "category_not_of_ground"
    editor.form.fields["category"]._reason.setFocus()
    _press(editor, "Қаулыда солай")
    _save(editor)
    (episode,) = _episodes(editor)
    history: list[entry.HistoryRow] = []
    editor.desk.read(lambda session: entry.of_record(session, episode.id), history.extend)
    editor.desk.wait_idle()
    assert entry.reasons(history[0].reason) == [("category", "Қаулыда солай")]


def test_an_amended_moment_keeps_the_earlier_one_in_the_history(opened: Desk, person_id: str, qtbot: Any) -> None:
    ids: list[str] = []
    opened.write(lambda session: custody.open_(session, person_id, factory.custody_values(
        detained_at="2025-11-18T10:05+05:00", delivered_at="2025-11-18T11:30+05:00", arrived_at="2025-11-20T09:00+05:00")), ids.append)
    opened.wait_idle()
    editor = _shown(opened, qtbot, person_id=person_id, id=ids[0])
    went: list[Go] = []
    opened.back_asked.connect(lambda: went.append(Go("back")))
    editor.form.focus("detained_at")
    editor.form.fields["detained_at"].time.setFocus()  # type: ignore[attr-defined]
    editor.form.fields["detained_at"].time.selectAll()  # type: ignore[attr-defined]
    _press(editor, "0955")
    _save(editor)
    assert _problem(editor, "reason") == "reason_required"
    _press(editor, "Хаттама көшірмесі")
    _save(editor)
    assert went
    history: list[entry.HistoryRow] = []
    opened.read(lambda session: entry.of_record(session, ids[0]), history.extend)
    opened.wait_idle()
    (change,) = history[-1].changes
    assert (change.field, change.before, change.after) == ("detained_at", "2025-11-18T10:05+05:00", "2025-11-18T09:55+05:00")
    assert history[-1].reason == "Хаттама көшірмесі"
