"""One person's case on one page: at the left everything that there is, at the right the chosen record and the dates with their steps."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout

from db.rules.moment import now
from db.rules.name import full
from db.store import access
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, date, moment, spoken, term, titled
from desktop.screens.case import rows as lines
from desktop.screens.case.rows import Facts, Row
from desktop.screens.case.text import text
from desktop.widgets import theme
from desktop.widgets.badge import Badge
from desktop.widgets.page import Page
from desktop.widgets.reading import Reading
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Button, Words

TICK_MS = 60_000
ADDED: tuple[tuple[str, Phrase, str], ...] = (
    ("category", titled("category_short"), "F3"), ("measure", N_("Measure"), "F4"), ("offence", N_("Act"), "F6"), ("hearing", N_("Court"), "F7"),
    ("sentence", titled("sentence_verdict"), "F8"), ("set_off", titled("set_off"), "F9"),
)
FOLLOWED = {"measure": N_("Extend"), "offence": N_("Requalify")}
COLUMNS = (
    Column(N_("Since"), lambda row: date(row.at), 11, lambda row: row.at),
    Column(N_("What is recorded"), lambda row: row.what),
    Column(N_("State"), lines.shown_state, 24),
)


def _keyed(title: Phrase, key: str) -> Phrase:
    return lambda: f"{spoken(title)} · {key}"


class CasePage(Page):
    """Enter amends the chosen line with a reason, F5 extends a measure or requalifies an act, Ctrl+P prints the card of terms."""

    kinds = frozenset({"person", "custody", "category", "measure", "hearing", "offence", "sentence", "set_off"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id = ""
        self.facts: Facts | None = None
        self.name, self.status = Words("", "title"), Badge()
        self.status.hide()
        self.warning = Badge("overdue")
        self.warning.hide()
        self.table = RecordTable(RowsModel(COLUMNS, lambda row: row.key))
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.say_empty(N_("Nothing is recorded in this case yet. The keys above add the first record."))
        self.reading = Reading()
        self.follow = Button(_keyed(FOLLOWED["measure"], "F5"), key="F5")
        self.print = Button(_keyed(titled("sentence_term_card"), "Ctrl+P"), key="Ctrl+P", icon=theme.icon("print"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show)
        self._tick.start()

    def open(self, person_id: str = "", **_more: Any) -> None:
        self.person_id = person_id

    def refresh(self) -> None:
        person_id, today = self.person_id, now(self.desk.zone)[:10]
        self.desk.read(lambda session: lines.load(session, person_id, today), self._on_facts, owner=self)

    def set_words(self) -> None:
        self.table.setAccessibleName(_("Case and sentence"))
        self.reading.setAccessibleName(_("Chosen record"))
        self._show()

    # what is shown ------------------------------------------------------------------------------------------------------

    def _on_facts(self, facts: Facts) -> None:
        """What has just been added gets the cursor: its text, and of a sentence its dates, are what one wants to see."""
        before = {row.key for row in lines.rows(self.facts, self.desk.zone)} if self.facts is not None else None
        self.facts = facts
        whose = facts.whose
        self.name.say(lambda: " · ".join(filter(None, (full(whose), date(whose["date_of_birth"])))))
        self.status.setVisible(bool(facts.category))
        self.status.show_state("info", lambda: term(facts.category, True))
        self._show()
        added = [row.key for row in lines.rows(facts, self.desk.zone) if before is not None and row.key not in before]
        if added:
            self.table.choose(added[0])

    def _show(self) -> None:
        """The list anew: its words follow the language, its states the minute."""
        if self.facts is None:
            return
        pressing = lines.expiring(self.facts, self.desk.zone)
        self.warning.setVisible(pressing is not None)
        if pressing is not None:
            state, one = pressing
            said = N_("{measure} expired {moment}") if state == "expired" else N_("{measure} ends {moment}: less than 24 hours")
            self.warning.show_state("overdue" if state == "expired" else "soon",
                                    lambda: _(said).format(measure=term(one.measure, True), moment=moment(one.until_at)))
        self.table.set_rows(lines.rows(self.facts, self.desk.zone))
        self._on_chosen(self.table.current_id())

    def _row(self) -> Row | None:
        found: Row | None = self.table.rows.row(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        return found

    def _on_chosen(self, _key: object) -> None:
        row, facts = self._row(), self.facts
        if facts is None:
            return
        self.reading.say(lambda: text(row, facts))
        follows = row is not None and row.kind in FOLLOWED and not self._is_over(row)
        self.follow.setVisible(follows and self._is_officer())
        if follows and row is not None:
            self.follow.say(_keyed(FOLLOWED[row.kind], "F5"))

    def _is_over(self, row: Row) -> bool:
        """What has an end or a follower already is not followed again."""
        if row.kind == "offence":
            return bool(row.record.closed_on)
        every = self.facts.measures if self.facts is not None else []
        return bool(row.record.ended_at) or any(one.extends == row.record.id for one in every)

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_opened_row(self, _key: object) -> None:
        row = self._row()
        if row is not None and self._is_officer():
            self.desk.show(f"{row.kind}_editor", person_id=self.person_id, id=row.record.id)
        elif row is not None:
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        kind = self.sender().property("kind")
        if kind != "set_off":
            self.desk.show(f"{kind}_editor", person_id=self.person_id)
        elif sentence_id := self._sentence():
            self.desk.show("set_off_editor", person_id=self.person_id, after=sentence_id)
        else:
            self.desk.say(_("Record the sentence first (F8): a period is set off against a sentence."), "info")

    def _sentence(self) -> str:
        """The sentence of the chosen line, else the first one that stands."""
        row = self._row()
        if row is not None and row.kind in ("sentence", "set_off"):
            return str(row.record.id if row.kind == "sentence" else row.record.sentence_id)
        standing = [one.sentence.id for one in self.facts.sentences if not one.sentence.closed_on] if self.facts else []
        return standing[0] if standing else ""

    def _on_follow(self) -> None:
        row = self._row()
        if row is not None and row.kind in FOLLOWED and not self._is_over(row):
            self.desk.show(f"{row.kind}_editor", person_id=self.person_id, after=row.record.id)

    def _on_print(self) -> None:
        facts, info, officer, person_id, zone = self.facts, self.desk.info, self.desk.user, self.person_id, self.desk.zone
        if facts is None:
            return

        def make(language: str) -> bytes:
            from desktop.forms.terms_card import terms_card  # ReportLab: only when there is something to print
            from desktop.screens.case.card import card

            return terms_card(card(facts, info, officer, now(zone)), language)

        self.desk.show("preview", title=titled("sentence_term_card"), make=make, name=term("sentence_term_card"),
                       record=lambda session, act: access.note(session, act, person_id, detail="sentence_term_card"))

    def _is_officer(self) -> bool:
        return self.desk.user is not None and self.desk.user.role == "officer"

    # building -----------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened_row)
        self.follow.clicked.connect(self._on_follow)
        self.print.clicked.connect(self._on_print)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.name, 1)
        head.addWidget(self.status)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(16)
        both.addWidget(self.table)
        both.addWidget(self.reading)
        both.setStretchFactor(0, 5)
        both.setStretchFactor(1, 5)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("Enter amends a line · Tab to the text · Esc back"), "quiet"), 1)
        foot.addWidget(self.follow)
        foot.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.warning, 0, Qt.AlignmentFlag.AlignLeft)
        if self._is_officer():
            column.addLayout(self._keys())
        column.addWidget(both, 1)
        column.addLayout(foot)

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words(N_("Add:"), "quiet"), 0)
        for kind, title, key in ADDED:
            button = Button(_keyed(title, key), key=key)
            button.setProperty("kind", kind)
            button.clicked.connect(self._on_add)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
