"""User, password, language and keyboard layout; too many wrong passwords make one wait, in words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem

from db.errors import RegisterMissing, TizilimError
from desktop import errors, settings
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _, spoken, titled
from desktop.widgets.entrance import Entrance
from desktop.widgets.flow import Flow
from desktop.widgets.layout_badge import CapsWarning, LayoutBadge
from desktop.widgets.words import Button, Words

ROLES = {"officer": N_("records officer"), "medic": N_("medical worker"), "head": N_("head of the institution")}


class Login(Entrance):
    """``other_asked``: another register; ``register_missing``: the folder holds none any more; ``verify_asked``: a paper is to be
    verified, for which nobody needs to log in; ``recover_asked``: a password is lost."""

    other_asked = Signal()
    register_missing = Signal()
    verify_asked = Signal()
    recover_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(440)
        self.desk = desk
        self._wait = 0
        self._logins: tuple[Any, ...] = ()
        self.users = QListWidget()
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=200)
        self.message = Words("", "error")
        self.enter = Button(N_("Log in"), primary=True)
        self.other = Button(N_("Another register…"))
        self.verify = Button(N_("Verify a paper…"))
        self.forgotten = Button(N_("Forgotten password…"))
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._on_second)
        self._build()
        self.users.itemActivated.connect(self._on_user)
        self.users.currentRowChanged.connect(self._on_other_user)
        self.password.returnPressed.connect(self.log_in)
        self.enter.clicked.connect(self.log_in)
        self.other.clicked.connect(self.other_asked)
        self.verify.clicked.connect(self.verify_asked)
        self.forgotten.clicked.connect(self.recover_asked)
        self.setFocusProxy(self.password)
        self.set_words()
        desk.logins(self._on_logins, self._on_no_logins, owner=self)

    def log_in(self) -> None:
        """Opens the register as the chosen user."""
        row = self.users.currentRow()
        if not 0 <= row < len(self._logins) or self._wait or not self.enter.isEnabled():
            return
        if not self.password.text():
            self.password.setFocus()
            return
        self._busy(True)
        self._tell(N_("Opening the register…"), "quiet")
        login = self._logins[row].login
        settings.login.set(login)
        self.desk.unlock(login, self.password.text(), failed=self._on_refused, owner=self)
        self.password.clear()

    def set_words(self) -> None:
        super().set_words()
        if not hasattr(self, "users"):
            return
        self.users.setAccessibleName(_("User"))
        self.password.setAccessibleName(_("Password"))
        row = self.users.currentRow()
        self.users.blockSignals(True)
        self.users.clear()
        for login in self._logins:
            role = spoken(ROLES.get(login.role, login.role))
            self.users.addItem(QListWidgetItem(f"{login.name}\n{login.login} · {role}"))
        self.users.setCurrentRow(row)
        self.users.blockSignals(False)
        self._fit()

    def _build(self) -> None:
        self.card.addWidget(Words(titled("user"), "fieldTitle"))
        self.card.addWidget(self.users)
        self.card.addSpacing(8)
        above = QHBoxLayout()
        above.addWidget(Words(titled("password"), "fieldTitle"), 1)
        above.addWidget(LayoutBadge())
        self.card.addLayout(above)
        self.card.addWidget(self.password)
        self.card.addWidget(CapsWarning(self.password))
        self.card.addWidget(self.message)
        enter = QHBoxLayout()
        enter.addWidget(self.forgotten)
        enter.addStretch(1)
        enter.addWidget(self.enter)
        others = Flow()
        for button in (self.other, self.verify):
            others.addWidget(button)
        self.card.addSpacing(8)
        self.card.addLayout(enter)
        self.card.addSpacing(8)
        self.card.addLayout(others)

    def _tell(self, phrase: Phrase, look: str = "error") -> None:
        self.message.set_look(look)
        self.message.say(phrase)

    def _fit(self) -> None:
        rows = min(max(self.users.count(), 1), 6)
        height = self.users.sizeHintForRow(0) if self.users.count() else 48
        self.users.setMinimumHeight(min(rows, 2) * height + 8)
        self.users.setMaximumHeight(rows * height + 8)

    def _busy(self, busy: bool) -> None:
        for widget in (self.users, self.password, self.enter, self.other, self.verify, self.forgotten):
            widget.setEnabled(not busy)

    def _on_logins(self, logins: Sequence[Any]) -> None:
        self._logins = tuple(logins)
        self.set_words()
        last = next((n for n, login in enumerate(logins) if login.login == settings.login.get()), 0)
        self.users.setCurrentRow(last)
        self.password.setFocus()
        self.desk.warm()

    def _on_no_logins(self, error: BaseException) -> None:
        if isinstance(error, RegisterMissing):
            self.register_missing.emit()
            return
        text = errors.told(error, self.desk.folder)
        self._tell(lambda: text)

    def _on_user(self, _item: QListWidgetItem) -> None:
        self.password.setFocus()

    def _on_other_user(self, _row: int) -> None:
        self._stop_waiting()
        self.password.clear()
        self._tell("")

    def _on_refused(self, error: BaseException) -> None:
        self._busy(False)
        self.password.setFocus()
        if isinstance(error, TizilimError):
            self._tell(lambda: errors.sentence(error))
        else:
            text = errors.told(error, self.desk.folder)
            self._tell(lambda: text)
        if isinstance(error, TizilimError) and error.key == "throttled":
            self._wait = int(str(error.values.get("seconds", 1)))
            self.enter.setEnabled(False)
            self._countdown.start()

    def _on_second(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._stop_waiting()
            self._tell("")
        else:
            left = TizilimError("throttled", seconds=self._wait)
            self._tell(lambda: errors.sentence(left))

    def _stop_waiting(self) -> None:
        self._countdown.stop()
        self._wait = 0
        self.enter.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.password.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.users.setCurrentRow(min(max(self.users.currentRow() + step, 0), self.users.count() - 1))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "users"):
            self._fit()
