"""One of the first three users: login, name, post, password twice, and for the medic speciality and years of service."""

from typing import Any

from db.rules.problem import Problem
from desktop.desk import Desk
from desktop.i18n import N_, Phrase, titled
from desktop.widgets.fields import Line, NumberField
from desktop.widgets.form import Form

TITLES: dict[str, Phrase] = {
    "officer": N_("User 1 of 3: records officer"), "medic": N_("User 2 of 3: medical worker"), "head": N_("User 3 of 3: head of the institution"),
}


class UserForm(Form):
    """``answers()`` are the fields of ``db.create.NewUser``."""

    def __init__(self, desk: Desk, role: str, last: bool) -> None:
        super().__init__(desk, primary=N_("Make the register") if last else N_("Next"))
        self.role = role
        self.group(TITLES[role])
        self.add_row(
            ("login", Line(N_("Login"), required=True, longest=40, help=N_("A short name for logging in, for example officer."))),
            ("name", Line(titled("full_name_short"), required=True, longest=100, help=N_("As it should stand on printed papers."))))
        self.add("post", Line(titled("position"), required=True, longest=100))
        if role == "medic":
            self.add("speciality", Line(N_("Medical speciality"), required=True, longest=100, source="ҚПК 117(2) / УПК 117(2)", help=N_(
                "Stands on every certification that this medic seals.")))
            self.add("years", NumberField(N_("Years of service in the speciality"), help=N_("Whole years; may stay empty.")))
        self.add_row(
            ("password", Line(titled("password"), required=True, longest=200, password=True, help=N_(
                "At least eight characters. A sentence that only you know is easier to remember and harder to guess."))),
            ("again", Line(N_("Password once more"), required=True, longest=200, password=True)))
        self.set_values({"login": role})

    def answers(self) -> dict[str, Any]:
        values = self.values()
        values.pop("again")
        return {**values, "role": self.role}

    def twice(self) -> list[Problem]:
        """Whether both passwords are the same."""
        values = self.values()
        return [] if values["password"] == values["again"] else [Problem("again", "passwords_differ")]
