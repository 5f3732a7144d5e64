"""The strip beside a form: help of the focused field, problems as links, and whether the draft is safe."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from db.rules.problem import Problem
from desktop import errors
from desktop.i18n import N_, Phrase, _, spoken, term
from desktop.widgets.field import Field
from desktop.widgets.words import Words


class FormStrip(QFrame):
    """``form`` is asked to focus the field of a problem that is clicked."""

    def __init__(self, form: Any) -> None:
        super().__init__(form)
        self.setObjectName("formStrip")
        self._form = form
        self._field: Field | None = None
        self._problems: tuple[Sequence[Problem], Mapping[str, Field]] = ((), {})
        self._kept: Phrase = ""
        self._help_title = Words("", "heading")
        self._help = Words("")
        self._source = Words("", "quiet")
        self._draft = Words("", "quiet")
        self._list = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._list.setObjectName("problemList")
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse
                                           | Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self._list, self._help_title, self._help, self._source):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(Words(N_("Enter next field · Ctrl+Enter save · F1 help · Esc back"), "quiet"))
        column.addWidget(self._draft)
        self.set_words()

    def show_help(self, field: Field) -> None:
        """Title, meaning and legal source of the field that has the focus."""
        self._field = field
        self._set_help()

    def unfold_help(self) -> None:
        """F1: the help of the field, said so that a screen reader reads it too."""
        if self._field is not None and not spoken(self._field.help):
            self._help.say(N_("There is no further help for this field."))
        self._help.setFocus()

    def show_problems(self, problems: Sequence[Problem], fields: Mapping[str, Field]) -> None:
        self._problems = (problems, fields)
        self._set_problems()

    def forget(self, name: str) -> None:
        """The problems of that field are being mended."""
        problems, fields = self._problems
        self.show_problems([problem for problem in problems if problem.field != name], fields)

    def show_kept(self, moment: object) -> None:
        """The draft is on the disk since that moment (local time, to the second where it is given)."""
        text = str(moment)
        clock = text[11:19] if len(text) > 18 and text[16] == ":" else text[11:16]
        self._state(lambda: _("Draft saved {time}").format(time=clock))

    def show_resumed(self) -> None:
        self._state(N_("Unfinished text from before has been put back"))

    def show_not_kept(self) -> None:
        self._state(N_("The draft is NOT saved"))

    def set_words(self) -> None:
        self._set_help()
        self._set_problems()

    def _state(self, phrase: Phrase) -> None:
        self._draft.say(phrase)

    def _set_help(self) -> None:
        field = self._field
        self._help_title.say(field.label if field else "")
        self._help.say(field.help if field else "")
        source = field.source if field else ""
        self._source.say((lambda: f"{term('legal_source', True)}: {spoken(source)}") if source else "")
        self._source.setVisible(bool(source))

    def _set_problems(self) -> None:
        problems, fields = self._problems
        self._list.setVisible(bool(problems))
        lines = []
        for problem in problems:
            sign = "▲" if problem.warning else "●"
            field = fields.get(problem.field)
            name = f"{spoken(field.label)}: " if field is not None else ""
            text = _escaped(name + errors.sentence(problem))
            lines.append(f'<p style="margin:0 0 6px 0">{sign} <a href="{_escaped(problem.field)}">{text}</a></p>'
                         if field is not None else f'<p style="margin:0 0 6px 0">{sign} {text}</p>')
        self._list.setText("".join(lines))

    def _on_link(self, name: str) -> None:
        self._form.focus(name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def strip_of(widget: QWidget) -> FormStrip | None:
    """The strip of the form that the widget stands in; for tests."""
    return widget.window().findChild(FormStrip)
