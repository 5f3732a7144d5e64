"""Entries of lists that break into as many lines as their words need; Qt's own reckoning forgets the padding and cuts the last one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

PADDING = 8     # px at each side and 6 above and below, as the style sheet has it
FRAME = 12      # px that the style keeps for its own marks, generously
ICON = 20 + 8


class Wrapped(QStyledItemDelegate):
    """For a list with word wrap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 320
        room = width - 2 * PADDING - FRAME - (ICON if index.data(Qt.ItemDataRole.DecorationRole) is not None else 0)
        text = option.fontMetrics.boundingRect(QRect(0, 0, max(room, 40), 100_000), Qt.TextFlag.TextWordWrap, str(index.data() or ""))  # type: ignore[attr-defined]
        return QSize(width, text.height() + 2 * PADDING - 2)


def wrap(view: QListView) -> None:
    """Lines break at the width of the list, anew when it changes."""
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setItemDelegate(Wrapped(view))
