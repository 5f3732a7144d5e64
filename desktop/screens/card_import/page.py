"""The page that takes an old card file in: columns, dry run, and one transaction; unfinished work is kept like any other."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.errors import Invalid, Refused
from db.files import write_whole
from db.rules import card_file as rules
from db.rules.moment import now
from db.rules.problem import Problem
from db.store import card_file, card_sheet, draft
from db.store.card_file import Planner
from db.store.card_sheet import Sheet
from desktop import errors
from desktop.desk import Cancelled, Desk, Job
from desktop.i18n import N_, _, ngettext, number
from desktop.screens.card_import.questions import OF_FILE, answers_of, ask, mapping_of, offer
from desktop.screens.card_import.result import Result
from desktop.widgets.form import Draft, Form
from desktop.widgets.page import Page
from desktop.widgets.turns import Turns
from desktop.widgets.words import Button, Words

KIND, KEY = "card_import", "file"
AT_ONCE = 60


class CardImport(Page):
    """F3 chooses the file, F6 opens and F7 saves a mapping, Ctrl+Enter tries it; nothing is written before the second Ctrl+Enter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sheet: Sheet | None = None
        self.planner: Planner | None = None
        self.opened_mapping: rules.CardMapping | None = None
        self._busy = False
        self._read_as: tuple[str, ...] = ()
        self.form = Form(desk, primary=N_("Dry run"))
        self.result = Result()
        self.found = Words("", "quiet")
        ask(self.form)
        self.sides = QStackedWidget()
        self.sides.addWidget(self._titled_form())
        self.sides.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sides)
        self.form.changed.connect(self._follow)
        self.form.fields["file"].entered.connect(self._follow_file)
        self.form.save_asked.connect(self._on_try)
        self.form.left.connect(desk.back)
        self.result.left.connect(self._on_reconsidered)
        self.result.taken.connect(self._on_take)
        self.result.opened.connect(self._on_known)

    def open(self, **_more: Any) -> None:
        self.form.set_values({"dates": "day_first"})
        self.form.keep_as(Draft(KIND, KEY))
        self.form.focus("file")

    def holds_back(self) -> bool:
        return True

    def mapping(self) -> rules.CardMapping:
        """The answers of the moment."""
        return mapping_of(self.form.values(), self.opened_mapping)

    # the file -----------------------------------------------------------------------------------------------------------

    def take_file(self, path: Path) -> None:
        """This file, read away from the window; its headings are offered as columns."""
        self.form.fields["file"].set_value(str(path))
        self._follow_file()

    def _follow(self) -> None:
        """Another encoding, separator or sheet: the file is read again."""
        if self.sheet is not None and self._asked() != self._read_as and self._asked()[0] == self._read_as[0]:
            self._follow_file()

    def _asked(self) -> tuple[str, ...]:
        values = self.form.values()
        return tuple(values.get(name) or "" for name in ("file", *OF_FILE))

    def _follow_file(self) -> None:
        asked = self._asked()
        if asked[0] and asked != self._read_as:
            self._read_as = asked
            self.desk.apart(lambda: card_sheet.read(Path(asked[0]), *asked[1:]), self._on_sheet, self._on_unread, self)

    def _on_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.form.fields["file"].show_problem(None)
        offer(self.form, sheet.heads, sheet.sheets)
        if not self.mapping().columns:
            guessed = rules.guess(sheet.heads).columns
            self.form.set_values({f"column_{field}": head for field, head in guessed.items()})
        total = len(sheet.lines)
        self.found.say(lambda: " · ".join(filter(None, (
            ngettext("{n} line", "{n} lines", total).format(n=number(total)), sheet.encoding or sheet.sheet, ", ".join(sheet.heads)))))
        self.form.changed.emit()

    def _on_unread(self, error: BaseException) -> None:
        self.sheet, self._read_as = None, ()
        key = getattr(error, "key", "")
        if key:
            self.form.fields["file"].show_problem(Problem("file", key, values={name: str(value) for name, value in error.values.items()}))  # type: ignore[attr-defined]
        else:
            self.desk.fail(error)

    def _on_choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the card file"), "", _("Card files") + " (*.csv *.txt *.xlsx)")
        if name:
            self.take_file(Path(name))

    # the mapping as a file ----------------------------------------------------------------------------------------------

    def open_mapping(self, path: Path) -> None:
        """The answers from a file made before."""
        try:
            mapping = rules.from_json(path.read_bytes())
        except OSError:
            mapping = None
        if mapping is None:
            self.desk.say(_("{name} is not a mapping of a card file.").format(name=path.name), "warning")
        else:
            self.opened_mapping = mapping
            self.form.set_values(answers_of(mapping))
            self.form.changed.emit()

    def save_mapping(self, path: Path) -> None:
        """The answers as a file, for the next card file and for the command line."""
        data = rules.as_json(self.mapping())
        self.desk.apart(lambda: write_whole(path, data), lambda _nothing: self.desk.say(_("Saved: {file}.").format(file=path.name), "done"), owner=self)

    def _on_open_mapping(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open a mapping"), "", "JSON (*.json)")
        if name:
            self.open_mapping(Path(name))

    def _on_save_mapping(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the mapping"), "mapping.json", "JSON (*.json)")
        if name:
            self.save_mapping(Path(name))

    # the dry run --------------------------------------------------------------------------------------------------------

    def _on_try(self) -> None:
        if self._busy:
            return
        if self.sheet is None:
            self.form.show([Problem("file", "required")])
            return
        try:
            self.planner = planner = Planner(self.sheet, self.mapping(), now(self.desk.zone))
        except Invalid as invalid:
            self.form.show([Problem(f"column_{problem.field}", problem.key, values=problem.values) for problem in invalid.problems])
            return
        self.form.show([])
        self.form.keep()
        self._busy = True
        Turns(self.desk, _("Dry run of the card file"), lambda session: (planner.step(session, AT_ONCE), planner.total), self._on_tried, self)

    def _on_tried(self, finished: bool) -> None:
        self._busy = False
        if finished and self.planner is not None:
            self.result.show_plan(self.planner.plan())
            self.sides.setCurrentWidget(self.result)
            self.result.tabs.currentWidget().setFocus()

    def _on_reconsidered(self) -> None:
        self.sides.setCurrentIndex(0)
        self.form.focus()

    def _on_known(self, person_id: object) -> None:
        self.desk.show("person_card", id=person_id)

    # taking in ----------------------------------------------------------------------------------------------------------

    def _on_take(self) -> None:
        plan = self.result.plan
        if plan is None or self._busy:
            return
        self._busy = True
        self.form.draft = None      # it goes in the same transaction
        job = Job(_("Taking the card file in"), self.desk)
        self.desk.job_started.emit(job)

        def work(session: Any) -> dict[str, int]:
            try:
                counts = card_file.take_in(session, plan, job.report)
                draft.drop(session, KIND, KEY)
                return counts
            except Cancelled:
                raise Refused("card_import_stopped") from None
            finally:
                job.ended.emit()

        self.desk.write(work, self._on_taken, self._on_failed, self)

    def _on_taken(self, counts: dict[str, int]) -> None:
        self._busy = False
        created, filled = counts[card_file.CREATE], counts[card_file.UPDATE]
        self.desk.say(" · ".join((
            ngettext("{n} person registered", "{n} people registered", created).format(n=number(created)),
            ngettext("{n} filled in", "{n} filled in", filled).format(n=number(filled)),
            ngettext("{n} line refused", "{n} lines refused", counts[card_file.REFUSAL]).format(n=number(counts[card_file.REFUSAL])))), "done")
        self.desk.back()

    def _on_failed(self, error: BaseException) -> None:
        self._busy = False
        self.form.draft = Draft(KIND, KEY)
        if isinstance(error, Refused):
            self.desk.say(errors.sentence(error), "warning")
        else:
            self.desk.fail(error)

    # building -----------------------------------------------------------------------------------------------------------

    def _titled_form(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(8)
        head.addWidget(Words(N_("Card file"), "title"), 1)
        for phrase, key, call in ((N_("Choose the file… · F3"), "F3", self._on_choose), (N_("Open a mapping… · F6"), "F6", self._on_open_mapping),
                                  (N_("Save the mapping… · F7"), "F7", self._on_save_mapping)):
            button = Button(phrase, key=key)
            button.clicked.connect(call)
            head.addWidget(button)
        column.addLayout(head)
        self.found.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.found)
        column.addWidget(self.form, 1)
        return side
