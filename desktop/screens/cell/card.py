"""One cell: who is in it at a minute, and everybody who ever was."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout

from db.store import cell, placement
from db.store.placement import StayRow
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, term, titled
from desktop.screens.cell import wording
from desktop.screens.cell.minute import Minute
from desktop.screens.cell.parts import Way, add_lists, foot
from desktop.widgets.badge import Badge
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

HELP = N_("The first list shows who is in the cell at the minute above it, empty means now; the second one everybody who ever was, with the "
          "minutes. Enter opens a person's placement. F8 places somebody here, F9 moves the chosen person elsewhere.")
COLUMNS = (
    Column(titled("full_name_short"), lambda row: row.name, 30),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 11, lambda row: row.date_of_birth),
    Column(titled("category_short"), lambda row: term(row.category) if row.category else "", 24),
    Column(titled("placed_from"), lambda row: moment(row.from_at), 17, lambda row: row.stay.since),
    Column(titled("placed_until"), wording.until, 22, lambda row: row.stay.until or 1 << 60),
    Column(titled("reason"), wording.remarks),
)
STATES = {"cell_closed": "info", "cell_over": "overdue", "cell_short": "soon", "cell_full": "done", "cell_free": "open", "cell_empty": "open",
          "cell_unmeasured": "soon"}


class CellCard(Page):
    """Opened with the cell's id, and perhaps the past minute that is asked about."""

    kinds = frozenset({"cell", "placement", "movement", "custody", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cell_id = ""
        self._turn = 0
        self.title, self.facts = Words("", "title"), Words("", "quiet")
        self.badge = Badge()
        self.minute = Minute(desk)
        self.minute.asked.connect(self._on_asked)
        self.minute.keys_of(self)
        self.inside, self.history = (RecordTable(RowsModel(COLUMNS, lambda row: row.id)) for _table in range(2))
        self.inside.say_empty(N_("Nobody is in this cell. F8 places somebody here."))
        self.history.say_empty(N_("Nobody has ever been in this cell."))
        self.tabs = QTabWidget()
        self._lay_out()
        self.setFocusProxy(self.inside)

    def open(self, id: str = "", at: str = "", **_more: Any) -> None:
        self.cell_id = id
        self.minute.set_value(at)

    def refresh(self) -> None:
        self._turn += 1
        turn, at, cell_id = self._turn, self.minute.value(), self.cell_id

        def work(session: Any) -> tuple[cell.CellRow, list[StayRow], list[StayRow]]:
            (row,) = cell.plan(session, at, cell_id).cells
            return row, placement.inside(session, cell_id, at), placement.of_cell(session, cell_id)

        self.desk.read(work, lambda found: self._on_read(turn, *found), owner=self)

    def set_words(self) -> None:
        self.tabs.setTabText(0, _("Who is in it") if not self.minute.is_past() else _("Who was in it"))
        self.tabs.setTabText(1, _("Everybody who ever was"))
        self.inside.setAccessibleName(self.tabs.tabText(0))
        self.history.setAccessibleName(self.tabs.tabText(1))

    def _on_read(self, turn: int, row: cell.CellRow, inside: list[StayRow], history: list[StayRow]) -> None:
        if turn != self._turn:
            return
        self.title.say(lambda: f"{term('cell', True)} {wording.title(row)}")
        self.facts.say(lambda: wording.facts(row))
        self.badge.show_state(STATES[row.state], lambda: wording.state(row))
        self.inside.set_rows(inside)
        self.history.set_rows(history)
        self.set_words()

    def _on_asked(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.refresh()
        self.inside.setFocus(Qt.FocusReason.OtherFocusReason)

    # ways ---------------------------------------------------------------------------------------------------------------

    def _chosen(self) -> StayRow | None:
        table = self.inside if self.tabs.currentIndex() == 0 else self.history
        row: StayRow | None = table.rows.row(table.currentIndex().row())
        return row

    def _on_opened_stay(self, _stay: object) -> None:
        row = self._chosen()
        if row is not None:
            self.desk.show("placement", person_id=row.person_id, at=self.minute.value() if self.minute.is_past() else "")

    def _place(self) -> None:
        self.desk.show("placement_choose", cell_id=self.cell_id)

    def _move(self) -> None:
        row = self._chosen()
        if row is not None and not row.stay.until:
            self.desk.show("placement_editor", person_id=row.person_id)
        else:
            self.desk.say(_("Choose somebody who is in the cell now."), "info")

    def _amend(self) -> None:
        self.desk.show("cell_editor", id=self.cell_id)

    def _on_tab(self) -> None:
        at = int(self.sender().property("tab"))
        self.tabs.setCurrentIndex(at)
        (self.inside, self.history)[at].setFocus(Qt.FocusReason.OtherFocusReason)

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.title)
        first.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.facts)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.minute)
        for table in (self.inside, self.history):
            table.opened.connect(self._on_opened_stay)
        add_lists(self, self.tabs, (self.inside, self.history), self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(HelpNote(self, HELP))
        column.addWidget(self.tabs, 1)
        column.addWidget(Words(N_("Enter opens a person · Ctrl+1, Ctrl+2 lists · F6 another minute · Esc back"), "quiet"))
        column.addLayout(foot(self._ways()))

    def _ways(self) -> tuple[Way, ...]:
        """Only the records officer moves people."""
        if self.desk.user is None or self.desk.user.role != "officer":
            return ()
        return (
            (N_("Amend cell · F4"), "F4", self._amend), (N_("Move the chosen · F9"), "F9", self._move),
            (N_("Place here · F8"), "F8", self._place))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        (self.inside, self.history)[self.tabs.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)
