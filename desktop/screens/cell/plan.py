"""Who is where, now or at any past minute: the plan of the building, and the ways into a cell."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.store import cell, placement
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, moment
from desktop.screens.cell import paper, wording
from desktop.screens.cell.minute import Minute
from desktop.screens.cell.plan_view import PlanView
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.words import Button, Words

HELP = N_("The arrows go from cell to cell, Page Up and Page Down from block to block; a number typed goes to that cell, Enter opens it. "
          "F6 asks about another minute: the plan then shows who was where at that time. F7 lists everybody held, those not in a cell "
          "first. A cell is over its places when more people are in it than places; it is below the norm when its floor is smaller than "
          "its people need.")
SOURCE = N_("Law on the custody of people in special institutions, 22(2), 32; Penal Executive Code 94, 115")


class CellPlan(Page):
    """Enter opens a cell, F8 places somebody into it; Ctrl+N makes cells."""

    kinds = frozenset({"cell", "placement", "movement", "custody"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.plan: cell.Plan | None = None
        self._unplaced: int | None = None
        self._turn = 0
        self.totals, self.past = Words("", "quiet"), Words("", "heading")
        self.past.hide()
        self.minute = Minute(desk)
        self.minute.asked.connect(self._on_asked)
        self.minute.keys_of(self)
        self.view = PlanView()
        self.view.say_empty(N_("There are no cells yet. Ctrl+N makes the first ones; several at once by their numbers, 101-110."))
        self.view.opened.connect(self._on_opened_cell)
        self.view.chosen.connect(self._on_chosen)
        self._buttons: list[Button] = []
        self._lay_out()
        self.setFocusProxy(self.view)

    def refresh(self) -> None:
        self._turn += 1
        turn, at = self._turn, self.minute.value()
        self.desk.read(lambda session: cell.plan(session, at), lambda plan: self._on_plan(turn, plan), owner=self)
        # Whoever is in no cell is counted apart: the picture does not wait for it.
        self.desk.read(lambda session: sum(not row.cell_id for row in placement.held(session, at)),
                       lambda count: self._on_unplaced(turn, count), owner=self)

    def set_words(self) -> None:
        self.view.setAccessibleName(_("Plan of the cells"))

    def _on_plan(self, turn: int, plan: cell.Plan) -> None:
        if turn != self._turn:
            return
        self.plan = plan
        self.view.set_cells(plan.cells)
        self.totals.say(lambda: wording.totals(plan, self._unplaced))
        past = self.minute.is_past()
        self.past.say((lambda: _("As it was at {time}").format(time=moment(plan.at, offset=True))) if past else "")
        self.past.setVisible(past)

    def _on_unplaced(self, turn: int, count: int) -> None:
        if turn == self._turn:
            self._unplaced = count
            self.totals.set_words()

    def _on_asked(self) -> None:
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_opened_cell(self, cell_id: object) -> None:
        self.desk.show("cell_card", id=cell_id, at=self.minute.value() if self.minute.is_past() else "")

    def _on_chosen(self, cell_id: object) -> None:
        for button in self._buttons:
            button.setEnabled(cell_id is not None)

    def _place(self) -> None:
        row = self.view.current()
        if row is not None:
            self.desk.show("placement_choose", cell_id=row.id)

    def _amend(self) -> None:
        if self.view.current_id() is not None:
            self.desk.show("cell_editor", id=self.view.current_id())

    def _make(self) -> None:
        row = self.view.current()
        self.desk.show("cell_editor", block=row.block if row is not None else "", unit=row.unit if row is not None else "")

    def _everybody(self) -> None:
        self.desk.show("placement_choose")

    def _print(self) -> None:
        paper.show(self.desk, self.minute.value(), self)

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (Words(N_("Cells"), "title"), self.totals, self.past):
            words.addWidget(widget)
        head.addLayout(words, 1)
        head.addWidget(self.minute)
        legend, foot = QHBoxLayout(), QHBoxLayout()
        for row in (legend, foot):
            row.setSpacing(8)
        legend.addWidget(Words(wording.legend, "quiet"), 1)
        foot.addStretch(1)
        self._add(legend, N_("Print · Ctrl+P"), "Ctrl+P", self._print, icon="print")
        if self.desk.user is not None and self.desk.user.role == "officer":
            self._add(legend, N_("Everybody held · F7"), "F7", self._everybody)
            self._buttons.append(self._add(foot, N_("Amend cell · F4"), "F4", self._amend))
            self._add(foot, N_("New cells · Ctrl+N"), "Ctrl+N", self._make, icon="plus")
            self._buttons.append(self._add(foot, N_("Place here · F8"), "F8", self._place, primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(HelpNote(self, HELP, SOURCE))
        column.addWidget(self.view, 1)
        column.addLayout(legend)
        column.addLayout(foot)
        self._on_chosen(None)

    def _add(self, row: QHBoxLayout, phrase: Phrase, key: str, call: Any, icon: str | None = None, primary: bool = False) -> Button:
        button = Button(phrase, key=key, icon=icon, primary=primary)
        button.clicked.connect(call)
        row.addWidget(button)
        return button


