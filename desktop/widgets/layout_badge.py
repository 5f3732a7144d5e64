"""Which keyboard layout is on, and whether Caps Lock is: what a password never shows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.i18n import _

LAYOUTS = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}


class LayoutBadge(QLabel):
    """Follows the system's input method."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quiet")
        QGuiApplication.inputMethod().localeChanged.connect(self._on_layout)
        self._on_layout()

    def _on_layout(self) -> None:
        code = QGuiApplication.inputMethod().locale().name()[:2]
        self.setText("⌨ " + LAYOUTS.get(code, "ENG" if code == "C" else code.upper()))
        self.setToolTip(_("Keyboard layout"))
        self.setAccessibleName(f"{_('Keyboard layout')}: {self.text()}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self._on_layout()
        super().changeEvent(event)


class CapsWarning(QLabel):
    """Says that Caps Lock is on, judged by the letters that arrive in the line it watches (Qt has no other way to ask)."""

    def __init__(self, line: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fieldProblem")
        self._on = False
        line.installEventFilter(self)
        self._show()

    def _show(self) -> None:
        self.setText("⇪ " + _("Caps Lock is on") if self._on else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress:
            letter = event.text()  # type: ignore[attr-defined]
            if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)  # type: ignore[attr-defined]
                self._on = letter.isupper() != shift
                self._show()
            elif event.key() == Qt.Key.Key_CapsLock and self._on:  # type: ignore[attr-defined]
                self._on = False
                self._show()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
