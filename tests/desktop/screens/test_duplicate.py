"""The room of duplicates at the keyboard: found by itself, compared side by side, decided with a reason, undone, never merged."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.store import entry, likeness, link, person
from desktop import i18n
from desktop.desk import Desk, Go
from desktop.screens.duplicate.room import Duplicates
from desktop.screens.person.card import PersonCard
from tests import factory
from tests.conftest import type_in

KEY = Qt.Key
ALIKE = {"surname": "Касымов", "given_name": "Алихан", "patronymic": "", "iin": "", "iin_state": "iin_absent", "iin_reason": "тест",
         "document_number": "5"}


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


@pytest.fixture
def pair(opened: Desk) -> tuple[str, str]:
    one = _written(opened, lambda session: person.register(session, factory.person_values()))
    other = _written(opened, lambda session: person.register(session, factory.person_values(**ALIKE)))
    first, second = sorted((one, other))
    return first, second


@pytest.fixture
def room(opened: Desk, pair: tuple[str, str], qtbot: Any) -> Duplicates:
    page = Duplicates(opened)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.open()
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    for _turn in range(4):      # read, compare, read again, both sides
        opened.wait_idle()
    return page


def _press(room: Duplicates, *what: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    type_in(room, *what, modifier=modifier)
    for _turn in range(3):
        room.desk.wait_idle()


def test_a_pair_is_found_when_the_room_is_entered(room: Duplicates, pair: tuple[str, str]) -> None:
    assert room.pairs.current_id() == pair
    assert room.comparison.differing[:1] == ["name"]
    assert {"iin", "document"} <= set(room.comparison.differing)
    assert "sex" not in room.comparison.differing


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("key", "state"), [(KEY.Key_F8, "link_same"), (KEY.Key_F7, "link_not_same")])
def test_a_pair_is_decided_by_keys_with_a_reason(room: Duplicates, pair: tuple[str, str], key: KEY, state: str, language: str) -> None:
    i18n.use(language)
    room.pairs.setFocus()
    _press(room, key)
    assert room.reason.problem is not None and room.reason.problem.key == "reason_required"
    _press(room, "саусақ таңбасы", key)
    (decision,) = _read(room.desk, link.decisions)
    assert (decision.one, decision.other, decision.state, decision.reason) == (*pair, state, "саусақ таңбасы")
    assert room.pairs.rows.rowCount() == 0


def test_both_entries_stay_and_show_each_other(room: Duplicates, pair: tuple[str, str], qtbot: Any) -> None:
    room.pairs.setFocus()
    _press(room, ENTER := KEY.Key_Return, "бір адам", KEY.Key_F8)
    assert ENTER
    assert _read(room.desk, person.count) == 2
    for here, there in (pair, pair[::-1]):
        card = PersonCard(room.desk)
        qtbot.addWidget(card)
        card.open(id=here)
        card.show()
        room.desk.wait_idle()
        name = _read(room.desk, lambda session, there=there: person.load(session, there)).surname
        assert any(name in words for words in card.header.chips.words())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_decision_is_undone_with_a_reason_and_the_pair_waits_again(room: Duplicates, pair: tuple[str, str], language: str) -> None:
    i18n.use(language)
    room.pairs.setFocus()
    _press(room, KEY.Key_Return, "бір адам", KEY.Key_F8)
    _press(room, KEY.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    _press(room, KEY.Key_Return, "қате болды", KEY.Key_F9)
    assert _read(room.desk, link.decisions) == []
    assert [(row.one, row.other) for row in _read(room.desk, likeness.queue)] == [pair]
    history = _read(room.desk, lambda session: entry.of_person(session, pair[0]))
    assert [row.reason for row in history if row.kind == "link"] == ["бір адам", "қате болды"]


def test_the_cards_of_both_open_by_key(room: Duplicates, pair: tuple[str, str]) -> None:
    shown: list[Go] = []
    room.desk.go.connect(shown.append)
    room.pairs.setFocus()
    _press(room, KEY.Key_F3)
    _press(room, KEY.Key_F4)
    assert [go.params["id"] for go in shown] == list(pair)


def test_only_what_is_new_is_compared(room: Duplicates, pair: tuple[str, str]) -> None:
    stands = _read(room.desk, likeness.progress)
    assert stands.done == stands.total
    _written(room.desk, lambda session: person.register(session, factory.person_values(**{**ALIKE, "document_number": "6"})))
    for _turn in range(4):
        room.desk.wait_idle()
    assert room.pairs.rows.rowCount() == 3


def test_an_amended_person_that_is_no_longer_alike_leaves_the_queue(room: Duplicates, pair: tuple[str, str]) -> None:
    _written(room.desk, lambda session: person.amend(session, pair[1], {"surname": "Өтегенов", "given_name": "Болат"}, "қате жазылған"))
    for _turn in range(4):
        room.desk.wait_idle()
    assert room.pairs.rows.rowCount() == 0
