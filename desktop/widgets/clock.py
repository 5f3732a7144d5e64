"""The time of the workstation, and a word when its clock jumps back."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

JUMP_SECONDS = 60


class Clock(QLabel):
    """dd.MM.yyyy HH:mm; ``jumped_back`` tells that the clock stands before a moment it has already shown."""

    jumped_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wall, self._steady = time.time(), time.monotonic()
        self._zone: ZoneInfo | None = None
        self._timer = QTimer(self, interval=5000)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()

    def set_zone(self, name: str) -> None:
        """Shows the time of the institution, which is the one that records carry, whatever zone the computer was set to."""
        self._zone = ZoneInfo(name)
        self.tick()

    def tick(self) -> None:
        self.setText(datetime.now(self._zone).strftime("%d.%m.%Y %H:%M"))
        wall, steady = time.time(), time.monotonic()
        if wall - self._wall < steady - self._steady - JUMP_SECONDS:
            self.jumped_back.emit()
        self._wall, self._steady = wall, steady
