"""The page of findings in three panes: the list, the body chart, and what is said about the chosen one."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.rules.certification import Finding
from db.rules.problem import Problem
from desktop.i18n import N_, _, term, titled
from desktop.screens.certification.finding_form import FindingForm, place_in_words
from desktop.screens.certification.marks import Marks
from desktop.widgets.body_chart import HELP, BodyChart, Spot
from desktop.widgets.words import Button, Words
from desktop.widgets.wrapped import wrap

KEYS = N_("F6 next pane · Ctrl+N new finding · Ctrl+Z undo · Ctrl+Y redo · Ctrl+G earlier marks")

ROOMY = 480     # px of height from which the chart has room for its keys


class FindingList(QListWidget):
    """One entry a finding; Enter describes it, Delete removes it."""

    described = Signal()
    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None and not event.modifiers():
            self.described.emit()
        elif event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class FindingsPage(QWidget):
    """Owns the findings while they are made; ``changed`` says that something is to be kept."""

    changed = Signal()
    save_asked = Signal()
    earlier_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = Marks()
        self.number: int | None = None
        self._earlier: tuple[Finding, ...] = ()
        self.list, self.chart, self.form = FindingList(), BodyChart(), FindingForm()
        self.none, self._none_words = QCheckBox(), Words(titled("no_injuries_found"))
        self._none_words.setBuddy(self.none)
        self._empty = Words(N_("No findings yet. Ctrl+N goes to the chart; Enter there places a mark."), "quiet")
        self.add = Button(N_("New finding"))
        self.primary = Button(N_("Next page"), primary=True)
        self._lay_out()
        self._connect()
        self._keys()
        self.set_words()
        self._show()

    # what the editor asks and sets --------------------------------------------------------------------------------------

    def findings(self) -> tuple[Finding, ...]:
        return self.marks.findings()

    def no_injuries(self) -> bool:
        return self.none.isChecked()

    def load(self, findings: tuple[Finding, ...], no_injuries: bool) -> None:
        """What a draft kept; announces nothing."""
        self.marks.load(findings)
        self.none.blockSignals(True)
        self.none.setChecked(no_injuries)
        self.none.blockSignals(False)
        self._choose(1 if findings else None)

    def show_earlier(self, findings: tuple[Finding, ...]) -> None:
        """Marks of the last examination, as ghosts under the new ones; none hides them."""
        self._earlier = findings
        self._show()

    def has_earlier(self) -> bool:
        return bool(self._earlier)

    def show_problems(self, problems: list[Problem]) -> None:
        """At the fields of the chosen finding; the others show theirs when they are chosen."""
        at = f"findings.{self.number}."
        self.form.show_problems({one.field.removeprefix(at): one for one in problems if one.field.startswith(at)})

    def go_to(self, field: str) -> None:
        """``findings.3.colour`` to that field of that finding, anything else to the chart."""
        parts = field.split(".")
        if len(parts) == 3 and self.marks.finding(int(parts[1])) is not None:
            self._choose(int(parts[1]))
            self.form.focus(parts[2])
        elif field == "no_injuries":
            self.none.setFocus()
        else:
            self.chart.setFocus()

    def label(self, field: str) -> str:
        """Where a problem is, in words."""
        parts = field.split(".")
        if len(parts) == 3:
            return f"{_('Finding No. {number}').format(number=parts[1])}, {self.form.label(parts[2])}"
        return term("no_injuries_found", True) if field == "no_injuries" else _("Findings")

    def focus(self) -> None:
        (self.list if self.marks.findings() else self.chart).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_words(self) -> None:
        self.none.setAccessibleName(term("no_injuries_found", True))
        self.list.setAccessibleName(_("Findings"))
        self._name_items()

    # the chart and the list speak ---------------------------------------------------------------------------------------

    def _on_placed(self, spot: Spot) -> None:
        if not self.marks.is_full() and not self.no_injuries():
            self._choose(self.marks.place(spot))
            self.changed.emit()
            self.form.focus("kind")

    def _on_moved(self, spot: Spot) -> None:
        self.marks.move(spot)
        self.number = spot.number
        self._show()
        finding = self.marks.finding(self.number)
        if finding is not None:
            self.form.show_place(finding)
        self.changed.emit()

    def _on_deleted(self, number: int) -> None:
        self.marks.remove(number)
        left = len(self.marks.findings())
        self._choose(min(number, left) or None)
        self.changed.emit()

    def _on_selected(self, number: int | None) -> None:
        self._choose(number)

    def _on_row(self, row: int) -> None:
        if row >= 0 and row + 1 != self.number:
            self._choose(row + 1)

    def _on_delete_key(self) -> None:
        if self.number is not None:
            self._on_deleted(self.number)

    def _on_described(self) -> None:
        self.form.focus("kind")

    def _on_values(self, values: dict[str, Any]) -> None:
        if self.number is not None:
            self.marks.describe(self.number, values)
            self._name_items()
            self.changed.emit()

    def _on_none(self, _state: int) -> None:
        self._show()
        self.changed.emit()

    def _on_new(self) -> None:
        if not self.no_injuries():
            self.chart.view.set_selected(None)
            self.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_undo(self) -> None:
        self._take_back(self.marks.can_undo(), self.marks.undo)

    def _on_redo(self) -> None:
        self._take_back(self.marks.can_redo(), self.marks.redo)

    def _take_back(self, possible: bool, take: Any) -> None:
        if possible:
            number = take()
            count = len(self.marks.findings())
            self._choose(number or (min(self.number or 1, count) or None))
            self.changed.emit()

    def _on_pane(self) -> None:
        """F6: list, chart, form, and round again."""
        here = self.focusWidget()
        panes: tuple[QWidget, ...] = (self.list, self.chart, self.form)
        at = next((n for n, pane in enumerate(panes) if here is not None and (pane is here or pane.isAncestorOf(here))), -1)
        if at == 1 and self.number is not None:
            self.form.focus()
        elif at == 0 or (at != 1 and not self.marks.findings()):
            self.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_help(self) -> None:
        if self.chart.view.hasFocus():
            self.form.say_help(HELP)

    # showing ------------------------------------------------------------------------------------------------------------

    def _choose(self, number: int | None) -> None:
        self.number = number
        self._show()
        self.form.show_finding(self.marks.finding(number))

    def _show(self) -> None:
        """List and chart as the findings are; the form is left alone."""
        findings = self.marks.findings()
        self.chart.set_marks(self.marks.marks(self._earlier))
        if self.chart.view.number != self.number:
            self.chart.set_selected(self.number)
        self.chart.set_read_only(self.no_injuries())
        self.none.setEnabled(not findings or self.no_injuries())
        self._name_items()
        self._empty.setVisible(not findings)
        self.list.setVisible(bool(findings))

    def _name_items(self) -> None:
        findings = self.marks.findings()
        self.list.blockSignals(True)
        while self.list.count() > len(findings):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(findings):
            self.list.addItem(QListWidgetItem())
        for row, finding in enumerate(findings):
            self.list.item(row).setText(_line(finding))
        self.list.setCurrentRow(self.number - 1 if self.number else -1)
        self.list.blockSignals(False)

    # building -----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        wrap(self.list)
        self.list.setMinimumWidth(140)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Words(N_("Findings"), "heading"))
        left.addWidget(self._empty)
        left.addWidget(self.list, 100)
        left.addStretch(1)
        left.addWidget(self.add)
        none = QHBoxLayout()
        none.setSpacing(8)
        none.addWidget(self.none, 0, Qt.AlignmentFlag.AlignTop)
        none.addWidget(self._none_words, 1)
        left.addLayout(none)
        panes = QHBoxLayout()
        panes.setContentsMargins(16, 0, 0, 0)
        panes.setSpacing(8)
        panes.addLayout(left, 4)
        panes.addWidget(self.chart, 7)
        panes.addWidget(self.form, 7)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 8)
        foot.addWidget(Words(KEYS, "quiet"), 1)
        foot.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(panes, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.chart.placed.connect(self._on_placed)
        self.chart.moved.connect(self._on_moved)
        self.chart.deleted.connect(self._on_deleted)
        self.chart.selected.connect(self._on_selected)
        self.chart.view.installEventFilter(self)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.deleted.connect(self._on_delete_key)
        self.list.described.connect(self._on_described)
        self.form.changed.connect(self._on_values)
        self.none.stateChanged.connect(self._on_none)
        self.add.clicked.connect(self._on_new)
        self.primary.clicked.connect(self.save_asked)

    def _keys(self) -> None:
        calls = (("Ctrl+N", self._on_new), ("Ctrl+Z", self._on_undo), ("Ctrl+Y", self._on_redo), ("Ctrl+Shift+Z", self._on_redo),
                 ("Ctrl+G", self.earlier_asked), ("F6", self._on_pane), ("F1", self._on_help),
                 ("Ctrl+Return", self.save_asked), ("Ctrl+Enter", self.save_asked))
        for keys, call in calls:
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc lets go of the chosen mark before it leaves the page."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.setAccepted(self.chart.view.number is not None)
            return event.isAccepted()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """At 150 % the figure needs the room of the keys' names; F1 still tells them."""
        super().resizeEvent(event)
        self.chart.hint.setVisible(event.size().height() >= ROOMY)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def _line(finding: Finding) -> str:
    """Number, kind, region and degree, in two lines."""
    kind = term(finding.kind, True) if finding.kind else _("kind not chosen yet")
    degree = term(finding.consistency) if finding.consistency else _("no degree yet")
    return f"{finding.number}  {kind}\n{place_in_words(finding)} · {degree}"
