"""Longer text to be read: scrolled with the arrows, left with Tab, written anew when the language changes."""

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.widgets import theme


class Reading(QTextBrowser):
    """Shows what ``compose`` returns, marked up; what people typed goes through ``plain`` before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compose: Callable[[], str] = str
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)

    def say(self, compose: Callable[[], str]) -> None:
        self._compose = compose
        self.set_words()

    def set_words(self) -> None:
        """The same text in the language of the moment, at the same place."""
        place = self.verticalScrollBar().value()
        self.setHtml(self._compose())
        self.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def plain(text: str) -> str:
    """Typed text as markup: nothing in it is read as a tag, its lines stay lines."""
    return escape(text).replace("\n", "<br>")


def heading(text: str) -> str:
    return f'<p style="margin:14px 0 4px 0; font-size:12pt; color:{theme.colours().accent}"><b>{escape(text)}</b></p>'


def paragraph(text: str, quiet: bool = False) -> str:
    shade = f"; color:{theme.colours().quiet}" if quiet else ""
    return f'<p style="margin:0 0 6px 0{shade}">{plain(text)}</p>'


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Names at the left, quiet, and what is said of them at the right; a row without a name goes across."""
    quiet = theme.colours().quiet
    lines = []
    for name, said in rows:
        if name:
            lines.append(f'<tr><td width="34%" style="padding:2px 12px 2px 0; color:{quiet}">{plain(name)}</td>'
                         f'<td style="padding:2px 0">{plain(said)}</td></tr>')
        else:
            lines.append(f'<tr><td colspan="2" style="padding:2px 0">{plain(said)}</td></tr>')
    return f'<table cellspacing="0" width="100%">{"".join(lines)}</table>'
