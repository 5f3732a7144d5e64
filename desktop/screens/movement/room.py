"""Today at the gate: who came, who left, who is out for now; from here every step in and out is one key away."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from db.rules.moment import now
from db.store import journal, presence
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, date, moment, number, term, titled
from desktop.screens.movement import wording
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Button, Words

HELP = N_("Above, what went through the gate today; below, who is out for now and by when the law wants him back. Enter opens the person's "
          "movements; on somebody who is out it records the return. A missing body check is shown until it is added with F4 on the person's page.")
STEPS = (
    Column(N_("Time"), lambda row: row.at[11:16], 6, lambda row: row.at),
    Column(titled("full_name_short"), lambda row: row.name),
    Column(titled("move_kind"), lambda row: " · ".join(filter(None, (term(row.movement, True), row.place)))),
    Column(titled("body_check"), wording.check, 12),
)


class MovementRoom(Page):
    """F7 arrival, F8 departure, F9 back from court, Ctrl+N unexpected arrival, Ctrl+J journal, F6 who was here."""

    kinds = frozenset({"movement", "custody", "person", "journal"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = now(desk.zone)[:10]
        away = (
            Column(titled("full_name_short"), lambda row: row.name),
            Column(titled("move_kind"), lambda row: term(row.movement, True), 26),
            Column(titled("move_place"), lambda row: row.place, 28),
            Column(N_("Out since"), lambda row: moment(row.at), 17, lambda row: row.at),
            Column(N_("Due back"), lambda row: wording.due(row, self._today), 24, lambda row: row.due or "9999"),
        )
        self.lists = {"in": RecordTable(RowsModel(STEPS, lambda row: row.id)), "out": RecordTable(RowsModel(STEPS, lambda row: row.id)),
                      "away": RecordTable(RowsModel(away, lambda row: row.person_id))}
        self.titles = {name: Words("", "heading") for name in self.lists}
        self.numbers = Words("")
        empty = {"in": N_("Nobody has come today. F7 records an arrival."), "out": N_("Nobody has left today. F8 records a departure."),
                 "away": N_("Nobody is out: everybody held is inside.")}
        for name, table in self.lists.items():
            table.say_empty(empty[name])
            table.opened.connect(self._on_away if name == "away" else self._on_step)
        self._page: journal.Day | None = None
        self._away: list[presence.Away] = []
        self._lay_out()
        self.setFocusProxy(self.lists["in"])

    def refresh(self) -> None:
        zone = self.desk.zone
        at = now(zone)
        self._today = at[:10]
        self.desk.read(lambda session: (journal.day(session, at[:10], at, zone), presence.away(session)), self._on_read, owner=self)

    def set_words(self) -> None:
        if self._page is not None:
            for words in (*self.titles.values(), self.numbers):
                words.set_words()
        for name, phrase in (("in", N_("Came today")), ("out", N_("Left today")), ("away", N_("Out for now"))):
            self.lists[name].setAccessibleName(_(phrase))

    def _on_read(self, found: tuple[journal.Day, list[presence.Away]]) -> None:
        self._page, self._away = page, _away = found
        for direction in ("in", "out"):
            self.lists[direction].set_rows([line for line in page.lines if line.direction == direction])
        self.lists["away"].set_rows(self._away)
        away = len(self._away)
        self.titles["in"].say(lambda: _("Came today: {n}").format(n=number(page.came)))
        self.titles["out"].say(lambda: _("Left today: {n}").format(n=number(page.left)))
        self.titles["away"].say(lambda: _("Out for now: {n}").format(n=number(away)))
        self.numbers.say(lambda: _("{day}: yesterday {yesterday} + came {came} − left {left} = inside now {today}").format(
            day=date(page.on), yesterday=number(page.yesterday), came=number(page.came), left=number(page.left), today=number(page.today))
            + wording.unbalanced(page.balances))

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_step(self, movement_id: object) -> None:
        row = next((line for line in self._page.lines if line.id == movement_id), None) if self._page is not None else None
        if row is not None:
            self.desk.show("movements", person_id=row.person_id)

    def _on_away(self, person_id: object) -> None:
        if self._is_officer():
            self.desk.show("movement_editor", person_id=person_id, direction="in")
        else:
            self.desk.show("movements", person_id=person_id)

    def _go(self) -> None:
        self.desk.show(self.sender().property("to"), **(self.sender().property("with") or {}))

    def _is_officer(self) -> bool:
        return self.desk.user is not None and self.desk.user.role == "officer"

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for column, name in enumerate(("in", "out")):
            grid.addWidget(self.titles[name], 0, column)
            grid.addWidget(self.lists[name], 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.titles["away"], 2, 0, 1, 2)
        grid.addWidget(self.lists["away"], 3, 0, 1, 2)
        grid.setRowStretch(1, 3)
        grid.setRowStretch(3, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        page.addWidget(Words(N_("Movement"), "title"))
        page.addWidget(self.numbers)
        page.addWidget(HelpNote(self, HELP))
        page.addLayout(grid, 1)
        page.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        ways: list[tuple[Phrase, str, str, dict[str, str]]] = [
            (N_("Who was here · F6"), "F6", "movement_here", {}), (N_("Journal · Ctrl+J"), "Ctrl+J", "journal_day", {})]
        if self._is_officer():
            ways += [(N_("Unexpected arrival · Ctrl+N"), "Ctrl+N", "movement_unexpected_editor", {}), (N_("Back from court · F9"), "F9", "movement_back", {}),
                     (N_("Departure · F8"), "F8", "movement_choose", {"direction": "out"}),
                     (N_("Arrival · F7"), "F7", "movement_choose", {"direction": "in"})]
        for phrase, key, screen, params in ways:
            button = Button(phrase, key=key, primary=key == "F7")
            button.setProperty("to", screen)
            button.setProperty("with", params)
            button.clicked.connect(self._go)
            foot.addWidget(button)
        return foot
