"""An amendment beside a sealed certification: which item, what it is to read, why; checked once more, then sealed with the medic's key."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.rules.certification import LONG, REASONS_OF_AMENDMENT
from db.rules.problem import Problem
from db.store import certification, draft
from db.store.certification import Sheet
from desktop.desk import Desk
from desktop.i18n import N_, _, term, titled
from desktop.screens.certification.pages import ANNEX
from desktop.screens.certification.sealed import item_codes, item_name, item_text
from desktop.widgets import theme
from desktop.widgets.fields import Choice, TextField
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.reading import Reading, heading, paragraph, table
from desktop.widgets.words import Button, Words

ASKED = ("item", "text", "reason", "reason_detail")


class AmendmentEditor(Page):
    """``open(number=…)``, or ``open(draft_key=…)`` with the number for unfinished work. The sealed text itself cannot be reached."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._number = ""
        self.sheet: Sheet | None = None
        self.name = Words("", "name")
        self._title = Words(lambda: _("Amendment to certification No. {number}").format(number=self._number), "quiet")
        self.now = Words(self._said_now, "quiet")
        self.form = self._build_form()
        self.check = Check()
        self.check.seal_asked.connect(self._on_seal)
        self.check.left.connect(self._on_mend)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.form)
        self._sides.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        for words in (self.name, self._title):
            words.setContentsMargins(16, 0, 16, 0)
            column.addWidget(words)
        column.addWidget(self._sides, 1)
        self.setFocusProxy(self._sides)

    def open(self, number: str = "", person_id: str = "", draft_key: str = "", **_more: Any) -> None:
        self._number = number or draft_key
        self._person_id = person_id
        self._title.set_words()
        self.form.focus("item")
        self.desk.write(lambda session: certification.sheet(session, self._number), self._on_sheet, self._on_unopened, owner=self)

    def holds_back(self) -> bool:
        return True

    def set_words(self) -> None:
        self.now.set_words()
        self.check.text.setAccessibleName(_("Check your answers"))

    # the form -----------------------------------------------------------------------------------------------------------

    def _build_form(self) -> Form:
        form = Form(self.desk, primary=N_("Check (Ctrl+Enter)"))
        form.group(titled("amendment"))
        form.add("item", Choice(N_("Item that is amended"), (), word=item_name, required=True, source=ANNEX,
                                help=N_("The item of the sealed certification that has to be read differently. One amendment is about one item.")))
        form.add_widget(self.now)
        form.add("text", TextField(N_("To be read as"), lines=5, longest=LONG, required=True,
                                   help=N_("The whole item as it should have been written. The sealed text stays beside it and is printed with it.")))
        form.add("reason", Choice(titled("reason_of_correction"), REASONS_OF_AMENDMENT, required=True))
        form.add("reason_detail", TextField(N_("Explanation"), lines=3, longest=LONG, required=True, help=N_(
            "How the error came about, or where the new knowledge comes from: who, when, which document.")))
        form.save_asked.connect(self._on_check)
        form.left.connect(self.desk.back)
        form.changed.connect(self.now.set_words)
        return form

    def _on_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        who = sheet.body.person
        self.name.say(lambda: " ".join(filter(None, (who.surname, who.given_name, who.patronymic))))
        item = self.form.fields["item"]
        if isinstance(item, Choice):
            item.set_codes(item_codes(sheet.body))
        self.form.keep_as(Draft("amendment", self._number, sheet.person_id))

    def _on_unopened(self, error: BaseException) -> None:
        self.desk.fail(error)
        self.desk.back()

    def _said_now(self) -> str:
        item = self.form.fields["item"].value() if hasattr(self, "form") else ""
        return _("Sealed text: {text}").format(text=item_text(self.sheet.body, item)) if item and self.sheet is not None else ""

    # check, then seal ---------------------------------------------------------------------------------------------------

    def _on_check(self) -> None:
        values = self.form.values()
        if self.sheet is None or not self.form.show([Problem(name, "required") for name in ASKED if not values[name]]):
            return
        self.form.keep()
        self.check.show_answers(self.sheet, values)
        self._sides.setCurrentWidget(self.check)
        self.check.focus()

    def _on_mend(self) -> None:
        self._sides.setCurrentWidget(self.form)
        self.form.focus("text")

    def _on_seal(self) -> None:
        values, number = self.form.values(), self._number
        self.check.set_busy(True)

        def work(session: Any) -> str:
            amended = certification.amend(session, number, *(values[name] for name in ASKED))
            draft.drop(session, "amendment", number)
            return amended

        self.desk.write(work, self._on_sealed, self._on_refused, owner=self)

    def _on_sealed(self, number: str) -> None:
        self.form.drop_draft()
        self.desk.say(_("Sealed: amendment No. {number}").format(number=number), "done")
        self.desk.back()

    def _on_refused(self, error: BaseException) -> None:
        self.check.set_busy(False)
        self._on_mend()
        if problems := getattr(error, "problems", None):
            self.form.show(problems)
        else:
            self.desk.fail(error)


class Check(QWidget):
    """The amendment once more in full; after sealing nobody can change it. Ctrl+Enter seals, Alt+Left goes back to the form."""

    seal_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = Reading()
        self.seal = Button(N_("Seal (Ctrl+Enter)"), icon=theme.icon("seal", theme.colours().on_accent), primary=True)
        self.mend = Button(N_("Back to the form"), key="Alt+Left")
        self.seal.clicked.connect(self.seal_asked)
        self.mend.clicked.connect(self.left)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_keys)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Words(N_("Esc back, the draft is kept"), "quiet"), 1)
        foot.addWidget(self.mend)
        foot.addWidget(self.seal)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        column.addLayout(foot)

    def show_answers(self, sheet: Sheet, values: dict[str, Any]) -> None:
        self.set_busy(False)
        self.text.say(lambda: _answers(sheet, values))

    def focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        self.seal.setEnabled(not busy)

    def _on_keys(self) -> None:
        if self.seal.isEnabled():
            self.seal_asked.emit()


def _answers(sheet: Sheet, values: dict[str, Any]) -> str:
    rows = ((_("Item that is amended"), item_name(values["item"])), (_("Sealed text"), item_text(sheet.body, values["item"])),
            (_("To be read as"), values["text"]), (term("reason_of_correction", True), term(values["reason"], True)),
            (_("Explanation"), values["reason_detail"]))
    return "".join((heading(_("Check your answers")), table(rows), paragraph("\u00a0"), paragraph(_(
        "The amendment is sealed with your own key and gets its own number and code. Afterwards nobody can change it, and nothing of the "
        "certification is lost: both are printed together."))))
