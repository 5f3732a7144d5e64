"""A row of small signs with words that goes on in the next line where it does not fit: alerts, groups, links."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.i18n import Phrase, spoken
from desktop.widgets.badge import Badge
from desktop.widgets.flow import Flow

GAP = 4


class Chip(NamedTuple):
    """``state`` is a key of ``badge.SIGNS``; ``why`` is read out and shown when pointed at."""

    state: str
    words: Phrase
    why: Phrase = ""


class Chips(QWidget):
    """Hidden while there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Flow(self)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(GAP)
        self.chips: tuple[Chip, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = tuple(chips)
        for chip in self.chips:
            badge = Badge(chip.state, chip.words)
            badge.setToolTip(spoken(chip.why))
            badge.setAccessibleDescription(spoken(chip.why))
            self._row.addWidget(badge)
        self.setVisible(bool(chips))
        self.updateGeometry()

    def words(self) -> list[str]:
        """What stands in the row, for those who read it otherwise than with their eyes."""
        return [spoken(chip.words) for chip in self.chips]
