"""The empty room before the register: a card in the middle, the program's name and the languages above it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import term
from desktop.widgets.language_switch import LanguageSwitch


class Entrance(QWidget):
    """``card`` is the column that subclasses fill."""

    def __init__(self, width: int = 420) -> None:
        super().__init__()
        self._name = QLabel()
        self._name.setObjectName("title")
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(LanguageSwitch())
        frame = QFrame()
        frame.setObjectName("card")
        frame.setMaximumWidth(width)
        self.card = QVBoxLayout(frame)
        self.card.setContentsMargins(24, 24, 24, 24)
        self.card.setSpacing(8)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame, 40 if width > 600 else 0)
        middle.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(middle, 100)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addLayout(head)
        column.addLayout(row, 1)
        self.set_words()

    def set_words(self) -> None:
        self._name.setText(term("tizilim"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
