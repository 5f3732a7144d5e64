"""Tab goes as the eye goes: through the layouts of what is seen now, whatever was made first or stands in for whom."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QTabWidget, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Every control under ``root`` that Tab can stop at now, in the order of reading."""
    return list(_inside(root))


def neighbour(root: QWidget, here: QWidget, forward: bool) -> QWidget | None:
    """Where Tab (or Shift+Tab) leads from ``here``, round and round; None when there is nothing else."""
    found = stops(root)
    if here in found:
        other = found[(found.index(here) + (1 if forward else -1)) % len(found)]
        return other if other is not here else None
    within = [stop for stop in found if here.isAncestorOf(stop)]
    return (within[0] if forward else within[-1]) if within else None


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """The widget, if one can stop at it, and what it holds."""
    if widget.isHidden():
        return
    if widget.isEnabled() and widget.focusProxy() is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    yield from _inside(widget)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        held: tuple[QWidget | None, ...] = (widget.widget(),)
    elif isinstance(widget, QTabWidget):
        held = (widget.tabBar(), widget.currentWidget())
    elif isinstance(widget, QSplitter):
        held = tuple(widget.widget(index) for index in range(widget.count()))
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _along(layout)
        return
    for part in held:
        if part is not None:
            yield from _walk(part)


def _along(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _walk(widget)
        elif (inner := item.layout()) is not None:
            yield from _along(inner)
