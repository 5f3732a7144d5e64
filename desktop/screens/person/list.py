"""Everybody whom the register knows, in the order of the Kazakh alphabet; a million rows as quick as ten."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.store import person
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, ngettext, number, term, titled
from desktop.widgets.export import carry_out
from desktop.widgets.flow import Flow
from desktop.widgets.page import Page
from desktop.widgets.record_table import PAGE, Column, PagedModel, RecordTable
from desktop.widgets.words import Button, Words


def _name(row: person.PersonRow) -> str:
    return " ".join(filter(None, (row.surname, row.given_name, row.patronymic)))


def _category(row: person.PersonRow) -> str:
    return term(row.category) if row.category else ""


def _photo(row: person.PersonRow) -> str:
    return term("photo_held") if row.photo else ""


COLUMNS = (
    Column(lambda: "№", lambda row: str(row.row), 8, right=True),
    Column(titled("full_name_short"), _name),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 11),
    Column(titled("iin_short"), lambda row: row.iin, 17),
    Column(titled("category_short"), _category, 30),
    Column(titled("arrived_short"), lambda row: moment(row.arrived_at), 19),
    Column(titled("photo_short"), _photo, 7),
)


def _everybody(session: Any) -> list[person.PersonRow]:
    rows = person.ordered_rows(session)
    return [one for first in range(0, len(rows), PAGE) for one in person.page(session, list(rows[first:first + PAGE]))]


class PersonList(Page):
    """Enter opens a card, Ctrl+N registers. Ids of everybody are held, rows come by the page as they are seen."""

    kinds = frozenset({"person", "custody", "category"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table = RecordTable(PagedModel(COLUMNS, lambda row: row.row, self._fetch))
        self.table.say_empty(N_("Nobody is registered yet. Ctrl+N registers the first person."))
        self.table.opened.connect(self._on_opened_row)
        self.count = Words("", "quiet")
        self.register = Button(N_("Register a person"), key="Ctrl+N", icon="plus", primary=True)
        self.register.clicked.connect(self._on_register)
        self.carry = Button(N_("Carry out · Ctrl+E"), key="Ctrl+E")
        self.carry.clicked.connect(self._on_carry)
        self.take_in = Button(N_("Card file · Ctrl+I"), key="Ctrl+I")
        self.take_in.clicked.connect(self._on_take_in)
        self._lay_out()
        for button in (self.register, self.carry, self.take_in):
            button.setVisible(desk.user is not None and desk.user.role == "officer")
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        self.desk.read(person.ordered_rows, self._on_rows, owner=self)

    def set_words(self) -> None:
        self.table.setAccessibleName(_("People"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Words(N_("People"), "title"))
        self.count.setWordWrap(False)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        actions = Flow(right=True)
        for button in (self.carry, self.take_in, self.register):
            actions.addWidget(button)
        head.addLayout(actions, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def _fetch(self, rows: list[Any], done: Callable[[dict[Any, Any]], None]) -> None:
        self.desk.read(lambda session: {row.row: row for row in person.page(session, rows)}, done, owner=self)

    def _on_rows(self, rows: Sequence[int]) -> None:
        self.table.set_ids(rows)
        total = len(rows)
        self.count.say(lambda: ngettext("{n} person", "{n} people", total).format(n=number(total)) if total else "")

    def _on_opened_row(self, row: object) -> None:
        """The list knows people by their local row; everybody else by the id."""
        shown = self.table.rows.row(self.table.currentIndex().row())
        if shown is not None and shown.row == row:
            self.desk.show("person_card", id=shown.id)
        else:
            self.desk.read(lambda session: person.page(session, [row]), self._on_one, owner=self)  # type: ignore[list-item]

    def _on_one(self, rows: list[person.PersonRow]) -> None:
        for row in rows:
            self.desk.show("person_card", id=row.id)

    def _on_register(self) -> None:
        self.desk.show("person_editor")

    def _on_take_in(self) -> None:
        self.desk.show("card_import_editor")

    def _on_carry(self) -> None:
        carry_out(self.desk, self.table, _("People"), _everybody, self)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
