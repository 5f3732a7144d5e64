"""Who is here in figures, the latest arrivals, arrivals that a medic has not seen yet, and unfinished work to take up again."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.rules.moment import now
from db.store import today
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, date, moment, number, spoken, term, titled
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

COUNTS = (("total", N_("People here")), ("away", N_("of them out for now")), ("women", N_("Women")), ("minors", N_("Minors")),
          ("foreigners", N_("Foreigners")), ("stateless", N_("Stateless persons")))

UNFINISHED = N_("Unfinished work")

KINDS: dict[str, Phrase] = {"person": titled("person"), "custody": titled("custody_episode"), "screening": titled("medical_screening"),
                            "certification": titled("certification"), "amendment": titled("amendment"), "category": titled("category"),
                            "measure": titled("measure_of_restraint"), "hearing": titled("hearing"), "offence": titled("offence"),
                            "sentence": titled("sentence_verdict"), "set_off": titled("set_off"),
                            **{kind: titled(word) for kind, word in (
                                ("alias", "alias_record"), ("document", "document_record"), ("particular", "particular"),
                                ("relation", "relation"), ("mark", "mark"), ("alert", "alert"), ("card_import", "card_file"), ("movement", "move_record"))},
                            "movement_unexpected": N_("Unexpected arrival")}


def _kind(kind: str) -> str:
    return spoken(KINDS[kind]) if kind in KINDS else kind


ARRIVALS = (
    Column(titled("full_name_short"), lambda row: row.name),
    Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 13, lambda row: row.date_of_birth or ""),
    Column(N_("Arrived"), lambda row: moment(row.arrived_at), 17, lambda row: row.arrived_at),
    Column(N_("Examined"), lambda row: ("✓ " + term("yes")) if row.examined else ("○ " + term("no")), 11),
)
DRAFTS = (
    Column(N_("Kind of work"), lambda row: _kind(row.kind), 16),
    Column(N_("On whom"), lambda row: row.person_name or "–"),
    Column(N_("Kept"), lambda row: moment(row.kept_at), 17, lambda row: row.kept_at),
    Column(titled("user"), lambda row: row.login, 12),
)


class Today(Page):
    """Enter opens the person or the unfinished work."""

    kinds = frozenset({"person", "custody", "movement", "screening", "certification", "draft"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.figures: dict[str, QLabel] = {}
        self.arrivals = RecordTable(RowsModel(ARRIVALS, lambda row: row.person_id))
        self.drafts = RecordTable(RowsModel(DRAFTS, lambda row: (row.kind, row.key)))
        self.arrivals.say_empty(N_("Nobody has arrived since yesterday. F2 finds a person or registers a new one."))
        self.drafts.say_empty(N_("No unfinished work."))
        self.arrivals.opened.connect(self._on_person)
        self.drafts.opened.connect(self._on_draft)
        self._rows: dict[Any, Any] = {}
        self._is_medic = bool(desk.user and desk.user.role == "medic")
        self._first = N_("Waiting for a medical screening") if self._is_medic else N_("Arrived since yesterday")
        self._build()
        self.setFocusProxy(self.arrivals)

    def set_words(self) -> None:
        self.arrivals.setAccessibleName(_(self._first))
        self.drafts.setAccessibleName(_(UNFINISHED))

    def refresh(self) -> None:
        zone = self.desk.zone
        self.desk.read(lambda session: today.summary(session, now(zone)), self._on_read, owner=self)

    def _on_read(self, read: today.Today) -> None:
        for name, label in self.figures.items():
            label.setText(number(getattr(read, name)))
        self.arrivals.set_rows(read.to_examine if self._is_medic else read.arrivals)
        self._rows = {(row.kind, row.key): row for row in read.drafts}
        self.drafts.set_rows(read.drafts)

    def _on_person(self, person_id: object) -> None:
        self.desk.show("person_card", id=person_id)

    def _on_draft(self, key: object) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        if row.mine:
            self.desk.show(f"{row.kind}_editor", person_id=row.person_id, draft_key=row.key)
        else:
            self.desk.say(_("Only {login} can open this unfinished work.").format(login=row.login), "warning")

    def _build(self) -> None:
        figures = QFrame()
        figures.setObjectName("card")
        grid = QGridLayout(figures)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(32)
        for column, (name, title) in enumerate(COUNTS):
            label = QLabel("–")
            label.setObjectName("figure")
            self.figures[name] = label
            grid.addWidget(label, 0, column)
            grid.addWidget(Words(title, "quiet"), 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        for title, table, share in ((self._first, self.arrivals, 1), (UNFINISHED, self.drafts, 1)):
            lists.addLayout(_titled_list(title, table), share)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 16, 16, 16)
        column_.setSpacing(16)
        column_.addWidget(Words(N_("Today"), "title"))
        column_.addWidget(figures)
        column_.addLayout(lists, 1)


def _titled_list(title: Phrase, table: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Words(title, "heading"))
    column.addWidget(table, 1)
    return column
