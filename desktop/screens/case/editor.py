"""What the forms of a case share: whose it is, a draft under its own key, problems at the fields, one write with the draft's end."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.errors import Invalid
from db.rules import moment
from db.rules.name import full
from db.rules.problem import Problem
from db.store import draft, person, used
from desktop.desk import Desk
from desktop.i18n import N_, _, date
from desktop.widgets.fields import Line
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.suggested import Suggested
from desktop.widgets.words import Words

AFTER = "after:"        # key of the draft of something that follows a record: an extension, a requalification
CHANGE_HELP = N_("Why the record is amended: which document or whose statement. The earlier values stay in the history.")


class Opened(NamedTuple):
    """What an editor starts from: whose it is, the values to put in, what the names were lately, and the kind's own facts."""

    whose: dict[str, str]
    values: dict[str, Any]
    names: dict[str, list[str]]
    own: Any


class CaseEditor(Page):
    """``open(person_id)`` is a new record, with ``id`` the amendment of one, with ``after`` what follows that record."""

    kind = ""
    suggested: tuple[str, ...] = ()
    start: Mapping[str, Any] = {}      # answers of an empty form, there before the first key
    said_new, said_amended = N_("Recorded."), N_("The change is saved, with its reason.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id, self.record_id, self.after = "", "", ""
        self.born = ""
        self._saving = False
        self._kept: Draft | None = None
        self.whose, self.title = Words("", "title"), Words("", "quiet")
        self.title.setWordWrap(False)
        self.form = Form(desk)
        self.ask(self.form)
        self.form.add("reason_of_change", Line(N_("Reason for the change"), required=True, longest=300, help=CHANGE_HELP))
        self._lay_out()
        self.form.changed.connect(self.follow)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(self.desk.back)

    # what each kind says of itself --------------------------------------------------------------------------------------

    def ask(self, form: Form) -> None:
        """Puts the questions into the form."""
        raise NotImplementedError

    def begin(self, session: Any) -> tuple[dict[str, Any], Any]:
        """On the records thread: values to start with, and whatever else the form must know."""
        raise NotImplementedError

    def check(self, values: dict[str, Any], now: str) -> list[Problem]:
        """What is wrong with the answers."""
        raise NotImplementedError

    def store(self, session: Any, values: dict[str, Any], reason: str, kept: dict[str, str]) -> None:
        """On the records thread: writes the record."""
        raise NotImplementedError

    def heading(self) -> str:
        """What is done to which kind of record, in words."""
        raise NotImplementedError

    def use(self, own: Any) -> None:
        """The kind's own facts have come."""

    def follow(self) -> None:
        """Skip logic after each change."""

    def wants_reason(self) -> bool:
        """Whether this is a change of something recorded."""
        return bool(self.record_id)

    # life ---------------------------------------------------------------------------------------------------------------

    def open(self, person_id: str = "", id: str = "", draft_key: str = "", after: str = "", **_more: Any) -> None:
        """``draft_key`` resumes unfinished work: the person's id, a record's, or what it follows behind ``after:``."""
        resumed = draft_key if draft_key and draft_key != person_id else ""
        self.person_id = person_id
        self.after = after or (resumed.removeprefix(AFTER) if resumed.startswith(AFTER) else "")
        self.record_id = id or ("" if self.after else resumed)
        self.form.show_field("reason_of_change", self.wants_reason())
        self.title.say(self.heading)
        self.form.set_values(dict(self.start))
        self.follow()
        self.desk.read(self._work(), self._on_opened_record, owner=self)
        # What is typed at once is kept too; the draft is read behind the record, so its text comes over the record's.
        self.form.keep_as(Draft(self.kind, self.record_id or (AFTER + self.after if self.after else person_id), person_id))
        self.form.focus()

    def holds_back(self) -> bool:
        return True

    def values(self) -> dict[str, Any]:
        """Answers as the record keeps them: text is never None, a number may be."""
        typed = self.form.values()
        typed.pop("reason_of_change", None)
        return {name: "" if value is None and not self._is_number(name) else value for name, value in typed.items()}

    def _is_number(self, name: str) -> bool:
        return name in ("years", "months", "days", "full_years", "full_months")

    def _work(self) -> Callable[[Any], Opened]:
        person_id, suggested = self.person_id, self.suggested

        def work(session: Any) -> Opened:
            one = person.load(session, person_id)
            whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth", "sex")}
            values, own = self.begin(session)
            return Opened(whose, values, {name: used.lately(session, name) for name in suggested}, own)

        return work

    def _on_opened_record(self, opened: Opened) -> None:
        whose = opened.whose
        self.whose.say(lambda: " · ".join(filter(None, (full(whose), date(whose["date_of_birth"])))))
        for name, names in opened.names.items():
            field = self.form.fields[name]
            assert isinstance(field, Suggested)
            field.offer(names)
        self.use(opened.own)
        self.form.set_values(opened.values)
        self.follow()

    # saving -------------------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        if self._saving:
            return
        values = self.values()
        problems = self.check(values, moment.now(self.desk.zone))
        if self.wants_reason() and not self.form.fields["reason_of_change"].value():
            problems.append(Problem("reason_of_change", "reason_required"))
        if self.form.show(problems):
            self._saving = True
            self._save(values)

    def _save(self, values: dict[str, Any]) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        kept, reasons = self._kept, self.form.overrides()
        reason = self.form.fields["reason_of_change"].value() if self.wants_reason() else ""

        def work(session: Any) -> None:
            self.store(session, values, reason, reasons)
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, _nothing: None) -> None:
        self.desk.say(_(self.said_amended if self.record_id else self.said_new), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            self.form.show(error.problems)
        else:
            self.desk.fail(error)
        self.form.keep()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self.whose, 1)
        head.addWidget(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.form, 1)


def held(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What a record holds in these fields."""
    return {name: getattr(record, name) for name in names}
