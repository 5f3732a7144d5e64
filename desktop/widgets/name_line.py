"""A line above a list of people: what is typed narrows the list, in any spelling of the name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from db.rules import name
from desktop.widgets.record_table import RecordTable


def fits(typed: str, full_name: str) -> bool:
    """Whether each typed word begins some word of the name, Қ as К and Latin as Cyrillic."""
    parts = name.tokens(full_name)
    return all(any(part.startswith(one) for part in parts) for one in name.tokens(typed))


class NameLine(QLineEdit):
    """Enter takes the only one left or goes down to the list."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self._table = table
        self.setClearButtonEnabled(True)
        self.setMaxLength(100)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            if event.key() != Qt.Key.Key_Down and self._table.rows.rowCount() == 1:
                self._table.opened.emit(self._table.rows.id_at(0))
        else:
            super().keyPressEvent(event)
