"""What a screen is to the window: opened with parameters, refreshed when its records change and it is seen, asked before it closes."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.desk import Desk


class Page(QWidget):
    """Base of every screen. ``kinds`` names the records that it shows; ``refresh`` reads them anew. A hidden page does not read: it
    remembers that it is due. ``set_words`` is called at the start and at each change of language."""

    kinds: frozenset[str] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._due = True
        desk.changed.connect(self._on_changed)
        desk.opened.connect(self._on_opened)

    def open(self, **params: Any) -> None:
        """Called once for a page, and each time for a room, when somebody goes there."""

    def refresh(self) -> None:
        """Reads what the page shows: ``desk.read(work, self._on_read, owner=self)``."""

    def set_words(self) -> None:
        """Every word that is not a phrase of a widget."""

    def holds_back(self) -> bool:
        """True while an editor is open in the page that a refresh would disturb."""
        return False

    def is_due(self) -> bool:
        return self._due

    def _on_changed(self, touched: object) -> None:
        if self.kinds & touched:  # type: ignore[operator]
            self._refresh_when_seen()

    def _on_opened(self) -> None:
        self._refresh_when_seen()

    def _refresh_when_seen(self) -> None:
        if self.isVisible() and not self.holds_back():
            self._due = False
            self.refresh()
        else:
            self._due = True

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._due and not self.holds_back():
            self._due = False
            self.refresh()
