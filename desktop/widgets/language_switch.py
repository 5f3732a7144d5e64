"""қаз | рус: changes the language while working; nothing that is typed is touched."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop import i18n, settings


class LanguageSwitch(QWidget):
    """One button a language, the current one pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for language in i18n.LANGUAGES:
            button = QPushButton(i18n.SHORT[language], autoDefault=True)
            button.setCheckable(True)
            button.setProperty("flat", True)
            button.setProperty("language", language)
            button.setAccessibleName(i18n.NAMES[language])
            button.setToolTip(i18n.NAMES[language])
            group.addButton(button)
            row.addWidget(button)
            self.buttons[language] = button
        group.buttonClicked.connect(self._on_clicked)
        self._mark()

    def _on_clicked(self, button: QPushButton) -> None:
        language = str(button.property("language"))
        settings.language.set(language)
        settings.language_chosen.set(True)
        i18n.use(language)

    def _mark(self) -> None:
        self.buttons[i18n.language()].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self._mark()
        super().changeEvent(event)
