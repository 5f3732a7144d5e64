"""What the law says against a placement, as it stands in the form: each reason with its source and with whom."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.store.placement import Warned
from desktop.i18n import N_, spoken
from desktop.screens.cell import wording
from desktop.widgets import theme
from desktop.widgets.words import Words

TITLE = N_("Read this before saving")


class Warnings(QFrame):
    """Hidden while there is nothing to say; a screen reader says it when it comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.warned: Sequence[Warned] = ()
        self._lines: list[Words] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(6)
        self._column.addWidget(Words(TITLE, "heading"))
        self.hide()

    def show_warned(self, warned: Sequence[Warned]) -> None:
        """The list anew; nothing at all hides it."""
        self.warned = warned
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [Words(lambda one=one: wording.warning(one)) for one in warned]  # type: ignore[misc]
        for line in self._lines:
            line.setStyleSheet(f"QLabel {{ color: {theme.colours().warning}; }}")
            self._column.addWidget(line)
        self.setVisible(bool(warned))
        if warned:
            self.setAccessibleName(f"{spoken(TITLE)}. {self.text()}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """What is said, line by line."""
        return "\n".join(wording.warnings(self.warned))
