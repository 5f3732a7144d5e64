"""The figure itself: draws one view of the body with its marks and lets mouse and keyboard choose places on it."""

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QApplication, QWidget

from db.rules import body
from db.rules.body import Mark, Place, Region
from desktop.i18n import term

MARKER = 14                 # px, whatever the zoom
REACH = 9                   # px from a marker's centre that still hit it
MARGIN = 10                 # px around the figure
ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)
_DRAG = 4                   # px before a press on a marker becomes a move
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Spot(NamedTuple):
    """A place chosen on the chart: ten-thousandths of the view, what lies there, and whose mark it is (None: a new one's)."""

    view: str
    x: int
    y: int
    region: str
    side: str
    number: int | None = None


class BodyView(QWidget):
    """Knows the marks but never changes them: it says what the user asked for, and the owner sets the marks again."""

    placed = Signal(object)         # Spot without number
    moved = Signal(object)          # Spot with the mark's number
    selected = Signal(object)       # number or None
    deleted = Signal(object)        # number
    turned = Signal(object)         # view
    pointed = Signal(object)        # Place under the mouse or the cursor, or None
    focused = Signal(object)        # bool
    stepped = Signal(object)        # QPoint to be kept visible
    zoomed = Signal(object)         # factor

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = body.VIEWS[0]
        self.read_only = False
        self.zoom = ZOOMS[0]
        self.marks: tuple[Mark, ...] = ()
        self.number: int | None = None
        self._held = False                          # Shift+arrows move the selected mark, not the cursor
        self._cursor = self._first()
        self._hover: Place | None = None
        self._dragged: tuple[Mark, QPointF] | None = None
        self._fit = QSize(360, 520)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._resize()

    # what the owner sets -------------------------------------------------------------------------------------------------

    def set_marks(self, marks: Sequence[Mark]) -> None:
        self.marks = tuple(marks)
        if self.number not in {mark.number for mark in self.marks if not mark.ghost}:
            self.number, self._held = None, False
        self.update()

    def set_selected(self, number: int | None) -> None:
        """Shows the mark as chosen, turning to its view; Shift+arrows then move it."""
        mark = self._mark(number)
        self.number = number if mark else None
        if mark:
            self.set_view(mark.view)
            self._cursor = mark.x, mark.y
            self.stepped.emit(self.at(mark.x, mark.y).toPoint())
        self._held = mark is not None
        self._tell()

    def set_view(self, view: str) -> None:
        if view == self.view:
            return
        self.view, self._hover = view, None
        self._cursor, self._held = self._first(), False
        self._resize()
        self.turned.emit(view)
        self._tell()

    def set_fit(self, room: QSize) -> None:
        """The room that the figure fills at zoom 1."""
        self._fit = room
        self._resize()

    def set_zoom(self, factor: float) -> None:
        self.zoom = min(max(factor, ZOOMS[0]), ZOOMS[-1])
        self._resize()
        self.zoomed.emit(self.zoom)
        self.stepped.emit(self.at(*self._cursor).toPoint())

    def chosen(self) -> Mark | None:
        """The selected mark, when this view shows it."""
        mark = self._mark(self.number)
        return mark if mark and mark.view == self.view else None

    def spot(self, number: int | None = None) -> Spot | None:
        """The place under the cursor."""
        place = body.region_at(self.view, *self._cursor)
        return Spot(self.view, *self._cursor, place.region, place.side, number) if place else None

    def place(self) -> Place | None:
        """What the mouse points at, else what the cursor stands on."""
        return self._hover or body.region_at(self.view, *self._cursor)

    def at(self, x: int, y: int) -> QPointF:
        """Ten-thousandths of the view as a point of the widget."""
        return self._transform().map(QPointF(*body.millimetres(self.view, x, y)))

    def position(self, at: QPointF) -> tuple[int, int]:
        """A point of the widget as ten-thousandths of the view."""
        inverse, _ = self._transform().inverted()
        point = inverse.map(at)
        return body.position(self.view, point.x(), point.y())

    # keyboard ------------------------------------------------------------------------------------------------------------

    def _step(self, key: Qt.Key) -> None:
        """Left and right walk through every region, up and down go to the nearest one above or below."""
        stops = body.regions(self.view)
        here = self._stop()
        right, down = _ARROWS[key]
        if right:
            self._stand(stops[(stops.index(here) + right) % len(stops)])
            return
        x, y = self._cursor
        ahead = [stop for stop in stops if (stop.y - y) * down > 60]
        if ahead:
            self._stand(min(ahead, key=lambda stop: abs(stop.y - y) + 2 * abs(stop.x - x)))

    def _shift(self, key: Qt.Key) -> None:
        mark = self.chosen() if self._held else None
        x, y = body.moved(self.view, *self._cursor, *_ARROWS[key])
        if body.region_at(self.view, x, y) is None:
            return
        self._cursor = x, y
        spot = self.spot(mark.number if mark else None)
        if mark and spot and not self.read_only:
            self.moved.emit(spot)
        self._tell()

    def _put(self) -> None:
        if not self.read_only and (spot := self.spot()):
            self.placed.emit(spot)

    def _next_mark(self, back: bool) -> None:
        numbers = [mark.number for mark in self.marks if not mark.ghost]
        if numbers:
            at = numbers.index(self.number) + (-1 if back else 1) if self.number in numbers else (-1 if back else 0)
            self._select(numbers[at % len(numbers)])

    def _jump(self, letter: str) -> bool:
        """To the next region whose name begins with the letter."""
        stops = body.regions(self.view)
        at = stops.index(self._stop()) + 1
        for stop in (*stops[at:], *stops[:at]):
            if term(stop.region).casefold().startswith(letter.casefold()):
                self._stand(stop)
                return True
        return False

    def _stand(self, stop: Region) -> None:
        self._cursor, self._held, self._hover = (stop.x, stop.y), False, None
        self.stepped.emit(self.at(*self._cursor).toPoint())
        self._tell()

    def _stop(self) -> Region:
        """The stop of the region under the cursor, or the nearest one."""
        stops, here = body.regions(self.view), body.region_at(self.view, *self._cursor)
        same = [stop for stop in stops if here == (stop.region, stop.side)]
        x, y = self._cursor
        return min(same or stops, key=lambda stop: abs(stop.x - x) + abs(stop.y - y))

    def _turn(self, key: Qt.Key, control: bool) -> bool:
        if control and Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.set_view(body.VIEWS[key - Qt.Key.Key_1])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            by = 1 if key == Qt.Key.Key_PageDown else -1
            self.set_view(body.VIEWS[(body.VIEWS.index(self.view) + by) % len(body.VIEWS)])
        else:
            return False
        return True

    def step_zoom(self, by: int) -> None:
        at = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - self.zoom))
        self.set_zoom(ZOOMS[min(max(at + by, 0), len(ZOOMS) - 1)])

    def _edit(self, key: Qt.Key) -> bool:
        """Placing, deleting, letting go; False when the key means nothing here."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert):
            self._put()
        elif key == Qt.Key.Key_Delete and self.chosen() and not self.read_only:
            self.deleted.emit(self.number)
        elif key == Qt.Key.Key_Escape and self.number is not None:
            self._select(None)
        else:
            return False
        return True

    def _pressed(self, event: QtGui.QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        control, shift = bool(held & Qt.KeyboardModifier.ControlModifier), bool(held & Qt.KeyboardModifier.ShiftModifier)
        if self._turn(key, control):
            return True
        if control or held & Qt.KeyboardModifier.AltModifier:
            return False
        if key in _ARROWS:
            (self._shift if shift else self._step)(key)
        elif key == Qt.Key.Key_Space:
            self._next_mark(shift)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.step_zoom(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            return self._edit(key) or (event.text().isalpha() and self._jump(event.text()))
        return True

    def _first(self) -> tuple[int, int]:
        """Where the cursor stands on a fresh view: the middle of the trunk's first region, in sight of everything."""
        trunk = "body_upper_back" if self.view == "body_back" else "body_chest"
        stop = next(stop for stop in body.regions(self.view) if stop.region == trunk)
        return stop.x, stop.y

    def _mark(self, number: int | None) -> Mark | None:
        return next((mark for mark in self.marks if mark.number == number and not mark.ghost), None)

    def _select(self, number: int | None) -> None:
        self.set_selected(number)
        self.selected.emit(self.number)

    def _tell(self) -> None:
        self.pointed.emit(self.place())
        self.update()

    def _resize(self) -> None:
        width, height = body.size(self.view)
        room = self._fit - QSize(2 * MARGIN, 2 * MARGIN)
        self._scale = max(min(room.width() / width, room.height() / height), 0.05) * self.zoom
        self.setFixedSize(int(max(width * self._scale + 2 * MARGIN, self._fit.width() if self.zoom == 1 else 0)),
                          int(height * self._scale + 2 * MARGIN))
        self.update()

    def _transform(self) -> QTransform:
        width, _ = body.size(self.view)
        return QTransform().translate((self.width() - width * self._scale) / 2, MARGIN).scale(self._scale, self._scale)

    def _hit(self, at: QPointF) -> Mark | None:
        for mark in reversed(self.marks):
            if mark.view == self.view and not mark.ghost:
                off = self.at(mark.x, mark.y) - at
                if off.x() ** 2 + off.y() ** 2 <= REACH ** 2:
                    return mark
        return None

    # Qt ------------------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802
        event.setAccepted(self._pressed(event))

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton:
            return
        mark = self._hit(event.position())
        if mark:
            self._select(mark.number)
            self._dragged = (mark, event.position()) if not self.read_only else None
            return
        x, y = self.position(event.position())
        if body.region_at(self.view, x, y):
            self._cursor, self._held = (x, y), False
            self._put()
            self._tell()

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802
        x, y = self.position(event.position())
        self._hover = body.region_at(self.view, x, y)
        if self._dragged and self._hover and (event.position() - self._dragged[1]).manhattanLength() >= _DRAG:
            self._cursor = x, y
        self.setCursor(Qt.CursorShape.CrossCursor if self._hover and not self.read_only else Qt.CursorShape.ArrowCursor)
        self._tell()

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:  # noqa: N802
        dragged, self._dragged = self._dragged, None
        if dragged and self._cursor != (dragged[0].x, dragged[0].y) and (spot := self.spot(dragged[0].number)):
            self.moved.emit(spot)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hover = None
        self._tell()

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:  # noqa: N802
        self.focused.emit(True)
        self._tell()

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:  # noqa: N802
        self.focused.emit(False)
        self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._transform(), combine=True)
        self._paint_figure(painter)
        painter.resetTransform()
        if self.hasFocus() and not self._held:
            self._paint_cursor(painter)
        for mark in sorted(self.marks, key=lambda mark: (not mark.ghost, mark.number == self.number)):
            if mark.view == self.view:
                self._paint_mark(painter, mark)
        painter.end()

    def _paint_figure(self, painter: QPainter) -> None:
        palette, place = QApplication.palette(), self.place() if self._hover or self.hasFocus() else None
        ink, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        thin = QColor(ink)
        thin.setAlphaF(0.62)
        pens = {"outline": _pen(ink, 1.4 * self.zoom ** 0.4), "detail": _pen(thin, 0.9 * self.zoom ** 0.4)}
        for kind, path in _paths(self.view):
            painter.setPen(pens[kind])
            painter.setBrush(ground if kind == "outline" else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        if place:
            tint = palette.color(QPalette.ColorRole.Highlight)
            tint.setAlphaF(0.22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawPath(_shape(self.view, place))

    def _paint_cursor(self, painter: QPainter) -> None:
        at = self.at(*self._cursor)
        painter.setPen(_pen(QApplication.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, 5, 5)
        for off in (QPointF(9, 0), QPointF(-9, 0), QPointF(0, 9), QPointF(0, -9)):
            painter.drawLine(at + off * 0.55, at + off)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        palette, chosen = QApplication.palette(), mark.number == self.number and not mark.ghost
        x, y = self._cursor if self._dragged and self._dragged[0] == mark else (mark.x, mark.y)     # it follows the mouse
        ink, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        fill = palette.color(QPalette.ColorRole.Highlight) if chosen else ink
        digits = palette.color(QPalette.ColorRole.HighlightedText) if chosen else ground
        edge = _pen(ground, 1.5)
        if mark.ghost:
            fill, digits, edge = ground, ink, _pen(ink, 1)
            edge.setStyle(Qt.PenStyle.DashLine)
        text, font = str(mark.number), QFont(self.font())
        font.setPixelSize(10 if len(text) == 1 else 9)
        font.setBold(True)
        painter.setFont(font)
        disc = QRectF(0, 0, max(MARKER, painter.fontMetrics().horizontalAdvance(text) + 5), MARKER)
        disc.moveCenter(self.at(x, y))
        painter.setPen(edge)
        painter.setBrush(fill)
        painter.drawRoundedRect(disc, MARKER / 2, MARKER / 2)
        painter.setPen(digits)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


_DRAW: dict[str, Callable[..., None]] = {
    "moveto": QPainterPath.moveTo, "lineto": QPainterPath.lineTo, "curveto": QPainterPath.cubicTo,
    "close": QPainterPath.closeSubpath,
}


@functools.lru_cache(maxsize=len(body.VIEWS))
def _paths(view: str) -> tuple[tuple[str, QPainterPath], ...]:
    made = []
    for stroke in body.outline(view):
        path = QPainterPath()
        for word, at in stroke.segments:
            _DRAW[word](path, *at)
        made.append((stroke.kind, path))
    return tuple(made)


@functools.lru_cache(maxsize=256)
def _shape(view: str, place: Place) -> QPainterPath:
    path = QPainterPath()
    for ring in body.shape(view, place):
        path.addPolygon(QPolygonF([QPointF(*point) for point in ring]))
        path.closeSubpath()
    return path
