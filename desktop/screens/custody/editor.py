"""Takes in an arrival, or amends an episode of custody: ground, category, authority, and each moment to the minute."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import Invalid
from db.rules import custody as rules
from db.rules import moment
from db.rules.name import full
from db.rules.problem import Problem
from db.store import custody, draft, person
from desktop.desk import Desk
from desktop.i18n import N_, _, date, titled
from desktop.widgets.fields import Choice, Line, MomentField
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.words import Button, Words

KIND = "custody"
ENTERED = ("ground", "category", *rules.LENGTHS, *(field for field, *_ in rules.MOMENTS))
TIME_LAW = N_("Criminal Procedure Code 131(2), 128(5)")
PLACE_LAW = N_("Law on the custody of people in special institutions, 5")


class CustodyEditor(Page):
    """For a person: a new episode, or with an id the amendment of one, with its reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id, self.custody_id, self.date_of_birth = "", "", ""
        self._saving = False
        self._warned: tuple[str, list[Problem]] = ("", [])      # arrival for which the register warned, and of what
        self._kept: Draft | None = None
        self.whose = Words("", "title")
        self.form = Form(desk)
        self._ask()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self.whose)
        column.addLayout(head)
        column.addWidget(self.form, 1)
        self.form.changed.connect(self._follow)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(self.desk.back)
        self.form.show_field("reason", False)

    def open(self, person_id: str = "", id: str = "", draft_key: str = "", **_more: Any) -> None:
        """``draft_key`` resumes unfinished work; a draft of an amendment goes by the episode's id, a new one by the person's."""
        self.person_id = person_id
        self.custody_id = id or (draft_key if draft_key != person_id else "")
        self.form.show_field("reason", bool(self.custody_id))
        self.desk.read(lambda session: _loaded(session, person_id, self.custody_id), self._on_loaded, owner=self)
        self.form.focus()

    def holds_back(self) -> bool:
        return True

    # the questions ------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        form = self.form
        form.group(N_("On what ground"))
        form.add("ground", Choice(titled("custody_ground"), rules.GROUNDS, required=True, source=PLACE_LAW, help=N_(
            "The document that brings the person here. It decides which categories are offered first.")))
        form.add("category", Choice(titled("category"), rules.CATEGORIES, required=True, source=PLACE_LAW, help=N_(
            "Legal status on this day. It changes later by new documents, each with its date.")))
        form.add_row(("authority", Line(titled("custody_authority"), required=True, source=PLACE_LAW, help=N_(
                         "Court or body whose act holds the person, as it stands in the document."))),
                     ("case_number", Line(titled("custody_case_number"), help=N_(
                         "Number of the criminal case or of the material; leave it empty where there is none."))))
        form.group(N_("Times, to the minute"))
        self._ask_moment("detained_at", "detained_reason", titled("time_of_actual_detention"), N_(
            "The minute in which freedom was actually restricted, not the minute of the protocol: all terms count from it."))
        self._ask_moment("delivered_at", "delivered_reason", titled("time_of_delivery"), N_(
            "The minute of delivery to the body that detained. Where it is not known, say why."))
        form.add_row(("arrived_at", MomentField(titled("time_of_arrival"), required=True, source=TIME_LAW, help=N_(
            "The minute in which the person came through the gate of this institution. F5 puts in the present minute."))))
        form.add_widget(self._now_button())
        form.add("reason", Line(N_("Reason for the change"), required=True, help=N_(
            "Why the record is amended: which document or whose statement. The earlier values stay in the history.")))

    def _ask_moment(self, name: str, reason: str, label: Any, help_: str) -> None:
        self.form.add_row((name, MomentField(label, help=help_, source=TIME_LAW)),
                          (reason, Line(N_("Why it is unknown"), help=N_("Needed only where the time is empty: which paper does not give it."))))

    def _now_button(self) -> QWidget:
        now = Button(N_("Arrived now · F5"), key="F5")
        now.clicked.connect(self._on_now)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(now)
        row.addStretch(1)
        return held

    def _on_now(self) -> None:
        field = self.form.fields["arrived_at"]
        assert isinstance(field, MomentField)
        field.set_now()
        self.form.focus("arrived_at")

    def _on_loaded(self, loaded: tuple[dict[str, str], dict[str, str]]) -> None:
        whose, values = loaded
        self.date_of_birth = whose["date_of_birth"]
        self.whose.say(lambda: " · ".join(filter(None, (full(whose), date(self.date_of_birth)))))
        self.form.set_values(values)
        self._follow()
        self.form.keep_as(Draft(KIND, self.custody_id or self.person_id, self.person_id))

    def _follow(self) -> None:
        """The categories of the ground come first; a reason is asked only where a moment is empty."""
        fields = self.form.fields
        category = fields["category"]
        assert isinstance(category, Choice)
        first = rules.CATEGORIES_OF_GROUND.get(fields["ground"].value(), ())
        codes = (*first, *(code for code in rules.CATEGORIES if code not in first))
        if codes != category.codes:
            category.set_codes(codes)
        for name, reason, _future in rules.MOMENTS:
            if reason:
                fields[reason].set_enabled(fields[name].is_empty())

    # saving -------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Answers as the record keeps them; a reason beside a known moment is no answer."""
        typed = self.form.values()
        values = {name: typed.get(name) or "" for name in ENTERED}
        for name, reason, _future in rules.MOMENTS:
            if reason and values[name]:
                values[reason] = ""
        return values

    def _on_save(self) -> None:
        if self._saving:
            return
        values = self.values()
        problems = [*rules.problems(values, moment.now(self.desk.zone), self.date_of_birth),
                    *(self._warned[1] if self._warned[0] == values["arrived_at"] else ())]
        if self.custody_id and not self.form.fields["reason"].value():
            problems.append(Problem("reason", "reason_required"))
        if self.form.show(problems):
            self._saving = True
            self._save(values)

    def _save(self, values: dict[str, str]) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        person_id, custody_id, kept = self.person_id, self.custody_id, self._kept
        reason, reasons = self.form.fields["reason"].value(), self.form.overrides()

        def work(session: Any) -> None:
            if custody_id:
                custody.amend(session, custody_id, values, reason, reasons)
            else:
                custody.open_(session, person_id, values, reasons)
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, _nothing: None) -> None:
        said = N_("The change is saved, with its reason.") if self.custody_id else N_("The custody is recorded.")
        self.desk.say(_(said), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            # What only the register could know (a closed day, an earlier movement) stays until the answer changes, so that a reason can be given.
            self._warned = self.values()["arrived_at"], [problem for problem in error.problems if problem.warning]
            self.form.show(error.problems)
        else:
            self.desk.fail(error)
        self.form.keep()


def _loaded(session: Any, person_id: str, custody_id: str) -> tuple[dict[str, str], dict[str, str]]:
    one = person.load(session, person_id)
    whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
    episode = custody.load(session, custody_id) if custody_id else None
    return whose, {name: getattr(episode, name) for name in ENTERED} if episode is not None else {}
