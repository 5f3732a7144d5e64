"""What the page of a cell and the page of a person's placements are both built from: two lists reached by keys, buttons at the foot."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from desktop.i18n import Phrase
from desktop.widgets.words import Button

Way = tuple[Phrase, str, Callable[[], None]]


def add_lists(page: QWidget, tabs: QTabWidget, tables: Sequence[QWidget], on_tab: Callable[[], None]) -> None:
    """One tab for each list, Ctrl+1 for the first; ``on_tab`` reads the property ``tab`` of its sender."""
    for at, table in enumerate(tables):
        tabs.addTab(table, "")
        shortcut = QShortcut(QKeySequence(f"Ctrl+{at + 1}"), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setProperty("tab", at)
        shortcut.activated.connect(on_tab)


def foot(ways: Sequence[Way]) -> QHBoxLayout:
    """Buttons at the right, each with its key; the last one is the page's main way on."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for phrase, key, call in ways:
        button = Button(phrase, key=key, primary=key == ways[-1][1])
        button.clicked.connect(call)
        row.addWidget(button)
    return row
