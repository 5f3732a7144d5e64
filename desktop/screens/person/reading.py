"""Longer text beside a list: read with the arrows, left with Esc for the row that it belongs to."""

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser

from desktop.widgets import theme


class Reading(QTextBrowser):
    """Shows what ``compose`` returns, and again in the other language."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._compose: Callable[[], str] = str
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(10)

    def say(self, compose: Callable[[], str]) -> None:
        self._compose = compose
        self.setHtml(compose())

    def event(self, event: QEvent) -> bool:
        """Esc is this text's own before it is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.setHtml(self._compose())
        super().changeEvent(event)


def table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...] = ()) -> str:
    """Rows of plain text as a table, the first column quiet; what people typed is never read as markup."""
    quiet = theme.colours().quiet
    lines = []
    if head:
        lines.append("<tr>" + "".join(f'<td style="padding:2px 12px 4px 0; color:{quiet}"><b>{escape(word)}</b></td>' for word in head) + "</tr>")
    for first, *others in rows:
        cells = [f'<td style="padding:2px 12px 2px 0; color:{quiet}">{escape(first)}</td>']
        cells += [f'<td style="padding:2px 12px 2px 0">{escape(text)}</td>' for text in others]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table cellspacing='0'>{''.join(lines)}</table>"


def paragraph(text: str) -> str:
    return f"<p style='margin:0 0 6px 0'>{escape(text)}</p>"
