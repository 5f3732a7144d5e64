"""Lists carried out: what the table shows, nothing that a spreadsheet would run, and a trace in the register."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import Access
from db.store import person
from desktop.desk import Desk
from desktop.screens.person.list import PersonList
from desktop.widgets import export
from tests import factory
from tests.conftest import unlocked

HOSTILE = ["=1+1", "+77011112233", "-5", "@SUM(A1)", "\t=1", "обычный", "қазақша", "", "a\x01b"]


def test_nothing_in_a_workbook_is_a_formula() -> None:
    page = load_workbook(io.BytesIO(export.as_xlsx([["Баған"], *([text] for text in HOSTILE)], "Тізім: [1]"))).active
    assert page is not None
    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert all(cell.data_type == "s" for cell in cells if cell.value is not None)
    assert [cell.value or "" for cell in cells] == [text.replace("\t", " ").replace("\x01", " ") for text in HOSTILE]


def test_nothing_in_a_text_table_is_taken_for_a_formula() -> None:
    data = export.as_csv([["Баған"], *([text] for text in HOSTILE)])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert not any(row and row[0].startswith(("=", "+", "-", "@", "\t")) for row in rows[1:])
    assert rows[6] == ["обычный"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_everybody_is_carried_out_and_the_register_remembers(opened: Desk, qtbot: Any, tmp_path: Path, suffix: str) -> None:
    for number in range(3):
        opened.write(lambda session, number=number: person.register(session, factory.person_values(
            given_name=f"Әлихан{'абв'[number]}", iin="", iin_state="iin_absent", iin_reason="тест", document_number=str(number))))
    opened.wait_idle()
    page = PersonList(opened)
    qtbot.addWidget(page)
    page.show()
    opened.wait_idle()
    path = tmp_path / f"people{suffix}"
    from desktop.screens.person.list import _everybody
    export.carry_out(opened, page.table, "Адамдар", _everybody, page, path)
    for _turn in range(3):
        opened.wait_idle()
    assert path.is_file()
    if suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        assert text.count("\n") == 4 and "Қасымов Әлиханб" in text
    traces: list[Any] = []
    opened.read(lambda session: list(session.execute(select(Access.act, Access.detail).order_by(Access.row)).all()), traces.extend)
    opened.wait_idle()
    assert tuple(traces[-1]) == ("export", f"Адамдар · 3 · {suffix[1:]}")


def test_only_officers_carry_out(desk: Desk, qtbot: Any, tmp_path: Path) -> None:
    unlocked(desk, "head")
    page = PersonList(desk)
    qtbot.addWidget(page)
    page.show()
    desk.wait_idle()
    export.carry_out(desk, page.table, "Адамдар", path=tmp_path / "people.csv")
    desk.wait_idle()
    assert desk.heard.take().kind == "warning"  # type: ignore[attr-defined]
    assert not (tmp_path / "people.csv").exists()
    assert not page.carry.isVisible()
