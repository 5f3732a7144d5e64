"""Who was inside at any past minute: the count by category, and everybody by name."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.store import presence
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, number, term, titled
from desktop.screens.movement.minute import Minute
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

COLUMNS = (
    Column(titled("full_name_short"), lambda row: row.name, 0, lambda row: row.sort_key),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 12, lambda row: row.date_of_birth),
    Column(titled("category_short"), lambda row: term(row.category, True) if row.category else "", 34),
    Column(N_("Inside since"), lambda row: moment(row.since), 17, lambda row: row.since),
    Column(titled("move_kind"), lambda row: term(row.movement, True), 28),
)
COUNTS = (("women", N_("Women")), ("minors", N_("Minors")), ("foreigners", N_("Foreigners")), ("stateless", N_("Stateless persons")))


class WhoWasHere(Page):
    """Enter opens the person's movements."""

    kinds = frozenset({"movement", "custody", "category", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self.title, self.counts = Words("", "title"), Words("")
        self.minute = Minute(desk, self)
        self.minute.asked.connect(self.refresh)
        self.table = RecordTable(RowsModel(COLUMNS, lambda row: row.person_id))
        self.table.say_empty(N_("Nobody was inside at this minute."))
        self.table.opened.connect(self._on_opened_row)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.counts)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.minute)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(Words(N_("F6 another minute · F5 now · Enter opens the person's movements · Esc back"), "quiet"))
        self.setFocusProxy(self.minute)

    def refresh(self) -> None:
        self._turn += 1
        turn, at = self._turn, self.minute.value()
        self.desk.read(lambda session: (presence.headcount(session, at), presence.here(session, at)),
                       lambda found: self._on_read(turn, *found), owner=self)

    def set_words(self) -> None:
        self.table.setAccessibleName(_("Who was here"))

    def _on_read(self, turn: int, count: presence.Headcount, rows: list[presence.Here]) -> None:
        if turn != self._turn:
            return
        self.title.say(lambda: _("{time}: inside {n}").format(time=moment(count.at, offset=True), n=number(count.total)))
        self.counts.say(lambda: _said(count))
        self.table.set_rows(rows)

    def _on_opened_row(self, person_id: object) -> None:
        self.desk.show("movements", person_id=person_id)


def _said(count: presence.Headcount) -> str:
    """Categories by number, then who needs a place of their own, then who was out."""
    parts = [f"{term(code, True)} {number(many)}" for code, many in sorted(count.categories.items(), key=lambda one: -one[1]) if code]
    parts += [f"{_(title)} {number(getattr(count, name))}" for name, title in COUNTS if getattr(count, name)]
    return " · ".join([*parts, _("out for now {away}, held together {held}").format(away=number(count.away), held=number(count.held))])
