"""Who waits for a medic, longest first, and the screenings of late."""

from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from db.rules.moment import now, utc_minutes
from db.store import screening
from db.store.screening import LatestRow, WaitingRow
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, number, term, titled
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

DUE_HOURS = 24
"""A person is seen within a day of arrival: CPT/Inf(2013)29-part, §73; Mandela rule 30 says "as soon as possible"."""
TICK_MS = 60_000


class Lists(NamedTuple):
    """What one reading of the register gives to this screen."""

    waiting: list[WaitingRow]
    latest: list[LatestRow]


def hours_waited(row: WaitingRow) -> int:
    """Full hours since the arrival."""
    return max((utc_minutes(now()) - utc_minutes(row.arrived_at)) // 60, 0)


def _waited(row: WaitingRow) -> str:
    hours = hours_waited(row)
    shown = _("{n} h").format(n=hours) if hours < 2 * DUE_HOURS else _("{n} d").format(n=number(hours // 24))
    late = _("overdue")
    return f"● {shown}, {late}" if hours >= DUE_HOURS else f"○ {shown}"


WAITING = (
    Column(titled("full_name_short"), lambda row: row.name, sorted_by=lambda row: row.sort_key),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 14, lambda row: row.date_of_birth),
    Column(titled("category"), lambda row: term(row.category, True), 30),
    Column(N_("Arrived"), lambda row: moment(row.arrived_at), 18, lambda row: utc_minutes(row.arrived_at)),
    Column(N_("Waiting"), _waited, 28, lambda row: -utc_minutes(row.arrived_at)),
)
LATEST = (
    Column(titled("full_name_short"), lambda row: row.name, sorted_by=lambda row: row.sort_key),
    Column(N_("Kind of screening"), lambda row: term(row.exam, True), 56),
    Column(N_("Examined"), lambda row: moment(row.examined_at), 18, lambda row: utc_minutes(row.examined_at)),
    Column(N_("Fitness for transport"), lambda row: term(row.fitness, True), 30),
    Column(titled("medical_worker"), lambda row: row.examiner, 24),
)


class ScreeningRoom(Page):
    """Enter on a waiting person opens an empty form, on a past screening its content for reading and correcting."""

    kinds = frozenset({"person", "custody", "screening"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.waiting = RecordTable(RowsModel(WAITING, lambda row: row.person_id))
        self.latest = RecordTable(RowsModel(LATEST, lambda row: row.id))
        self.waiting.say_empty(N_("Nobody waits: everybody who arrived has been examined."))
        self.latest.say_empty(N_("No screenings yet. Choose a person above and press Enter to begin the first one."))
        self.waiting.opened.connect(self._on_waiting_opened)
        self.latest.opened.connect(self._on_latest_opened)
        self._count = 0
        self._title = Words(lambda: _("To be examined: {n}").format(n=self._count), "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.waiting, 3)
        column.addWidget(Words(N_("Latest screenings"), "heading"))
        column.addWidget(self.latest, 2)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.waiting.viewport().update)
        self._tick.start()
        self.setFocusProxy(self.waiting)

    def refresh(self) -> None:
        self.desk.read(lambda session: Lists(screening.waiting(session), screening.latest(session)), self._on_read, owner=self)

    def set_words(self) -> None:
        for table, name in ((self.waiting, _("Waiting")), (self.latest, _("Latest screenings"))):
            table.setAccessibleName(name)

    def _on_read(self, lists: Lists) -> None:
        self.waiting.set_rows(lists.waiting)
        self.latest.set_rows(lists.latest)
        self._count = len(lists.waiting)
        self._title.set_words()

    def _on_waiting_opened(self, person_id: object) -> None:
        self.desk.show("screening_editor", person_id=person_id)

    def _on_latest_opened(self, screening_id: object) -> None:
        row = self.latest.rows.row(self.latest.rows.number_of(screening_id))
        self.desk.show("screening_editor", person_id=row.person_id, id=screening_id)
