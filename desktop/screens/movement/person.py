"""One person's movements: where he is or was at any minute, every step through the gate, and the way to the next one."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout

from db.rules import movement as rules
from db.rules.movement import IN, OUT, Step
from db.store import movement, person, placement, presence
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, moment, term, titled
from desktop.screens.movement import wording
from desktop.screens.movement.minute import Minute
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Button, Words

HELP = N_("The line above the list says where the person is, or was at the minute asked about with F6. Enter or F4 opens a movement to amend it "
          "with a reason: so a body check is added later. Ctrl+D takes back the last one, when it was entered by mistake.")


def _state(row: Any) -> str:
    return "(" + _("taken back") + ")" if row.withdrawn else ""


COLUMNS = (
    Column(titled("move_at"), lambda row: moment(row.at), 17, lambda row: row.at),
    Column(titled("move_kind"), lambda row: " ".join(filter(None, (wording.kind(row), _state(row)))), 30),
    Column(titled("move_place"), lambda row: row.place, 24),
    Column(titled("move_order"), wording.paper),
    Column(titled("move_escort"), lambda row: row.escort, 18),
    Column(titled("body_check"), lambda row: "" if row.withdrawn else wording.check(row), 15),
)


class Found(NamedTuple):
    """What the page shows."""

    whose: dict[str, str]
    rows: list[Any]
    where: presence.Where
    cell: str


class PersonMovements(Page):
    """F7 arrival, F8 departure, whichever can follow."""

    kinds = frozenset({"movement", "custody", "placement", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id = ""
        self.found: Found | None = None
        self._turn = 0
        self.whose, self.where = Words("", "title"), Words("", "heading")
        self.minute = Minute(desk, self)
        self.minute.asked.connect(self.refresh)
        self.table = RecordTable(RowsModel(COLUMNS, lambda row: row.id))
        self.table.say_empty(N_("No movement yet. The first one comes with the custody: Ctrl+N on the person's card."))
        self.table.opened.connect(self._on_opened_row)
        self._lay_out()
        self.setFocusProxy(self.table)

    def open(self, person_id: str = "", **_more: Any) -> None:
        self.person_id = person_id

    def refresh(self) -> None:
        self._turn += 1
        turn, at, person_id = self._turn, self.minute.value(), self.person_id

        def work(session: Any) -> Found:
            one = person.load(session, person_id)
            whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
            where = presence.where(session, person_id, at)
            cell = placement.at(session, person_id, at) if where.inside else None
            return Found(whose, presence.of_person(session, person_id), where, placement.cell_name(cell.block, cell.number) if cell is not None else "")

        self.desk.read(work, lambda found: self._on_read(turn, found), owner=self)

    def set_words(self) -> None:
        self.table.setAccessibleName(_("Movements"))

    def _on_read(self, turn: int, found: Found) -> None:
        if turn != self._turn:
            return
        self.found = found
        past = self.minute.is_past()
        self.whose.say(wording.named(found.whose))
        self.where.say(lambda: (f"{moment(found.where.at, offset=True)}: " if past else "") + wording.state(found.where)
                       + (" · " + _("cell {cell}").format(cell=found.cell) if found.cell else ""))
        self.table.set_rows(found.rows)

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_opened_row(self, movement_id: object) -> None:
        row = next((one for one in self.found.rows if one.id == movement_id), None) if self.found is not None else None
        if row is not None and not row.withdrawn and self._is_officer():
            self.desk.show("movement_editor", person_id=self.person_id, id=movement_id)

    def _amend(self) -> None:
        if (chosen := self.table.current_id()) is not None:
            self._on_opened_row(chosen)

    def _step(self) -> None:
        direction = self.sender().property("direction")
        rows = [row for row in self.found.rows if not row.withdrawn] if self.found is not None else []
        codes = rules.possible(Step(rows[0].movement, rows[0].at) if rows else None)
        if any(rules.KINDS[code].direction == direction for code in codes):
            self.desk.show("movement_editor", person_id=self.person_id, direction=direction)
        elif direction == IN and (not rows or rows[0].direction == OUT):
            self.desk.show("custody_editor", person_id=self.person_id)
        else:
            self.desk.say(_("Not now: {state}").format(state=wording.state(self.found.where if self.found is not None else None)), "warning")

    def _withdraw(self) -> None:
        """Asks for the reason; the dialog is the program's own and leaves nothing behind when closed."""
        row = self.table.rows.row(self.table.currentIndex().row())
        if row is None or row.withdrawn:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(_("Take back a movement"))
        dialog.setLabelText(_("{movement}, {time}. Why was it entered by mistake?").format(movement=term(row.movement, True), time=moment(row.at)))
        dialog.setProperty("movement", row.id)
        dialog.textValueSelected.connect(self._on_withdrawn)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_withdrawn(self, because: str) -> None:
        movement_id = self.sender().property("movement")
        self.desk.write(lambda session: movement.withdraw(session, movement_id, because), self._on_taken_back, owner=self)

    def _on_taken_back(self, _nothing: None) -> None:
        self.desk.say(_("The change is saved, with its reason."), "done")

    def _is_officer(self) -> bool:
        return self.desk.user is not None and self.desk.user.role == "officer"

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.whose)
        words.addWidget(self.where)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.minute)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(HelpNote(self, HELP))
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("F1 help · F6 another minute · Esc back"), "quiet"), 1)
        if self._is_officer():
            ways: tuple[tuple[Phrase, str, Any, str], ...] = (
                (N_("Take back · Ctrl+D"), "Ctrl+D", self._withdraw, ""), (N_("Amend · F4"), "F4", self._amend, ""),
                (N_("Departure · F8"), "F8", self._step, OUT), (N_("Arrival · F7"), "F7", self._step, IN))
            for phrase, key, call, direction in ways:
                button = Button(phrase, key=key, primary=key == "F7")
                button.setProperty("direction", direction)
                button.clicked.connect(call)
                foot.addWidget(button)
        return foot

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
