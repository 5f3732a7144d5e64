"""The first question: language, and whether to make a register, look at the demo, or open one that is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import i18n, settings
from desktop.i18n import N_
from desktop.widgets.words import Button, Words


class Beginning(QWidget):
    """Until a language was chosen nothing else is offered: whoever installs may read only one of the two."""

    new_asked = Signal()
    demo_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.languages: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for language in i18n.LANGUAGES:
            button = QPushButton(i18n.NAMES[language].capitalize(), autoDefault=True)
            button.setCheckable(True)
            button.setChecked(settings.language_chosen.get() and language == i18n.language())
            button.setProperty("language", language)
            button.clicked.connect(self._on_language)
            self.languages[language] = button
            row.addWidget(button, 1)
        self.new = Button(N_("Make a new register"), icon="plus", primary=True)
        self.demo = Button(N_("Open the demo register"), icon="people")
        self.open = Button(N_("Open a register that is already there"), icon="folder")
        self.new.clicked.connect(self.new_asked)
        self.demo.clicked.connect(self.demo_asked)
        self.open.clicked.connect(self.open_asked)
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 16, 0, 0)
        choices.setSpacing(8)
        choices.addWidget(Words(N_("What do you want to begin with?"), "heading"))
        for button, hint in (
            (self.new, N_("For an institution that begins to keep its register here. Takes about ten minutes and a printer.")),
            (self.demo, N_("Invented people to try everything out. Nothing in it is real.")),
            (self.open, N_("A folder with a register, from this or another computer.")),
        ):
            choices.addWidget(button)
            choices.addWidget(Words(hint, "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words("Тілді таңдаңыз · Выберите язык", "heading"))
        column.addLayout(row)
        column.addWidget(self._choices)
        column.addStretch(1)
        self._choices.setVisible(settings.language_chosen.get())
        self.setFocusProxy(self.new if settings.language_chosen.get() else self.languages[i18n.language()])

    def _on_language(self) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton):
            return
        language = str(button.property("language"))
        for code, other in self.languages.items():
            other.setChecked(code == language)
        settings.language.set(language)
        settings.language_chosen.set(True)
        i18n.use(language)
        self._choices.show()
        self.setFocusProxy(self.new)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
