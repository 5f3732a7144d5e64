"""A new password for whoever lost the old one: the paper recovery keys are typed in, the register and its drafts stay."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.rules.problem import Problem
from desktop import errors
from desktop.desk import Desk
from desktop.i18n import N_, _, titled
from desktop.widgets.fields import Choice, Line
from desktop.widgets.form import Form
from desktop.widgets.language_switch import LanguageSwitch
from desktop.widgets.words import Words

PAPER_LETTERS = 120
SHORTEST = 8


class Recover(QWidget):
    """``left``: back to the login, with the new password or without."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._logins: dict[str, Any] = {}
        self.form = Form(desk, primary=N_("Set the new password"))
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Words(titled("tizilim"), "title"), 1)
        head.addWidget(LanguageSwitch())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.addLayout(head)
        column.addWidget(self.form, 1)
        self._ask()
        self.setFocusProxy(self.form.fields["login"])
        desk.logins(self._on_logins, self._on_refused, owner=self)

    def _on_logins(self, logins: Sequence[Any]) -> None:
        self._logins = {login.login: login for login in logins}
        field = self.form.fields["login"]
        assert isinstance(field, Choice)
        field.set_codes(tuple(self._logins))

    def _ask(self) -> None:
        form = self.form
        form.group(N_("Forgotten password"))
        form.add("login", Choice(titled("user"), (), word=self._name, required=True))
        form.add("register", Line(N_("Recovery key of the register"), required=True, longest=PAPER_LETTERS, help=N_(
            "Fourteen groups of four letters from the sheet that was printed when the register was made. Case and dashes do not matter.")))
        form.add("medical", Line(N_("Medical recovery key"), longest=PAPER_LETTERS, help=N_(
            "For a medic only: the second sheet, which is kept by somebody else. Without it clinical content stays closed.")))
        form.add_row(
            ("password", Line(N_("New password"), required=True, longest=200, password=True, help=N_(
                "At least eight characters. A sentence that only you know is easier to remember and harder to guess."))),
            ("again", Line(N_("Password once more"), required=True, longest=200, password=True)))
        form.fields["login"].changed.connect(self._on_login)
        form.save_asked.connect(self._on_save)
        form.left.connect(self.left)
        self._on_login()

    def _name(self, login: str) -> str:
        return f"{self._logins[login].name} · {login}"

    def _on_login(self) -> None:
        login = self._logins.get(self.form.fields["login"].value())
        self.form.show_field("medical", login is not None and login.role == "medic")

    def _on_save(self) -> None:
        values = self.form.values()
        if self.form.show(self._problems(values)):
            self.desk.recover(values["login"], values["password"], values["register"], values.get("medical") or "", self._on_done, self._on_refused, owner=self)

    def _problems(self, values: dict[str, Any]) -> list[Problem]:
        login = self._logins.get(values["login"])
        found = [Problem(name, "required") for name in ("login", "register", "password") if not values[name]]
        if login is not None and login.role == "medic" and not values.get("medical"):
            found.append(Problem("medical", "medic_needs_both_papers"))
        if values["password"] and len(values["password"]) < SHORTEST:
            found.append(Problem("password", "password_short", values={"length": str(SHORTEST)}))
        if values["password"] != values["again"]:
            found.append(Problem("again", "passwords_differ"))
        return found

    def _on_done(self, _nothing: object) -> None:
        self.desk.say(_("The new password is set. Log in with it."), "done")
        self.left.emit()

    def _on_refused(self, error: BaseException) -> None:
        key = getattr(error, "key", "")
        if key in ("paper_key_mistyped", "paper_key_other"):
            medical = self.form.values().get("medical")
            self.form.show([Problem(name, key) for name in ("register", "medical") if name == "register" or medical])
        else:
            self.desk.say(errors.told(error, self.desk.folder), "error")
