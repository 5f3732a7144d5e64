"""The sides of a person's card: custody, medical (what everybody may know), history, and who looked."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSplitter, QTabWidget, QVBoxLayout, QWidget

from db.rules.custody import MOMENTS
from db.store.access import AccessRow
from db.store.entry import HistoryRow
from desktop.i18n import N_, Phrase, _, moment, ngettext, spoken, term, titled
from desktop.screens.person import wording
from desktop.screens.person.facts import Facts
from desktop.screens.person.reading import Reading, paragraph, table
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.words import Words

CUSTODY, MEDICAL, HISTORY, ACCESS = "custody", "medical", "history", "access"

CUSTODY_COLUMNS = (
    Column(titled("arrived_short"), lambda row: moment(row.arrived_at), 19, lambda row: row.arrived_utc or 0),
    Column(titled("category_short"), lambda row: term(row.category)),
    Column(titled("custody_ground"), lambda row: term(row.ground)),
)
MEDICAL_COLUMNS = (
    Column(N_("When"), lambda row: moment(row.at), 19),
    Column(N_("What"), lambda row: spoken(row.words)),
    Column(N_("Who"), lambda row: row.who, 18),
)
HISTORY_COLUMNS = (
    Column(N_("When"), lambda row: moment(row.at), 19, lambda row: row.seq),
    Column(N_("What"), wording.what),
    Column(N_("Who"), lambda row: row.who, 18),
)
ACCESS_COLUMNS = (
    Column(N_("When"), lambda row: moment(row.at), 19, lambda row: row.at),
    Column(N_("What"), lambda row: " · ".join(filter(None, (wording.act(row.act), row.detail)))),
    Column(N_("Who"), lambda row: row.who, 18),
)


class Side(QWidget):
    """A list with, below it, the text of the chosen row. Enter goes to the text, or out by ``opened``; Esc comes back to the row."""

    opened = Signal(object)

    def __init__(self, columns: Sequence[Column], id_of: Callable[[Any], Any], compose: Callable[[Any], str] | None, empty: Phrase,
                 note: Phrase = "") -> None:
        super().__init__()
        self.table = RecordTable(RowsModel(columns, id_of))
        self.table.say_empty(empty)
        # Few rows with long words: they wrap, where a list of everybody would be cut.
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.reading = Reading() if compose is not None else None
        self._compose = compose
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self._lay_out(note)
        self.setFocusProxy(self.table)

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.table.set_rows(rows)
        if self.reading is not None:
            self.reading.setVisible(bool(rows))
        self._on_chosen(None)

    def _on_chosen(self, _record: object) -> None:
        row = self.table.rows.row(self.table.currentIndex().row())
        if self.reading is not None and self._compose is not None:
            compose = self._compose
            self.reading.say((lambda: compose(row)) if row is not None else str)

    def _on_opened(self, record: object) -> None:
        self.opened.emit(record)

    def read(self) -> None:
        """Puts the cursor into the text of the chosen row."""
        if self.reading is not None:
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, note: Phrase) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        if note:
            column.addWidget(Words(note, "quiet"))
        if self.reading is None:
            column.addWidget(self.table, 1)
            return
        self.reading.left.connect(self._on_left)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(self.reading)
        both.setSizes([150, 190])
        column.addWidget(both, 1)


class Sides(QTabWidget):
    """Ctrl+1 to Ctrl+4 in the order of the tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.sides = {
            CUSTODY: Side(CUSTODY_COLUMNS, lambda row: row.id, _custody, N_("No custody is recorded yet.")),
            MEDICAL: Side(MEDICAL_COLUMNS, lambda row: row.target, None, N_("No examination is recorded yet."),
                          N_("Everybody may know that an examination took place. What was found opens for medics only.")),
            HISTORY: Side(HISTORY_COLUMNS, lambda row: row.leaf, _history, N_("Nothing is recorded yet.")),
            ACCESS: Side(ACCESS_COLUMNS, _trace, None, N_("Nobody has opened or printed anything yet."),
                         N_("Every opening of medical content and every print leaves its trace here.")),
        }
        for side in self.sides.values():
            self.addTab(side, "")
        self.set_words()

    def show_facts(self, facts: Facts, medical: Sequence[Any]) -> None:
        self.sides[CUSTODY].set_rows(facts.episodes)
        self.sides[MEDICAL].set_rows(medical)
        self.sides[HISTORY].set_rows(list(reversed(facts.history)))
        self.sides[ACCESS].set_rows(facts.traces)

    def go_to(self, key: str, record: Any = None) -> None:
        """Shows a side with its cursor on that record."""
        side = self.sides[key]
        self.setCurrentWidget(side)
        if record is not None:
            side.table.choose(record)
        side.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_words(self) -> None:
        titles = (term("custody_episode", True), _("Medical"), _("History"), _("Who looked"))
        for number, (title, side) in enumerate(zip(titles, self.sides.values(), strict=True)):
            self.setTabText(number, title)
            for part in filter(None, (side.table, side.reading)):
                part.setAccessibleName(title)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def _custody(row: Any) -> str:
    fields = ("ground", "category", "authority", "case_number", *(field for field, *_ in MOMENTS))
    lines = [(wording.label(field), wording.value(field, getattr(row, field))) for field in fields]
    for field, reason, _future in MOMENTS:
        if reason and not getattr(row, field):
            at = [label for label, _value in lines].index(wording.label(field))
            lines[at] = (wording.label(field), f"{term('unknown')}: {getattr(row, reason)}")
    return table(lines)


def _history(row: HistoryRow) -> str:
    """Who, when, why, and each field before and after."""
    jumped = _("the clock had jumped back") if row.clock == "back" else ""
    parts = [paragraph(" · ".join(filter(None, (moment(row.at, offset=False), row.who, jumped))))]
    for field, words in wording.why(row.reason):
        parts.append(paragraph(f"{term('reason', True)}: {words}" if not field else f"{field}. {term('reason', True)}: {words}"))
    changes = wording.shown(row.changes)
    first = row.action == "record"
    lines = []
    for change in changes:
        after = _("sealed") if change.sealed else wording.value(change.field, change.after)
        before = "" if change.sealed else wording.value(change.field, change.before)
        name = wording.label(change.field, row.kind)
        lines.append((name, after) if first else (name, before, "→", after))
    head = () if first else (_("Field"), _("Before"), "", _("After"))
    parts.append(table(lines, head))
    parts.append(paragraph(ngettext("{n} field", "{n} fields", len(changes)).format(n=len(changes)) + f" · № {row.seq + 1} · {row.leaf[:16]}"))
    return "".join(parts)


def _trace(row: AccessRow) -> tuple[str, str, str]:
    """A trace has no id of its own in the list."""
    return (row.at, row.act, row.who)
