"""The time of the workstation, and a word when its clock jumps back."""

import time

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

JUMP_SECONDS = 60


class Clock(QLabel):
    """dd.MM.yyyy HH:mm; ``jumped_back`` tells that the clock stands before a moment it has already shown."""

    jumped_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wall, self._steady = time.time(), time.monotonic()
        self._timer = QTimer(self, interval=5000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()

    def tick(self) -> None:
        self.setText(QDateTime.currentDateTime().toString("dd.MM.yyyy HH:mm"))
        wall, steady = time.time(), time.monotonic()
        if wall - self._wall < steady - self._steady - JUMP_SECONDS:
            self.jumped_back.emit()
        self._wall, self._steady = wall, steady
