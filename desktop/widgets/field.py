"""What every field of a form has in common: label, required word, problem in words, override of a warning, help."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.rules.problem import Problem
from desktop import errors
from desktop.i18n import Phrase, _, spoken


class Field(QWidget):
    """A labelled editor. Subclasses set ``editor`` with ``_hold`` and give ``value``/``set_value``; ``raw``/``set_raw`` are what a
    draft keeps (text as typed, even when it cannot be read yet)."""

    changed = Signal()
    focused = Signal(object)     # itself
    entered = Signal()           # Enter: on to the next field

    def __init__(self, label: Phrase, *, required: bool = False, help: Phrase = "", source: Phrase = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.help, self.source, self.required = label, help, source, required
        self.name = ""
        self.problem: Problem | None = None
        self.editor: QWidget = self
        self._title, self._required = QLabel(), QLabel()
        self._title.setObjectName("fieldTitle")
        self._required.setObjectName("fieldRequired")
        self._wrong = QLabel(wordWrap=True)
        self._wrong.hide()
        self._wrong.setObjectName("fieldProblem")
        self._reason = QLineEdit()
        self._reason.hide()
        self._reason.textChanged.connect(self.changed)
        self._reason.returnPressed.connect(self.entered)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._required, 1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._rows.addLayout(head)
        self._rows.addWidget(self._wrong)
        self._rows.addWidget(self._reason)

    # for subclasses -----------------------------------------------------------------------------------------------------

    def _hold(self, editor: QWidget, *parts: QWidget) -> None:
        """Takes the editor into the field; ``parts`` are further widgets inside it that can have the focus."""
        self.editor = editor
        self._rows.insertWidget(1, editor)
        for part in (editor, *parts):
            part.installEventFilter(self)
        self._title.setBuddy(parts[0] if parts else editor)
        self.setFocusProxy(parts[0] if parts else editor)
        self.set_words()

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def raw(self) -> Any:
        return self.value()

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)

    def unreadable(self) -> Problem | None:
        """What was typed but cannot be read as a value; ``value()`` is empty meanwhile."""
        return None

    def is_empty(self) -> bool:
        return self.raw() in (None, "", ())

    # for forms ----------------------------------------------------------------------------------------------------------

    def set_required(self, required: bool) -> None:
        self.required = required
        self.set_words()

    def set_label(self, label: Phrase) -> None:
        self.label = label
        self.set_words()

    def show_problem(self, problem: Problem | None) -> None:
        """The problem in words under the editor; a warning also asks for the reason to keep the value."""
        self.problem = problem
        self._wrong.setVisible(problem is not None)
        self._reason.setVisible(problem is not None and problem.warning)
        if problem is None or not problem.warning:
            self._reason.clear()
        if problem is not None:
            self._wrong.setProperty("warning", problem.warning)
            self._wrong.style().unpolish(self._wrong)
            self._wrong.style().polish(self._wrong)
        self.set_words()

    def override(self) -> str:
        """The reason typed to keep a value that was warned about."""
        return self._reason.text().strip()

    def set_override(self, reason: str) -> None:
        self._reason.setText(reason)

    def takes_focus(self) -> bool:
        """Whether Enter may stop here."""
        return self.editor.isEnabled()

    def set_enabled(self, enabled: bool) -> None:
        self.editor.setEnabled(enabled)

    def set_words(self) -> None:
        """Everything that follows the language."""
        title = spoken(self.label)
        self._title.setText(title)
        self._required.setText(_("required") if self.required else "")
        self._fit_title()
        wrong = errors.sentence(self.problem) if self.problem is not None else ""
        self._wrong.setText(wrong)
        self._reason.setPlaceholderText(_("Reason to keep this value"))
        self._reason.setAccessibleName(f"{title}: {_('Reason to keep this value')}")
        for widget in {self.editor, self.focusProxy() or self.editor}:
            widget.setAccessibleName(f"{title}, {_('required')}" if self.required else title)
            widget.setAccessibleDescription(wrong or spoken(self.help))

    def _fit_title(self) -> None:
        """The label breaks where its words are longer than the field is wide."""
        needed = self._title.fontMetrics().horizontalAdvance(self._title.text()) + self._required.sizeHint().width() + 12
        self._title.setWordWrap(needed > self.width())

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_title()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit(self)
        elif event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            return self._on_enter(event)
        return super().eventFilter(watched, event)

    def _on_enter(self, event: QEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # type: ignore[attr-defined]
            return False
        if self._reason.isVisible() and not self._reason.text():
            self._reason.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()
        return True
