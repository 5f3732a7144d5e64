"""A folder, typed or picked."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop.i18n import N_, Phrase, spoken
from desktop.widgets import theme
from desktop.widgets.field import Field
from desktop.widgets.words import Button


class FolderField(Field):
    """``value()`` is a ``Path`` or None."""

    def __init__(self, label: Phrase, **more: Any) -> None:
        super().__init__(label, **more)
        box = QWidget()
        self.line = QLineEdit()
        self.pick = Button(N_("Choose…"), icon=theme.icon("folder"))
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.pick)
        self.line.textChanged.connect(self._on_text)
        self.pick.clicked.connect(self._on_pick)
        self._hold(box, self.line)

    def value(self) -> Any:
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))

    def raw(self) -> Any:
        return self.line.text()

    def _on_text(self, _text: str) -> None:
        self.changed.emit()

    def _on_pick(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, spoken(self.label), self.line.text())
        if chosen:
            self.line.setText(chosen)
