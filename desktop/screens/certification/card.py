"""A sealed certification as everybody may see it: for medics its whole content, which opens with a trace; for others that it exists."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from db.rules.body import Mark
from db.rules.moment import now
from db.store import certification
from db.store.certification import CertificationRow, Sheet
from desktop.desk import Desk
from desktop.forms.paper import of_sheet
from desktop.i18n import N_, _, date, moment, ngettext, term
from desktop.screens.certification.pages import ANNEX
from desktop.screens.certification.sealed import ANCHOR, sheet_text
from desktop.widgets import theme
from desktop.widgets.badge import Badge
from desktop.widgets.body_chart import BodyChart
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.reading import Reading
from desktop.widgets.words import Button, Words

HELP = N_("A sealed certification is never changed. What has to be put right stands beside it as an amendment: a numbered sheet with its own "
          "reason, date, author and code. Tab goes from the text to the body chart; there Space chooses the next mark, Page Down turns the "
          "body, and the text goes to the chosen finding.")
CLOSED = N_("What the medical worker found and what the person said is clinical content: it is closed with the medics' key and opens for medics "
            "only. Everybody may know that this certification exists, when it was sealed, by whom, and how often it was amended.")


class CertificationCard(Page):
    """``open(id=…)`` or ``open(number=…)``."""

    kinds = frozenset({"amendment"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._id, self._number = "", ""
        self._row: CertificationRow | None = None
        self._person = ""
        self.sheet: Sheet | None = None
        self.name, self.facts = Words("", "name"), Words(self._said_facts)
        self.badge, self.amended = Badge("sealed", lambda: term("record_sealed", True)), Badge("info", self._said_amended)
        self.amended.hide()
        self.text, self.chart = Reading(), BodyChart()
        self.chart.set_read_only(True)
        self.chart.hint.hide()
        self.chart.selected.connect(self._on_mark)
        self.closed = Words(CLOSED)
        self.amend = Button(N_("Amend…"), key="F4", icon=theme.icon("seal"))
        self.print = Button(N_("Print…"), key="Ctrl+P", icon=theme.icon("print", theme.colours().on_accent), primary=True)
        self.amend.clicked.connect(self._on_amend)
        self.print.clicked.connect(self._on_print)
        self._lay_out()
        self._show_content(False)
        self.setFocusProxy(self.text if self._is_medic() else self.lock)

    def open(self, id: str = "", number: str = "", **_more: Any) -> None:
        self._id, self._number = id, number

    def refresh(self) -> None:
        record_id, number = self._id, self._number

        def work(session: Any) -> tuple[CertificationRow, str]:
            row = certification.find(session, record_id, number)
            return row, certification.person_name(session, row.person_id)

        self.desk.read(work, self._on_row, self._on_failed, owner=self)

    def set_words(self) -> None:
        for widget in (self.name, self.facts, self.amended):
            widget.set_words()
        self.text.setAccessibleName(term("paper_certification", True))
        self.lock.setAccessibleName(_("The content is closed"))
        self.lock.setAccessibleDescription(_(CLOSED))

    # reading ------------------------------------------------------------------------------------------------------------

    def _on_row(self, found: tuple[CertificationRow, str]) -> None:
        self._row, self._person = found
        row = self._row
        self.name.say(self._said_name)
        self.amended.setVisible(row.amendments > 0)
        self.set_words()
        if self._is_medic():
            self.desk.write(lambda session: certification.sheet(session, row.number), self._on_sheet, self._on_failed, owner=self)

    def _on_sheet(self, sheet: Sheet) -> None:
        grown = self.sheet is not None and len(sheet.amendments) > len(self.sheet.amendments)
        self.sheet = sheet
        self.set_words()
        self.text.say(lambda: sheet_text(sheet))
        if grown:       # the new sheet stands at the top
            self.text.verticalScrollBar().setValue(0)
        self.chart.set_marks([Mark(one.number, one.view, one.x, one.y) for one in sheet.body.findings])
        if sheet.body.findings:
            self.chart.set_view(sheet.body.findings[0].view)
        self.chart.setVisible(bool(sheet.body.findings))
        had_focus = self.text.hasFocus() or not self.isAncestorOf(self.focusWidget() or self)
        self._show_content(True)
        if had_focus:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: BaseException) -> None:
        """Nothing to show, or nothing to be trusted: the words stand at the foot, the page goes."""
        self.desk.fail(error)
        self.desk.back()

    def _on_mark(self, number: object) -> None:
        if number is not None:
            self.text.scrollToAnchor(f"{ANCHOR}{number}")

    # words --------------------------------------------------------------------------------------------------------------

    def _said_name(self) -> str:
        """The name that was sealed, where it may be read: the register's own may have been corrected since."""
        if self.sheet is None:
            return self._person
        who = self.sheet.body.person
        return " ".join(filter(None, (who.surname, who.given_name, who.patronymic)))

    def _said_facts(self) -> str:
        row = self._row
        if row is None:
            return ""
        born = self.sheet.body.person.date_of_birth if self.sheet is not None else ""
        sealed = _("Sealed {time} by {name}").format(time=moment(row.sealed_at, offset=True), name=row.author or term("unknown"))
        return " · ".join(filter(None, (date(born), f"№ {row.number}", sealed)))

    def _said_amended(self) -> str:
        count = self._row.amendments if self._row is not None else 0
        return ngettext("{n} amendment", "{n} amendments", count).format(n=count)

    # ways ---------------------------------------------------------------------------------------------------------------

    def _on_amend(self) -> None:
        if self.sheet is not None:
            self.desk.show("amendment_editor", number=self.sheet.number, person_id=self.sheet.person_id)

    def _on_print(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        info, zone, number = self.desk.info, self.desk.zone, sheet.number

        def make(language: str) -> bytes:
            from desktop.forms import certification as form  # ReportLab: only when there is something to print

            return form.certification(of_sheet(sheet, info, now(zone)), language)

        self.desk.show("preview", title=lambda: _("Certification No. {number}").format(number=number), make=make, name=number,
                       record=lambda session, act: certification.sheet(session, number, act))

    def _is_medic(self) -> bool:
        return self.desk.user is not None and self.desk.user.is_medic

    # building -----------------------------------------------------------------------------------------------------------

    def _show_content(self, opened: bool) -> None:
        self.content.setVisible(opened)
        self.rest.setVisible(not opened)
        self.lock.setVisible(not opened and not self._is_medic())
        for button in (self.amend, self.print):
            button.setVisible(opened)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        for badge in (self.amended, self.badge):
            head.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(HelpNote(self, HELP, f"{ANNEX}; CPT §74"))
        column.addWidget(self._content(), 1)
        column.addWidget(self._lock())
        self.rest = QWidget()
        column.addWidget(self.rest, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("F1 help · Esc back"), "quiet"), 1)
        foot.addWidget(self.amend)
        foot.addWidget(self.print)
        column.addLayout(foot)

    def _content(self) -> QWidget:
        self.content = QSplitter(Qt.Orientation.Horizontal)
        self.content.setChildrenCollapsible(False)
        self.content.setHandleWidth(12)
        self.content.addWidget(self.text)
        self.content.addWidget(self.chart)
        self.content.setStretchFactor(0, 3)
        self.content.setStretchFactor(1, 2)
        return self.content

    def _lock(self) -> QWidget:
        self.lock = QFrame()
        self.lock.setObjectName("card")
        self.lock.setFocusPolicy(Qt.FocusPolicy.StrongFocus)    # for whoever hears the page instead of seeing it
        self.lock.setMaximumWidth(640)
        inside = QVBoxLayout(self.lock)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(8)
        inside.addWidget(Words(N_("The content is closed"), "heading"))
        inside.addWidget(self.closed)
        return self.lock
