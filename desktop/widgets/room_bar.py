"""The rooms at the left: Alt+1…9, foldable to icons."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop import settings
from desktop.i18n import Phrase, _, spoken
from desktop.widgets import theme


class Room(NamedTuple):
    key: str
    title: Phrase
    icon: str


class RoomBar(QFrame):
    """``chosen`` carries the key of the room."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rooms")
        self._rooms: tuple[Room, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._fold = QPushButton(theme.icon("menu"), "")
        self._fold.setIconSize(QSize(20, 20))
        self._fold.setProperty("room", True)
        self._fold.clicked.connect(self._on_fold)
        self._column.addWidget(self._fold)

    def set_rooms(self, rooms: Sequence[Room]) -> None:
        """Other rooms: another user has come."""
        for button in self.buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._rooms, self.buttons = tuple(rooms), {}
        for number, room in enumerate(rooms):
            button = QPushButton(theme.icon(room.icon), "", autoDefault=True)
            button.setCheckable(True)
            button.setIconSize(QSize(20, 20))
            button.setProperty("room", True)
            button.setProperty("key", room.key)
            self._group.addButton(button)
            self._column.insertWidget(number, button)
            self.buttons[room.key] = button
        self.set_words()

    def mark(self, key: str) -> None:
        """Shows which room one is in."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def set_words(self) -> None:
        folded = settings.bar_folded.get()
        for number, room in enumerate(self._rooms, 1):
            word = spoken(room.title)
            button = self.buttons[room.key]
            button.setText("" if folded else "\u2002" + word)
            heavy = button.font()
            heavy.setBold(True)   # the room one is in is bold: its word must fit then too
            button.setMinimumWidth(0 if folded else QFontMetrics(heavy).horizontalAdvance(button.text()) + 60)
            button.setShortcut(f"Alt+{number}" if number <= 9 else "")
            button.setToolTip(f"{word} (Alt+{number})")
            button.setAccessibleName(word)
        self._fold.setToolTip(_("Show the words") if folded else _("Icons only"))
        self._fold.setAccessibleName(self._fold.toolTip())

    def _on_clicked(self, button: QPushButton) -> None:
        self.chosen.emit(str(button.property("key")))

    def _on_fold(self) -> None:
        settings.bar_folded.set(not settings.bar_folded.get())
        self.set_words()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
