"""Before a person is saved: who may be the same one, and why; the officer opens a match or states that it is another person."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.rules.problem import Problem
from db.search.duplicate import Duplicate
from desktop.i18n import N_, _, date, titled
from desktop.widgets.fields import Line
from desktop.widgets.record_table import Column, RecordTable, RowsModel
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

TITLE = N_("Perhaps registered already")

COLUMNS = (
    Column(titled("full_name_short"), lambda match: match.name),
    Column(titled("date_of_birth"), lambda match: date(match.birth_date), 12),
    Column(titled("iin_short"), lambda match: match.iin, 17),
    Column(N_("Why"), lambda match: _why(match), 36),  # noqa: PLW0108 - defined below
)


class Duplicates(QWidget):
    """Enter opens the match, Tab goes to the reason, Ctrl+Enter saves as another person, Esc returns to the form."""

    opened = Signal(object)      # id of a person
    stated = Signal(str)         # the reason why it is another person
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = RecordTable(RowsModel(COLUMNS, lambda match: match.id))
        self.table.opened.connect(self.opened)
        self.reason = Line(N_("Why it is another person"), required=True)
        self.reason.entered.connect(self._on_stated)
        self.state = Button(N_("Another person: save"), primary=True)
        self.state.clicked.connect(self._on_stated)
        self.back = Button(N_("Back to the form"))
        self.back.clicked.connect(self.left)
        for keys, call in (("Ctrl+Return", self._on_stated), ("Ctrl+Enter", self._on_stated)):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(call)
        self._lay_out()
        self.set_words()

    def set_words(self) -> None:
        self.table.setAccessibleName(_(TITLE))

    def show_matches(self, matches: Sequence[Duplicate]) -> None:
        """The best match first."""
        self.table.set_rows(matches)
        self.table.selectRow(0)
        self.reason.show_problem(None)

    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stated(self) -> None:
        if self.reason.value():
            self.stated.emit(self.reason.value())
        else:
            self.reason.show_problem(Problem("another_person", "reason_required"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(Words(TITLE, "title"))
        column.addWidget(Words(N_("Compare before saving. Enter opens the person; nothing that you have typed is lost. "
                                  "If it is another person, say why: the reason stays in the history.")))
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addLayout(buttons)

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Esc leads back to the form before it leads out of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _why(match: Duplicate) -> str:
    return ", ".join(_(WHY_WORDS[key]) for key in match.why)
