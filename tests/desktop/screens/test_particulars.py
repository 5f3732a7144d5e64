"""Personal data at the keyboard: each list, its form, amendment with a reason, an end instead of a deletion, and who may do it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.rules.particular import FACTS, KINDS, RELATIONS
from db.search import query
from db.store import alert, alias, custody, draft, entry, mark, particular, person, relation
from desktop import i18n
from desktop.desk import Desk, Go
from desktop.screens.particulars.editor import SmallEditor
from desktop.screens.particulars.page import Particulars
from desktop.screens.person.card import PersonCard
from desktop.widgets.photo_field import PhotoField
from tests import factory
from tests.conftest import type_in, unlocked

KEY = Qt.Key
ENTER = KEY.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person_id(opened: Desk) -> str:
    return _written(opened, lambda session: person.register(session, factory.person_values()))


def _written(desk: Desk, work: Any) -> Any:
    got: list[Any] = []
    desk.write(work, got.append)
    desk.wait_idle()
    return got[0]


def _read(desk: Desk, work: Any) -> Any:
    got: list[Any] = []
    desk.read(work, got.append)
    desk.wait_idle()
    return got[0]


def _editor(desk: Desk, qtbot: Any, kind: str, **params: Any) -> SmallEditor:
    page = SmallEditor(desk, kind)
    return _shown(desk, qtbot, page, **params)


def _shown(desk: Desk, qtbot: Any, page: Any, **params: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1100, 660)
    page.open(**params)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    desk.wait_idle()
    if isinstance(page, SmallEditor) and not params.get("ending"):
        page.form.focus()
    return page


def _press(page: Any, *what: Any) -> None:
    type_in(page, *what)
    page.desk.wait_idle()


def _save(editor: SmallEditor) -> None:
    type_in(editor, ENTER, modifier=CONTROL)
    editor.desk.wait_idle()


def _problem(editor: SmallEditor, name: str) -> str:
    problem = editor.form.fields[name].problem
    return problem.key if problem is not None else ""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_former_name_is_added_by_keys_and_the_search_finds_it(opened: Desk, person_id: str, qtbot: Any, language: str) -> None:
    i18n.use(language)
    editor = _editor(opened, qtbot, "alias", person_id=person_id)
    _press(editor, "1", ENTER, "Мұхаметжанова", ENTER)
    _save(editor)
    assert [one.surname for one in _read(opened, lambda session: alias.rows(session, person_id))] == ["Мұхаметжанова"]
    (found,) = _read(opened, lambda session: query.find(session, "Мухаметжанова"))
    assert (found.id, found.name, found.alias) == (person_id, "Қасымов Әлихан Ғабитұлы", "Мұхаметжанова")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_child_with_its_carer_is_added_by_keys(opened: Desk, person_id: str, qtbot: Any, language: str) -> None:
    i18n.use(language)
    editor = _editor(opened, qtbot, "relation", person_id=person_id)
    _press(editor, str(RELATIONS.index("child") + 1), ENTER, "Қасымов Дәулет", ENTER, "05052018", ENTER)
    editor.form.focus("carer")
    _press(editor, "әжесі")
    _save(editor)
    (one,) = _read(opened, lambda session: relation.rows(session, person_id))
    assert (one.relation, one.name, one.date_of_birth, one.carer) == ("child", "Қасымов Дәулет", "2018-05-05", "әжесі")


def test_a_carer_is_asked_for_children_only(opened: Desk, person_id: str, qtbot: Any) -> None:
    editor = _editor(opened, qtbot, "relation", person_id=person_id)
    for number, seen in ((RELATIONS.index("spouse") + 1, False), (RELATIONS.index("child") + 1, True)):
        editor.form.focus()
        _press(editor, KEY.Key_Backspace, str(number))
        assert editor.form.fields["carer"].isVisible() is seen


def test_somebody_to_be_told_must_be_reachable(opened: Desk, person_id: str, qtbot: Any) -> None:
    editor = _editor(opened, qtbot, "relation", person_id=person_id)
    editor.form.fields["relation"].set_value("emergency_contact")
    editor.form.focus("name")
    _press(editor, "Қасымова Гүлнәр")
    _save(editor)
    assert _problem(editor, "phone") == "contact_unreachable"
    _press(editor, "+77011112233")
    _save(editor)
    assert len(_read(opened, lambda session: relation.rows(session, person_id))) == 1


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_disability_needs_the_paper_that_says_so(opened: Desk, person_id: str, qtbot: Any, language: str) -> None:
    i18n.use(language)
    editor = _editor(opened, qtbot, "particular", person_id=person_id)
    editor.form.fields["fact"].set_value("disability_group")
    editor.form.focus("value")
    _press(editor, "2")
    _save(editor)
    assert _problem(editor, "source") == "source_required"
    _press(editor, "МСЭК № 55")
    _save(editor)
    (one,) = _read(opened, lambda session: particular.rows(session, person_id))
    assert (one.fact, one.value, one.source) == ("disability_group", "disability_2", "МСЭК № 55")


def test_every_fact_has_one_field_for_its_answer(opened: Desk, person_id: str, qtbot: Any) -> None:
    editor = _editor(opened, qtbot, "particular", person_id=person_id)
    for fact in FACTS:
        editor.form.fields["fact"].set_value(fact)
        assert sum(editor.form.fields[name].isVisible() for name in ("value", "words", "country")) == 1, fact


def test_an_amended_fact_keeps_the_earlier_one_in_the_history(opened: Desk, person_id: str, qtbot: Any) -> None:
    fact = {"fact": "address_of_residence", "value": "Алматы", "source": "", "from_on": "", "until_on": ""}
    record_id = _written(opened, lambda session: particular.add(session, person_id, fact))
    editor = _editor(opened, qtbot, "particular", person_id=person_id, id=record_id)
    went: list[str] = []
    opened.back_asked.connect(lambda: went.append("back"))
    editor.form.focus("words")
    editor.form.fields["words"].line.selectAll()  # type: ignore[attr-defined]
    _press(editor, "Талғар")
    _save(editor)
    assert _problem(editor, "reason_of_change") == "reason_required"
    _press(editor, "адамның өз сөзі")
    _save(editor)
    assert went
    history = _read(opened, lambda session: entry.of_record(session, record_id))
    (change,) = history[-1].changes
    assert (change.before, change.after, history[-1].reason) == ("Алматы", "Талғар", "адамның өз сөзі")


def test_an_alert_is_ended_with_a_date_and_leaves_the_header(opened: Desk, person_id: str, qtbot: Any) -> None:
    values = {"alert": "alert_escape", "reason": "айдауылдан қашпақ болған", "from_on": "2025-01-10", "until_on": ""}
    _written(opened, lambda session: custody.open_(session, person_id, factory.custody_values(
        detained_at="2025-11-18T10:05+05:00", delivered_at="2025-11-18T11:30+05:00", arrived_at="2025-11-20T09:00+05:00")))
    record_id = _written(opened, lambda session: alert.add(session, person_id, values))
    card = _shown(opened, qtbot, PersonCard(opened), id=person_id)
    assert i18n.term("alert_escape", True) in card.header.chips.words()
    editor = _editor(opened, qtbot, "alert", person_id=person_id, id=record_id, ending=True)
    _press(editor, "01022025", ENTER, "қауіп жойылды")
    _save(editor)
    assert _read(opened, lambda session: alert.load(session, record_id)).until_on == "2025-02-01"
    card.refresh()
    opened.wait_idle()
    assert i18n.term("alert_escape", True) not in card.header.chips.words()


def test_an_end_before_the_beginning_is_answered_at_its_field(opened: Desk, person_id: str, qtbot: Any) -> None:
    values = {"alert": "alert_escape", "reason": "қашпақ болған", "from_on": "2025-01-10", "until_on": ""}
    record_id = _written(opened, lambda session: alert.add(session, person_id, values))
    editor = _editor(opened, qtbot, "alert", person_id=person_id, id=record_id, ending=True)
    _press(editor, "09012025", ENTER, "қате")
    _save(editor)
    assert _problem(editor, "until_on") == "end_before_start"


def test_medics_give_alerts_that_name_no_reason(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "officer")
    person_id = _written(desk, lambda session: person.register(session, factory.person_values()))
    desk.close()
    unlocked(desk, "medic")
    editor = _editor(desk, qtbot, "alert", person_id=person_id)
    _press(editor, "1", ENTER, "10012025")
    assert not editor.form.fields["reason"].isVisible()
    _save(editor)
    (one,) = _read(desk, lambda session: alert.rows(session, person_id))
    assert (one.alert, one.reason) == ("medical_apart", "")


def test_a_mark_keeps_its_photograph_and_the_page_shows_it(opened: Desk, person_id: str, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "mark.jpg"
    path.write_bytes(factory.picture(300, 300))
    editor = _editor(opened, qtbot, "mark", person_id=person_id)
    _press(editor, "сол иық", ENTER, "татуировка")
    editor.form.focus("seen_on")
    _press(editor, "10012025")
    field = editor.form.fields["photo"]
    assert isinstance(field, PhotoField)
    field.take_file(path)
    opened.wait_idle()
    _save(editor)
    (one,) = _read(opened, lambda session: mark.rows(session, person_id))
    assert len(one.photo) == 64
    page = _shown(opened, qtbot, Particulars(opened), person_id=person_id)
    page.go_to("mark")
    assert not page.picture.pixmap().isNull()


def test_unfinished_text_is_kept_and_gone_after_saving(opened: Desk, person_id: str, qtbot: Any) -> None:
    editor = _editor(opened, qtbot, "alias", person_id=person_id)
    _press(editor, "1", ENTER, "Ахметова")
    editor.form.keep()
    (row,) = _read(opened, draft.rows)
    assert (row.kind, row.person_id) == ("alias", person_id)
    again = _editor(opened, qtbot, "alias", person_id=person_id, draft_key=row.key)
    assert again.form.fields["surname"].value() == "Ахметова"
    _save(again)
    assert _read(opened, draft.rows) == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_goes_by_its_keys_and_says_why_somebody_is_vulnerable(opened: Desk, qtbot: Any, language: str) -> None:
    i18n.use(language)
    person_id = _written(opened, lambda session: person.register(session, factory.person_values(
        sex="female", date_of_birth="1960-01-31", iin="", iin_state="iin_absent", iin_reason="тест", citizenship="RU",
        document_kind="doc_foreign_passport")))
    page = _shown(opened, qtbot, Particulars(opened), person_id=person_id)
    said = page.groups.words()
    assert [one.split(" · ")[0] for one in said] == [i18n.term(key, True) for key in ("woman", "over_age_limit", "foreigner")]
    assert "31.01.1960" in said[1] and "58" in said[1]
    shown: list[Go] = []
    opened.go.connect(shown.append)
    for number, kind in enumerate(KINDS, 1):
        type_in(page, getattr(KEY, f"Key_{number}"), modifier=CONTROL)
        type_in(page, KEY.Key_N, modifier=CONTROL)
        assert shown[-1] == Go(f"{kind}_editor", {"person_id": person_id})


def test_those_who_may_only_read_add_nothing(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "officer")
    person_id = _written(desk, lambda session: person.register(session, factory.person_values()))
    desk.close()
    unlocked(desk, "head")
    page = _shown(desk, qtbot, Particulars(desk), person_id=person_id)
    shown: list[Go] = []
    desk.go.connect(shown.append)
    type_in(page, KEY.Key_N, modifier=CONTROL)
    assert shown == [] and not page.add.isVisible()


def test_the_small_records_stand_on_the_timeline_and_in_the_history(opened: Desk, person_id: str, qtbot: Any) -> None:
    _written(opened, lambda session: mark.add(session, person_id, {"place": "сол иық", "text": "татуировка", "seen_on": "2025-01-10", "photo": ""}))
    card = _shown(opened, qtbot, PersonCard(opened), id=person_id)
    lines = [card.timeline.item(row).text() for row in range(card.timeline.count())]
    assert any(i18n.term("mark", True) in line and "татуировка" in line for line in lines)
