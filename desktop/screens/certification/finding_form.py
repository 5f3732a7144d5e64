"""The right-hand pane: what a medic says about one finding, with the place that the chart gave it."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.rules import body
from db.rules.certification import COLOURS, INJURY_KINDS, SHORT, Finding
from db.rules.problem import Problem
from desktop.i18n import N_, Phrase, _, spoken, term, titled
from desktop.screens.certification.degree import PROTOCOL, Degree
from desktop.widgets.fields import Choice, Field, Line, NumberField, TextField
from desktop.widgets.words import Words

REASON_HELP = N_("What speaks for this degree: shape, colour, place, age, and what else could have caused it.")

TEXT_LINES = 3


def place_in_words(finding: Finding) -> str:
    """Where the finding is, e.g. "right forearm, front surface"."""
    words = body.place_name(finding.view, body.Place(finding.region, finding.side), term)
    return words[:1].upper() + words[1:]


class FindingForm(QFrame):
    """``changed`` carries the values by attribute of ``Finding``; the place is the chart's and is only shown."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._finding: Finding | None = None
        self._filling = False
        self._focused: Field | None = None
        self._title = Words(self._said_title, "heading")
        self._place = Words(lambda: place_in_words(self._finding) if self._finding else "")
        self._help = Words("", "quiet")
        self._help.setMinimumHeight(self._help.fontMetrics().lineSpacing() * 4)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._build()
        self.show_finding(None)

    def _build(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 8)
        self._column.setSpacing(8)
        self._add_fields()
        self._column.addStretch(1)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self._inside = inside
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._place)
        column.addWidget(self._area, 1)
        column.addWidget(self._help)

    def _add_fields(self) -> None:
        self._add("kind", Choice(N_("Kind of injury"), INJURY_KINDS, required=True, source=f"{PROTOCOL}, §393",
                                 help=N_("Type the first letters. Describe what is seen, not what is supposed.")))
        size = N_("Measure with a ruler, in millimetres: the longest extent, and the one across it.")
        self._add_row(("length_mm", NumberField(N_("Length"), unit=N_("mm"), help=size, required=True)),
                      ("width_mm", NumberField(N_("Width"), unit=N_("mm"), help=size)))
        self._add("size_reason", Line(N_("Why the size was not measured"), longest=SHORT))
        colour = Choice(titled("injury_colour"), COLOURS, required=True,
                        help=N_("The colour on the day of the examination, in daylight where possible."))
        colour.box.setMinimumContentsLength(4)
        self._add_row(("colour", colour),
                      ("shape", Line(titled("injury_shape"), longest=SHORT,
                                     help=N_("Round, oval, linear, in parallel lines, like the object that made it."))))
        self._add("description", TextField(N_("Description"), lines=2, longest=2000,
                                           help=N_("Edges, swelling, crust, signs of healing, tenderness, number of like marks.")))
        self._add("claimed_cause", TextField(N_("Cause, as told"), lines=2, longest=2000, help=N_(
            "What the person says made this mark, when and by whom. That it is self-inflicted is a claim with its source, too.")))
        self._add("consistency", Degree(titled("cons_per_finding"), required=True))
        self._add("consistency_reason", TextField(titled("cons_reason"), lines=2, longest=2000, required=True, help=REASON_HELP))

    # what the page sets -------------------------------------------------------------------------------------------------

    def show_finding(self, finding: Finding | None) -> None:
        """Another finding, or none; nothing is announced as typed."""
        self._finding, self._filling = finding, True
        for name, field in self.fields.items():
            field.set_enabled(finding is not None)
            field.set_value(getattr(finding, name) if finding is not None else _empty(field))
            field.show_problem(None)
        self._filling = False
        self._follow()
        self.set_words()

    def show_place(self, finding: Finding) -> None:
        """The same finding, moved on the chart."""
        self._finding = finding
        self.set_words()

    def show_problems(self, problems: dict[str, Problem]) -> None:
        for name, field in self.fields.items():
            field.show_problem(problems.get(name))

    def focus(self, name: str = "kind") -> None:
        field = self.fields.get(name) or self.fields["kind"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(field, 8, 32)

    def say_help(self, phrase: Phrase) -> None:
        """Help for what stands outside this pane."""
        self._focused = None
        self._help.say(phrase)

    def label(self, name: str) -> str:
        return spoken(self.fields[name].label) if name in self.fields else term("injury_location", True)

    def set_words(self) -> None:
        self._title.set_words()
        self._place.set_words()
        self._place.setVisible(self._finding is not None)
        self._area.setMinimumWidth(self._inside.minimumSizeHint().width())      # never sideways: labels differ by half in length

    # inside -------------------------------------------------------------------------------------------------------------

    def _said_title(self) -> str:
        if self._finding is None:
            return _("Place a mark on the chart, or choose a finding in the list.")
        return _("Finding No. {number}").format(number=self._finding.number)

    def _add(self, name: str, field: Field) -> None:
        self._take(name, field)
        if isinstance(field, TextField):    # two or three lines at once in a narrow pane; the text itself scrolls
            height = field.text.fontMetrics().lineSpacing() * TEXT_LINES + 8
            field.text.setStyleSheet(f"min-height: {height}px; max-height: {height}px;")
        self._column.addWidget(field)

    def _add_row(self, *named: tuple[str, Field]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, field in named:
            self._take(name, field)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _take(self, name: str, field: Field) -> None:
        field.name = name
        self.fields[name] = field
        field.changed.connect(self._on_changed)
        field.focused.connect(self._on_focused)
        field.entered.connect(self._on_entered)

    def _follow(self) -> None:
        """The reason stands in for the size; once there is a size it is not asked."""
        measured = self.fields["length_mm"].value() is not None
        self.fields["size_reason"].setVisible(not measured)

    def _on_changed(self) -> None:
        if self._filling:
            return
        self._follow()
        values: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        if self.fields["size_reason"].isHidden():
            values["size_reason"] = ""
        self.changed.emit(values)

    def _on_focused(self, field: Field) -> None:
        self._focused = field
        self._help.say(self._said_help)
        QTimer.singleShot(0, self._on_settled)

    def _on_settled(self) -> None:
        """The rows have their heights now: the whole field comes into sight."""
        if self._focused is not None:
            self._area.ensureWidgetVisible(self._focused, 8, 16)

    def _on_entered(self) -> None:
        self.focusNextChild()

    def _said_help(self) -> str:
        field = self._focused
        if field is None:
            return ""
        said = spoken(field.help)
        return f"{said} ({field.source})" if field.source else said

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def _empty(field: Field) -> Any:
    return None if isinstance(field, NumberField) else ""
