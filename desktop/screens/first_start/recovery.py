"""The two paper keys: saved to be printed, then checked by typing part of each back from the paper."""

import random
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from db.rules.problem import Problem
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, _
from desktop.widgets import theme
from desktop.widgets.fields import Line
from desktop.widgets.form import Form
from desktop.widgets.words import Button, Words

KINDS: dict[str, tuple[Phrase, Phrase]] = {
    "register": (N_("Recovery key of the register"), N_("The head of the institution keeps it.")),
    "medical": (N_("Recovery key of clinical content"), N_("A medical worker keeps it, apart from the other one.")),
}
FILES = {"register": N_("recovery-key-register.pdf"), "medical": N_("recovery-key-medical.pdf")}
ASKED = 2


class RecoveryForm(Form):
    """``checked`` when both papers exist and their asked groups were typed as printed."""

    checked = Signal()

    def __init__(self, desk: Desk, keys: Any, institution: str) -> None:
        super().__init__(desk, primary=N_("Finish"))
        self._papers = {"register": keys.register, "medical": keys.medical}
        self._institution = institution
        self._saved: set[str] = set()
        self.asked: dict[str, list[int]] = {}
        self._states: dict[str, Words] = {}
        self.buttons: dict[str, Button] = {}
        self.group(N_("Print the recovery keys"))
        self.add_widget(Words(N_("If every password is lost, only these two papers open the register again. They are shown once and kept "
                                 "nowhere else. Save both, print them, and put them in different safes.")))
        for kind in KINDS:
            self._add_key(kind)
        self.save_asked.connect(self._on_finish)

    def save_sheet(self, kind: str, path: Path) -> None:
        """Writes the paper of this key; away from the window, because papers take their time."""
        key, institution = self._papers[kind], self._institution

        def work() -> None:
            from desktop.forms import recovery  # ReportLab: only when there is something to print
            path.write_bytes(recovery.sheet(key, kind, institution, "both"))

        self.desk.apart(work, lambda _nothing: self._on_saved(kind, path), owner=self)

    def _add_key(self, kind: str) -> None:
        title, keeper = KINDS[kind]
        count = len(self._papers[kind].split("-"))
        self.asked[kind] = sorted(random.sample(range(1, count + 1), ASKED))
        self.group(title)
        self.add_widget(Words(keeper, "quiet"))
        button = Button(N_("Save as PDF…"), icon=theme.icon("print"))
        button.clicked.connect({"register": self._on_save_register, "medical": self._on_save_medical}[kind])
        state = Words("", "quiet")
        self.buttons[kind], self._states[kind] = button, state
        row = QHBoxLayout(line := QWidget())
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addWidget(state, 1)
        self.add_widget(line)
        self.add_row(*((f"{kind}.{number}", Line(_group_title(number), required=True, longest=8, help=N_(
            "Type this group of four letters from the printed paper, to be sure that the paper can be read."))) for number in self.asked[kind]))

    def _on_save_register(self) -> None:
        self._pick("register")

    def _on_save_medical(self) -> None:
        self._pick("medical")

    def _pick(self, kind: str) -> None:
        start = str(Path.home() / _(FILES[kind]))
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF…"), start, "PDF (*.pdf)")
        if name:
            self.save_sheet(kind, Path(name))

    def _on_saved(self, kind: str, path: Path) -> None:
        self._saved.add(kind)
        self._states[kind].say(lambda: "✓ " + _("Saved: {file}").format(file=path.name))
        self.focus(f"{kind}.{self.asked[kind][0]}")

    def _on_finish(self) -> None:
        from db.keys.recovery import is_group  # brings cryptography; the keys exist, so it is loaded already

        wrong = [Problem(f"{kind}.{number}", "group_wrong", values={"number": str(number)}) for kind, key in self._papers.items()
                 for number in self.asked[kind] if not is_group(key, number, self.fields[f"{kind}.{number}"].value())]
        missing = [Problem(f"{kind}.{self.asked[kind][0]}", "recovery_not_saved") for kind in KINDS if kind not in self._saved]
        if self.show([*missing, *wrong]):
            self.checked.emit()


def _group_title(number: int) -> Phrase:
    return lambda: _("Group {number}").format(number=number)
