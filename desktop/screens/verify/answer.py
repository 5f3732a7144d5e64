"""The answer of the verify room: one large word with sign and colour, and under it all that can be said."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.i18n import N_, Phrase, spoken
from desktop.screens.verify import wording
from desktop.screens.verify.judge import Judgement
from desktop.widgets import theme
from desktop.widgets.reading import Reading, paragraph
from desktop.widgets.words import Words

EMPTY = N_("The answer stands here: genuine, altered and in which value, amended since, or signed with an unknown key.")


class Answer(QFrame):
    """Shows a judgement, or a sentence while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.judgement: Judgement | None = None
        self._sentence: Phrase = EMPTY
        self.word = QLabel(wordWrap=True)
        self.word.setObjectName("figure")
        self.about = Words("", "quiet")
        self.text = Reading()
        self.text.setProperty("flat", True)
        self.text.document().setDocumentMargin(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.word)
        column.addWidget(self.about)
        column.addWidget(self.text, 1)
        self.set_words()

    def show_judgement(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.set_words()
        self.text.verticalScrollBar().setValue(0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self.word, QAccessible.Event.Alert))

    def say(self, sentence: Phrase) -> None:
        """A sentence instead of an answer."""
        self.judgement = None
        self._sentence = sentence
        self.set_words()

    def set_words(self) -> None:
        one = self.judgement
        self.word.setVisible(one is not None)
        self.about.setVisible(one is not None and bool(one.name))
        if one is None:
            sentence = spoken(self._sentence)
            self.text.say(lambda: paragraph(sentence))
            self.text.setAccessibleName(sentence)
            return
        sign, colour = wording.SIGNS[one.verdict.state]
        self.word.setText(f"{sign} {wording.answer(one)}")
        self.word.setStyleSheet(f"color: {getattr(theme.colours(), colour)}")
        self.word.setAccessibleName(wording.answer(one))
        name = one.name
        self.about.say(lambda: name)
        self.text.say(lambda: wording.explanation(one))
        self.text.setAccessibleName(wording.answer(one))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
