"""Labels, buttons and headings that follow the language by themselves."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from desktop.i18n import Phrase, spoken
from desktop.widgets import theme


class Words(QLabel):
    """Text of the program; ``look`` is a name of the style sheet: ``heading``, ``title``, ``quiet``, ``name`` or ""."""

    def __init__(self, phrase: Phrase = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrase = phrase
        self.setObjectName(look)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_words()

    def say(self, phrase: Phrase) -> None:
        """Another text."""
        self._phrase = phrase
        self.set_words()

    def set_look(self, look: str) -> None:
        """Another name of the style sheet."""
        self.setObjectName(look)
        self.style().unpolish(self)
        self.style().polish(self)

    def set_words(self) -> None:
        self.setText(spoken(self._phrase))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


class Button(QPushButton):
    """A button with a word, perhaps an icon (its name, or made already), perhaps a key that is shown and works while the button is seen;
    ``hint`` is a key that is only shown, because somebody else hears it."""

    def __init__(self, phrase: Phrase, *, key: str = "", icon: QIcon | str | None = None, primary: bool = False, hint: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrase, self._key, self._said = phrase, key or hint, ""
        self.setAutoDefault(True)     # Enter presses it, as Space does
        self.setProperty("primary", primary)
        if isinstance(icon, str):
            icon = theme.icon(icon, theme.colours().on_accent if primary else "")
        if icon is not None:
            self.setIcon(icon)
            self.setIconSize(QSize(20, 20))
        if key:
            # A button's own shortcut clicks only after 100 ms; who types on would type into the wrong field.
            QShortcut(QKeySequence(key), self).activated.connect(self.click)
        self.set_words()

    def say(self, phrase: Phrase) -> None:
        self._phrase = phrase
        self.set_words()

    def set_words(self) -> None:
        # Fusion puts the word right against the icon.
        self.setText(spoken(self._phrase) if self.icon().isNull() else "\u2002" + spoken(self._phrase))
        before, self._said = self._said, spoken(self._phrase)
        if self.accessibleName() in ("", before):       # a field may have given it a better one
            self.setAccessibleName(self._said)
        self.setToolTip(f"{spoken(self._phrase)} ({self._key.replace('Left', '←')})" if self._key else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
