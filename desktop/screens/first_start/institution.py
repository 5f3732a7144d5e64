"""Where the register will be kept, and of which institution and workstation it is."""

from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from db.rules import institution
from db.rules.problem import Problem
from desktop.desk import Desk
from desktop.i18n import LANGUAGES, N_, speaking, term, titled
from desktop.widgets.fields import Choice, Line
from desktop.widgets.folder_field import FolderField
from desktop.widgets.form import Form


def default_folder() -> Path:
    """The platform's place for data."""
    return user_data_path("tizilim", appauthor=False) / "register"


class InstitutionForm(Form):
    """``answers()`` gives folder, institution, its name in both languages, workstation."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, primary=N_("Next"))
        self._known = {row.code: row for row in institution.rows()}
        self.group(N_("New register"))
        self.add("folder", FolderField(N_("Folder of the register"), required=True, help=N_(
            "An empty folder on this computer's own disk, not on a network drive. All files of the register will be in it.")))
        self.group(titled("institution"))
        self.add("known", Choice(N_("From the list"), tuple(self._known), word=self._known_word, help=N_(
            "Institutions whose code is known to the program. If yours is not there, type code and name below.")))
        self.add("institution", Line(N_("Code of the institution"), required=True, longest=20, help=N_(
            "As printed on its papers, for example ЛА-155/8. It stands in the number of every certification.")))
        for language, label in (("kk", N_("Name of the institution in Kazakh")), ("ru", N_("Name of the institution in Russian"))):
            self.add(f"institution_name_{language}", Line(label, required=True, longest=300, help=N_(
                "As it should stand at the head of printed papers.")))
        self.add("workstation", Choice(N_("Letter of this workstation"), tuple(institution.WORKSTATIONS), word=str, required=True, help=N_(
            "Each computer of the institution has its own letter, so that numbers never meet. The first computer is A.")))
        self.fields["known"].changed.connect(self._on_known)
        self.set_values({"folder": default_folder(), "workstation": "A"})

    def answers(self) -> dict[str, Any]:
        return self.values()

    def check(self) -> bool:
        """Shows what is wrong; True when one can go on."""
        values = self.values()
        found = [] if values["folder"] else [Problem("folder", "required")]
        return self.show([*found, *institution.problems(values["institution"], values["institution_name_kk"], values["institution_name_ru"], values["workstation"])])

    def _known_word(self, code: str) -> str:
        row = self._known[code]
        return " · ".join(filter(None, (row.code, term(row.kind) if row.kind else "", row.place)))

    def _on_known(self) -> None:
        row = self._known.get(self.fields["known"].value())
        if row is not None:
            names = {}
            for language in LANGUAGES:
                with speaking(language):
                    names[f"institution_name_{language}"] = f"{term(row.kind or 'institution', capital=True)} {row.code}"
            self.set_values({"institution": row.code, **names})
