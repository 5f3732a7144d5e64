"""A day of the movement journal: its lines, its totals, the line that balances, the closing and every correction since."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from db.errors import Invalid
from db.rules.moment import now
from db.store import access, journal, presence
from desktop import errors
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, number, term, titled
from desktop.screens.movement import wording
from desktop.widgets.badge import Badge
from desktop.widgets.fields import DateField
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Button, Words

HELP = N_("Yesterday + came − left = today: the last number is counted apart from the lines, so that a mistake shows. Days are closed one after "
          "the other, each once, when it is over. A movement entered later on a closed day stands here as a correction with its reason, and the "
          "numbers of later days follow. Page Up and Page Down turn the days.")
LINES = (
    Column(N_("No."), lambda row: str(row[0]), 5, lambda row: row[0], right=True),
    Column(N_("Time"), lambda row: row[1].at[11:16], 6, lambda row: row[1].at),
    Column(titled("full_name_short"), lambda row: row[1].name),
    Column(titled("category_short"), lambda row: term(row[1].category) if row[1].category else "", 18),
    Column(titled("move_kind"), lambda row: wording.kind(row[1]), 24),
    Column(titled("move_place"), lambda row: row[1].place, 22),
    Column(titled("move_order"), lambda row: wording.paper(row[1]), 24),
    Column(titled("body_check"), lambda row: wording.check(row[1]), 14),
)
SUMS = (
    Column(titled("category_short"), lambda row: term(row.title, True) if row.title else _("Total")),
    Column(titled("balance_yesterday"), lambda row: number(row.yesterday), 12, lambda row: row.yesterday, right=True),
    Column(titled("balance_in"), lambda row: number(row.came), 12, lambda row: row.came, right=True),
    Column(titled("balance_out"), lambda row: number(row.left), 12, lambda row: row.left, right=True),
    Column(titled("balance_today"), lambda row: number(row.today), 12, lambda row: row.today, right=True),
)


class JournalDay(Page):
    """Ctrl+Enter closes the day, Ctrl+P prints it."""

    kinds = frozenset({"movement", "custody", "category", "journal", "person"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.on = now(desk.zone)[:10]
        self.page: journal.Day | None = None
        self._turn = 0
        self.title, self.badge, self.numbers, self.notes = Words("", "title"), Badge(), Words("", "heading"), Words("")
        self.field = DateField(N_("Another day · F6"))
        self.field.entered.connect(self._on_day)
        self.lines, self.sums = RecordTable(RowsModel(LINES, lambda row: row[1].id)), RecordTable(RowsModel(SUMS, lambda row: row.title))
        self.lines.say_empty(N_("No movement on this day."))
        self.lines.opened.connect(self._on_opened_row)
        self.close_day = Button(N_("Close the day · Ctrl+Enter"), key="Ctrl+Return", icon="seal", primary=True)
        self.close_day.clicked.connect(self._on_close)
        self._lay_out()
        self.setFocusProxy(self.lines)

    def open(self, on: str = "", **_more: Any) -> None:
        self.on = on or self.on

    def refresh(self) -> None:
        self._turn += 1
        turn, on, zone = self._turn, self.on, self.desk.zone
        self.desk.read(lambda session: journal.day(session, on, now(zone), zone), lambda page: self._on_read(turn, page), owner=self)

    def set_words(self) -> None:
        self.lines.setAccessibleName(_("Movements"))
        self.sums.setAccessibleName(_("Totals by category"))

    def _on_read(self, turn: int, page: journal.Day) -> None:
        if turn != self._turn:
            return
        self.page = page
        self.title.say(lambda: f"{term('paper_movement_journal', True)} · {date(page.on)}")
        self.numbers.say(lambda: _balance(page.yesterday, page.came, page.left, page.today) + wording.unbalanced(page.balances))
        self.notes.say(lambda: _noted(page))
        closed = page.closing is not None
        changed = closed and (page.corrections or page.since)
        self.badge.show_state("late" if changed else "sealed" if closed else "open" if page.balances else "overdue",
                              N_("closed, corrected") if changed else N_("closed") if closed else N_("open"))
        self.close_day.setVisible(not closed and self._is_officer())
        self.lines.set_rows(list(enumerate(page.lines, 1)))
        self.sums.set_rows(journal.sums(page))

    # ways ---------------------------------------------------------------------------------------------------------------

    def turn(self, days: int) -> None:
        """Another day, so many days later; never beyond today."""
        self.on = min(presence.following(self.on, days), now(self.desk.zone)[:10])
        self.refresh()

    def _earlier(self) -> None:
        self.turn(-1)

    def _later(self) -> None:
        self.turn(1)

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def _on_day(self) -> None:
        wanted, wrong = self.field.value(), self.field.unreadable()
        self.field.show_problem(wrong)
        if wanted and wrong is None:
            self.on = min(wanted, now(self.desk.zone)[:10])
            self.refresh()
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened_row(self, movement_id: object) -> None:
        row = next((line for line in self.page.lines if line.id == movement_id), None) if self.page is not None else None
        if row is not None:
            self.desk.show("movements", person_id=row.person_id)

    def _on_close(self) -> None:
        on, zone = self.on, self.desk.zone
        self.desk.write(lambda session: journal.close(session, on, zone), self._on_closed, self._on_not_closed, self)

    def _on_closed(self, _id: str) -> None:
        self.desk.say(_("The day {day} is closed.").format(day=date(self.on)), "done")

    def _on_not_closed(self, error: BaseException) -> None:
        """An earlier day that is open is one key away."""
        if isinstance(error, Invalid) and error.problems[0].key == "journal_earlier_open" and self.page is not None:
            self.desk.say(errors.sentence(error.problems[0]), "warning", (_("Go to {day}").format(day=date(self.page.opens)), self._to_oldest))
        else:
            self.desk.fail(error)

    def _to_oldest(self) -> None:
        if self.page is not None:
            self.on = self.page.opens
            self.refresh()

    def _print(self) -> None:
        page, desk = self.page, self.desk
        if page is None:
            return
        from desktop.forms import movement_journal as form  # ReportLab: only when there is something to print

        info, user = desk.info, desk.user
        made = form.of_day(page, journal.sums(page), info, user, now(desk.zone))
        desk.show("preview", title=lambda: f"{term('paper_movement_journal', True)} · {date(page.on)}", name=f"{info.institution}-{page.on}",
                  make=lambda language: form.movement_journal(made, language),
                  record=lambda session, act: access.note(session, act, detail=f"{form.FORM} {page.on}"))

    def _is_officer(self) -> bool:
        return self.desk.user is not None and self.desk.user.role == "officer"

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.field)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.lines)
        below = QWidget()
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 4, 0, 0)
        under.setSpacing(4)
        under.addWidget(Words(N_("Totals by category"), "heading"))
        under.addWidget(self.sums, 1)
        both.addWidget(below)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.numbers)
        column.addWidget(self.notes)
        column.addWidget(HelpNote(self, HELP))
        column.addWidget(both, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("F1 help · F6 another day · Esc back"), "quiet"), 1)
        for phrase, key, call in ((N_("Day before · Page Up"), "PgUp", self._earlier), (N_("Day after · Page Down"), "PgDown", self._later),
                                  (N_("Print… · Ctrl+P"), "Ctrl+P", self._print)):
            button = Button(phrase, key=key)
            button.clicked.connect(call)
            foot.addWidget(button)
        foot.addWidget(self.close_day)
        QShortcut(QKeySequence("F6"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self._to_field)
        return foot

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)


def _balance(yesterday: int, came: int, left: int, today: int) -> str:
    return _("yesterday {yesterday} + came {came} − left {left} = today {today}").format(
        yesterday=number(yesterday), came=number(came), left=number(left), today=number(today))


def _noted(page: journal.Day) -> str:
    """Who closed the day with which numbers, and what was corrected since."""
    lines = [_("out for now {away}, held together {held}").format(away=number(page.after.away), held=number(page.after.held))]
    if page.closing is not None:
        one = page.closing
        lines.append(_("Closed {time} by {name}: {numbers}").format(
            time=moment(one.at), name=one.who, numbers=_balance(one.yesterday, one.came, one.left, one.today)))
    lines += [_("Correction of {time}, {name}: {numbers}. {note}").format(
        time=moment(one.at), name=one.who, numbers=_balance(one.yesterday, one.came, one.left, one.today), note=one.note) for one in page.corrections]
    if page.since and not page.corrections:
        lines.append(_("Corrections on earlier days have moved the last number by {n}.").format(n=f"{page.since:+d}"))
    return "\n".join(lines)
