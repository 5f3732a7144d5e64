"""A person's placement: the cell now or at any past minute, who else was in it then, and every cell until today."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QTabWidget, QVBoxLayout

from db.store import person, placement
from db.store.placement import StayRow
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, term, titled
from desktop.screens.cell import wording
from desktop.screens.cell.minute import Minute
from desktop.screens.cell.parts import Way, add_lists, foot
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

HELP = N_("The line above the lists says in which cell the person is, or was at the minute asked about with F6; the first list is every cell "
          "of this person; the second one who else was in the same cell at that minute, from when until when. Enter opens the cell or the "
          "other person; F4 corrects the chosen placement with a reason, Ctrl+D takes back one that was entered by mistake.")
MATES = (
    Column(titled("full_name_short"), lambda row: row.name, 32),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 11, lambda row: row.date_of_birth),
    Column(titled("category_short"), lambda row: term(row.category) if row.category else "", 28),
    Column(titled("placed_from"), lambda row: moment(row.from_at), 17, lambda row: row.stay.since),
    Column(titled("placed_until"), wording.until, 0, lambda row: row.stay.until or 1 << 60),
)
HISTORY = (
    Column(titled("cell"), wording.where, 22),
    Column(titled("placed_from"), lambda row: moment(row.from_at), 17, lambda row: row.stay.since),
    Column(titled("placed_until"), wording.until, 28, lambda row: row.stay.until or 1 << 60),
    Column(titled("reason"), wording.remarks),
)


class PersonPlacement(Page):
    """F8 places or moves, F9 takes out of the cell."""

    kinds = frozenset({"placement", "movement", "custody", "cell", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id = ""
        self._turn = 0
        self.whose, self.where = Words("", "title"), Words("", "heading")
        self.minute = Minute(desk)
        self.minute.asked.connect(self._on_asked)
        self.minute.keys_of(self)
        self.mates, self.history = RecordTable(RowsModel(MATES, lambda row: row.id)), RecordTable(RowsModel(HISTORY, lambda row: row.id))
        self.mates.say_empty(N_("Nobody else is in the same cell at this minute."))
        self.history.say_empty(N_("Not placed yet. F8 places into a cell."))
        self.mates.opened.connect(self._on_mate)
        self.history.opened.connect(self._on_stay)
        self.tabs = QTabWidget()
        self._lay_out()
        self.setFocusProxy(self.history)

    def open(self, person_id: str = "", at: str = "", **_more: Any) -> None:
        self.person_id = person_id
        self.minute.set_value(at)
        self.tabs.setCurrentIndex(1 if at else 0)

    def refresh(self) -> None:
        self._turn += 1
        turn, at, person_id = self._turn, self.minute.value(), self.person_id

        def work(session: Any) -> tuple[Any, ...]:
            one = person.load(session, person_id)
            whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
            here = placement.at(session, person_id, at)
            name = placement.cell_name(here.block, here.number) if here is not None else ""
            return whose, name, placement.cell_mates(session, person_id, at), placement.of_person(session, person_id)

        self.desk.read(work, lambda found: self._on_read(turn, at, *found), owner=self)

    def set_words(self) -> None:
        self.tabs.setTabText(0, _("Every cell until today"))
        self.tabs.setTabText(1, _("In the same cell"))
        self.history.setAccessibleName(self.tabs.tabText(0))
        self.mates.setAccessibleName(self.tabs.tabText(1))

    def _on_read(self, turn: int, at: str, whose: dict[str, str], here: str, mates: list[StayRow], history: list[StayRow]) -> None:
        if turn != self._turn:
            return
        past = self.minute.is_past()
        self.whose.say(wording.named(whose))
        self.where.say(lambda: ": ".join((moment(at, offset=True) if past else _("Now"),
                                          _("cell {cell}").format(cell=here) if here else _("not in a cell"))))
        self.mates.set_rows(mates)
        self.history.set_rows(history)

    def _on_asked(self) -> None:
        self.tabs.setCurrentIndex(1 if self.minute.is_past() else 0)
        self.refresh()
        (self.mates if self.minute.is_past() else self.history).setFocus(Qt.FocusReason.OtherFocusReason)

    # ways ---------------------------------------------------------------------------------------------------------------

    def _chosen(self) -> StayRow | None:
        row: StayRow | None = self.history.rows.row(self.history.currentIndex().row())
        return row if self.tabs.currentIndex() == 0 else None

    def _on_mate(self, stay_id: object) -> None:
        row = self.mates.rows.row(self.mates.rows.number_of(stay_id))
        self.desk.show("placement", person_id=row.person_id, at=self.minute.value() if self.minute.is_past() else "")

    def _on_stay(self, stay_id: object) -> None:
        row = self.history.rows.row(self.history.rows.number_of(stay_id))
        if row.cell_id:
            self.desk.show("cell_card", id=row.cell_id, at=row.from_at if row.until_at else "")

    def _place(self) -> None:
        self.desk.show("placement_editor", person_id=self.person_id)

    def _take_out(self) -> None:
        self.desk.show("placement_editor", person_id=self.person_id, out=True)

    def _correct(self) -> None:
        row = self._chosen()
        if row is not None:
            self.desk.show("placement_editor", person_id=self.person_id, id=row.id)

    def _withdraw(self) -> None:
        """Asks for the reason; the dialog is the program's own and leaves nothing behind when closed."""
        row = self._chosen()
        if row is None:
            return
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Take back a placement"))
        dialog.setLabelText(_("{cell}, {time}. Why was it entered by mistake?").format(cell=wording.where(row), time=moment(row.from_at)))
        dialog.setProperty("placement", row.id)
        dialog.textValueSelected.connect(self._on_withdrawn)
        dialog.open()

    def _on_withdrawn(self, because: str) -> None:
        placement_id = self.sender().property("placement")
        self.desk.write(lambda session: placement.withdraw(session, placement_id, because), self._on_taken_back, owner=self)

    def _on_taken_back(self, _nothing: None) -> None:
        self.desk.say(_("The change is saved, with its reason."), "done")

    def _on_tab(self) -> None:
        at = int(self.sender().property("tab"))
        self.tabs.setCurrentIndex(at)
        (self.history, self.mates)[at].setFocus(Qt.FocusReason.OtherFocusReason)

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
        add_lists(self, self.tabs, (self.history, self.mates), self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(HelpNote(self, HELP))
        column.addWidget(self.tabs, 1)
        column.addWidget(Words(N_("Enter opens · Ctrl+1, Ctrl+2 lists · F6 another minute · Esc back"), "quiet"))
        column.addLayout(foot(self._ways()))

    def _ways(self) -> tuple[Way, ...]:
        """Only the records officer moves people."""
        if self.desk.user is None or self.desk.user.role != "officer":
            return ()
        return (
            (N_("Take back · Ctrl+D"), "Ctrl+D", self._withdraw), (N_("Correct · F4"), "F4", self._correct),
            (N_("Out of the cell · F9"), "F9", self._take_out), (N_("Place or move · F8"), "F8", self._place))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        (self.history, self.mates)[self.tabs.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)
