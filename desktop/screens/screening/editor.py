"""The admission screening as a form: written once, read and corrected by medics, and leading on to a certification."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.models import Person, Screening
from db.rules import screening as rules
from db.rules.moment import now
from db.rules.problem import Problem
from db.rules.screening import ScreeningBody
from db.store import draft, person, screening
from desktop.desk import Desk
from desktop.i18n import N_, _, date, term
from desktop.screens.screening.form import MEASURED, VITALS, screening_form
from desktop.widgets.field import Field
from desktop.widgets.form import Draft
from desktop.widgets.page import Page
from desktop.widgets.words import Button, Words

EXAM = "exam_primary"
CORRECTION = "correct:"     # begins the draft keys of corrections; the screening's id follows


class ScreeningEditor(Page):
    """``open(person_id=…)`` begins or resumes a screening, ``id=…`` opens a past one, which leaves its trace in the log."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._person_id, self._id = "", ""
        self._wanted_before = False
        self._person: Person | None = None
        self._vital: Field | None = None
        self.name = Words("", "name")
        self._identity = Words(self._said_identity, "quiet")
        self.form = screening_form(desk)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(desk.back)
        self.form.changed.connect(self._follow)
        for field in self.form.fields.values():
            field.focused.connect(self._on_focused)
        self.next_step = NextStep()
        self.next_step.agreed.clicked.connect(self._on_agreed)
        self.next_step.later.clicked.connect(desk.back)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.form)
        self._sides.addWidget(self.next_step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        for words in (self.name, self._identity):
            words.setContentsMargins(16, 0, 16, 0)
            column.addWidget(words)
        column.addWidget(self._sides, 1)
        self.setFocusProxy(self._sides)
        self._follow()

    def open(self, person_id: str = "", id: str = "", draft_key: str = "", **_more: Any) -> None:
        self._person_id = person_id
        self._id = id or (draft_key.removeprefix(CORRECTION) if draft_key.startswith(CORRECTION) else "")
        self.form.show_field("reason", bool(self._id))
        self.form.fields["examined_at"].set_enabled(not self._id)
        self.desk.read(lambda session: person.load(session, person_id), self._on_person, owner=self)
        if self._id:
            self.desk.write(lambda session: screening.open_(session, self._id), self._on_screening, self._on_closed_content, owner=self)
        else:
            self.form.set_values({"examined_at": now(self.desk.zone)})
            self.form.keep_as(Draft("screening", draft_key or person_id, person_id))

    def holds_back(self) -> bool:
        return True

    def set_words(self) -> None:
        self._identity.set_words()

    def body(self) -> ScreeningBody:
        """What is typed so far; reasons are kept only beside values that are still unusual."""
        values = {name: value for name, value in self.form.values().items()
                  if name not in ("examined_at", "fitness", "reason") and value not in ("", None)}
        unusual = {problem.field for problem in rules.problems(ScreeningBody(**values), "", "") if problem.warning}
        kept = {name: reason for name, reason in self.form.overrides().items() if name in unusual}
        return ScreeningBody(**values, overrides=kept)

    # reading ------------------------------------------------------------------------------------------------------------

    def _on_person(self, one: Person) -> None:
        self._person = one
        self.name.say(lambda: " ".join(filter(None, (one.surname, one.given_name, one.patronymic))))
        self._identity.set_words()
        self.form.focus("complaints")

    def _on_screening(self, opened: tuple[Screening, ScreeningBody]) -> None:
        one, body = opened
        self._wanted_before = rules.wants_certification(body)
        values = {name: getattr(body, name) for name in self.form.fields if hasattr(body, name)}
        self.form.set_values({**values, "examined_at": one.examined_at, "fitness": one.fitness})
        self._follow()
        self.form.keep_as(Draft("screening", CORRECTION + self._id, self._person_id))

    def _on_closed_content(self, error: BaseException) -> None:
        self.desk.fail(error)
        self.desk.back()

    def _said_identity(self) -> str:
        one = self._person
        if one is None:
            return ""
        parts = (term(EXAM, True), date(one.date_of_birth), _("IIN {number}").format(number=one.iin) if one.iin else "")
        return " · ".join(filter(None, parts))

    # skip logic and plausibility ----------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """The reason for unmeasured signs is asked only where both are empty."""
        empty = all(self.form.fields[name].is_empty() for name in MEASURED)
        self.form.show_field("vitals_reason", empty)
        self.form.fields["vitals_reason"].set_required(empty)

    def _on_focused(self, field: Field) -> None:
        """A vital sign that one has left is looked at, not while it is being typed."""
        left, self._vital = self._vital, field if field.name in VITALS else None
        if left is None or left is field:
            return
        found = {problem.field: problem for problem in rules.problems(self.body(), "", "") if problem.warning}
        for name in {left.name, "diastolic"} if left.name == "systolic" else {left.name}:
            one = self.form.fields[name]
            if one.unreadable() is None and (name in found or one.problem is not None) and one.problem != found.get(name):
                one.show_problem(found.get(name))

    # saving -------------------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        values, body = self.form.values(), self.body()
        problems = rules.problems(body, values["fitness"], values["examined_at"], now(self.desk.zone))
        if self._id and not values["reason"]:
            problems.append(Problem("reason", "required"))
        if not self.form.show(problems):
            return
        self.form.primary.setEnabled(False)
        self.desk.write(self._correction(body) if self._id else self._first(body), self._on_saved, self._on_refused, owner=self)

    def _first(self, body: ScreeningBody) -> Any:
        """The screening, and with it the beginning of the certification that it calls for, so that nobody can forget it."""
        values, person_id = self.form.values(), self._person_id
        key = self.form.draft.key if self.form.draft else person_id
        wanted = self._wants(body)

        def work(session: Any) -> str:
            screening_id = screening.record(session, person_id, EXAM, values["examined_at"], values["fitness"], body)
            draft.drop(session, "screening", key)
            if wanted:
                draft.keep(session, "certification", screening_id, person_id, {"screening_id": screening_id})
            return screening_id

        return work

    def _correction(self, body: ScreeningBody) -> Any:
        values, person_id, screening_id = self.form.values(), self._person_id, self._id
        wanted = self._wants(body)

        def work(session: Any) -> str:
            screening.amend(session, screening_id, values["fitness"], body, values["reason"])
            draft.drop(session, "screening", CORRECTION + screening_id)
            if wanted:
                draft.keep(session, "certification", screening_id, person_id, {"screening_id": screening_id})
            return screening_id

        return work

    def _wants(self, body: ScreeningBody) -> bool:
        return rules.wants_certification(body) and not self._wanted_before

    def _on_saved(self, screening_id: str) -> None:
        wanted = self._wants(self.body())
        self.form.drop_draft()
        self.desk.say(_("The screening is saved."), "done")
        if not wanted:
            self.desk.back()
            return
        self._id = screening_id
        self.next_step.explain(self.body())
        self._sides.setCurrentWidget(self.next_step)
        self.next_step.agreed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: BaseException) -> None:
        self.form.primary.setEnabled(True)
        if problems := getattr(error, "problems", None):
            self.form.show(problems)
        else:
            self.desk.fail(error)

    def _on_agreed(self) -> None:
        desk, person_id, screening_id = self.desk, self._person_id, self._id
        desk.back()
        desk.show("certification_editor", person_id=person_id, screening_id=screening_id)


class NextStep(QWidget):
    """What the screening calls for, said once; Enter begins it, Esc leaves it among the unfinished work."""

    def __init__(self) -> None:
        super().__init__()
        self._why = Words("")
        self.agreed = Button(N_("Begin the certification (Enter)"), primary=True)
        self.later = Button(N_("Later (Esc)"))
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(640)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(12)
        inside.addWidget(Words(N_("A certification of injuries is due"), "heading"))
        inside.addWidget(self._why)
        inside.addWidget(Words(N_("Every injury, and every complaint of ill-treatment, is certified without delay. If you cannot do it "
                                  "now, the certification waits among the unfinished work.")))
        inside.addWidget(Words("CPT/Inf(2013)29-part, §§71–74; № 353-I 23(3)", "quiet"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(self.agreed)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(card)
        column.addStretch(1)
        for keys in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_enter)

    def explain(self, body: ScreeningBody) -> None:
        """Which answers call for it."""
        def said() -> str:
            why = ((_("Injuries were seen."),) if body.visible_injuries == "yes" else ())
            return " ".join((*why, *((_("The person complains of ill-treatment."),) if body.ill_treatment == "yes" else ())))

        self._why.say(said)

    def _on_enter(self) -> None:
        (self.later if self.later.hasFocus() else self.agreed).click()
