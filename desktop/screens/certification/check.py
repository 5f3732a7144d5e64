"""The last page before sealing: every answer in the words that the paper will print, and what still hinders."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from db.rules.certification import CertificationBody
from desktop.forms import wording
from desktop.forms.words import NOTHING
from desktop.forms.words import Words as PaperWords
from desktop.i18n import N_, _, language, term
from desktop.screens.certification.completeness import Missing, Named
from desktop.widgets.words import Button, Words


class CheckPage(QWidget):
    """``seal_asked`` comes from the button or Ctrl+Enter; ``chosen`` from the list of what is missing."""

    seal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body: CertificationBody | None = None
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.missing = Missing()
        self._title = Words(N_("Still unanswered; Enter goes there"), "heading")
        self._ready = Words(N_("Everything is answered. Read it once more: after sealing nobody can change it."), "heading")
        self.primary = Button(N_("Seal (Ctrl+Enter)"), primary=True)
        self.primary.clicked.connect(self.seal_asked)
        self._lay_out()
        self.set_words()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.seal_asked)

    def show_answers(self, body: CertificationBody, missing: Sequence[Named]) -> None:
        self._body = body
        self.missing.show_problems(missing)
        for widget in (self.missing, self._title):
            widget.setVisible(bool(missing))
        self._ready.setVisible(not missing)
        self.text.setHtml(_answers(body))

    def set_busy(self, busy: bool) -> None:
        self.primary.setEnabled(not busy)

    def focus(self) -> None:
        (self.missing if self.missing.count() else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_words(self) -> None:
        self.text.setAccessibleName(_("Check your answers"))
        if self._body is not None:
            self.text.setHtml(_answers(self._body))

    def _lay_out(self) -> None:
        self.text.setFrameShape(QFrame.Shape.StyledPanel)
        self.missing.setMaximumHeight(170)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        for widget in (self._ready, self._title, self.missing):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addWidget(Words(N_("Tab: next part · Ctrl+Page Up: page before · Esc: back, the draft is kept"), "quiet"), 1)
        foot.addWidget(self.primary)
        column.addLayout(foot)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def _answers(body: CertificationBody) -> str:
    """All sections of the paper, findings in their place."""
    words = PaperWords(language())
    parts = []
    for section in wording.sections(body, words):
        parts.append(f"<h3>{escape(section.title)}</h3>")
        if section.key == "findings":
            parts.append(_findings(body, words))
        else:
            rows = "".join(_row(row.label, row.value) for row in section.rows)
            parts.append(f"<table cellspacing='0' cellpadding='3' width='100%'>{rows}</table>")
    return "".join(parts)


def _row(label: str, value: str) -> str:
    shown = escape(value).replace("\n", "<br>")
    if not label:
        return f"<tr><td colspan='2'>{shown}</td></tr>"
    return f"<tr><td width='34%'><b>{escape(label)}</b></td><td>{shown}</td></tr>"


def _findings(body: CertificationBody, words: PaperWords) -> str:
    if not body.findings:
        return f"<p>{escape(term('no_injuries_found', True) if body.no_injuries else NOTHING)}</p>"
    made = []
    for row in wording.findings(body, words):
        told = (", ".join(part for part in (row.size or row.typed_size, row.colour, row.shape) if part), row.description,
                row.cause, f"{row.degree}: {row.reason}")
        lines = "<br>".join(escape(line).replace("\n", "<br>") for line in told if line)
        made.append(f"<tr><td width='34%' valign='top'><b>{escape(row.number)}. {escape(row.kind)}</b><br>{escape(row.place)}</td>"
                    f"<td>{lines}</td></tr>")
    return f"<table cellspacing='0' cellpadding='3' width='100%'>{''.join(made)}</table>"
