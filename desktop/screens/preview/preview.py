"""The preview of any paper: a language, pages, zoom; then Print or Save as PDF, each of which leaves its trace first."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout

from db import files
from desktop import errors
from desktop.desk import Desk
from desktop.forms import pages
from desktop.forms.pages import Picture, Size
from desktop.forms.words import PAPER_LANGUAGES
from desktop.i18n import N_, Phrase, _, ngettext, spoken
from desktop.screens.preview import printer as printing
from desktop.widgets import theme
from desktop.widgets.flow import Flow
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.paper_view import WHOLE, WIDE, PaperView
from desktop.widgets.words import Button, Words

LANGUAGES: dict[str, Phrase] = {"kk": N_("In Kazakh"), "ru": N_("In Russian"), "both": N_("Both languages")}
HELP = N_("Page Up, Page Down, Home and End turn the pages; the arrows move the page; + and − change its size, 0 shows the whole page and "
          "9 its whole width. Ctrl+1, Ctrl+2 and Ctrl+3 choose the language: the values and the code are the same in each. Printing and "
          "saving are written into the register, with who and when.")

ROOMY = 1000        # px of width from which the keys are named at the foot

Make = Callable[[str], bytes]
Record = Callable[[Any, str], Any]


class Preview(Page):
    """``open(title, make, name, record)``: ``make(language)`` gives the PDF, away from the window; ``name`` is a number for the file's
    name and the printer's list; ``record(session, act)`` leaves the trace of ``print`` or ``export`` before the paper goes out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._make: Make | None = None
        self._record: Record | None = None
        self._name, self._language = "", ""
        self.pdf = b""
        self._turn = 0
        self._dialog: QFileDialog | None = None
        self.title = Words("", "heading")
        self.state = Words("", "quiet")
        self.place = Words(self._said_place)
        self.place.setWordWrap(False)
        self.view = PaperView(self._draw)
        self.view.turned.connect(self._on_turned)
        self.view.zoomed.connect(self._on_turned)
        self.languages: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_language)
        self.save = Button(N_("Save as PDF…"), key="Ctrl+S")
        self.print = Button(N_("Print…"), key="Ctrl+P", icon=theme.icon("print", theme.colours().on_accent), primary=True)
        self.save.clicked.connect(self.ask_file)
        self.print.clicked.connect(self.ask_printer)
        self._lay_out()
        self.setFocusProxy(self.view)

    def open(self, title: Phrase = "", make: Make | None = None, name: str = "", record: Record | None = None,
             languages: Sequence[str] = PAPER_LANGUAGES, language: str = "both", **_more: Any) -> None:
        self._make, self._record, self._name = make, record, name
        self.title.say(title)
        for code, button in self.languages.items():
            button.setVisible(code in languages)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.speak(language if language in languages else languages[0])

    def speak(self, language: str) -> None:
        """The paper in another language."""
        make = self._make
        if make is None or language == self._language:
            return
        self._language = language
        self.languages[language].setChecked(True)
        self._turn += 1
        turn = self._turn
        self._tell(N_("Making the paper…"))
        self._enable(False)

        def work() -> tuple[bytes, tuple[Size, ...]]:
            pdf = make(language)
            return pdf, pages.sizes(pdf)

        self.desk.apart(work, lambda made: self._on_made(turn, *made), lambda error: self._on_not_made(turn, error), owner=self)

    def set_words(self) -> None:
        self.place.set_words()
        bold = QFont(self.font())
        bold.setBold(True)
        for code, button in self.languages.items():     # the chosen one is written bold and must not push the others
            button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(spoken(LANGUAGES[code])) + 28)

    # pages --------------------------------------------------------------------------------------------------------------

    def _on_made(self, turn: int, pdf: bytes, sizes: Sequence[Size]) -> None:
        if turn != self._turn:
            return
        self.pdf = pdf
        self._tell("")
        self.view.set_pages(sizes)
        self._enable(True)

    def _on_not_made(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            told = errors.told(error, self.desk.folder)
            self.pdf = b""
            self.view.set_pages(())
            self._tell(lambda: _("This paper cannot be made. {why}").format(why=told))

    def _tell(self, phrase: Phrase) -> None:
        self.state.say(phrase)
        self.state.setVisible(bool(phrase))

    def _draw(self, place: int, sharpness: float, done: Callable[[QImage], None]) -> None:
        pdf = self.pdf
        if not pdf:
            return

        def come(picture: Picture) -> None:
            done(printing.image(picture))

        self.desk.apart(lambda: pages.picture(pdf, place, sharpness), come, owner=self)

    def _on_turned(self, _value: object) -> None:
        self.place.set_words()

    def _said_place(self) -> str:
        if not self.pdf:
            return ""
        said = _("Page {n} of {total}").format(n=self.view.page(), total=self.view.count())
        return f"{said} · {self.view.percent()} %"

    def _enable(self, ready: bool) -> None:
        for button in (self.save, self.print):
            button.setEnabled(ready)

    def _on_language(self, button: Button) -> None:
        self.speak(str(button.property("language")))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # printer ------------------------------------------------------------------------------------------------------------

    def ask_printer(self) -> None:
        """The system's dialog, or the words that there is no printer."""
        if not printing.has_printer():
            self.desk.say(_("No printer is installed on this computer. Save the paper as a PDF file and print it elsewhere."), "warning",
                          (_("Save as PDF…"), self.ask_file))
            return
        chosen = printing.new_printer(self._name)
        dialog = printing.dialog(chosen, self.view.count(), self)
        if dialog.exec():       # Windows' own dialog knows no other way; it is the only one that holds the window up
            self.print_on(dialog.printer())
        dialog.deleteLater()

    def print_on(self, printer: QPrinter) -> None:
        """Trace first, then the pages, with progress and Cancel at the foot of the window."""
        desk, make, language = self.desk, self._make, self._language
        if make is None:
            return

        def printed(count: int) -> None:
            desk.say(ngettext("Handed to the printer: {n} page.", "Handed to the printer: {n} pages.", count).format(n=count), "done")

        def begin(_traced: object) -> None:
            desk.job(_("Printing"), lambda report: printing.put(printer, make(language), report), printed)

        self._leave_trace("print", begin)

    # file ---------------------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Where to; the name comes from the number."""
        self._dialog = dialog = QFileDialog(self, _("Save as PDF…"), _documents(), "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(self._name, self._language))
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Trace first, then the whole file or none."""
        desk, make, language = self.desk, self._make, self._language
        if make is None:
            return

        def saved(_nothing: object) -> None:
            desk.say(_("Saved: {file}").format(file=path.name), "done")

        def begin(_traced: object) -> None:
            desk.apart(lambda: files.write_whole(path, make(language)), saved)

        self._leave_trace("export", begin)

    def _on_file(self, name: str) -> None:
        self.save_to(Path(name))

    def _leave_trace(self, act: str, then: Callable[[object], None]) -> None:
        record = self._record
        if record is None:
            then(None)
        else:
            self.desk.write(lambda session: record(session, act), then)

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.title, 1)
        for number, (language, phrase) in enumerate(LANGUAGES.items(), 1):
            button = Button(phrase, key=f"Ctrl+{number}")
            button.setCheckable(True)
            button.setProperty("flat", True)
            button.setProperty("language", language)
            self._group.addButton(button)
            self.languages[language] = button
            top.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        sizes = Flow()
        sizes.addWidget(self.place)
        foot.addLayout(sizes, 1)
        for phrase, key, call in ((N_("Smaller"), "Ctrl+-", self._smaller), (N_("Larger"), "Ctrl++", self._larger),
                                  (N_("Whole page"), "Ctrl+0", self._whole), (N_("Page width"), "Ctrl+9", self._wide)):
            button = Button(phrase, key=key)
            button.setProperty("flat", True)
            button.clicked.connect(call)
            sizes.addWidget(button)
        self.keys = Words(N_("F1 help · Esc back"), "quiet")
        self.keys.setWordWrap(False)
        foot.addWidget(self.keys)
        foot.addWidget(self.save)
        foot.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(HelpNote(self, HELP))
        column.addWidget(self.view, 1)
        column.addWidget(self.state)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """At 150 % the buttons need the room of the keys' names."""
        super().resizeEvent(event)
        self.keys.setVisible(event.size().width() >= ROOMY)

    def _smaller(self) -> None:
        self.view.zoom(-1)

    def _larger(self) -> None:
        self.view.zoom(1)

    def _whole(self) -> None:
        self.view.fit(WHOLE)

    def _wide(self) -> None:
        self.view.fit(WIDE)


def file_name(number: str, language: str) -> str:
    """A name that every file system takes: ``ЛА-155/8-A-2026-0001`` becomes ``ЛА-155-8-A-2026-0001-kk.pdf``."""
    safe = re.sub(r"[^\w.-]+", "-", number).strip("-. ") or "paper"
    return f"{safe[:80]}-{language}.pdf"


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
