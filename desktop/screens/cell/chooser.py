"""Everybody held here, those in no cell first: who is to be placed, into the chosen cell or into one still to be chosen."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.rules.moment import now
from db.store import cell, placement
from db.store.placement import Held, cell_name
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, number, term, titled
from desktop.widgets.name_line import NameLine, fits
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

COLUMNS = (
    Column(titled("full_name_short"), lambda row: row.name),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 11, lambda row: row.date_of_birth),
    Column(titled("category_short"), lambda row: term(row.category) if row.category else "", 30),
    Column(titled("arrived_short"), lambda row: moment(row.arrived_at), 17, lambda row: row.arrived_at),
    Column(titled("cell"), lambda row: row.cell or "○ " + _("not in a cell"), 22, lambda row: (bool(row.cell), row.cell)),
)


class PersonChooser(Page):
    """After each placement the list is here again, without the one just placed on top."""

    kinds = frozenset({"placement", "movement", "custody", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cell_id = ""
        self._rows: list[Held] = []
        self.title, self.count = Words(N_("Everybody held here"), "title"), Words("", "quiet")
        self.table = RecordTable(RowsModel(COLUMNS, lambda row: row.person_id))
        self.table.say_empty(N_("Nobody is held here with such a name."))
        self.table.opened.connect(self._on_opened_row)
        self.line = NameLine(self.table)
        self.line.textChanged.connect(self._on_typed)
        head = QHBoxLayout()
        head.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.count)
        head.addLayout(words, 2)
        head.addWidget(self.line, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(Words(N_("Type a name to narrow the list · Enter places · Esc back"), "quiet"))
        self.setFocusProxy(self.line)

    def open(self, cell_id: str = "", **_more: Any) -> None:
        self.cell_id = cell_id

    def refresh(self) -> None:
        cell_id, at = self.cell_id, now(self.desk.zone)

        def work(session: Any) -> tuple[str, list[Held]]:
            one = cell.load(session, cell_id) if cell_id else None
            return cell_name(one.block, one.number) if one is not None else "", placement.held(session, at)

        self.desk.read(work, self._on_read, owner=self)

    def set_words(self) -> None:
        self.line.setPlaceholderText(_("Name"))
        self.line.setAccessibleName(term("filter", True))
        self.table.setAccessibleName(_("Everybody held here"))

    def _on_read(self, found: tuple[str, list[Held]]) -> None:
        name, self._rows = found
        if name:
            self.title.say(lambda: _("Who is to be placed into cell {cell}").format(cell=name))
        outside = sum(not row.cell_id for row in self._rows)
        total = len(self._rows)
        self.count.say(lambda: _("held: {total} · not in a cell: {n}").format(total=number(total), n=number(outside)))
        self._on_typed(self.line.text())

    def _on_typed(self, text: str) -> None:
        self.table.set_rows([row for row in self._rows if (row.cell_id != self.cell_id or not self.cell_id) and fits(text, row.name)])

    def _on_opened_row(self, person_id: object) -> None:
        self.desk.show("placement_editor", person_id=person_id, cell_id=self.cell_id)
