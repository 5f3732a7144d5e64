"""A field for several answers from a list: arrows move, Space marks, Enter goes on."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from desktop.i18n import Phrase, term
from desktop.widgets.field import Field

SHOWN = 7       # rows that are seen at once


class _Marks(QListWidget):
    """A list whose rows are marked; letters go to the row that begins with them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            marked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if marked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class Several(Field):
    """``value()`` is the codes that are marked, in the order of the list, separated by commas; "" for none."""

    def __init__(self, label: Phrase, codes: Sequence[str], *, word: Callable[[str], str] = term, **more: Any) -> None:
        super().__init__(label, **more)
        self.codes: tuple[str, ...] = tuple(codes)
        self._word = word
        self.list = _Marks()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        for code in self.codes:
            self._add(code)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight((self.list.fontMetrics().lineSpacing() + 12) * min(SHOWN, len(self.codes)) + 8)
        self.list.itemChanged.connect(self._on_marked)
        self._hold(self.list)

    def value(self) -> Any:
        marked = (self.list.item(row) for row in range(self.list.count()))
        return ",".join(item.data(Qt.ItemDataRole.UserRole) for item in marked if item.checkState() == Qt.CheckState.Checked)

    def set_value(self, value: Any) -> None:
        """A code that a newer program wrote stays in the list."""
        wanted = [code for code in (value or "").split(",") if code]
        self.list.blockSignals(True)
        for code in wanted:
            if code not in self.codes:
                self.codes = (*self.codes, code)
                self._add(code)
        for row in range(self.list.count()):
            item = self.list.item(row)
            marked = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.set_words()
        self.changed.emit()

    def set_words(self) -> None:
        if self.list is not self.editor:
            return
        super().set_words()
        self.list.blockSignals(True)
        for row, code in enumerate(self.codes):
            word = self._word(code)
            self.list.item(row).setText(word[:1].upper() + word[1:])
        self.list.blockSignals(False)

    def _add(self, code: str) -> None:
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, code)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)

    def _on_marked(self, _item: QListWidgetItem) -> None:
        self.changed.emit()
