"""A line that offers what was written in it before: names of courts and bodies grow by use and stay spelt alike."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter

from desktop.i18n import Phrase
from desktop.widgets.fields import Line


class Suggested(Line):
    """Down chooses from what fits, Enter takes it and goes on; Enter without a choice keeps what was typed."""

    def __init__(self, label: Phrase, **more: Any) -> None:
        super().__init__(label, **more)
        self.known = QStringListModel(self)
        self.completer = QCompleter(self.known, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setMaxVisibleItems(8)
        self.line.setCompleter(self.completer)
        # Without a parent the list would outlive its line as a window of its own.
        popup = self.completer.popup()
        popup.setParent(self, popup.windowFlags())
        # The line itself hears Enter only while the list is open: the field takes every other one.
        self.line.returnPressed.connect(self._on_taken)

    def offer(self, names: Sequence[str]) -> None:
        """What was written here before, the most usual first."""
        self.known.setStringList(list(names))

    def _on_taken(self) -> None:
        """The list puts the chosen name in only after this; then it goes on."""
        QTimer.singleShot(0, self, self.entered.emit)
