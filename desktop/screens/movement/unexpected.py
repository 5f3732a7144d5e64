"""Somebody stands at the gate without a file: a few answers make a provisional card, the custody and the movement at once."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from db.errors import Invalid
from db.models import new_id
from db.rules import custody as rules
from db.rules import movement as gate
from db.rules.moment import now
from db.rules.problem import Problem
from db.search import duplicate
from db.store import custody, draft, person, presence
from desktop.desk import Desk
from desktop.i18n import N_, _, date, titled
from desktop.screens.movement.form import CHECK_LAW
from desktop.widgets.fields import Choice, DateField, Line, MomentField
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.suggested import Suggested
from desktop.widgets.words import Words

KIND = "movement_unexpected"
NAMES = ("surname", "given_name", "patronymic", "sex", "date_of_birth")
SEXES = ("male", "female", "unknown")


class UnexpectedArrival(Page):
    """A missing file never holds up a human being at the gate; what is missing stands in the card with its reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._saving, self._key = False, ""
        self._warned: list[Problem] = []     # what only the register could know; asked again with its reason
        self._kept: Draft | None = None
        self.form = Form(desk)
        self._ask()
        title = Words(N_("Unexpected arrival"), "title")
        title.setContentsMargins(16, 12, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.form, 1)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(desk.back)
        self.setFocusProxy(self.form)

    def open(self, draft_key: str = "", **_more: Any) -> None:
        self._key = draft_key or new_id()
        self.form.set_values({"at": now(self.desk.zone), "movement": "move_from_police"})
        self.form.keep_as(Draft(KIND, self._key))
        self.desk.read(presence.said_lately, self._on_said, owner=self)
        self.form.focus()

    def holds_back(self) -> bool:
        return True

    def _ask(self) -> None:
        form = self.form
        form.group(N_("Who"))
        form.add("surname", Line(titled("surname"), required=True, longest=100, help=N_(
            "As the person says it. Where nobody knows it, write “unknown” and what tells the person apart; the card is completed later.")))
        form.add_row(("given_name", Line(titled("given_name"), longest=100)), ("patronymic", Line(titled("patronymic"), longest=100)))
        form.add_row(("sex", Choice(titled("sex"), SEXES, required=True)),
                     ("date_of_birth", DateField(titled("date_of_birth"), help=N_("Leave it empty where it is not known."))))
        form.group(N_("How he came"))
        form.add_row(("movement", Choice(titled("move_kind"), gate.OPENING, required=True)),
                     ("at", MomentField(titled("move_at"), zone=self.desk.zone, required=True, help=N_("The minute at the gate. It is the present one unless you change it."))))
        form.add_row(("category", Choice(titled("category"), rules.CATEGORIES, required=True, help=N_("As the escort says; the paper follows."))),
                     ("authority", Suggested(titled("sending_body"), longest=200, required=True, help=N_("Who brings the person."))))
        form.add_row(("escort", Suggested(titled("move_escort"), longest=200)),
                     ("body_check", Choice(titled("body_check"), gate.BODY_CHECKS[:1], source=CHECK_LAW, help=N_("It does not hold up the arrival; a missing one is shown until it is entered."))))

    def _on_said(self, said: dict[str, list[str]]) -> None:
        for name in ("authority", "escort"):
            field = self.form.fields[name]
            assert isinstance(field, Suggested)
            field.offer(said[name])

    def _on_save(self) -> None:
        if self._saving:
            return
        typed = {name: value or "" for name, value in self.form.values().items()}
        found = [Problem(name, "required") for name, field in self.form.fields.items() if field.required and not typed[name]]
        found += [problem for problem in gate.problems({"movement": typed["movement"] or "move_admission", "at": typed["at"]}, now(self.desk.zone),
                                                       new_episode=True) if problem.field == "at" and not problem.warning and typed["at"]]
        if self.form.show([*found, *self._warned]):
            self._saving = True
            self._save(typed)

    def _save(self, typed: dict[str, str]) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        kept, reasons, missing = self._kept, self.form.overrides(), _("arrived without a file")
        late = {"arrived_at": reasons["at"]} if reasons.get("at") else {}

        def work(session: Any) -> str:
            who = _who(typed, missing)
            if not reasons.get("surname"):
                _ask_about(duplicate.possible_duplicates(session, who))
            person_id = person.register(session, who, kept={"another_person": reasons["surname"]} if reasons.get("surname") else None)
            custody.open_(session, person_id, _custody(typed, missing), late, {
                "movement": typed["movement"], "place": typed["authority"], "escort": typed["escort"], "body_check": typed["body_check"],
                "reason": missing})
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)
            return person_id

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, person_id: str) -> None:
        self.desk.say(_("The arrival is recorded; the card is provisional until the file comes."), "done")
        self.desk.back()
        self.desk.show("person_card", id=person_id)

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            names = {"arrived_at": "at", "date_or_reason": "date_of_birth"}
            found = [Problem(names.get(one.field, one.field), one.key, one.warning, one.values) for one in error.problems]
            self._warned = [one for one in found if one.warning]
            self.form.show(found)
        else:
            self.desk.fail(error)
        self.form.keep()


def _who(typed: dict[str, str], missing: str) -> dict[str, Any]:
    """What the card needs, with the reason for everything that nobody knows yet."""
    who = {name: typed[name] for name in NAMES}
    unborn = {} if who["date_of_birth"] else {"date_of_birth_reason": missing}
    return {**who, **unborn, "iin_state": "iin_absent", "iin_reason": missing, "citizenship": "unknown", "document_kind": "doc_none"}


def _custody(typed: dict[str, str], missing: str) -> dict[str, Any]:
    return {"ground": "ground_other", "category": typed["category"], "authority": typed["authority"], "detained_reason": missing,
            "delivered_reason": missing, "arrived_at": typed["at"]}


def _ask_about(alike: list[duplicate.Duplicate]) -> None:
    """Somebody of that name is known: open his card instead, or say why it is another person."""
    if alike:
        raise Invalid([Problem("surname", "unexpected_known", warning=True, values={"name": alike[0].name, "born": date(alike[0].birth_date) or "–"})])
