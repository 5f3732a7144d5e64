"""Records a step through the gate, or amends one with its reason; release, death and escape take their ground along."""

from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import Invalid
from db.rules import movement as rules
from db.rules import release
from db.rules.moment import now, utc_minutes
from db.rules.movement import IN, KINDS, OUT, Step
from db.rules.problem import Problem
from db.store import custody, draft, journal, movement, person, presence, screening
from db.store import release as releases
from desktop.desk import Desk
from desktop.i18n import N_, _
from desktop.screens.movement import wording
from desktop.screens.movement.form import ENDED, movement_form, show_kind
from desktop.widgets.fields import Choice, MomentField
from desktop.widgets.form import Draft
from desktop.widgets.page import Page
from desktop.widgets.suggested import Suggested
from desktop.widgets.words import Words

KIND = "movement"


class Known(NamedTuple):
    """What is known of the person before anything is typed; ``steps`` oldest first, without the one being amended."""

    whose: dict[str, str]
    steps: list[Step]
    where: Any
    values: dict[str, str]
    opens: bool
    fitness: str
    category: str
    closed_until: str
    said: dict[str, list[str]]


class MovementEditor(Page):
    """``open(person_id, direction)`` for a new one, with ``id`` for an amendment; ``movement`` fixes the kind beforehand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id, self.movement_id, self.direction, self._wanted = "", "", IN, ""
        self.known: Known | None = None
        self._saving = False
        self._warned: list[Problem] = []     # what only the register could know; asked again with its reason
        self._kept: Draft | None = None
        self._shown: tuple[object, ...] = ()
        self.whose, self.where = Words("", "title"), Words("", "quiet")
        self.form = movement_form(desk, self._on_now)
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(16, 12, 16, 0)
        words.setSpacing(2)
        words.addWidget(self.whose)
        words.addWidget(self.where)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.form, 1)
        self.form.changed.connect(self._follow)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(desk.back)
        self.setFocusProxy(self.form)

    def open(self, person_id: str = "", direction: str = IN, id: str = "", movement: str = "", draft_key: str = "", **_more: Any) -> None:
        """``draft_key`` resumes unfinished work: ``in-…`` and ``out-…`` with the person's id are new ones, else it is the record amended."""
        begun, dash, _rest = draft_key.partition("-")
        resumed = bool(dash) and begun in (IN, OUT)
        self.person_id, self._wanted = person_id, movement
        self.direction = begun if resumed else direction
        self.movement_id = id or ("" if resumed else draft_key)
        show_kind(self.form, "", False, bool(self.movement_id))
        self.desk.read(lambda session: _known(session, person_id, self.movement_id), self._on_known, owner=self)
        self.form.focus()

    def holds_back(self) -> bool:
        return True

    # the questions ------------------------------------------------------------------------------------------------------

    def _on_known(self, known: Known) -> None:
        self.known = known
        if self.movement_id:
            self.direction = KINDS[known.values["movement"]].direction
        self.whose.say(wording.named(known.whose))
        self.where.say(lambda: wording.state(known.where))
        for name in ("place", "authority", "escort"):
            field = self.form.fields[name]
            assert isinstance(field, Suggested)
            field.offer(known.said[name])
        self._choice("movement").set_codes(self._codes(known))
        self._choice("ground").set_codes(release.expected(known.category))
        self.form.set_values(known.values if self.movement_id else self._prefilled(known))
        self._follow()
        self.form.keep_as(Draft(KIND, self.movement_id or f"{self.direction}-{self.person_id}", self.person_id))

    def _codes(self, known: Known) -> tuple[str, ...]:
        every = rules.ARRIVALS if self.direction == IN else rules.DEPARTURES
        if self.movement_id:
            return every
        last = known.steps[-1] if known.steps else None
        return tuple(code for code in rules.possible(last) if code in every) or every

    def _prefilled(self, known: Known) -> dict[str, Any]:
        """The present minute; of a return its kind and where it comes from."""
        values: dict[str, Any] = {"at": now(self.desk.zone), "movement": self._wanted}
        last = known.where
        if self.direction == IN and last.movement in KINDS and KINDS[last.movement].answer:
            values |= {"movement": self._wanted or KINDS[last.movement].answer, "place": last.place}
        if self.direction == OUT:
            values["fitness"] = known.fitness
        return values

    def _choice(self, name: str) -> Choice:
        field = self.form.fields[name]
        assert isinstance(field, Choice)
        return field

    def _follow(self) -> None:
        fields = self.form.fields
        code, at = fields["movement"].value(), fields["at"].value()
        _before, after = self._around(at)
        back = self.direction == OUT and not self.movement_id and bool(at) and (after is not None or at[:10] < now(self.desk.zone)[:10])
        shown = (code, back, fields["ground"].value(), fields["body_check"].value(), bool(self.movement_id))
        if shown != self._shown:
            self._shown = shown
            show_kind(self.form, code, back, bool(self.movement_id))

    def _around(self, at: str) -> tuple[Step | None, Step | None]:
        if self.known is None or not at:
            return None, None
        minute = utc_minutes(at)
        passed = [step for step in self.known.steps if utc_minutes(step.at) <= minute]
        return passed[-1] if passed else None, next((step for step in self.known.steps if utc_minutes(step.at) > minute), None)

    def _on_now(self) -> None:
        field = self.form.fields["at"]
        assert isinstance(field, MomentField)
        field.set_now()
        self.form.focus("at")

    # saving -------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Answers as the record keeps them; what is hidden is no answer."""
        typed = self.form.values()
        return {name: typed.get(name) or "" for name in rules.FIELDS}

    def _problems(self, values: dict[str, str], back_at: str, end: dict[str, str]) -> list[Problem]:
        known = self.known
        assert known is not None
        before, after = self._around(values["at"])
        found = rules.problems(values, now(self.desk.zone), before, after, back_at=back_at, new_episode=known.opens, closed_until=known.closed_until)
        if self.movement_id:
            found = [problem for problem in found if problem.key not in ("movement_back_dated", "movement_day_closed")]
            if not self.form.fields["reason_of_change"].value():
                found.append(Problem("reason_of_change", "reason_required"))
        elif values["movement"] in rules.ENDS:
            found += releases.problems(values, end)
        return found

    def _on_save(self) -> None:
        if self._saving or self.known is None:
            return
        values, typed = self.values(), self.form.values()
        back_at, end = typed.get("back_at") or "", {name: typed.get(name) or "" for name in ENDED}
        found = self._problems(values, back_at, end)
        known = {problem.field for problem in found}
        if self.form.show([*found, *(problem for problem in self._warned if problem.field not in known)]):
            self._saving = True
            self._save(values, back_at, end)

    def _save(self, values: dict[str, str], back_at: str, end: dict[str, str]) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        person_id, movement_id, kept = self.person_id, self.movement_id, self._kept
        reason, reasons = self.form.fields["reason_of_change"].value(), self.form.overrides()

        def work(session: Any) -> None:
            if movement_id:
                movement.amend(session, movement_id, values, reason, reasons)
            else:
                movement.record(session, person_id, values, reasons, back_at=back_at, end=end)
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, _nothing: None) -> None:
        said = N_("The change is saved, with its reason.") if self.movement_id else \
            N_("The arrival is recorded.") if self.direction == IN else N_("The departure is recorded.")
        self.desk.say(_(said), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            self._warned = [problem for problem in error.problems if problem.warning]
            self.form.show(error.problems)
        else:
            self.desk.fail(error)
        self.form.keep()


def _known(session: Any, person_id: str, movement_id: str) -> Known:
    one = person.load(session, person_id)
    whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
    mine = [row for row in reversed(presence.of_person(session, person_id)) if row.at_utc is not None]
    amended = next((row for row in mine if row.id == movement_id), None)
    episode = custody.latest(session, person_id)
    examined = screening.rows(session, person_id)
    last = mine[-1] if mine else None
    return Known(
        whose, [Step(row.movement, row.at) for row in mine if row.id != movement_id],
        presence.where(session, person_id, last.at) if last is not None else presence.Where("", ""),
        {name: getattr(amended, name) for name in rules.FIELDS} if amended is not None else {},
        amended is not None and amended.direction == IN and any(row.arrived_at == amended.at for row in custody.rows(session, person_id)),
        examined[0].fitness if examined else "", episode.category if episode is not None else "", journal.closed_until(session),
        presence.said_lately(session))
