"""Places a person into a cell, moves or takes out; what the law says against it stands there before anything is saved."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from db.errors import Invalid
from db.rules import moment
from db.rules.problem import Problem
from db.store import cell, draft, person, placement
from db.store.cell import CellRow
from db.store.placement import Checked
from desktop.desk import Desk
from desktop.i18n import N_, _, titled
from desktop.screens.cell import wording
from desktop.screens.cell.warnings import Warnings
from desktop.widgets.fields import Choice, Line, MomentField
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.words import Button, Words

KIND, OUT = "placement", "out_of_cell"
ENTERED = ("cell_id", "from_at", "reason", "override")
LAW = N_("Law on the custody of people in special institutions, 32; Penal Executive Code 94")


class PlacementEditor(Page):
    """For a person: a new placement, or with an id the correction of one. ``cell_id`` chooses the cell beforehand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.person_id, self.placement_id, self._wanted = "", "", ""
        self._seen: tuple[str, ...] = ()
        self._turn, self._saving = 0, False
        self._asked: dict[str, str] = {}
        self._cells: dict[str, CellRow] = {}
        self._kept: Draft | None = None
        self.whose, self.now = Words("", "title"), Words("", "quiet")
        self.warnings = Warnings()
        self.form = Form(desk)
        self._ask()
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(2)
        head.addWidget(self.whose)
        head.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.form, 1)
        self.form.changed.connect(self._follow)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(self.desk.back)

    def open(self, person_id: str = "", cell_id: str = "", id: str = "", draft_key: str = "", out: bool = False, **_more: Any) -> None:
        """``draft_key`` resumes unfinished work; a draft of a correction goes by the placement's id, a new one by the person's."""
        self.person_id, self._wanted = person_id, OUT if out else cell_id
        self.placement_id = id or (draft_key if draft_key != person_id else "")
        self.form.show_field("because", bool(self.placement_id))
        self.form.show_field("override", False)
        at = moment.now(self.desk.zone)
        self.desk.read(lambda session: _loaded(session, person_id, self.placement_id, at), self._on_loaded, owner=self)
        self.form.focus()

    def holds_back(self) -> bool:
        return True

    # the questions ------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        form = self.form
        form.group(N_("Where and since when"))
        form.add("cell_id", Choice(titled("cell"), (OUT,), word=self._word, required=True, source=LAW, help=N_(
            "Type the number of the cell, or choose with the arrows. Out of a cell: for whoever is held here but in no cell.")))
        form.add("from_at", MomentField(titled("placed_from"), required=True, zone=self.desk.zone, help=N_(
            "The minute in which the person came into the cell. It is not in the future; F5 puts in the present minute.")))
        now = Button(N_("Now · F5"), key="F5")
        now.clicked.connect(self._on_now)
        form.add_button(now)
        form.add("reason", Line(titled("reason"), longest=500, help=N_(
            "Whose order or which list; needed where the minute is more than an hour ago.")))
        form.add_widget(self.warnings)
        form.add("override", Line(N_("Why the person is placed there nevertheless"), longest=500, required=True, source=LAW, help=N_(
            "The law asks that these people be held apart. Say why it is not possible; the reason is kept with the placement and printed "
            "with its history.")))
        form.add("because", Line(N_("Reason for the correction"), longest=500, required=True, help=N_(
            "What was wrong and how it is known. The earlier values stay in the history.")))

    def _word(self, code: str) -> str:
        return wording.choice(self._cells[code]) if code in self._cells else _("Out of a cell")

    def _on_now(self) -> None:
        field = self.form.fields["from_at"]
        assert isinstance(field, MomentField)
        field.set_now()
        self.form.focus("reason")

    def _on_loaded(self, loaded: tuple[dict[str, str], list[CellRow], dict[str, str], str]) -> None:
        whose, cells, values, present = loaded
        self._cells = {row.id: row for row in cells}
        field = self.form.fields["cell_id"]
        assert isinstance(field, Choice)
        kept = values.get("cell_id", "")
        field.set_codes([row.id for row in cells if row.state != "cell_closed" or row.id in (kept, self._wanted)] + [OUT])
        self.whose.say(wording.named(whose))
        self.now.say(lambda: _("Now: {cell}").format(cell=present or _("not in a cell")))
        if values:
            self.form.set_values({**values, "cell_id": kept or OUT})
        else:
            self.form.set_values({"cell_id": self._wanted, "from_at": moment.now(self.desk.zone)})
        self._follow()
        if self._wanted:
            self.form.focus("from_at")
        self.form.keep_as(Draft(KIND, self.placement_id or self.person_id, self.person_id))

    # the law ------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Answers as the record keeps them."""
        typed = self.form.values()
        values = {name: typed.get(name) or "" for name in ENTERED}
        return {**values, "cell_id": "" if values["cell_id"] == OUT else values["cell_id"]}

    def _follow(self) -> None:
        """Asks the register as soon as there are a cell and a minute; its answer stands under them before Save."""
        values = self.values()
        asked = {name: values[name] for name in ("cell_id", "from_at")}
        if asked != self._asked:
            self._asked = asked
            self._check()

    def _check(self) -> None:
        self._turn += 1
        turn, values, person_id, placement_id = self._turn, {**self.values(), "reason": "—"}, self.person_id, self.placement_id
        if not values["cell_id"] or not values["from_at"]:
            self._on_checked(turn, Checked([], []))
            return
        at = moment.now(self.desk.zone)
        self.desk.read(lambda session: placement.check(session, person_id, values, at, placement_id),
                       lambda checked: self._on_checked(turn, checked), owner=self)

    def _on_checked(self, turn: int, checked: Checked) -> None:
        if turn != self._turn:
            return
        self._seen = tuple(one.key for one in checked.warned)
        self.warnings.show_warned(checked.warned)
        self.form.show_field("override", bool(checked.warned))

    # saving -------------------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        if self._saving:
            return
        problems = []
        if not self.form.fields["cell_id"].value():
            problems.append(Problem("cell_id", "required"))
        if self.placement_id and not self.form.fields["because"].value():
            problems.append(Problem("because", "reason_required"))
        if self.form.show(problems):
            self._saving = True
            self._save(self.values(), self.form.fields["because"].value())

    def _save(self, values: dict[str, str], because: str) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        person_id, placement_id, kept, seen = self.person_id, self.placement_id, self._kept, self._seen

        def work(session: Any) -> None:
            if placement_id:
                placement.amend(session, placement_id, values, because, seen)
            else:
                placement.place(session, person_id, values, seen)
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, _nothing: None) -> None:
        said = N_("The change is saved, with its reason.") if self.placement_id else N_("The placement is recorded.")
        self.desk.say(_(said), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            self._show_refused(error.problems)
        else:
            self.desk.fail(error)
        self.form.keep()

    def _show_refused(self, problems: list[Problem]) -> None:
        """What came up only now is shown first; its reason is asked for where it can be typed."""
        if any(problem.field == "override" for problem in problems):
            self.form.show_field("override", True)
            self._check()
        self.form.show(problems)


def _loaded(session: Any, person_id: str, placement_id: str, at: str) -> tuple[dict[str, str], list[CellRow], dict[str, str], str]:
    one = person.load(session, person_id)
    whose = {name: getattr(one, name) for name in ("surname", "given_name", "patronymic", "date_of_birth")}
    corrected = placement.load(session, placement_id) if placement_id else None
    here = placement.at(session, person_id, at)
    values = {name: getattr(corrected, name) for name in ENTERED} if corrected is not None else {}
    return whose, cell.plan(session, at).cells, values, placement.cell_name(here.block, here.number) if here is not None else ""
