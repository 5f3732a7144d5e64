"""Back from court: everybody who is there, marked with Space; one time and one commander for the whole car, one key for all."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from db.errors import Invalid
from db.rules import movement as rules
from db.rules.moment import now, utc_minutes
from db.rules.movement import Step
from db.rules.problem import Problem
from db.store import journal, movement, presence
from desktop.desk import Desk
from desktop.i18n import N_, _, date, moment, ngettext, number, titled
from desktop.screens.movement.form import CHECK_LAW
from desktop.widgets.fields import Choice, Line, MomentField
from desktop.widgets.form import Form
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable, RowsModel
from desktop.widgets.suggested import Suggested
from desktop.widgets.words import Words

FROM, BACK = "move_to_court", "move_from_court"


class _Marked(RecordTable):
    """Space marks, and goes on to the next row."""

    def __init__(self, page: "BackFromCourt", model: RowsModel) -> None:
        super().__init__(model)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space and self.current_id() is not None:
            self._page.mark(self.current_id())
            self.selectRow(min(self.currentIndex().row() + 1, self.rows.rowCount() - 1))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class BackFromCourt(Page):
    """Ctrl+Enter records the return of those marked; everybody is marked when only one is out."""

    kinds = frozenset({"movement"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marked: set[Any] = set()
        self._rows: list[presence.Away] = []
        self._closed, self._saving, self._first = "", False, True
        self._warned: list[Problem] = []     # what only the register could know; asked again with its reason
        columns = (
            Column(N_("Back"), lambda row: "☑" if row.person_id in self.marked else "☐", 8),
            Column(titled("full_name_short"), lambda row: row.name),
            Column(titled("date_of_birth"), lambda row: date(row.date_of_birth), 11),
            Column(titled("move_place"), lambda row: row.place, 20),
            Column(N_("Out since"), lambda row: moment(row.at), 17),
        )
        self.table = _Marked(self, RowsModel(columns, lambda row: row.person_id))
        self.table.say_empty(N_("Nobody is at court."))
        self.table.opened.connect(self.mark)
        self.table.setMinimumHeight(220)
        self.count = Words("", "quiet")
        self.form = form = Form(desk, primary=N_("Record the return"))
        self._ask()
        form.save_asked.connect(self._on_save)
        form.left.connect(desk.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Words(N_("Back from court"), "title")
        title.setContentsMargins(16, 12, 16, 0)
        column.addWidget(title)
        column.addWidget(form, 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        self.desk.read(lambda session: (presence.away(session), journal.closed_until(session), presence.said_lately(session)), self._on_read, owner=self)

    def set_words(self) -> None:
        self.table.setAccessibleName(_("Back from court"))

    def mark(self, person_id: object) -> None:
        """Marks somebody, or takes the mark away."""
        self.marked ^= {person_id}
        self.table.rows.retranslate()
        self.count.set_words()

    def _ask(self) -> None:
        form = self.form
        form.group(N_("Who is back · Space marks"))
        form.add_widget(self.table)
        form.add_widget(self.count)
        form.add_row(("at", MomentField(titled("move_at"), zone=self.desk.zone, required=True, help=N_("The minute at the gate, the same for all."))),
                     ("escort", Suggested(titled("move_escort"), longest=200, help=N_("Surname, initials and rank of the commander."))))
        form.add_row(("body_check", Choice(titled("body_check"), rules.BODY_CHECKS, source=CHECK_LAW, help=N_(
            "Of everybody marked. Where one differs, amend it afterwards on the person's page."))),
            ("body_check_reason", Line(N_("Why it was not made"), longest=200, help=N_("Who refused, or what was in the way."))))

    def _on_read(self, found: tuple[list[presence.Away], str, dict[str, list[str]]]) -> None:
        away, self._closed, said = found
        self._rows = [row for row in away if row.movement == FROM]
        self.marked &= {row.person_id for row in self._rows}
        if self._first:
            self._first = False
            self.form.set_values({"at": now(self.desk.zone)})
            if len(self._rows) == 1:
                self.marked = {self._rows[0].person_id}
        escort = self.form.fields["escort"]
        assert isinstance(escort, Suggested)
        escort.offer(said["escort"])
        self.table.set_rows(self._rows)
        self.count.say(lambda: _("marked {n} of {total}").format(n=number(len(self.marked)), total=number(len(self._rows))))

    def _on_save(self) -> None:
        if self._saving:
            return
        if not self.marked:
            self.desk.say(_("Nobody is marked. Go to the list and press Space on who is back."), "warning")
            return
        values = {"movement": BACK, **{name: value or "" for name, value in self.form.values().items()}}
        found = self._problems(values)
        known = {problem.field for problem in found}
        if self.form.show([*found, *(problem for problem in self._warned if problem.field not in known)]):
            self._saving = True
            places = {row.person_id: row.place for row in self._rows if row.person_id in self.marked}
            kept = self.form.overrides()

            def work(session: Any) -> int:
                for person_id, place in places.items():
                    movement.record(session, person_id, {**values, "place": place}, kept)
                return len(places)

            self.desk.write(work, self._on_saved, self._on_failed, self)

    def _problems(self, values: dict[str, str]) -> list[Problem]:
        """The one who left last decides whether the minute can be right."""
        chosen = [row for row in self._rows if row.person_id in self.marked]
        last = max(chosen, key=lambda row: utc_minutes(row.at))
        at = values["at"]
        if at and utc_minutes(at) < utc_minutes(last.at):
            return [Problem("at", "movement_before_later", values={"at": moment(last.at)})]
        return rules.problems(values, now(self.desk.zone), Step(FROM, last.at), closed_until=self._closed)

    def _on_saved(self, count: int) -> None:
        self.desk.say(ngettext("{n} return is recorded.", "{n} returns are recorded.", count).format(n=number(count)), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._saving = False
        if isinstance(error, Invalid):
            self._warned = [problem for problem in error.problems if problem.warning]
            self.form.show(error.problems)
        else:
            self.desk.fail(error)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
