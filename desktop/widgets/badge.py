"""States as a sign with its word: colour never says anything alone."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.i18n import Phrase, spoken
from desktop.widgets import theme

SIGNS = {
    "open": ("○", "quiet"), "soon": ("◔", "warning"), "overdue": ("●", "error"), "done": ("✓", "done"), "late": ("✓!", "warning"),
    "conflict": ("⇄", "sealed"), "sealed": ("▣", "sealed"), "info": ("·", "quiet"),
}


class Badge(QLabel):
    """``state`` is a key of ``SIGNS``; the word follows the language."""

    def __init__(self, state: str = "info", phrase: Phrase = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._phrase = state, phrase
        self.set_words()

    def show_state(self, state: str, phrase: Phrase) -> None:
        self._state, self._phrase = state, phrase
        self.set_words()

    def set_words(self) -> None:
        sign, colour = SIGNS[self._state]
        word = spoken(self._phrase)
        self.setText(f"{sign} {word}" if self._state != "info" else word)
        shade = getattr(theme.colours(), colour)
        self.setStyleSheet(f"QLabel {{ color: {shade}; border: 1px solid {shade}; border-radius: 4px; padding: 1px 7px; }}")
        self.setAccessibleName(word)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
