"""The picture of the building: blocks with their cells, each with number, people and places, sign and word; walked by arrows."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from db.store.cell import CellRow
from desktop.i18n import Phrase, spoken, term
from desktop.screens.cell import wording
from desktop.widgets import theme
from desktop.widgets.typed import digits

GAP, EDGE, INSIDE = 8, 12, 8
NARROWEST = 108
TYPED_WITHIN = 1.2      # seconds in which digits belong to one number


class Heading(NamedTuple):
    """A block, or a unit of it, over its cells."""

    box: QRect
    words: str
    block: bool


class PlanView(QAbstractScrollArea):
    """Arrows go to the next cell, a number typed goes to that cell, Enter opens it."""

    opened = Signal(object)     # id
    chosen = Signal(object)     # id or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: Sequence[CellRow] = ()
        self._boxes: list[QRect] = []
        self._headings: list[Heading] = []
        self._current = -1
        self._empty: Phrase = ""
        self._typed, self._at = "", 0.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def set_cells(self, cells: Sequence[CellRow]) -> None:
        """New figures; the cursor stays on its cell."""
        kept = self.current_id()
        self._cells = cells
        self._lay_out()
        self._current = next((at for at, row in enumerate(cells) if row.id == kept), 0 if cells else -1)
        self._say()

    def say_empty(self, phrase: Phrase) -> None:
        """What belongs here and which key makes the first one."""
        self._empty = phrase
        self.viewport().update()

    def current(self) -> CellRow | None:
        return self._cells[self._current] if 0 <= self._current < len(self._cells) else None

    def current_id(self) -> str | None:
        row = self.current()
        return row.id if row is not None else None

    def choose(self, cell_id: str) -> None:
        """Puts the cursor on that cell."""
        for at, row in enumerate(self._cells):
            if row.id == cell_id:
                self._go(at)

    # where everything lies ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Rows of equal boxes under their headings; a box is as wide as its longest word."""
        metrics, bold = self.fontMetrics(), self._metrics(12)
        words = {wording.state(row) for row in self._cells}
        wide = max([NARROWEST, *(metrics.horizontalAdvance(f"◐ {word}") + 2 * INSIDE + 4 for word in words),
                    *(bold.horizontalAdvance(row.number) + metrics.horizontalAdvance("  99 / 99") + 2 * INSIDE for row in self._cells)])
        high = bold.lineSpacing() + metrics.lineSpacing() + 2 * INSIDE + 8
        across = max(1, (self.viewport().width() - 2 * EDGE + GAP) // (wide + GAP))
        self._boxes, self._headings = [], []
        y, place, before = EDGE, 0, ("", "")
        for number, row in enumerate(self._cells):
            if number == 0 or (row.block, row.unit) != before:
                y = self._head(row, before if number else None, y + (high + GAP if place else 0), metrics, bold)
                place, before = 0, (row.block, row.unit)
            elif place == across:
                y, place = y + high + GAP, 0
            self._boxes.append(QRect(EDGE + place * (wide + GAP), y, wide, high))
            place += 1
        whole = y + (high if self._boxes else 0) + EDGE
        self.verticalScrollBar().setRange(0, max(0, whole - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(high + GAP)
        self.viewport().update()

    def _head(self, row: CellRow, before: tuple[str, str] | None, y: int, metrics: QFontMetrics, bold: QFontMetrics) -> int:
        """The headings that change with this cell; gives where the boxes go on."""
        y += GAP if before is not None else 0
        if row.block and (before is None or before[0] != row.block):
            words = f"{term('cell_block', True)} {row.block}"
            self._headings.append(Heading(QRect(EDGE, y, self.viewport().width() - 2 * EDGE, bold.lineSpacing()), words, True))
            y += bold.lineSpacing() + 4
        if row.unit:
            self._headings.append(Heading(QRect(EDGE, y, self.viewport().width() - 2 * EDGE, metrics.lineSpacing()), row.unit, False))
            y += metrics.lineSpacing() + 4
        return y

    def _font(self, points: int) -> QFont:
        font = QFont(self.font())
        font.setPointSize(points)
        font.setBold(True)
        return font

    def _metrics(self, points: int) -> QFontMetrics:
        return QFontMetrics(self._font(points))

    # drawing ------------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        look, up = theme.colours(), self.verticalScrollBar().value()
        seen = event.rect().translated(0, up)
        painter.translate(0, -up)
        if not self._cells:
            painter.setPen(QColor(look.quiet))
            box = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, spoken(self._empty))
        for heading in self._headings:
            if heading.box.intersects(seen):
                painter.setFont(self._font(12) if heading.block else self.font())
                painter.setPen(QColor(look.accent if heading.block else look.quiet))
                painter.drawText(heading.box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading.words)
        large = self._font(12)
        for at, box in enumerate(self._boxes):
            if box.adjusted(-4, -4, 4, 4).intersects(seen):
                self._paint_cell(painter, self._cells[at], box, at == self._current, large)

    def _paint_cell(self, painter: QPainter, row: CellRow, box: QRect, current: bool, large: QFont) -> None:
        look = theme.colours()
        sign, shade = wording.SIGNS[row.state]
        ink = QColor(getattr(look, shade))
        loud = row.state in ("cell_over", "cell_short")
        painter.setPen(QPen(ink if loud else QColor(look.line), 2 if loud else 1))
        painter.setBrush(QColor(look.window if row.state == "cell_closed" else look.base))
        painter.drawRoundedRect(box, 4, 4)
        if current:
            width = 3 if self.hasFocus() else 2
            painter.setPen(QPen(QColor(look.accent), width, Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 5, 5)
        inside = box.adjusted(INSIDE, INSIDE - 2, -INSIDE, -INSIDE - 4)
        painter.setFont(large)
        painter.setPen(QColor(look.quiet if row.state == "cell_closed" else look.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, row.number)
        painter.setFont(self.font())
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, wording.places(row))
        painter.setPen(ink)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, f"{sign} {wording.state(row)}")
        self._paint_fill(painter, row, box, ink)

    def _paint_fill(self, painter: QPainter, row: CellRow, box: QRect, ink: QColor) -> None:
        """A thin bar along the foot: how much of the cell is taken, for the look over the whole building."""
        foot = QRect(box.left() + INSIDE, box.bottom() - INSIDE, box.width() - 2 * INSIDE, 4)
        painter.fillRect(foot, QColor(theme.colours().line))
        if row.people and row.capacity:
            foot.setWidth(max(4, foot.width() * min(row.people, row.capacity) // row.capacity))
            painter.fillRect(foot, ink)

    # going about --------------------------------------------------------------------------------------------------------

    def _go(self, at: int) -> None:
        if not 0 <= at < len(self._cells):
            return
        self._current = at
        box, bar = self._boxes[at], self.verticalScrollBar()
        if box.top() - EDGE < bar.value():
            bar.setValue(0 if box.top() < 80 else box.top() - EDGE)
        elif box.bottom() + EDGE > bar.value() + self.viewport().height():
            bar.setValue(box.bottom() + EDGE - self.viewport().height())
        self._say()

    def _say(self) -> None:
        """The cell under the cursor for whoever listens: the screen and a screen reader."""
        row = self.current()
        self.viewport().update()
        if row is not None:
            self.setAccessibleDescription(f"{term('cell', True)} {wording.title(row)}: {wording.state(row)}, {wording.places(row)}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.chosen.emit(row.id if row is not None else None)

    def _vertical(self, down: bool) -> int:
        """The nearest cell of the next row above or below."""
        here = self._boxes[self._current]
        rows = [box.top() for box in self._boxes if (box.top() > here.top() if down else box.top() < here.top())]
        if not rows:
            return self._current
        row = min(rows) if down else max(rows)
        return min((at for at, box in enumerate(self._boxes) if box.top() == row), key=lambda at: abs(self._boxes[at].left() - here.left()))

    def _block(self, down: bool) -> int:
        """The first cell of the next block, or of this one and then of the one before."""
        starts = [at for at, row in enumerate(self._cells) if at == 0 or row.block != self._cells[at - 1].block]
        if down:
            return next((at for at in starts if at > self._current), len(self._cells) - 1)
        return next((at for at in reversed(starts) if at < self._current), 0)

    def _go_to_number(self, sign: str) -> bool:
        now = time.monotonic()
        self._typed = (self._typed if now - self._at < TYPED_WITHIN else "") + (digits(sign) or sign)
        self._at = now
        wanted, here = self._typed.casefold(), self._cells[self._current].block
        # The same number may stand in every block: the one under the cursor comes first, then the number itself before longer ones.
        fitting = [(row.number.casefold() != wanted, row.block != here, at) for at, row in enumerate(self._cells)
                   if row.number.casefold().startswith(wanted)]
        found = min(fitting)[-1] if fitting else None
        if found is not None:
            self._go(found)
        return found is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, keys = event.key(), Qt.Key
        if not self._cells:
            super().keyPressEvent(event)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.opened.emit(self.current_id())
        elif key in (keys.Key_Left, keys.Key_Right):
            self._go(self._current + (1 if key == keys.Key_Right else -1))
        elif key in (keys.Key_Up, keys.Key_Down):
            self._go(self._vertical(key == keys.Key_Down))
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self._go(self._block(key == keys.Key_PageDown))
        elif key in (keys.Key_Home, keys.Key_End):
            self._go(0 if key == keys.Key_Home else len(self._cells) - 1)
        elif not (event.text().strip() and event.text().isprintable() and self._go_to_number(event.text())):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = event.position().toPoint()
        place.setY(place.y() + self.verticalScrollBar().value())
        self._go(next((at for at, box in enumerate(self._boxes) if box.contains(place)), -1))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.mousePressEvent(event)
        if self.current_id() is not None:
            self.opened.emit(self.current_id())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._lay_out()
            self._say()
        super().changeEvent(event)
