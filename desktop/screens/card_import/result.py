"""The dry run: what becomes of each line of the file, counted, listed and explained, before anything is written."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTabWidget, QVBoxLayout, QWidget

from db.rules.problem import Problem
from db.store.card_file import CREATE, DUPLICATE, OUTCOMES, REFUSAL, UNCHANGED, UPDATE, Plan, Planned
from desktop import errors
from desktop.i18n import N_, Phrase, _, ngettext, number, spoken, term, titled
from desktop.screens.card_import.questions import TERMS
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Button, Words

TABS: dict[str, Phrase] = {
    CREATE: N_("To be registered"), UPDATE: N_("To be filled in"), DUPLICATE: N_("Left out"), REFUSAL: N_("Refused"),
    UNCHANGED: N_("Nothing new"),
}
NOTES: dict[str, Phrase] = {
    "card_look_alike": N_("Latin letters made Cyrillic"), "card_spaces": N_("spaces"), "card_iin_number": N_("number of a spreadsheet"),
    "card_iin_zeros": N_("zeros at the beginning"), "card_date_format": N_("date"), "card_date_short_year": N_("year of two digits"),
    "card_date_number": N_("date as a number"),
}
WHY: dict[str, Phrase] = {
    "card_iin_twice": N_("repeats line {row}: the same IIN"), "card_twin": N_("repeats line {row}: the same name and date of birth"),
    "iin": N_("in the register: the same IIN"), "document": N_("in the register: the same document"),
    "name_and_birth": N_("in the register: the same name and date of birth"),
    "day_month_swapped": N_("in the register: the same name, day and month swapped"),
    "names_swapped": N_("in the register: surname and given name swapped"), "similar_name": N_("in the register: a similar name, a near date of birth"),
    "name_birth_unknown": N_("in the register: the same name, a date of birth is not known"),
}


def why(line: Planned) -> str:
    """Everything that there is to say of a line, in sentences."""
    said = [_problem(problem) for problem in line.problems]
    said += [spoken(WHY[key]).format(row=line.of_row) if key in WHY else key for key in line.why]
    said += [_("{field}: here {here}, in the file {there}; stays as it is here").format(
        field=_title(one.field), here=one.here, there=one.there) for one in line.differences]
    return "\n".join(said)


def _problem(problem: Problem) -> str:
    """The field, what stands there, and what is wrong with it."""
    stands = f" «{problem.values['text']}»" if "text" in problem.values else ""
    return (f"{_title(problem.field)}{stands}: " if problem.field else "") + errors.sentence(problem)


def read_otherwise(line: Planned) -> str:
    """What was read otherwise than it stands in the file."""
    return "\n".join(f"{_title(note.field)}: {note.before.strip()} → {note.after} ({spoken(NOTES.get(note.key, note.key))})" for note in line.notes)


def _title(field: str) -> str:
    return term(TERMS.get(field, field), True)


COLUMNS = (
    Column(lambda: "№", lambda line: str(line.row), 8, lambda line: line.row, right=True),
    Column(titled("full_name_short"), lambda line: line.name, 30),
    Column(N_("Why"), why),
    Column(N_("Read otherwise"), read_otherwise),
)


class Result(QWidget):
    """Ctrl+1…5 change the list, Ctrl+Enter takes in, Esc returns to the columns; Enter on a known person opens the card."""

    taken = Signal()
    left = Signal()
    opened = Signal(object)     # id of a person

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.tables: dict[str, RecordTable] = {}
        self.tabs = QTabWidget()
        for outcome in TABS:
            table = RecordTable(RowsModel(COLUMNS, lambda line: line.row))
            table.setWordWrap(True)
            table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() * 2 + 12)
            table.say_empty(N_("No line of the file."))
            table.opened.connect(self._on_opened_row)
            table.chosen.connect(self._on_chosen)
            self.tables[outcome] = table
            self.tabs.addTab(table, "")
        self.said, self.whole = Words(""), Words("")
        self.whole.setMinimumHeight(self.whole.fontMetrics().lineSpacing() * 3)
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.take = Button(N_("Take in · Ctrl+Enter"), primary=True)
        self.back = Button(N_("Back to the columns"))
        self._lay_out()
        self._connect()

    def show_plan(self, plan: Plan) -> None:
        self.plan = plan
        for outcome, table in self.tables.items():
            table.set_rows([line for line in plan.lines if line.outcome == outcome])
        self.take.setEnabled(bool(plan.counts[CREATE] + plan.counts[UPDATE]))
        self.set_words()
        first = next((place for place, outcome in enumerate(TABS) if plan.counts[outcome]), 0)
        self.tabs.setCurrentIndex(first)
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_tab(first)

    def set_words(self) -> None:
        counts = self.plan.counts if self.plan is not None else dict.fromkeys(OUTCOMES, 0)
        for place, (outcome, title) in enumerate(TABS.items()):
            self.tabs.setTabText(place, f"{spoken(title)} · {number(counts[outcome])}")
            self.tables[outcome].setAccessibleName(spoken(title))
        plan = self.plan
        self.said.say((lambda: _summary(plan)) if plan is not None else "")

    def _table(self) -> RecordTable:
        return self.tables[list(TABS)[self.tabs.currentIndex()]]

    def _line(self, row: object) -> Planned | None:
        return next((one for one in self.plan.lines if one.row == row), None) if self.plan is not None else None

    def _on_chosen(self, row: object) -> None:
        """All that there is to say of the line, where the table would cut it."""
        if self.sender() is self._table():
            self._show_whole(self._line(row))

    def _show_whole(self, line: Planned | None) -> None:
        self.whole.say((lambda: _whole(line)) if line is not None else "")

    def _on_tab(self, _place: int) -> None:
        self._show_whole(self._line(self._table().current_id()))

    def _on_opened_row(self, row: object) -> None:
        line = self._line(row)
        if line is not None and line.person_id:
            self.opened.emit(line.person_id)

    def _on_take(self) -> None:
        if self.take.isEnabled():
            self.taken.emit()

    def _on_number(self) -> None:
        self.tabs.setCurrentIndex(self.sender().property("tab"))
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.take.clicked.connect(self._on_take)
        self.back.clicked.connect(self.left)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self._on_take)
        for place in range(len(TABS)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("tab", place)
            shortcut.activated.connect(self._on_number)

    def _lay_out(self) -> None:
        for table in self.tables.values():
            table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("Ctrl+1…5 lists · Enter opens a known person · Esc back"), "quiet"), 1)
        foot.addWidget(self.back)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(Words(N_("Dry run: nothing is written yet"), "title"))
        column.addWidget(self.said)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.whole)
        column.addLayout(foot)

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Esc leads back to the columns before it leads out of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: Any) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def _whole(line: Planned) -> str:
    return "\n".join(filter(None, (f"№ {line.row} · {line.name}", why(line), read_otherwise(line))))


def _summary(plan: Plan) -> str:
    total = len(plan.lines) + plan.empty
    return " · ".join((plan.file, ngettext("{n} line in the file", "{n} lines in the file", total).format(n=number(total)),
                       ngettext("{n} empty line", "{n} empty lines", plan.empty).format(n=number(plan.empty)), f"SHA-256 {plan.sha256[:16]}…"))
