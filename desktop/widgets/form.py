"""A form: fields in one column, a strip of help, problems and draft state beside them, and a draft that keeps itself."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.rules.problem import Problem
from desktop.desk import Desk
from desktop.i18n import N_, Phrase
from desktop.widgets.field import Field
from desktop.widgets.form_strip import FormStrip
from desktop.widgets.words import Button, Words

AUTOSAVE_MS = 700   # at most a second after the last key, writing included


class Draft(NamedTuple):
    """Where the form's unfinished text is kept: ``kind`` of the record, ``key`` of this piece of work, and whose it is."""

    kind: str
    key: str
    person_id: str = ""


class Form(QWidget):
    """Enter moves on, Ctrl+Enter saves, Esc goes back (the draft stays), F1 explains the field."""

    changed = Signal()
    save_asked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, *, primary: Phrase = N_("Save"), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fields: dict[str, Field] = {}
        self.draft: Draft | None = None
        self._filling = False
        self._dirty = False
        self._autosave = QTimer(self, interval=AUTOSAVE_MS, singleShot=True)
        self._autosave.timeout.connect(self.keep)
        desk.closing.connect(self._on_closing)
        self._build(primary)
        self._keys()

    # building -----------------------------------------------------------------------------------------------------------

    def group(self, title: Phrase) -> None:
        """A heading; the fields added next stand under it."""
        heading = Words(title, "heading")
        self._column.addSpacing(8)
        self._column.addWidget(heading)

    def add(self, name: str, field: Field) -> Field:
        """A field under its attribute's name, at the end of the column."""
        self._take(name, field)
        self._column.addWidget(field)
        return field

    def add_row(self, *named: tuple[str, Field]) -> None:
        """Short fields beside each other."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for name, field in named:
            self._take(name, field)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def add_widget(self, widget: QWidget) -> None:
        """Anything that is no field: a hint, a list of possible duplicates."""
        self._column.addWidget(widget)

    def add_button(self, button: Button) -> None:
        """A further button, left of the primary one."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    # values -------------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Value of each field by attribute; hidden fields answer with their empty value, because hidden answers are not kept."""
        return {name: field.value() for name, field in self.fields.items() if not field.isHidden()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Fills the fields that are named; no draft is made of it."""
        self._fill(values, raw=False)

    def overrides(self) -> dict[str, str]:
        """Reasons typed to keep values that were warned about, by field."""
        return {name: field.override() for name, field in self.fields.items() if field.override()}

    def show_field(self, name: str, seen: bool) -> None:
        """Skip logic: shows a field or hides it."""
        self.fields[name].setVisible(seen)

    def show(self, problems: Sequence[Problem] | None = None) -> bool:  # type: ignore[override]
        """Problems at their fields and in the strip. True when nothing hinders saving: no error, and a reason for each warning.
        Without an argument it is the widget's own ``show``."""
        if problems is None:
            super().show()
            return True
        found = [*self.unreadable(), *problems]
        first: dict[str, Problem] = {}
        for problem in found:
            first.setdefault(problem.field, problem)
        for name, field in self.fields.items():
            field.show_problem(first.get(name))
        self._strip.show_problems(found, self.fields)
        hindering = [problem for problem in found if not problem.warning or not self._overridden(problem)]
        if hindering:
            self.focus(hindering[0].field)
        return not hindering

    def unreadable(self) -> list[Problem]:
        """What was typed but cannot be read, field by field."""
        asked = (field.unreadable() for field in self.fields.values() if not field.isHidden())
        return [problem for problem in asked if problem is not None]

    def focus(self, name: str = "") -> None:
        """Puts the cursor into the field, or into the first one."""
        field = self.fields.get(name) or next((f for f in self.fields.values() if not f.isHidden()), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._see(field)

    # draft --------------------------------------------------------------------------------------------------------------

    def keep_as(self, draft: Draft) -> None:
        """From now on every change is kept under this draft, and what is kept there already is put into the fields."""
        self.draft = draft
        self.desk.read(lambda session: _drafts().load(session, draft.kind, draft.key), self._on_draft, owner=self)

    def keep(self) -> None:
        """Writes the draft now, if something has changed since the last time."""
        if self.draft is None or not self._dirty:
            return
        self._dirty = False
        self._autosave.stop()
        draft, values = self.draft, self.raw()
        self.desk.write(lambda session: _drafts().keep(session, draft.kind, draft.key, draft.person_id, values),
                        self._strip.show_kept, self._on_not_kept, owner=self)

    def drop_draft(self) -> None:
        """The record is saved: its draft is not needed any more. Call it inside the same ``desk.write`` where that is possible."""
        self._autosave.stop()
        self._dirty = False
        if self.draft is not None:
            draft, self.draft = self.draft, None
            self.desk.write(lambda session: _drafts().drop(session, draft.kind, draft.key), owner=self)

    def raw(self) -> dict[str, Any]:
        """What a draft keeps: text as typed, and the reasons beside warnings."""
        kept = {name: field.raw() for name, field in self.fields.items() if not field.is_empty()}
        return {**kept, "overrides": self.overrides()} if self.overrides() else kept

    def _on_draft(self, values: dict[str, Any] | None) -> None:
        if values and not self._dirty:
            self._fill(values, raw=True)
            self._strip.show_resumed()
            self.changed.emit()

    def _on_not_kept(self, error: BaseException) -> None:
        self._dirty = True
        self._strip.show_not_kept()
        self.desk.fail(error)

    def _on_closing(self) -> None:
        self.keep()

    # inside -------------------------------------------------------------------------------------------------------------

    def _fill(self, values: dict[str, Any], raw: bool) -> None:
        self._filling = True
        for name, value in values.items():
            field = self.fields.get(name)
            if field is not None:
                (field.set_raw if raw else field.set_value)(value)
        for name, reason in values.get("overrides", {}).items() if raw else ():
            if name in self.fields:
                self.fields[name].set_override(reason)
        self._filling = False

    def _overridden(self, problem: Problem) -> bool:
        field = self.fields.get(problem.field)
        return field is not None and bool(field.override())

    def _take(self, name: str, field: Field) -> None:
        field.name = name
        self.fields[name] = field
        field.changed.connect(self._on_changed)
        field.focused.connect(self._on_focused)
        field.entered.connect(self._on_entered)

    def _on_changed(self) -> None:
        if self._filling:
            return
        self._dirty = True
        self._autosave.start()
        self._forgive(self.sender())
        self.changed.emit()

    def _forgive(self, field: QObject | None) -> None:
        """An error is gone from sight as soon as its answer changes; a warning stays, because its reason is typed under it."""
        if isinstance(field, Field) and field.problem is not None and not field.problem.warning and field.unreadable() is None:
            field.show_problem(None)
            self._strip.forget(field.name)

    def _on_focused(self, field: Field) -> None:
        self._strip.show_help(field)
        self._see(field)

    def _see(self, field: Field) -> None:
        """The first field with its heading; every other one with some room around it."""
        if field is next((one for one in self.fields.values() if not one.isHidden()), None):
            self._area.verticalScrollBar().setValue(0)
        else:
            self._area.ensureWidgetVisible(field, 16, 80)

    def _on_entered(self) -> None:
        field = self.sender()
        names = list(self.fields)
        at = names.index(field.name) if isinstance(field, Field) else -1
        for name in names[at + 1:]:
            if not self.fields[name].isHidden() and self.fields[name].takes_focus():
                self.focus(name)
                return
        self.primary.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_help(self) -> None:
        self._strip.unfold_help()

    def _on_left(self) -> None:
        self.keep()
        self.left.emit()

    def _build(self, primary: Phrase) -> None:
        body = QWidget()
        body.setObjectName("formBody")
        body.setMaximumWidth(640)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 8, 16, 16)
        self._column.setSpacing(12)
        held = QWidget()
        row = QVBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body)
        row.addStretch(1)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(held)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._strip = FormStrip(self)
        self.primary = Button(primary, primary=True)
        self.primary.clicked.connect(self.save_asked)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(16, 8, 16, 8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.primary)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._area, 1)
        left.addLayout(self._buttons)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 5)
        whole.addWidget(self._strip, 3)

    def _keys(self) -> None:
        for keys, call in (("Ctrl+Return", self.save_asked), ("Ctrl+Enter", self.save_asked), ("F1", self._on_help)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def event(self, event: QEvent) -> bool:
        """Esc is the form's own before it is the window's: two shortcuts for one key would cancel each other."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self._on_left()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:  # noqa: N802
        self.keep()
        super().hideEvent(event)  # type: ignore[arg-type]


def _drafts() -> Any:
    from db.store import draft  # brings SQLAlchemy; forms without a draft (first start) need none of it

    return draft
