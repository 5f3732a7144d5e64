"""A case at the keyboard: what is added, amended, extended and requalified, and the dates that stand beside it with their articles."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.store import custody, draft, measure, offence, person, sentence
from desktop import i18n
from desktop.desk import Desk
from desktop.i18n import _
from desktop.screens.case.changes import MeasureEditor
from desktop.screens.case.editor import CaseEditor
from desktop.screens.case.offence import OffenceEditor
from desktop.screens.case.page import CasePage
from desktop.window import Window
from tests import factory
from tests.conftest import type_in, unlocked
from tests.desktop.screens.sealed import settle, window_on

KEY = Qt.Key
ENTER = KEY.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
COURT = "Алматы қаласының Бостандық аудандық соты"


class Hands:
    """The window on one person's case, and fingers."""

    def __init__(self, desk: Desk, window: Window, person_id: str) -> None:
        self.desk, self.window, self.person_id = desk, window, person_id

    @property
    def page(self) -> CasePage:
        found = self.window.findChild(CasePage)
        assert found is not None
        return found

    @property
    def editor(self) -> Any:
        found = [one for one in self.window.findChildren(CaseEditor) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def press(self, *what: str | KEY) -> None:
        type_in(self.window, *what)
        settle(self.desk)

    def save(self) -> None:
        type_in(self.window, ENTER, modifier=CTRL)
        settle(self.desk)

    def into(self, field: str, text: str) -> None:
        self.editor.form.focus(field)
        self.press(text)

    def problem(self, field: str) -> str:
        found = self.editor.form.fields[field].problem
        return str(found.key) if found is not None else ""

    def listed(self) -> list[str]:
        rows = self.page.table.rows
        return [f"{rows.row(number).kind}: {rows.row(number).what} {rows.row(number).state}".strip() for number in range(rows.rowCount())]

    def text(self) -> str:
        return self.page.reading.toPlainText()

    def read(self, work: Callable[[Any], Any]) -> Any:
        found: list[Any] = []
        self.desk.read(work, found.append)
        self.desk.wait_idle()
        return found[0]

    def write(self, work: Callable[..., Any], *given: Any) -> Any:
        found: list[Any] = []
        self.desk.write(lambda session: work(session, *given), found.append)
        settle(self.desk)
        return found[0]


@pytest.fixture(params=i18n.LANGUAGES)
def hands(opened: Desk, request: pytest.FixtureRequest) -> Iterator[Hands]:
    """In each language."""
    i18n.use(request.param)
    yield from _hands(opened)


@pytest.fixture
def one_hand(opened: Desk) -> Iterator[Hands]:
    """In Kazakh."""
    yield from _hands(opened)


def _hands(desk: Desk) -> Iterator[Hands]:
    ids: list[str] = []
    desk.write(lambda session: person.register(session, factory.person_values()), ids.append)
    desk.wait_idle()
    desk.write(lambda session: custody.open_(session, ids[0], factory.custody_values(
        detained_at="2023-11-18T10:05+06:00", delivered_at="2023-11-18T11:30+06:00", arrived_at="2023-11-20T09:00+06:00")))
    desk.wait_idle()
    with window_on(desk) as window:
        desk.show("case", person_id=ids[0])
        settle(desk)
        yield Hands(desk, window, ids[0])


def _sentence_by_keys(hands: Hands) -> None:
    """The worked example of УИК 165: two years from 15 March 2024."""
    hands.press(KEY.Key_F8, COURT, ENTER, "1-26", ENTER, "15032024", ENTER, ENTER, ENTER, "2", ENTER, ENTER, ENTER, "15032024", ENTER, "2")
    hands.save()


def test_two_years_from_15_march_2024_end_on_the_friday_before(hands: Hands) -> None:
    _sentence_by_keys(hands)
    (one,) = hands.read(lambda session: sentence.rows(session, hands.person_id))
    assert (one.court, one.years, one.months, one.days, one.begins_on, one.place) == (COURT, 2, None, None, "2024-03-15", "inst_medium")
    text = hands.text()
    assert "14.03.2026" in text and "13.03.2026" in text
    assert {"kk": "ҚАК 165(2)", "ru": "УИК 165(2)"}[i18n.language()] in text
    assert not any(code in text for code in ("step_", "inst_", "gravity_", "{", "}"))


def test_an_act_brings_the_date_of_parole_and_a_set_off_moves_all(hands: Hands) -> None:
    _sentence_by_keys(hands)
    hands.press(KEY.Key_F6, "188 ч. 2", ENTER, ENTER, "3", ENTER, "18112023")
    hands.save()
    hands.page.table.selectRow(0)
    assert "15.11.2024" in hands.text()                                         # УК 72(3): a third of a crime of medium gravity
    hands.press(KEY.Key_F9, "1", ENTER, "05012024", ENTER, "14032024")
    hands.save()
    text = hands.text()
    assert "29.11.2025" in text and "02.08.2024" in text                       # УК 62(3): 70 days in medium security count for 105
    assert _("not confirmed in the law: check it") in text


def test_an_own_date_needs_its_reason_and_leaves_the_computed_one_in_sight(hands: Hands) -> None:
    _sentence_by_keys(hands)
    hands.press(ENTER)
    hands.into("end_override", "07022026")
    hands.into("reason_of_change", "сот қаулысы")
    hands.save()
    assert hands.problem("end_reason") == "reason_required"
    hands.press("соттың есебі")
    hands.save()
    text = hands.text()
    assert all(said in text for said in ("07.02.2026", "06.02.2026", "14.03.2026", "соттың есебі"))


def test_the_citation_is_read_back_in_the_language_of_the_window(hands: Hands) -> None:
    hands.press(KEY.Key_F6, "ст. 24 ч. 3, ст. 99 ч. 2 п. 15)")
    editor = hands.editor
    assert isinstance(editor, OffenceEditor)
    shown = {"kk": "бап 99 / бөлік 2 / тармақ 15)", "ru": "статья 99 / часть 2 / пункт 15)"}[i18n.language()]
    assert shown in editor.understood.text() and i18n.term("attempt") in editor.understood.text()
    editor.form.fields["citation"].set_value("кража")
    assert editor.understood.text() == _("Not understood yet.")
    hands.save()
    assert hands.problem("citation") == "citation_not_understood"


def test_requalification_by_keys_closes_the_old_and_keeps_it(hands: Hands) -> None:
    hands.press(KEY.Key_F6, "99 ч. 2 п. 15)", ENTER, ENTER, "5", ENTER, "18112023")
    hands.save()
    hands.page.table.selectRow(0)
    hands.press(KEY.Key_F5)
    hands.into("citation", "106 ч. 3")
    hands.into("since_on", "20112023")
    hands.save()
    assert hands.problem("reason_of_change") == "reason_required"
    hands.press("қаулы № 7")
    hands.save()
    standing, closed = hands.read(lambda session: offence.rows(session, hands.person_id))
    assert (standing.article, closed.article, closed.closed_on, closed.replaced_by) == ("106", "99", "2023-11-20", standing.id)
    (old,) = [line for line in hands.listed() if "99" in line]
    assert _("requalified") in old
    hands.page.table.selectRow(1)
    assert not hands.page.follow.isVisible()                                    # what is closed is not requalified again


def test_a_term_that_ended_is_shown_with_words_and_extended_by_keys(hands: Hands) -> None:
    first = hands.write(measure.add, hands.person_id, factory.measure_values(
        issued_on="2023-11-20", from_at="2023-11-20T10:05+06:00", until_at="2024-01-20T10:05+06:00", case_body="Полиция департаменті"))
    assert hands.page.warning.isVisible() and "20.01.2024 10:05" in hands.page.warning.text()
    hands.page.table.choose(("measure", first))
    hands.press(KEY.Key_F5)
    editor = hands.editor
    assert isinstance(editor, MeasureEditor)
    assert editor.values()["case_body"] == "Полиция департаменті" and editor.values()["from_at"] == "2024-01-20T10:05+06:00"
    hands.into("until_at", "20019999")
    hands.press("1005")
    hands.save()
    assert not hands.page.warning.isVisible()
    assert [_("in force") in line for line in hands.listed() if line.startswith("measure")] == [True, False]
    assert [row.extends for row in hands.read(lambda session: measure.rows(session, hands.person_id))] == [first, ""]


def test_a_change_of_status_shows_at_once(one_hand: Hands) -> None:
    one_hand.press(KEY.Key_F3, "6", ENTER, "20112023", "1000", ENTER, "3", ENTER, "12", ENTER, "20112023", ENTER, COURT)
    one_hand.save()
    assert one_hand.page.status.text().casefold() == i18n.term("convict").casefold()
    assert [line.split(":")[0] for line in one_hand.listed()] == ["category", "custody"]


def test_a_day_in_court_gets_its_outcome_by_an_amendment(one_hand: Hands) -> None:
    one_hand.press(KEY.Key_F7, COURT, ENTER, "20112023", "1000", ENTER, "күзетпен ұстау")
    one_hand.save()
    one_hand.press(ENTER)                                                       # the cursor is on what was added
    one_hand.into("outcome", "кейінге қалдырылды")
    one_hand.into("reason_of_change", "сот хабары")
    one_hand.save()
    assert "кейінге қалдырылды" in one_hand.text()


def test_esc_keeps_what_was_typed_and_it_is_taken_up_again(one_hand: Hands) -> None:
    one_hand.press(KEY.Key_F8, COURT, KEY.Key_Escape)
    (kept,) = one_hand.read(draft.rows)
    assert (kept.kind, kept.key) == ("sentence", one_hand.person_id)
    one_hand.desk.show(f"{kept.kind}_editor", person_id=kept.person_id, draft_key=kept.key)
    settle(one_hand.desk)
    assert one_hand.editor.form.fields["court"].value() == COURT
    one_hand.press(KEY.Key_Escape)


def test_an_unfinished_extension_knows_what_it_extends(one_hand: Hands) -> None:
    first = one_hand.write(measure.add, one_hand.person_id, factory.measure_values())
    one_hand.page.table.choose(("measure", first))
    one_hand.press(KEY.Key_F5)
    one_hand.into("number", "77")
    one_hand.press(KEY.Key_Escape)
    (kept,) = one_hand.read(draft.rows)
    one_hand.desk.show(f"{kept.kind}_editor", person_id=kept.person_id, draft_key=kept.key)
    settle(one_hand.desk)
    assert (one_hand.editor.after, one_hand.editor.values()["number"]) == (first, "77")
    one_hand.press(KEY.Key_Escape)


def test_an_arrest_asks_for_days_and_for_no_type(one_hand: Hands) -> None:
    one_hand.press(KEY.Key_F8)
    one_hand.into("punishment", "3")
    fields = one_hand.editor.form.fields
    assert [name for name in ("years", "months", "days", "place", "traits") if not fields[name].isHidden()] == ["days"]
    one_hand.press(KEY.Key_Escape)


def test_a_set_off_waits_for_its_sentence(one_hand: Hands) -> None:
    one_hand.press(KEY.Key_F9)
    assert one_hand.page.isVisible()


def test_who_is_no_officer_reads_and_changes_nothing(desk: Desk, qtbot: Any) -> None:
    unlocked(desk, "officer")
    ids: list[str] = []
    desk.write(lambda session: person.register(session, factory.person_values()), ids.append)
    desk.wait_idle()
    desk.lock()
    desk.wait_idle()
    unlocked(desk, "medic")
    with window_on(desk) as window:
        desk.show("case", person_id=ids[0])
        settle(desk)
        type_in(window, KEY.Key_F8)
        settle(desk)
        assert not window.findChildren(CaseEditor)
