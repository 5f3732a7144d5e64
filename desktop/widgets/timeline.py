"""A person's life in the register as a list: icon, local time, words, who; Enter opens what a row is about."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.i18n import Phrase, moment, spoken
from desktop.widgets import theme
from desktop.widgets.wrapped import wrap


class Event(NamedTuple):
    """``at`` is a moment or "" (then only the words are shown); ``target`` is handed back by ``opened``."""

    at: str
    words: Phrase
    who: str = ""
    icon: str = "page"
    target: Any = None


class Timeline(QListWidget):
    """Newest first, as the screen hands them over."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[Event, ...] = ()
        wrap(self)
        self.setIconSize(QSize(20, 20))
        self.itemDoubleClicked.connect(self._on_item)

    def set_events(self, events: Sequence[Event]) -> None:
        self._events = tuple(events)
        self.set_words()

    def set_words(self) -> None:
        row = self.currentRow()
        self.clear()
        for event in self._events:
            first = " · ".join(filter(None, (moment(event.at), event.who)))
            item = QListWidgetItem(theme.icon(event.icon), "\n".join(filter(None, (first, spoken(event.words)))))
            item.setData(Qt.ItemDataRole.UserRole, event.target)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(min(max(row, 0), self.count() - 1))

    def _on_item(self, item: QListWidgetItem) -> None:
        target = item.data(Qt.ItemDataRole.UserRole)
        if target is not None:
            self.opened.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._on_item(item)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
