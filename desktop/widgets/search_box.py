"""The search of the frame (F2): answers while one types, arrows choose, Enter opens, nothing found offers to register."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.i18n import _
from desktop.widgets import theme

WAIT_MS = 120
TARGET = Qt.ItemDataRole.UserRole


class SearchBox(QLineEdit):
    """``find(text, done)`` must answer ``done(matches)`` on this thread; ``shown(match)`` is the line of one match, ``id_of`` its id.
    With ``may_register`` the last line offers to register what was typed."""

    chosen = Signal(object)
    register_asked = Signal(str)

    def __init__(self, find: Callable[[str, Callable[[Sequence[Any]], None]], None], shown: Callable[[Any], str],
                 id_of: Callable[[Any], Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find, self._shown, self._id_of = find, shown, id_of
        self.may_register = False
        self._answered = ""
        self._open_first = False
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._ask)
        self.list: QListWidget | None = None
        self.textEdited.connect(self._on_edited)
        self.set_words()

    def set_words(self) -> None:
        self.setPlaceholderText(_("Name or IIN") + "  F2")
        self.setAccessibleName(_("Search"))
        self.setToolTip(_("Any part of a name in Kazakh, Russian or Latin letters, or an IIN"))

    def _on_edited(self, text: str) -> None:
        self._open_first = False
        if len(text.strip()) >= 2:
            self._wait.start()
        else:
            self.fold()

    def _ask(self) -> None:
        self._wait.stop()
        text = self.text().strip()
        self._find(text, lambda matches: self._on_found(text, matches))

    def _on_found(self, text: str, matches: Sequence[Any]) -> None:
        if text != self.text().strip() or not text:
            return
        self._answered = text
        shown = self._results()
        shown.clear()
        for match in matches:
            item = QListWidgetItem(self._shown(match))
            item.setData(TARGET, (self._id_of(match), ""))
            shown.addItem(item)
        if not matches:
            none = QListWidgetItem(_("Nobody was found."))
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            shown.addItem(none)
        if self.may_register:
            item = QListWidgetItem(theme.icon("plus"), _("Register a new person: {text}").format(text=text))
            item.setData(TARGET, (None, text))
            shown.addItem(item)
        self._unfold(shown)
        shown.setCurrentRow(0 if matches else shown.count() - 1)
        if self._open_first:
            self._open_first = False
            self._take(shown.currentItem())

    def _results(self) -> QListWidget:
        if self.list is None:
            self.list = QListWidget(self.window())
            self.list.setObjectName("searchResults")
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.list.itemClicked.connect(self._take)
            self.window().installEventFilter(self)
        return self.list

    def _unfold(self, shown: QListWidget) -> None:
        width = max(self.width(), min(560, self.window().width() - 32))
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 2))
        height = sum(shown.sizeHintForRow(row) for row in range(min(shown.count(), 10))) + 12
        shown.setGeometry(corner.x(), corner.y(), width, height)
        shown.show()
        shown.raise_()

    def fold(self) -> None:
        """Puts the results away; the text stays."""
        self._wait.stop()
        if self.list is not None:
            self.list.hide()

    def _take(self, item: QListWidgetItem | None) -> None:
        target = item.data(TARGET) if item is not None else None
        if target is None:
            return
        self.fold()
        self.clear()
        record_id, text = target
        if record_id is not None:
            self.chosen.emit(record_id)
        else:
            self.register_asked.emit(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, shown = event.key(), self.list
        open_ = shown is not None and shown.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and open_ and shown is not None:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}[Qt.Key(key)]
            shown.setCurrentRow(min(max(shown.currentRow() + step, 0), shown.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(shown if open_ else None)
        elif key == Qt.Key.Key_Escape and open_:
            self.fold()
        else:
            super().keyPressEvent(event)

    def _on_enter(self, shown: QListWidget | None) -> None:
        if shown is not None and self._answered == self.text().strip():
            self._take(shown.currentItem())
        elif len(self.text().strip()) >= 2:
            self._open_first = True
            self._ask()

    def focusOutEvent(self, event: Any) -> None:  # noqa: N802
        self.fold()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self.fold()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
            self.fold()
        super().changeEvent(event)
