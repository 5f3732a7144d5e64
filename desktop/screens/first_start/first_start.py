"""Leads through the first day, one question at a time; Esc goes one step back and what was typed stays."""

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from db.errors import Invalid, TizilimError
from db.rules.problem import Problem
from desktop import errors
from desktop.desk import Cancelled, Desk
from desktop.i18n import N_, Phrase, _, language
from desktop.screens.first_start.beginning import Beginning
from desktop.screens.first_start.institution import InstitutionForm, default_folder
from desktop.screens.first_start.recovery import RecoveryForm
from desktop.screens.first_start.user import UserForm
from desktop.widgets.entrance import Entrance
from desktop.widgets.form import Form
from desktop.widgets.words import Button, Words

ROLES = ("officer", "medic", "head")


class FirstStart(Entrance):
    """``folder_chosen`` carries the folder of a register that is ready to be opened."""

    folder_chosen = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(960)
        self.desk = desk
        self._folder = default_folder()
        self._steps = QStackedWidget()
        self.message = Words("", "error")
        self.message.hide()
        self.card.addWidget(self.message)
        self.card.addWidget(self._steps, 1)
        self.beginning = Beginning()
        self.beginning.new_asked.connect(self._on_new)
        self.beginning.demo_asked.connect(self._on_demo)
        self.beginning.open_asked.connect(self._on_open)
        self._steps.addWidget(self.beginning)
        self.institution: InstitutionForm | None = None
        self.users: list[UserForm] = []
        self.recovery: RecoveryForm | None = None
        self.setFocusProxy(self.beginning)

    # a new register -----------------------------------------------------------------------------------------------------

    def _on_new(self) -> None:
        if self.institution is None:
            self.institution = InstitutionForm(self.desk)
            self.users = [UserForm(self.desk, role, role == ROLES[-1]) for role in ROLES]
            self.institution.save_asked.connect(self._on_institution)
            for form in self.users:
                form.save_asked.connect(self._on_user)
            for each in (self.institution, *self.users):
                each.left.connect(self._on_step_back)
                self._steps.addWidget(each)
        self._show(self.institution)

    def _on_institution(self) -> None:
        if self.institution is not None and self.institution.check():
            self._show(self.users[0])

    def _on_user(self) -> None:
        form = self._steps.currentWidget()
        if not isinstance(form, UserForm):
            return
        number = self.users.index(form)
        users = [each.answers() for each in self.users[: number + 1]]
        answers = self.institution.answers() if self.institution is not None else {}

        def checked(found: list[Problem]) -> None:
            mine = [Problem(problem.field.split(".", 2)[2], problem.key, problem.warning, problem.values)
                    for problem in found if problem.field.startswith(f"users.{number}.")]
            if form.show([*mine, *form.twice()]):
                self._after_user(number)

        self.desk.apart(lambda: _problems(answers, users), checked, self._on_failed, self)

    def _after_user(self, number: int) -> None:
        if number + 1 < len(self.users):
            self._show(self.users[number + 1])
        else:
            self._make()

    def _make(self) -> None:
        if self.institution is None:
            return
        answers, users = self.institution.answers(), [form.answers() for form in self.users]
        self._folder = answers["folder"]
        self._busy(True, N_("Making the register…"))
        self.desk.apart(lambda: _create(answers, users), self._on_made, self._on_failed, self)

    def _on_made(self, keys: Any) -> None:
        self._busy(False)
        name = self.institution.answers()[f"institution_name_{language()}"] if self.institution is not None else ""
        self.recovery = RecoveryForm(self.desk, keys, name)
        self.recovery.checked.connect(self._on_ready)
        self._steps.addWidget(self.recovery)
        self._show(self.recovery)

    def _on_ready(self) -> None:
        self.folder_chosen.emit(self._folder)

    # demo and existing registers ----------------------------------------------------------------------------------------

    def _on_demo(self) -> None:
        self.make_demo(default_folder().with_name("demo"))

    def make_demo(self, folder: Path) -> None:
        """Makes the demo register there and shows its password, or opens the one that is there already."""
        self._folder = folder
        if _holds_register(folder):
            self._on_ready()
            return
        self._busy(True, N_("Making the demo register…"))
        job = self.desk.job(_("Making the demo register…"), lambda report: _demo(folder, report), self._on_demo_made, self._on_failed,
                            self)
        job.ended.connect(self._on_job_ended)

    def _on_demo_made(self, made: Any) -> None:
        self._busy(False)
        step = QWidget()
        column = QVBoxLayout(step)
        column.addWidget(Words(N_("The demo register is ready"), "heading"))
        column.addWidget(Words(N_("Users: officer, medic, head. All three have this password; write it down:")))
        shown = Words(lambda: made.password, "title")
        shown.setTextInteractionFlags(shown.textInteractionFlags() | shown.textInteractionFlags().TextSelectableByMouse)
        column.addWidget(shown)
        go_on = Button(N_("Go to the login"), primary=True)
        go_on.clicked.connect(self._on_ready)
        column.addWidget(go_on)
        column.addStretch(1)
        self._steps.addWidget(step)
        self._steps.setCurrentWidget(step)
        go_on.setFocus()

    def _on_job_ended(self) -> None:
        self._busy(False)

    def _on_open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of the register"), str(default_folder().parent))
        if chosen:
            self.open_existing(Path(chosen))

    def open_existing(self, folder: Path) -> None:
        """A folder with a register; anything else is refused in words."""
        if _holds_register(folder):
            self.folder_chosen.emit(folder)
        else:
            self._on_failed(TizilimError("register_missing"))

    # steps --------------------------------------------------------------------------------------------------------------

    def _show(self, step: QWidget) -> None:
        self.message.hide()
        self._steps.setCurrentWidget(step)
        if isinstance(step, Form):
            step.focus()

    def _on_step_back(self) -> None:
        at = self._steps.currentIndex()
        if at > 0 and self.recovery is None:
            previous = self._steps.widget(at - 1)
            self._show(previous)
            previous.setFocus()

    def _busy(self, busy: bool, phrase: Phrase = "") -> None:
        self._steps.setEnabled(not busy)
        self.message.set_look("quiet")
        self.message.say(phrase)
        self.message.setVisible(busy)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        self.message.set_look("error")
        if isinstance(error, TizilimError) and not isinstance(error, Invalid):
            known = error
            self.message.say(lambda: errors.sentence(known))
            if known.key in ("folder_read_only", "register_exists") and self.institution is not None:
                self._show(self.institution)
                self.institution.show([Problem("folder", known.key, values={k: str(v) for k, v in known.values.items()})])
        else:
            text = errors.told(error, None)
            self.message.say(lambda: text)
        self.message.show()


def _holds_register(folder: Path) -> bool:
    from db.keys.keyring import FILE  # brings cryptography, which the first window does not need

    return (folder / FILE).exists()


def _setup(answers: dict[str, Any], users: list[dict[str, Any]]) -> Any:
    from db.create import NewUser, Setup  # brings SQLAlchemy, on a thread of its own

    return Setup(answers["institution"], answers["institution_name_kk"], answers["institution_name_ru"], answers["workstation"], tuple(NewUser(**user) for user in users))


def _problems(answers: dict[str, Any], users: list[dict[str, Any]]) -> list[Problem]:
    from db import create

    return create.problems(_setup(answers, users))


def _create(answers: dict[str, Any], users: list[dict[str, Any]]) -> Any:
    from db import create

    return create.create(answers["folder"], _setup(answers, users))


def _demo(folder: Path, report: Any) -> Any:
    """Makes it; half a demo that was cancelled is cleared away, because it looks like a register and is none."""
    from db.demo.make import make

    there = folder.exists()
    try:
        return make(folder, progress=report)
    except Cancelled:
        if not there:
            shutil.rmtree(folder, ignore_errors=True)
        raise
