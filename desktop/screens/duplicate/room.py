"""The room where pairs that look alike wait for a decision, and where a decision is undone; both entries stay whatever is decided."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from db.errors import Invalid
from db.rules.problem import Problem
from db.store import likeness, link
from desktop import errors
from desktop.desk import Desk
from desktop.i18n import N_, _, date, ngettext, number, spoken, term, titled
from desktop.screens.duplicate.comparison import Comparison, Side, load
from desktop.widgets.fields import Line
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.turns import Turns
from desktop.widgets.words import Button, Words

WHY_WORDS = {
    "iin": N_("same IIN"),
    "document": N_("same document"),
    "name_and_birth": N_("same name and date of birth"),
    "day_month_swapped": N_("same name, day and month of birth swapped"),
    "names_swapped": N_("surname and given name swapped"),
    "similar_name": N_("similar name, near date of birth"),
    "name_birth_unknown": N_("same name, a date of birth is not known"),
}
AT_ONCE = 40            # people compared in one turn: some tenths of a second
BY_ITSELF = 400         # so many new entries are compared without being asked for


def _why(row: likeness.PairRow) -> str:
    return ", ".join(_(WHY_WORDS[key]) for key in row.why)


PAIRS = (
    Column(N_("First entry"), lambda row: row.one_name), Column(titled("date_of_birth"), lambda row: date(row.one_born), 12),
    Column(N_("Second entry"), lambda row: row.other_name), Column(titled("date_of_birth"), lambda row: date(row.other_born), 12),
    Column(N_("Why"), _why, 40),
)
DECIDED = (
    Column(N_("First entry"), lambda row: row.one_name), Column(N_("Second entry"), lambda row: row.other_name),
    Column(N_("Decision"), lambda row: term(row.state, True), 22), Column(titled("reason"), lambda row: row.reason),
)


class Duplicates(Page):
    """Enter goes to the reason, F7 says that they are two people, F8 that they are one, F9 takes a decision back, F5 compares."""

    kinds = frozenset({"person", "alias", "link", "likeness"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.turns: Turns | None = None
        self._new = likeness.Progress(0, 0)
        self._tried = -1        # how far it has been compared by itself: a failure must not begin again and again
        self._asked: tuple[str, str] | None = None
        self.state = Words("", "quiet")
        self.pairs = RecordTable(RowsModel(PAIRS, lambda row: (row.one, row.other)))
        self.pairs.say_empty(N_("No two entries look alike. F5 compares whoever was registered or amended since."))
        self.decided = RecordTable(RowsModel(DECIDED, lambda row: (row.one, row.other)))
        self.decided.say_empty(N_("Nothing is decided yet."))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.pairs, "")
        self.tabs.addTab(self.decided, "")
        self.comparison = Comparison()
        self.reason = Line(N_("Reason for the decision"), required=True, longest=500)
        self._lay_out()
        self._connect()
        self._on_tab(0)
        self.setFocusProxy(self.pairs)
        self.set_words()

    def refresh(self) -> None:
        self.desk.read(lambda session: (likeness.queue(session), likeness.count(session), link.decisions(session), likeness.progress(session)),
                       self._on_read, owner=self)

    # what is shown ------------------------------------------------------------------------------------------------------

    def _on_read(self, read: tuple[list[likeness.PairRow], int, list[link.DecisionRow], likeness.Progress]) -> None:
        pairs, count, decided, self._new = read
        self.pairs.set_rows(pairs)
        self.decided.set_rows(decided)
        waiting = self._new.total - self._new.done
        self.state.say(lambda: _said(count, self._new))
        self._on_chosen(self._table().current_id())
        if 0 < waiting <= BY_ITSELF and self._tried != self._new.total:
            self._tried = self._new.total
            self.compare()

    def _table(self) -> RecordTable:
        return self.decided if self.tabs.currentIndex() else self.pairs

    def _on_chosen(self, pair: object) -> None:
        if not isinstance(pair, tuple):
            self._asked = None
            self.comparison.show_sides(None)
        elif pair != self._asked:
            self._asked = pair
            self.desk.read(lambda session: (load(session, pair[0]), load(session, pair[1])), self._on_sides, owner=self)

    def _on_sides(self, sides: tuple[Side, Side]) -> None:
        if self._asked == (sides[0].id, sides[1].id):
            self.comparison.show_sides(*sides)

    # comparing ----------------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Compares whoever is new, in turns; a Cancel keeps what has been found."""
        if self.turns is None and self._is_officer():
            self.turns = Turns(self.desk, _("Looking for entries that look alike"), _turn, self._on_compared, self, writes=True)

    def _on_compared(self, _finished: bool) -> None:
        self.turns = None
        self._refresh_when_seen()

    def holds_back(self) -> bool:
        """While it compares, every turn says that pairs have changed; they are read once, at the end."""
        return self.turns is not None

    # deciding -----------------------------------------------------------------------------------------------------------

    def _on_same(self) -> None:
        self._decide("link_same")

    def _on_not_same(self) -> None:
        self._decide("link_not_same")

    def _on_undo(self) -> None:
        if self.tabs.currentIndex() == 1:
            self._decide("link_undone")

    def _decide(self, state: str) -> None:
        pair, reason = self._table().current_id(), self.reason.value()
        if pair is None or not self._is_officer():
            return
        if not reason:
            self.reason.show_problem(Problem("reason", "reason_required"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.desk.write(lambda session: link.decide(session, pair[0], pair[1], state, reason), lambda _link: self._on_decided(state), self._on_failed, self)

    def _on_decided(self, state: str) -> None:
        self.reason.set_value("")
        self.reason.show_problem(None)
        said = {"link_same": N_("Linked as one person; both entries stay, and the link can be undone."),
                "link_not_same": N_("Kept apart as two people; they will not be asked about again."),
                "link_undone": N_("The decision is undone; the pair is open again.")}
        self.desk.say(_(said[state]), "done")
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.desk.say(" ".join(errors.sentence(problem) for problem in error.problems), "warning")
        else:
            self.desk.fail(error)

    def _is_officer(self) -> bool:
        return self.desk.user is not None and self.desk.user.role == "officer"

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_opened_row(self, _pair: object) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_first(self) -> None:
        self._open(0)

    def _on_second(self) -> None:
        self._open(1)

    def _open(self, which: int) -> None:
        pair = self._table().current_id()
        if pair is not None:
            self.desk.show("person_card", id=pair[which])

    def _on_side(self) -> None:
        self.tabs.setCurrentIndex(self.sender().property("tab"))
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tab(self, place: int) -> None:
        self.not_same.setVisible(place == 0 and self._is_officer())
        self.same.setVisible(place == 0 and self._is_officer())
        self.undo.setVisible(place == 1 and self._is_officer())
        self.reason.setVisible(self._is_officer())
        self.run.setVisible(self._is_officer())
        self._on_chosen(self._table().current_id())

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.run = Button(N_("Compare · F5"), key="F5")
        self.not_same = Button(N_("Two people · F7"), key="F7")
        self.same = Button(N_("One person · F8"), key="F8", primary=True)
        self.undo = Button(N_("Undo · F9"), key="F9")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Words(N_("Duplicates"), "title"))
        head.addWidget(self.state, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.run)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.comparison, 1)
        column.addWidget(self.reason)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("Enter reason · Ctrl+1 waiting · Ctrl+2 decided · F3 first card · F4 second card"), "quiet"), 1)
        for button in (self.undo, self.not_same, self.same):
            foot.addWidget(button)
        column.addLayout(foot)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.tabs)
        both.addWidget(below)
        both.setSizes([220, 380])
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        page.addLayout(head)
        page.addWidget(both, 1)

    def _connect(self) -> None:
        for table in (self.pairs, self.decided):
            table.chosen.connect(self._on_chosen_of)
            table.opened.connect(self._on_opened_row)
        self.tabs.currentChanged.connect(self._on_tab)
        for button, call in ((self.run, self.compare), (self.same, self._on_same), (self.not_same, self._on_not_same), (self.undo, self._on_undo)):
            button.clicked.connect(call)
        for place in (0, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("tab", place)
            shortcut.activated.connect(self._on_side)
        for keys, call in (("F3", self._on_first), ("F4", self._on_second)):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(call)

    def _on_chosen_of(self, pair: object) -> None:
        if self.sender() is self._table():
            self._on_chosen(pair)

    def set_words(self) -> None:
        for place, title in enumerate((N_("Waiting"), N_("Decided"))):
            self.tabs.setTabText(place, _(title))
        self.pairs.setAccessibleName(spoken(N_("Waiting")))
        self.decided.setAccessibleName(spoken(N_("Decided")))
        self.comparison.set_words()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)


def _turn(session: Any) -> tuple[int, int]:
    stands = likeness.compare(session, AT_ONCE)
    return stands.done, stands.total


def _said(count: int, new: likeness.Progress) -> str:
    waiting = new.total - new.done
    parts = [ngettext("{n} pair waits for a decision", "{n} pairs wait for a decision", count).format(n=number(count))]
    if waiting:
        parts.append(ngettext("{n} new entry is not compared yet", "{n} new entries are not compared yet", waiting).format(n=number(waiting)))
    return " · ".join(parts)
