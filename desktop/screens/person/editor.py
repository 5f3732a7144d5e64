"""Registers a person, or amends what is known of one; nobody is registered twice without having been asked."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.errors import Invalid
from db.models import new_id
from db.rules import moment
from db.rules import person as rules
from db.rules.name import PARTS, full
from db.rules.problem import Problem
from db.search.duplicate import Duplicate, possible_duplicates
from db.store import draft, person, photo
from desktop.desk import Desk
from desktop.i18n import N_, _
from desktop.screens.person.duplicates import Duplicates
from desktop.screens.person.questions import OF_DOCUMENT, SPELLED, IinField, ask
from desktop.widgets.flow import Flow
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.words import Button, Words

KIND = "person"
ENTERED = (*rules.NAMES, "sex", "date_of_birth", "date_of_birth_reason", "iin", "iin_state", "iin_reason", "citizenship", "document_kind",
           *OF_DOCUMENT)


class PersonEditor(Page):
    """Without an id a new person, else an amendment with its reason. The form and the possible duplicates are two sides of one page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id = ""
        self._saving = False
        self._kept: Draft | None = None
        self.form = Form(desk)
        self.duplicates = Duplicates()
        self.sides = QStackedWidget()
        self.title = Words(N_("Registration of a person"), "title")
        self.sides.addWidget(self._titled_form())
        self.sides.addWidget(self.duplicates)
        ask(self.form, desk, self._spelling_buttons())
        for name in (*SPELLED, *OF_DOCUMENT, "iin_reason", "reason"):
            self.form.show_field(name, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sides)
        self._connect()

    def open(self, id: str = "", text: str = "", draft_key: str = "", person_id: str = "", **_more: Any) -> None:
        """``text`` is what was searched for in vain; ``draft_key`` resumes unfinished work."""
        self.person_id = id or person_id or ""
        self.form.show_field("reason", bool(self.person_id))
        if self.person_id:
            self.desk.read(lambda session: _loaded(session, self.person_id), self._on_loaded, owner=self)
        else:
            self.form.set_values(_from_search(text))
            self._follow()
            self.form.keep_as(Draft(KIND, draft_key or new_id()))
        self.form.focus()

    def holds_back(self) -> bool:
        return True

    def open_spellings(self) -> None:
        """F6: shows the Kazakh and Russian spellings; hides them again while nothing is typed there."""
        seen = self.form.fields[SPELLED[0]].isHidden()
        if seen or all(self.form.fields[name].is_empty() for name in SPELLED):
            self._show_spellings(seen)
            self.form.focus(SPELLED[0] if seen else "surname")

    # filling ------------------------------------------------------------------------------------------------------------

    def _titled_form(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title.setContentsMargins(16, 12, 16, 0)
        column.addWidget(self.title)
        column.addWidget(self.form, 1)
        return side

    def _spelling_buttons(self) -> QWidget:
        row = QWidget()
        line = Flow(row)
        for phrase, key, call in ((N_("Other spellings · F6"), "F6", self.open_spellings),
                                  (N_("Copy to Kazakh · F7"), "F7", self._on_same_kk), (N_("Copy to Russian · F8"), "F8", self._on_same_ru)):
            button = Button(phrase, key=key)
            # Enter walks through the answers; these are reached by their keys.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(call)
            line.addWidget(button)
        return row

    def _connect(self) -> None:
        self.form.changed.connect(self._follow)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(self.desk.back)
        self.duplicates.opened.connect(self._on_known)
        self.duplicates.stated.connect(self._on_another)
        self.duplicates.left.connect(self._on_reconsidered)

    def _on_same_kk(self) -> None:
        self._same_as_document("_kk")

    def _on_same_ru(self) -> None:
        self._same_as_document("_ru")

    def _same_as_document(self, spelling: str) -> None:
        self._show_spellings(True)
        for part in PARTS:
            field = self.form.fields[part + spelling]
            if field.is_empty():
                field.set_value(self.form.fields[part].value())
        self.form.focus(PARTS[0] + spelling)

    def _show_spellings(self, seen: bool) -> None:
        for name in SPELLED:
            self.form.show_field(name, seen)

    def _on_loaded(self, loaded: tuple[dict[str, str], bytes | None]) -> None:
        values, picture = loaded
        self.title.say(lambda: full(values))
        self.form.set_values(values)
        self.form.fields["photo"].show_small(picture)  # type: ignore[attr-defined]
        self._follow()
        self.form.keep_as(Draft(KIND, self.person_id, self.person_id))

    def _follow(self) -> None:
        """Skip logic: a reason where an answer is missing, the document's own questions where there is one; the live check of the IIN."""
        fields, show = self.form.fields, self.form.show_field
        if any(not fields[name].is_empty() for name in SPELLED):
            self._show_spellings(True)
        fields["date_of_birth_reason"].set_enabled(fields["date_of_birth"].is_empty())
        self._follow_number()
        document = fields["document_kind"].value()
        for name in OF_DOCUMENT:
            show(name, document not in ("", "doc_none"))

    def _follow_number(self) -> None:
        fields = self.form.fields
        number, state = fields["iin"], fields["iin_state"]
        assert isinstance(number, IinField)
        number.compare_with(fields["date_of_birth"].value() or "", fields["sex"].value())
        if number.passes() and not state.value():
            state.set_value("iin_checked")
        elif state.value() == "iin_checked" and not number.passes():
            state.set_value("")
        self.form.show_field("iin_reason", state.value() in ("iin_as_in_document", "iin_absent"))

    # saving -------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Answers as the record keeps them: "" for what is not answered or not asked."""
        typed = self.form.values()
        values = {name: typed.get(name) or "" for name in ENTERED}
        if values["date_of_birth"]:
            values["date_of_birth_reason"] = ""
        return values

    def _on_save(self) -> None:
        if self._saving:
            return
        values = self.values()
        problems = rules.problems(values, moment.now(self.desk.zone))
        if self.person_id and not self.form.fields["reason"].value():
            problems.append(Problem("reason", "reason_required"))
        if not self.form.show(problems):
            return
        self._saving = True
        if self.person_id:
            self._amend(values)
        else:
            self.desk.read(lambda session: possible_duplicates(session, values), self._on_duplicates, self._on_failed, self)

    def _on_duplicates(self, found: list[Duplicate]) -> None:
        if found:
            self._saving = False
            self.duplicates.show_matches(found)
            self.sides.setCurrentWidget(self.duplicates)
            self.duplicates.begin()
        else:
            self._register("")

    def _on_known(self, person_id: object) -> None:
        self.form.keep()
        self.desk.show("person_card", id=person_id)

    def _on_another(self, reason: str) -> None:
        if not self._saving:
            self._saving = True
            self._register(reason)

    def _on_reconsidered(self) -> None:
        self.sides.setCurrentIndex(0)
        self.form.focus()

    def _register(self, another: str) -> None:
        values, picture, kept = self.values(), self.form.fields["photo"].value(), self._let_go_of_draft()
        reasons = {**self.form.overrides(), **({"another_person": another} if another else {})}

        def work(session: Any) -> str:
            person_id = person.register(session, values, picture, reasons)
            draft.drop(session, kept.kind, kept.key)
            return person_id

        self._kept = kept
        self.desk.write(work, self._on_registered, self._on_failed, self)

    def _amend(self, values: dict[str, str]) -> None:
        picture, kept = self.form.fields["photo"].value(), self._let_go_of_draft()
        reason, reasons, person_id = self.form.fields["reason"].value(), self.form.overrides(), self.person_id

        def work(session: Any) -> None:
            person.amend(session, person_id, values, reason, picture, reasons)
            draft.drop(session, kept.kind, kept.key)

        self._kept = kept
        self.desk.write(work, self._on_amended, self._on_failed, self)

    def _let_go_of_draft(self) -> Draft:
        """The draft goes in the record's own transaction, so the form must not write it again behind that."""
        kept, self.form.draft = self.form.draft, None
        return kept or Draft(KIND, "")

    def _on_registered(self, person_id: str) -> None:
        self.desk.say(_("The person is registered. Now the custody: ground, authority, times."), "done")
        self.desk.back()
        self.desk.show("person_card", id=person_id)
        self.desk.show("custody_editor", person_id=person_id)

    def _on_amended(self, _nothing: None) -> None:
        self.desk.say(_("The change is saved, with its reason."), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        if self.form.draft is None:
            self.form.draft = self._kept
        self.sides.setCurrentIndex(0)
        if isinstance(error, Invalid):
            self.form.show(error.problems)
        else:
            self.desk.fail(error)
        self.form.keep()


def _loaded(session: Any, person_id: str) -> tuple[dict[str, str], bytes | None]:
    one = person.load(session, person_id)
    return {name: getattr(one, name) for name in ENTERED}, photo.thumbnail(session, one.photo)


def _from_search(text: str) -> dict[str, str]:
    """What was searched for, put where it belongs: a number into the IIN, words into surname, given name, patronymic."""
    words = text.split()
    if len(words) == 1 and words[0].isdigit():
        return {"iin": words[0]}
    return {part: word[:1].upper() + word[1:] for part, word in zip(PARTS, words, strict=False) if not word[:1].isdigit()}
