"""How much of the certification is answered, and what is not: a thin bar, and the list that it opens."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from db.rules import certification as rules
from db.rules.certification import CertificationBody
from db.rules.problem import Problem
from desktop import errors
from desktop.i18n import N_, _
from desktop.widgets.words import Button, Words
from desktop.widgets.wrapped import wrap

FIELD = Qt.ItemDataRole.UserRole
KEY = "F4"


class Score(NamedTuple):
    """How many of the items that must be answered are."""

    answered: int
    asked: int


def score(body: CertificationBody) -> Score:
    """An item with a problem is not answered yet."""
    asked = rules.asked(body)
    wrong = {problem.field for problem in rules.problems(body)}
    return Score(sum(name not in wrong for name in asked), len(asked))


class Named(NamedTuple):
    """A problem with the words for where it is: the page and the field."""

    problem: Problem
    where: str

    def line(self) -> str:
        return f"{self.where}: {errors.sentence(self.problem)}"


class Missing(QListWidget):
    """Unanswered items; Enter goes to the item."""

    chosen = Signal(object)     # field of the problem

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wrap(self)
        self.setUniformItemSizes(False)
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_activated)

    def show_problems(self, named: Sequence[Named]) -> None:
        kept = self.currentRow()
        self.clear()
        for one in named:
            item = QListWidgetItem(f"○ {one.line()}")
            item.setData(FIELD, one.problem.field)
            self.addItem(item)
        if named:
            self.setCurrentRow(min(max(kept, 0), len(named) - 1))
        self.setAccessibleName(_("Unanswered"))

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(FIELD))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None and not event.modifiers():
            self._on_activated(item)
        else:
            super().keyPressEvent(event)


class Completeness(QWidget):
    """The bar along the top; it opens and closes the list."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = Score(0, 1)
        self.button = Button(self._said, key=KEY)
        self.button.setProperty("flat", True)
        self.button.clicked.connect(self.asked)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setStyleSheet("min-height: 6px; max-height: 6px;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.button)
        column.addWidget(self._bar)

    def show_score(self, score: Score) -> None:
        self._score = score
        self._bar.setMaximum(max(score.asked, 1))
        self._bar.setValue(score.answered)
        self.button.set_words()
        self._bar.setAccessibleName(self._said())

    def _said(self) -> str:
        done = _("{answered} of {asked} answered").format(answered=self._score.answered, asked=self._score.asked)
        return f"{done}  {KEY}"


class MissingPanel(QFrame):
    """The list, folded out over the page; Esc folds it away."""

    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("card")
        self.list = Missing()
        self._nothing = Words(N_("Everything is answered."))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(Words(N_("Unanswered"), "heading"))
        column.addWidget(self._nothing)
        column.addWidget(self.list)
        self.setMaximumHeight(260)

    def show_problems(self, named: Sequence[Named]) -> None:
        self.list.show_problems(named)
        self.list.setVisible(bool(named))
        self._nothing.setVisible(not named)

    def fold(self) -> None:
        self.hide()
        self.folded.emit()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the open list, before the window hears it."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.fold()
        else:
            super().keyPressEvent(event)
