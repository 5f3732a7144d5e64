"""A card file at the keyboard: columns guessed and mended, a dry run that writes nothing, one transaction, a mapping used again."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.store import draft, person
from desktop import i18n
from desktop.desk import Desk
from desktop.screens.card_import.page import CardImport
from tests import dirty_cards
from tests.conftest import type_in

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(opened: Desk, qtbot: Any) -> CardImport:
    made = CardImport(opened)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.open()
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    opened.wait_idle()
    return made


def _settled(page: CardImport) -> None:
    for _turn in range(8):
        page.desk.wait_idle()


def _ctrl_enter(page: CardImport) -> None:
    type_in(page, KEY.Key_Return, modifier=CONTROL)
    _settled(page)


def _answered(page: CardImport, path: Path) -> None:
    page.form.focus("file")
    type_in(page, str(path), KEY.Key_Return)
    _settled(page)
    page.form.focus("constant_citizenship")
    type_in(page, "1", KEY.Key_Return, "1", KEY.Key_Return, "ЖСН картотекада жоқ")
    page.form.focus("serial_dates")
    type_in(page, "1")


def _count(page: CardImport) -> int:
    got: list[int] = []
    page.desk.read(person.count, got.append)
    page.desk.wait_idle()
    return got[0]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_card_file_is_taken_in_by_keys_alone(page: CardImport, tmp_path: Path, language: str) -> None:
    i18n.use(language)
    cards = dirty_cards.cards(120)
    _answered(page, dirty_cards.write_csv(tmp_path / "k.csv", cards))
    assert page.mapping().columns == dirty_cards.COLUMNS
    _ctrl_enter(page)
    wanted = sum(card.outcome == "create" for card in cards)
    assert page.sides.currentWidget() is page.result
    assert page.result.plan is not None and page.result.plan.counts["create"] == wanted
    assert _count(page) == 0
    went: list[str] = []
    page.desk.back_asked.connect(lambda: went.append("back"))
    _ctrl_enter(page)
    assert _count(page) == wanted
    assert went == ["back"]
    rows: list[Any] = []
    page.desk.read(draft.rows, rows.extend)
    page.desk.wait_idle()
    assert rows == []


def test_the_dry_run_says_every_line_in_words(page: CardImport, tmp_path: Path) -> None:
    _answered(page, dirty_cards.write_csv(tmp_path / "k.csv", dirty_cards.cards(120)))
    _ctrl_enter(page)
    refused = page.result.tables["refusal"]
    assert refused.rows.rowCount()
    for row in range(refused.rows.rowCount()):
        said = refused.rows.columns[2].shown(refused.rows.row(row))
        assert said and "card_" not in said and "iin_" not in said, said
    type_in(page, KEY.Key_4, modifier=CONTROL)
    assert page.result.whole.text().startswith("№ ")
    type_in(page, KEY.Key_Escape)
    assert page.sides.currentIndex() == 0


def test_a_mapping_is_saved_and_used_again(page: CardImport, tmp_path: Path) -> None:
    _answered(page, dirty_cards.write_csv(tmp_path / "k.csv", dirty_cards.cards(5)))
    before = page.mapping()
    page.save_mapping(tmp_path / "mapping.json")
    page.desk.wait_idle()
    page.form.set_values({"absent_iin": "", "column_surname": ""})
    page.open_mapping(tmp_path / "mapping.json")
    assert page.mapping() == before


def test_what_is_no_card_file_is_answered_at_its_field(page: CardImport, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_bytes(b"a;b\n1;2\n" * 20 + b"\0")
    page.take_file(path)
    _settled(page)
    problem = page.form.fields["file"].problem
    assert problem is not None and problem.key == "card_file_no_table"


def test_a_missing_column_for_the_name_is_answered_at_its_field(page: CardImport, tmp_path: Path) -> None:
    _answered(page, dirty_cards.write_csv(tmp_path / "k.csv", dirty_cards.cards(5)))
    page.form.set_values({"column_surname": "", "column_given_name": ""})
    _ctrl_enter(page)
    problem = page.form.fields["column_surname"].problem
    assert problem is not None and problem.key == "card_no_name"
