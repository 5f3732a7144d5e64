"""A photograph from a file: the bytes stay as they are, the small picture is made away from the window."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.errors import TizilimError
from db.rules.problem import Problem
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _
from desktop.widgets import theme
from desktop.widgets.field import Field
from desktop.widgets.words import Button

PATTERN = "(*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp)"
SHOWN = QSize(96, 120)


class PhotoField(Field):
    """``value()`` is the original's bytes or None. A draft keeps the file's path, not the picture."""

    def __init__(self, label: Phrase, desk: Desk, **more: Any) -> None:
        super().__init__(label, **more)
        self._desk = desk
        self._bytes: bytes | None = None
        self._path = ""
        self._bad: Problem | None = None
        self._turn = 0
        box = QWidget()
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setObjectName("quiet")
        self._picture.setFixedSize(SHOWN)
        self.pick = Button(N_("Choose a picture…"), icon=theme.icon("camera"))
        self.drop = Button(N_("Take it out"))
        self.pick.clicked.connect(self._on_pick)
        self.drop.clicked.connect(self._on_drop)
        buttons = QVBoxLayout()
        buttons.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addStretch(1)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._picture)
        row.addLayout(buttons, 1)
        self._hold(box, self.pick, self.drop)
        self._show(None)

    def value(self) -> Any:
        return self._bytes

    def set_value(self, value: Any) -> None:
        """Bytes of an original, or of a thumbnail that is only to be shown (see ``show_small``)."""
        self._path = ""
        if value is None:
            self._take_out()
        else:
            self._take(bytes(value))

    def show_small(self, thumbnail: bytes | None) -> None:
        """The picture that the record has already; ``value()`` stays None until another one is chosen."""
        self._show(thumbnail)

    def raw(self) -> Any:
        return {"path": self._path} if self._path else ""

    def set_raw(self, raw: Any) -> None:
        path = raw.get("path", "") if isinstance(raw, dict) else ""
        if path:
            self.take_file(Path(path))

    def unreadable(self) -> Problem | None:
        return self._bad

    def take_file(self, path: Path) -> None:
        """Reads the file and makes its small picture, both away from the window; refusals stand under the field."""
        self._turn += 1
        turn, self._path = self._turn, str(path)

        def read() -> tuple[bytes, bytes]:
            # Pillow and the record's limits come with the record, which a login screen does not load.
            from db.store.photo import MAX_BYTES, picture
            try:
                with path.open("rb") as file:
                    data = file.read(MAX_BYTES + 1)
            except OSError:
                raise TizilimError("file_unreadable", name=path.name) from None
            return data, picture(data)

        self._desk.apart(read, lambda both: self._on_read(turn, both), lambda error: self._on_refused(turn, error), self)

    def _take(self, data: bytes) -> None:
        self._turn += 1
        turn = self._turn

        def make() -> tuple[bytes, bytes]:
            from db.store.photo import picture  # see take_file
            return data, picture(data)

        self._desk.apart(make, lambda both: self._on_read(turn, both), lambda error: self._on_refused(turn, error), self)

    def _on_read(self, turn: int, both: tuple[bytes, bytes]) -> None:
        if turn != self._turn:
            return
        self._bytes, self._bad = both[0], None
        self.show_problem(None)
        self._show(both[1])
        self.changed.emit()

    def _on_refused(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self._take_out()
        if isinstance(error, TizilimError):
            self._bad = Problem(self.name, error.key, values={key: str(value) for key, value in error.values.items()})
            self.show_problem(self._bad)
        else:
            self._desk.fail(error)

    def _take_out(self) -> None:
        self._turn += 1
        self._bytes, self._bad, self._path = None, None, ""
        self._show(None)

    def _show(self, small: bytes | None) -> None:
        pixmap = QPixmap()
        if small and pixmap.loadFromData(small, "JPEG"):  # type: ignore[call-overload]  # see theme.icon
            self._picture.setPixmap(pixmap.scaled(SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        else:
            self._picture.setPixmap(theme.icon("person").pixmap(QSize(40, 40)))
        self.drop.setVisible(self._bytes is not None)

    def _on_pick(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture…"), "", _("Pictures") + " " + PATTERN)
        if name:
            self.take_file(Path(name))

    def _on_drop(self) -> None:
        self._take_out()
        self.show_problem(None)
        self.changed.emit()

    def _on_enter(self, event: Any) -> bool:
        """Enter on a button presses it."""
        for button in (self.pick, self.drop):
            if button.hasFocus():
                button.click()
        return True
