"""The question "at what minute?": Enter asks, F6 comes here, F5 returns to the present."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.rules.moment import now, utc_minutes
from db.rules.problem import Problem
from desktop.desk import Desk
from desktop.i18n import N_
from desktop.widgets.fields import MomentField
from desktop.widgets.words import Button


class Minute(QWidget):
    """``value()`` is always a moment; ``asked`` comes when it may have changed."""

    asked = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._zone, self._asked = desk.zone, ""
        self.field = MomentField(N_("At what minute · F6"), zone=self._zone, help=N_("Empty means now. Any past minute can be asked about."))
        self.field.entered.connect(self._on_entered)
        self.button = Button(N_("Now · F5"))
        self.button.clicked.connect(self.set_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.setFocusProxy(self.field)
        for key, call in (("F6", self._to_field), ("F5", self.set_now)):
            QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(call)

    def value(self) -> str:
        """The minute that was asked about, else the present one."""
        return self._asked or now(self._zone)

    def is_past(self) -> bool:
        return bool(self._asked)

    def set_now(self) -> None:
        """Back to the present."""
        self.field.show_problem(None)
        self._asked = ""
        self.field.set_value("")
        self.asked.emit()

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.date.selectAll()

    def _on_entered(self) -> None:
        typed, wrong = self.field.value(), self.field.unreadable()
        if wrong is None and typed and utc_minutes(typed) > utc_minutes(now(self._zone)):
            wrong = Problem("at", "movement_in_future")
        self.field.show_problem(wrong)
        if wrong is None:
            self._asked = typed
            self.asked.emit()
