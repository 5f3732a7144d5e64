"""Adds or amends one small record of a person: one page for all kinds, each with its own questions."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.errors import Invalid
from db.rules import moment
from db.rules import particular as rules
from db.rules.name import full
from db.rules.problem import Problem
from db.store import alert, alias, document, draft, mark, particular, person, photo, relation
from desktop.desk import Desk
from desktop.i18n import N_, _, date, term, titled
from desktop.screens.particulars.questions import REASON, answer_field, ask
from desktop.screens.particulars.wording import RECORD, field_title
from desktop.widgets.fields import Choice
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.photo_field import PhotoField
from desktop.widgets.words import Words

STORES: dict[str, Any] = {"alias": alias, "document": document, "particular": particular, "relation": relation, "mark": mark, "alert": alert}
ANSWERS = ("value", "words", "country")


class SmallEditor(Page):
    """For a person: a new record, or with an id the amendment of one, with its reason. ``ending``: only its last day is asked for."""

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__(desk)
        self.kind, self.shape, self.store = kind, rules.SHAPES[kind], STORES[kind]
        self.person_id, self.record_id, self.born = "", "", ""
        self._saving = False
        self._kept: Draft | None = None
        self.whose = Words("", "title")
        self.form = Form(desk)
        ask(self.form, desk, kind)
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
        self.form.left.connect(desk.back)
        self._follow()

    def open(self, person_id: str = "", id: str = "", draft_key: str = "", ending: bool = False, **_more: Any) -> None:
        """``draft_key`` resumes unfinished work; a draft of an amendment goes by the record's id, a new one by the person's."""
        self.person_id = person_id
        self.record_id = id or (draft_key if draft_key != person_id else "")
        self.form.show_field(REASON, bool(self.record_id))
        self.desk.read(self._load, self._on_loaded, owner=self)
        self.form.focus(self.shape.end if ending else "")

    def holds_back(self) -> bool:
        return True

    def _load(self, session: Any) -> tuple[dict[str, str], dict[str, str], bytes | None]:
        one = person.load(session, self.person_id)
        whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
        record = self.store.load(session, self.record_id) if self.record_id else None
        values = {field: getattr(record, field) for field in self.shape.fields} if record is not None else {}
        return whose, values, photo.thumbnail(session, values["photo"]) if values.get("photo") else None

    def _on_loaded(self, loaded: tuple[dict[str, str], dict[str, str], bytes | None]) -> None:
        whose, values, picture = loaded
        self.born = whose["date_of_birth"]
        self.whose.say(lambda: f"{term(RECORD[self.kind], True)} · " + " · ".join(filter(None, (full(whose), date(self.born)))))
        if self.kind == "particular" and values:
            values[answer_field(values["fact"])] = values.pop("value")
            self._offer(values["fact"])
        photo_field = self.form.fields.get("photo")
        if isinstance(photo_field, PhotoField):
            values.pop("photo", None)
            photo_field.show_small(picture)
        self.form.set_values(values)
        self._follow()
        self.form.keep_as(Draft(self.kind, self.record_id or self.person_id, self.person_id))

    # the questions ------------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Skip logic: what is asked follows from the kind of name, the fact, the relation, the alert."""
        fields = self.form.fields
        if self.kind == "alias":
            nickname = fields["alias_kind"].value() == "alias"
            for part in ("surname", "patronymic"):
                self.form.show_field(part, not nickname)
            fields["given_name"].set_label(titled("alias") if nickname else titled("given_name"))
        elif self.kind == "particular":
            self._follow_fact()
        elif self.kind == "relation":
            self.form.show_field("carer", fields["relation"].value() == "child")
            self.form.show_field("date_of_birth", fields["relation"].value() not in ("advocate", "consulate"))
        elif self.kind == "alert":
            self.form.show_field("reason", fields["alert"].value() not in rules.MEDICAL_ALERTS)

    def _follow_fact(self) -> None:
        fields = self.form.fields
        fact = fields["fact"].value()
        self._offer(fact)
        for name in ANSWERS:
            self.form.show_field(name, bool(fact) and name == answer_field(fact))
        if fields["source"].required != (fact in rules.WITH_SOURCE):
            fields["source"].set_required(fact in rules.WITH_SOURCE)

    def _offer(self, fact: str) -> None:
        answer, codes = self.form.fields["value"], rules.FACTS.get(fact, ())
        if isinstance(answer, Choice) and codes and codes != answer.codes:
            answer.set_codes(codes)
            answer.set_label(titled(fact))
        elif isinstance(answer, Choice) and not codes:
            answer.set_label(field_title("value"))

    # saving -------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Answers as the record keeps them."""
        typed = self.form.values()
        values = {field: typed.get(field) or "" for field in self.shape.fields if field != "photo"}
        if self.kind == "particular":
            values["value"] = typed.get(answer_field(values["fact"])) or ""
        return values

    def _on_save(self) -> None:
        if self._saving:
            return
        values = self.values()
        problems = [self._at_its_field(problem, values) for problem in rules.problems(self.kind, values, moment.now(self.desk.zone), self.born)]
        if self.record_id and not self.form.fields[REASON].value():
            problems.append(Problem(REASON, "reason_required"))
        if self.form.show(problems):
            self._saving = True
            self._save(values)

    def _at_its_field(self, problem: Problem, values: dict[str, str]) -> Problem:
        if self.kind == "particular" and problem.field == "value":
            return Problem(answer_field(values["fact"]), problem.key, problem.warning, problem.values)
        return problem

    def _save(self, values: dict[str, str]) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        person_id, record_id, kept, store = self.person_id, self.record_id, self._kept, self.store
        reason = self.form.fields[REASON].value()
        picture = {"picture": self.form.fields["photo"].value()} if "photo" in self.form.fields else {}

        def work(session: Any) -> None:
            if record_id:
                store.amend(session, record_id, values, reason, **picture)
            else:
                store.add(session, person_id, values, **picture)
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, _nothing: None) -> None:
        self.desk.say(_(N_("The change is saved, with its reason.") if self.record_id else N_("Recorded.")), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            self.form.show([self._at_its_field(problem, self.values()) for problem in error.problems])
        else:
            self.desk.fail(error)
        self.form.keep()
