"""The room where a paper is verified: a file dropped or chosen, or the text of its code, held against the public keys."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db.proof import keys as key_files
from db.proof.code import PREFIX
from db.proof.keys import PublicKeys
from db.proof.values import CERTIFICATION
from desktop import errors
from desktop.desk import Desk
from desktop.i18n import N_, _, ngettext
from desktop.screens.verify import wording
from desktop.screens.verify.answer import Answer
from desktop.screens.verify.judge import Judgement, judge
from desktop.widgets import theme
from desktop.widgets.help_note import HelpNote
from desktop.widgets.page import Page
from desktop.widgets.words import Button, Words

HELP = N_("Every sealed paper carries a square code, signed with the key of the medical worker who sealed it. Give the PDF file, a photograph or "
          "a scan of the page with the code, or the text of the code as a scanner reads it. No network is needed. A PDF file is compared value "
          "by value and page by page; of a photograph and of a text only the code is judged.")
NO_KEYS = N_("First choose the file of public keys (Ctrl+K). The institution, the department or the prosecutor gives it out; it holds nothing secret.")
FILES = "PDF, PNG, JPEG, TIFF, WebP (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp)"


class VerifyRoom(Page):
    """Works with the open register's keys, and without a register (``desk.user`` is None) with a file of keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.keys: PublicKeys | None = None
        self._keys_name = ""
        self._given: Path | str | None = None
        self._turn = 0
        self._dialog: QFileDialog | None = None
        self.choose = Button(N_("Choose a file…"), key="Ctrl+O", icon=theme.icon("folder"))
        self.code = CodeText()
        self.verify = Button(N_("Verify the code (Enter)"), primary=True)
        self.pick_keys = Button(N_("Keys file…"), key="Ctrl+K")
        self.own_keys = Button(N_("This register's keys"))
        self.card = Button(N_("Open this certification"), key="Ctrl+E")
        self.answer, self.known = Answer(), Words(self._said_keys, "quiet")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_ways()
        self.setFocusProxy(self.choose)

    def open(self, **_more: Any) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self, given: Path | str) -> None:
        """Verifies a file or the text of a code, as soon as there are keys."""
        self._given = given
        self._turn += 1
        turn = self._turn
        if self.keys is not None:
            self._judge(turn, given, self.keys, False)
        elif self.desk.user is not None:
            from db.store import certification  # brings SQLAlchemy, which the room before the login does without

            self.desk.read(certification.public_keys, lambda known: self._judge(turn, given, known, True), self._on_failed, owner=self)
        else:
            self.answer.say(NO_KEYS)
            self.pick_keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_keys(self, path: Path) -> None:
        """From now on the keys of this file; what was given before is verified with them at once."""
        self.desk.apart(lambda: key_files.load(path), lambda known: self._on_keys(known, path.name), self._on_failed, owner=self)

    def set_words(self) -> None:
        self.known.set_words()
        self.code.set_words()

    # judging ------------------------------------------------------------------------------------------------------------

    def _judge(self, turn: int, given: Path | str, known: PublicKeys, own: bool) -> None:
        self.answer.say(N_("Reading the paper…"))
        self.desk.job(_("Verifying the paper"), lambda report: judge(given, known, own, report),
                      lambda judgement: self._on_judged(turn, judgement), self._on_failed, owner=self)

    def _on_judged(self, turn: int, judgement: Judgement) -> None:
        if turn != self._turn:
            return
        self.answer.show_judgement(judgement)
        self._show_ways()

    def _on_failed(self, error: BaseException) -> None:
        """In the place of the answer: before the login there is no bar for messages."""
        told = errors.told(error, self.desk.folder)
        self.answer.say(lambda: told)
        self._show_ways()

    def _on_keys(self, known: PublicKeys, name: str) -> None:
        self.keys, self._keys_name = known, name
        self._after_keys()

    def _on_own_keys(self) -> None:
        self.keys, self._keys_name = None, ""
        self._after_keys()

    def _after_keys(self) -> None:
        self.known.set_words()
        self._show_ways()
        if self._given is not None:
            self.give(self._given)
        else:
            self.answer.say(N_("Now give the paper."))
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _said_keys(self) -> str:
        if self.keys is not None:
            medics = sum(key.role == "medic" for key in self.keys.keys)
            counted = ngettext("{n} key of medics", "{n} keys of medics", medics).format(n=medics)
            return _("Keys: {file}, {institution}, {count}").format(file=self._keys_name, institution=self.keys.institution, count=counted)
        return _("Keys: those of this register") if self.desk.user is not None else _(NO_KEYS)

    # ways in ------------------------------------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        self._ask(_("Choose a file…"), FILES, self._on_file)

    def _on_pick_keys(self) -> None:
        self._ask(_("Keys file…"), _("Public keys") + " (*)", self._on_keys_file)

    def _ask(self, title: str, kinds: str, then: Any) -> None:
        self._dialog = dialog = QFileDialog(self, title, "", kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _on_file(self, name: str) -> None:
        self.give(Path(name))

    def _on_keys_file(self, name: str) -> None:
        self.use_keys(Path(name))

    def _on_code(self) -> None:
        text = self.code.toPlainText().strip()
        if text:
            self.give(text)
        else:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paste(self) -> None:
        """A code in the clipboard is taken wherever the cursor stands."""
        text = QGuiApplication.clipboard().text().strip()
        if text[:len(PREFIX)].upper() == PREFIX:
            self.code.setPlainText(text)
            self.give(text)

    def _on_card(self) -> None:
        one = self.answer.judgement
        if one is not None:
            number = one.verdict.number
            self.desk.show("certification_card", number=number if one.verdict.kind == CERTIFICATION else number.rpartition("/")[0])

    def _show_ways(self) -> None:
        """Only what leads somewhere now."""
        one = self.answer.judgement
        self.card.setVisible(one is not None and one.own and wording.is_proven(one))
        self.own_keys.setVisible(self.keys is not None and self.desk.user is not None)

    # building -----------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.verify.clicked.connect(self._on_code)
        self.code.entered.connect(self._on_code)
        self.pick_keys.clicked.connect(self._on_pick_keys)
        self.own_keys.clicked.connect(self._on_own_keys)
        self.card.clicked.connect(self._on_card)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._on_paste)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMaximumWidth(420)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(N_("Verify a paper"), "title"))
        column.addWidget(Words(N_("PDF, photograph or scan"), "heading"))
        column.addWidget(_dropping(self.choose))
        column.addWidget(Words(N_("Or the text of the code"), "heading"))
        column.addWidget(self.code)
        column.addLayout(_row(self.verify))
        column.addWidget(Words(N_("Public keys"), "heading"))
        column.addWidget(self.known)
        column.addLayout(_row(self.own_keys, self.pick_keys))
        column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.answer, 1)
        right.addLayout(_row(self.card))
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(left, 2)
        both.addLayout(right, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 8, 16, 8)
        page.setSpacing(8)
        page.addWidget(HelpNote(self, HELP))
        page.addLayout(both, 1)
        page.addWidget(Words(N_("Tab next · Ctrl+V pastes a code · F1 help"), "quiet"))

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        data = event.mimeData()
        if any(url.isLocalFile() for url in data.urls()) or data.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        data = event.mimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:
            self.give(Path(files[0]))
        elif data.hasText():
            self.give(data.text().strip())


class CodeText(QPlainTextEdit):
    """The text of a code; Enter verifies, as a scanner that types ends with it."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)      # a file dropped here belongs to the room
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 6 + 16)

    def set_words(self) -> None:
        self.setPlaceholderText(f"{PREFIX}…")
        self.setAccessibleName(_("Text of the code"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _row(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def _dropping(choose: Button) -> QFrame:
    """Where a file can be dropped; the keyboard takes the button."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addWidget(Words(N_("Drop the file here, or choose it.")))
    column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
    return frame
