"""Who comes or goes: for a departure everybody inside, for an arrival those who are out, and anybody of the register by name."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.rules import movement as rules
from db.rules.moment import now
from db.rules.movement import IN, Step
from db.search import query
from db.store import presence
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, number, term, titled
from desktop.widgets.name_line import NameLine, fits
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

WAIT_MS = 150


class Candidate(NamedTuple):
    """Somebody who may come or go, and where he is."""

    person_id: str
    name: str
    date_of_birth: str
    status: str
    since: str
    place: str
    movement: str


COLUMNS = (
    Column(titled("full_name_short"), lambda row: row.name),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 11, lambda row: row.date_of_birth),
    Column(N_("Where now"), lambda row: term(row.status, True) if row.status else _("not here"), 30),
    Column(N_("Since"), lambda row: moment(row.since), 17, lambda row: row.since),
    Column(titled("move_place"), lambda row: row.place, 26),
)


class MovementChooser(Page):
    """After each movement the list is here again, for the next one."""

    kinds = frozenset({"movement", "custody", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.direction = IN
        self._rows: list[Candidate] = []
        self._others: list[Candidate] = []
        self.title, self.count = Words("", "title"), Words("", "quiet")
        self.table = RecordTable(RowsModel(COLUMNS, lambda row: row.person_id))
        self.table.say_empty(N_("Nobody is out. Type a name to find anybody in the register; a person without a card is taken in with Ctrl+N in the room."))
        self.table.opened.connect(self._on_opened_row)
        self.line = NameLine(self.table)
        self.line.textChanged.connect(self._on_typed)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self._lay_out()
        self.setFocusProxy(self.line)

    def open(self, direction: str = IN, **_more: Any) -> None:
        self.direction = direction
        self.title.say(N_("Who comes in") if direction == IN else N_("Who goes out"))

    def refresh(self) -> None:
        at, direction = now(self.desk.zone), self.direction

        def work(session: Any) -> list[Candidate]:
            if direction == IN:
                return [Candidate(one.person_id, one.name, one.date_of_birth, rules.KINDS[one.movement].status, one.at, one.place, one.movement)
                        for one in presence.away(session)]
            return [Candidate(one.person_id, one.name, one.date_of_birth, "status_held", one.since, "", one.movement)
                    for one in presence.here(session, at)]

        self.desk.read(work, self._on_read, owner=self)

    def set_words(self) -> None:
        self.line.setPlaceholderText(_("Name or IIN"))
        self.line.setAccessibleName(_("Name or IIN"))
        self.table.setAccessibleName(_("Who comes or goes"))

    def _on_read(self, rows: list[Candidate]) -> None:
        self._rows = rows
        total = len(rows)
        self.count.say(lambda: (_("out for now: {n}") if self.direction == IN else _("inside: {n}")).format(n=number(total)))
        self._show()

    def _on_typed(self, text: str) -> None:
        self._others = []
        self._show()
        if self.direction == IN and len(text.strip()) >= 3:
            self._wait.start()

    def _show(self) -> None:
        found = [row for row in self._rows if fits(self.line.text(), row.name)]
        known = {row.person_id for row in found}
        self.table.set_rows([*found, *(row for row in self._others if row.person_id not in known)])

    def _ask(self) -> None:
        """Whoever is not on the list of those out: escaped, released, or never here."""
        text, at = self.line.text().strip(), now(self.desk.zone)

        def work(session: Any) -> list[Candidate]:
            found = []
            for match in query.find(session, text, 20):
                where = presence.where(session, match.id, at)
                found.append(Candidate(match.id, match.name, match.birth_date, where.status, where.since, where.place, where.movement))
            return found

        self.desk.read(work, lambda found: self._on_others(text, found), owner=self)

    def _on_others(self, text: str, found: list[Candidate]) -> None:
        if text == self.line.text().strip():
            self._others = found
            self._show()

    def _on_opened_row(self, person_id: object) -> None:
        """A return is a movement; whoever is held no longer comes by a new custody, which brings its movement along."""
        row = next((one for one in (*self._rows, *self._others) if one.person_id == person_id), None)
        if row is None:
            return
        last = Step(row.movement, row.since) if row.movement else None
        codes = rules.possible(last)
        if any(rules.KINDS[code].direction == self.direction for code in codes):
            self.desk.show("movement_editor", person_id=person_id, direction=self.direction)
        elif last is not None and last.kind.direction == IN:
            self.desk.say(_("{name} is inside since {time}.").format(name=row.name, time=moment(row.since)), "warning")
        else:
            self.desk.say(_("A new arrival: record the custody, the movement is written with it."), "info")
            self.desk.show("custody_editor", person_id=person_id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(Words(N_("Type a name to narrow the list · Enter opens · Esc back"), "quiet"))
