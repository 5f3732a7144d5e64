"""Lists: rows, pages of a million, headers in both languages, Enter opens, the cursor keeps its record."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.i18n import titled
from desktop.widgets.record_table import PAGE, PAGES_KEPT, SORT_ROLE, Column, PagedModel, RecordTable, RowsModel
from tests.conftest import Press


class Row(NamedTuple):
    id: int
    name: str
    age: int


COLUMNS = (Column(titled("surname"), lambda row: row.name), Column(titled("age"), lambda row: str(row.age), 6, lambda row: row.age, True))
ROWS = [Row(1, "Омаров", 9), Row(2, "Әбілов", 30), Row(3, "Қасымов", 100)]


@pytest.fixture
def table(dressed: QApplication, qtbot: Any) -> RecordTable:
    made = RecordTable(RowsModel(COLUMNS, lambda row: row.id))
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    qtbot.waitExposed(made)
    made.set_rows(ROWS)
    made.setFocus()
    return made


def test_the_model_passes_qts_own_tester(dressed: QApplication, qtmodeltester: Any) -> None:
    model = RowsModel(COLUMNS, lambda row: row.id)
    model.set_rows(ROWS)
    qtmodeltester.check(model)


def test_enter_opens_the_record_under_the_cursor(table: RecordTable, press: Press, qtbot: Any) -> None:
    press(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        press(table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_the_cursor_stays_on_its_record_when_rows_come_anew(table: RecordTable) -> None:
    table.choose(3)
    table.set_rows([ROWS[2], ROWS[0]])
    assert table.current_id() == 3


def test_numbers_sort_as_numbers(table: RecordTable) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [table.rows.id_at(n) for n in range(3)] == [3, 2, 1]
    assert table.rows.data(table.rows.index(0, 1), SORT_ROLE) == 100


def test_headers_follow_the_language(table: RecordTable) -> None:
    heading = lambda: table.rows.headerData(0, Qt.Orientation.Horizontal)  # noqa: E731
    assert heading() == "Тегі"
    i18n.use("ru")
    assert heading() == "Фамилия"


def test_a_vanished_record_stays_in_its_place_but_cannot_be_opened(table: RecordTable, press: Press) -> None:
    told: list[Any] = []
    table.opened.connect(told.append)
    table.rows.mark_gone(1)
    table.selectRow(0)
    press(table, Qt.Key.Key_Return)
    assert told == []
    assert table.rows.rowCount() == 3
    assert not table.rows.flags(table.rows.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled


def _paged() -> tuple[PagedModel, list[tuple[list[Any], Callable[[dict[Any, Any]], None]]]]:
    asked: list[tuple[list[Any], Callable[[dict[Any, Any]], None]]] = []
    model = PagedModel(COLUMNS, lambda row: row.id, lambda ids, done: asked.append((ids, done)))
    model.set_ids(range(1_000_000))
    return model, asked


def _answer(ids: list[Any]) -> dict[Any, Any]:
    return {record_id: Row(record_id, f"аты {record_id}", 1) for record_id in ids}


def test_a_million_rows_are_read_by_pages_and_each_page_once(dressed: QApplication) -> None:
    model, asked = _paged()
    assert model.rowCount() == 1_000_000
    assert model.data(model.index(500_000, 0)) is None
    assert model.data(model.index(500_001, 0)) is None
    assert len(asked) == 1
    ids, done = asked[0]
    assert len(ids) == PAGE
    done(_answer(ids))
    assert model.data(model.index(500_000, 0)) == "аты 500000"


def test_only_the_pages_seen_lately_are_kept(dressed: QApplication) -> None:
    model, asked = _paged()
    for page in range(PAGES_KEPT + 5):
        model.row(page * PAGE)
        ids, done = asked[-1]
        done(_answer(ids))
    assert len(model._pages) == PAGES_KEPT


def test_a_late_page_of_an_older_list_is_dropped(dressed: QApplication) -> None:
    model, asked = _paged()
    model.row(0)
    ids, done = asked[0]
    model.set_ids([7, 8])
    done(_answer(ids))
    assert model._pages == {}


def test_records_missing_from_a_page_are_disabled(dressed: QApplication) -> None:
    model, asked = _paged()
    model.row(0)
    ids, done = asked[0]
    done({record_id: row for record_id, row in _answer(ids).items() if record_id != 3})
    assert model.flags(model.index(3, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(4, 0)) & Qt.ItemFlag.ItemIsEnabled
