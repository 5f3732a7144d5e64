"""The verify room before anybody has logged in: an inspector needs no register, only the file of public keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.i18n import N_, titled
from desktop.screens.verify.room import VerifyRoom
from desktop.widgets.language_switch import LanguageSwitch
from desktop.widgets.words import Button, Words


class VerifyEntrance(QWidget):
    """``left`` by Esc or its button: back to the login."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.room = VerifyRoom(desk)
        self.room.set_words()
        self.back = Button(N_("Back (Esc)"))
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Words(titled("tizilim"), "title"), 1)
        for widget in (LanguageSwitch(), self.back):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.addLayout(head)
        column.addWidget(self.room, 1)
        self.setFocusProxy(self.room)

    def event(self, event: QEvent) -> bool:
        """Esc is this room's own before it is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
