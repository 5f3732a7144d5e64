"""Carries a list out as CSV or XLSX: what is seen in the table, cell by cell, and a trace in the register before the file is written."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.desk import Desk
from desktop.i18n import _, ngettext, number, spoken
from desktop.widgets.record_table import Column, RecordTable

SUFFIXES = (".xlsx", ".csv")
# A spreadsheet would take such a text for a formula and run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = dict.fromkeys([*range(32)], " ")


def cells(columns: Sequence[Column], rows: Iterable[Any]) -> list[list[str]]:
    """Headings and rows as the table shows them, in the language of the moment."""
    return [[spoken(column.title) for column in columns], *([column.shown(row) for column in columns] for row in rows)]


def as_csv(lines: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with its mark and semicolons, as spreadsheets here open it; a text like a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([["'" + text if text.startswith(FORMULA) else text for text in line] for line in lines])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Sequence[Sequence[str]], title: str) -> bytes:
    """One sheet of text cells, the headings bold and fixed; whatever begins like a formula is text all the same."""
    # Half a second of import, needed for this alone.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    page = book.create_sheet("".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "1")
    page.freeze_panes = "A2"
    for place, width in enumerate(_widths(lines)):
        page.column_dimensions[chr(ord("A") + place)].width = width
    for number_, line in enumerate(lines):
        made = []
        for text in line:
            cell = WriteOnlyCell(page, value=text.translate(_UNSEEN))
            cell.data_type, cell.number_format = "s", "@"
            if number_ == 0:
                cell.font = Font(bold=True)
            made.append(cell)
        page.append(made)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _widths(lines: Sequence[Sequence[str]]) -> list[int]:
    """Wide enough for the first hundred rows, and never absurd."""
    return [min(max(len(line[place]) for line in lines[:100]) + 2, 60) for place in range(min(len(lines[0]), 26))]


def write(path: Path, lines: Sequence[Sequence[str]], title: str) -> None:
    """The whole file or none; raises ``DiskFull`` or ``WorldError``."""
    from db.files import write_whole

    write_whole(path, as_csv(lines) if path.suffix.lower() == ".csv" else as_xlsx(lines, title))


def carry_out(desk: Desk, table: RecordTable, title: str, rows: Callable[[Any], list[Any]] | None = None, owner: QWidget | None = None,
              path: Path | None = None) -> None:
    """Asks for a file and carries the table's rows out; ``rows(session)`` reads them all where the table holds only pages of them.

    Officers alone; the trace (what, how many, as which file) is in the register before anything is written.
    """
    if desk.user is None or desk.user.role != "officer":
        desk.say(_("Your role does not allow this."), "warning")
        return
    chosen = path or _asked(owner, title)
    if chosen is None:
        return
    columns = table.rows.columns
    shown = [] if rows is not None else [row for place in range(table.rows.rowCount()) if (row := table.rows.row(place)) is not None]

    def read(session: Any) -> list[Any]:
        # SQLAlchemy comes with the open register.
        from db.store import access

        found = rows(session) if rows is not None else shown
        access.note(session, "export", detail=f"{title} · {len(found)} · {chosen.suffix.lstrip('.')}")
        return found

    def formed(found: list[Any]) -> None:
        desk.apart(lambda: write(chosen, cells(columns, found), title), lambda _nothing: _said(desk, len(found), chosen), owner=owner)

    desk.write(read, formed, owner=owner)


def _said(desk: Desk, count: int, path: Path) -> None:
    desk.say(ngettext("{n} row was carried out to {file}.", "{n} rows were carried out to {file}.", count).format(
        n=number(count), file=path.name), "done")


def _asked(owner: QWidget | None, title: str) -> Path | None:
    kinds = {_("Spreadsheet") + " (*.xlsx)": ".xlsx", _("Text table") + " (*.csv)": ".csv"}
    name, kind = QFileDialog.getSaveFileName(owner, _("Carry the list out"), title, ";;".join(kinds))
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + kinds.get(kind, ".xlsx"))
