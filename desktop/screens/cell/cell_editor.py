"""Makes cells, one or many at once, or amends one: number, kind, places, floor, and when it was closed."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from db.errors import Invalid
from db.rules import cell as rules
from db.rules.moment import now
from db.rules.problem import Problem
from db.store import cell, draft
from db.store.placement import metres
from desktop.desk import Desk
from desktop.i18n import N_, _, ngettext, term, titled
from desktop.widgets.fields import Choice, DateField, Line, NumberField
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.words import Words

KIND, NEW = "cell", "new_cell"
SPACE_LAW = N_("Law on the custody of people in special institutions, 22(2); Penal Executive Code 115(1)")


class AreaField(Line):
    """Square metres as they stand in the passport of the room, «12,35»; ``value()`` is hundredths or None."""

    def value(self) -> Any:
        whole, _comma, rest = self.line.text().strip().replace(".", ",").partition(",")
        if not whole.isdecimal() or (rest and not rest.isdecimal()) or len(rest) > 2 or len(whole) > 5:
            return None
        return int(whole) * 100 + int(rest.ljust(2, "0"))

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else metres(value))

    def unreadable(self) -> Problem | None:
        return Problem(self.name, "number_unreadable") if self.line.text().strip() and self.value() is None else None


class CellEditor(Page):
    """Without an id new cells; with one its amendment, with a reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cell_id = ""
        self._saving = False
        self._kept: Draft | None = None
        self.title = Words("", "title")
        self.form = Form(desk)
        self._ask()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.form, 1)
        self.form.save_asked.connect(self._on_save)
        self.form.left.connect(self.desk.back)

    def open(self, id: str = "", draft_key: str = "", block: str = "", unit: str = "", **_more: Any) -> None:
        """``block`` and ``unit`` of the cell beside it are put in for new ones."""
        self.cell_id = id or (draft_key if draft_key != NEW else "")
        for name in ("closed_on", "reason"):
            self.form.show_field(name, bool(self.cell_id))
        if self.cell_id:
            self.title.say(titled("cell"))
            self.desk.read(lambda session: cell.load(session, self.cell_id), self._on_loaded, owner=self)
        else:
            self.title.say(N_("New cells"))
            self.form.set_values({"block": block, "unit": unit, "purpose": "common_cell"})
            self.form.keep_as(Draft(KIND, NEW))
        self.form.focus("number" if block and not self.cell_id else "")

    def holds_back(self) -> bool:
        return True

    def _ask(self) -> None:
        form = self.form
        form.group(N_("Where it is"))
        form.add_row(("block", Line(titled("cell_block"), longest=40, help=N_("Building or block, as it is called here; empty where there is only one."))),
                     ("unit", Line(titled("cell_unit"), longest=40, help=N_("Post, floor or detachment inside the block, if there are any."))))
        form.add_row(("number", Line(titled("cell_number"), longest=40, required=True, help=N_(
                         "As it stands on the door. Several at once: 101-110 makes ten cells."))),
                     ("purpose", Choice(titled("cell_purpose"), rules.PURPOSES, required=True, help=N_(
                         "What the room is for; it decides whose rules of separation apply."))))
        form.group(N_("How many it holds"))
        form.add_row(("capacity", NumberField(titled("cell_capacity"), required=True, source=SPACE_LAW, help=N_(
                         "Number of places to sleep. More people than places is warned about."))),
                     ("area", AreaField(titled("cell_area"), longest=9, source=SPACE_LAW, help=N_(
                         "Living floor in square metres, with hundredths if known: 12,35. At least 2,5 for each person in a pre-trial centre; "
                         "in colonies 2,5 for men, 3 for women and 3,5 for minors."))))
        form.add("note", Line(titled("note"), longest=500, help=N_("Anything that whoever places people there should know.")))
        form.add("closed_on", DateField(titled("cell_closed_on"), help=N_(
            "From this day on the cell takes nobody: repair, disinfection. Empty it first; taking the date away opens it again.")))
        form.add("reason", Line(N_("Reason for the change"), required=True, longest=500, help=N_(
            "Why the record is amended: which document or whose statement. The earlier values stay in the history.")))

    def _on_loaded(self, one: Any) -> None:
        self.form.set_values({name: getattr(one, name) for name in cell.FIELDS})
        name = " · ".join(filter(None, (one.block, one.number)))
        self.title.say(lambda: f"{term('cell', True)} {name}")
        self.form.keep_as(Draft(KIND, self.cell_id))

    # saving -------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        typed = self.form.values()
        return {name: typed.get(name) if name in ("capacity", "area") else typed.get(name) or "" for name in cell.FIELDS}

    def _on_save(self) -> None:
        if self._saving:
            return
        values = self.values()
        problems = rules.problems(values, now(self.desk.zone)[:10])
        if self.cell_id and not self.form.fields["reason"].value():
            problems.append(Problem("reason", "reason_required"))
        if self.form.show(problems):
            self._saving = True
            self._save(values, self.form.fields["reason"].value())

    def _save(self, values: dict[str, Any], reason: str) -> None:
        # The draft goes in the record's own transaction, so the form must not write it again behind that.
        self._kept, self.form.draft = self.form.draft, None
        cell_id, kept = self.cell_id, self._kept

        def work(session: Any) -> int:
            made = 1
            if cell_id:
                cell.amend(session, cell_id, values, reason)
            else:
                made = len(cell.add(session, values))
            if kept is not None:
                draft.drop(session, kept.kind, kept.key)
            return made

        self.desk.write(work, self._on_saved, self._on_failed, self)

    def _on_saved(self, made: int) -> None:
        said = _("The change is saved, with its reason.") if self.cell_id else ngettext(
            "{n} cell is recorded.", "{n} cells are recorded.", made).format(n=made)
        self.desk.say(said, "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        self.form.draft = self._kept
        if isinstance(error, Invalid):
            self.form.show(error.problems)
        else:
            self.desk.fail(error)
        self.form.keep()
