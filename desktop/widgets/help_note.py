"""What a page is for and which keys it knows: unfolded by F1, folded by F1 again."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.i18n import Phrase, spoken, term
from desktop.widgets.words import Words


class HelpNote(QFrame):
    """Put it at the top of ``page``; a screen reader says it when it opens. ``source`` is the law or standard behind the page."""

    def __init__(self, page: QWidget, help: Phrase, source: Phrase = "") -> None:
        super().__init__(page)
        self.hide()
        self.setObjectName("card")
        self._help = help
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addWidget(Words(help))
        if source:
            column.addWidget(Words(lambda: f"{term('legal_source', True)}: {spoken(source)}", "quiet"))
        shortcut = QShortcut(QKeySequence("F1"), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.turn)

    def turn(self) -> None:
        """Opens the note or closes it."""
        self.setVisible(self.isHidden())
        if self.isVisible():
            self.set_words()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def set_words(self) -> None:
        self.setAccessibleName(spoken(self._help))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
