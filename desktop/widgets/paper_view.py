"""Pages of a paper under each other, as they will be printed: turned and enlarged by keys, drawn sharp at any size of the screen."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.i18n import _
from desktop.widgets import theme

Draw = Callable[[int, float, Callable[[QImage], None]], None]

GAP: Final = 16             # px around and between pages
STEPS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
SHARPEST: Final = 6.0       # dots a point, 432 dpi: beyond it a page takes more than 70 MB
KEPT: Final = 6             # pages whose pictures are kept
WHOLE, WIDE = "whole", "wide"
_LARGER, _SMALLER = "+=һҺ", "-−_өӨ"      # what the two keys give on Latin, Russian and Kazakh layouts
_WHOLE, _WIDE = "0қҚ", "9ұҰ"
_LINE: Final = 48


class PaperView(QAbstractScrollArea):
    """``draw(page, dots_per_point, done)`` is asked for each page that is seen; it must call ``done(image)`` on this thread."""

    turned = Signal(object)     # number of the page that is read, from 1
    zoomed = Signal(object)     # percent of the real size

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._boxes: list[QRect] = []
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self._turn = 0
        self._fit = ""
        self._zoom = 1.0        # the real size: the first thing to see is whether it can be read
        self._page = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_moved)
        self.set_words()

    # what the owner sets -------------------------------------------------------------------------------------------------

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Other pages (width and height in points); the place and the zoom stay."""
        page = self._page
        self._sizes = tuple((width, height) for width, height in sizes)
        self._pictures.clear()
        self._asked.clear()
        self._turn += 1
        self._lay_out()
        self.go_to(min(page, max(self.count(), 1)))
        self.turned.emit(self._page)

    def count(self) -> int:
        return len(self._sizes)

    def page(self) -> int:
        """The page that is read, from 1."""
        return self._page

    def percent(self) -> int:
        return round(self._zoom * 100)

    def is_drawn(self) -> bool:
        """Whether every page in sight is there in full sharpness; for tests and pictures of the window."""
        wanted = self._wanted()
        return bool(self._sizes) and all(self._pictures.get(place, (0.0,))[0] == wanted for place in self._seen())

    def go_to(self, page: int) -> None:
        """The top of a page."""
        if not 1 <= page <= self.count():
            return
        self.verticalScrollBar().setValue(self._boxes[page - 1].top() - GAP)
        self._page = page
        self._tell()

    def fit(self, how: str) -> None:
        """``WHOLE`` page or its whole ``WIDE`` side, also when the window changes its size."""
        self._fit = how
        self._resized()

    def zoom(self, direction: int) -> None:
        """One step larger (1) or smaller (-1)."""
        steps = [step for step in STEPS if (step - self._zoom) * direction > 0.005]
        if steps:
            self._fit = ""
            self._zoom = min(steps) if direction > 0 else max(steps)
            self._resized()

    def set_words(self) -> None:
        self.setAccessibleName(_("Pages of the paper"))
        self._describe()

    # layout --------------------------------------------------------------------------------------------------------------

    def _scale(self) -> float:
        """Pixels of the screen to a point."""
        return self._zoom * self.logicalDpiX() / 72

    def _wanted(self) -> float:
        return min(self._scale() * self.devicePixelRatioF(), SHARPEST)

    def _resized(self) -> None:
        """The same place of the paper stays in sight."""
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        middle = across.value() / across.maximum() if across.maximum() else 0.5
        page, inside = self._page, 0.0
        if 0 < page <= len(self._boxes):
            box = self._boxes[page - 1]
            inside = (bar.value() - box.top() + GAP) / max(box.height(), 1)
        self._lay_out()
        if 0 < page <= len(self._boxes):
            box = self._boxes[page - 1]
            bar.setValue(round(box.top() - GAP + max(inside, 0.0) * box.height()) if self._fit != WHOLE else box.top() - GAP)
        across.setValue(round(middle * across.maximum()))
        self._page = page
        self._tell()

    def _lay_out(self) -> None:
        room = self.viewport().size()
        if self._sizes and self._fit:
            wide = max(width for width, _height in self._sizes) * self.logicalDpiX() / 72
            tall = max(height for _width, height in self._sizes) * self.logicalDpiX() / 72
            across, down = (room.width() - 2 * GAP) / wide, (room.height() - 2 * GAP) / tall
            self._zoom = min(max(across if self._fit == WIDE else min(across, down), STEPS[0]), STEPS[-1])
        scale, top = self._scale(), GAP
        boxes = []
        for width, height in self._sizes:
            box = QRect(0, top, round(width * scale), round(height * scale))
            boxes.append(box)
            top += box.height() + GAP
        whole = max((box.width() for box in boxes), default=0) + 2 * GAP
        self._boxes = [box.translated((max(whole, room.width()) - box.width()) // 2, 0) for box in boxes]
        self.horizontalScrollBar().setRange(0, max(0, whole - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.verticalScrollBar().setRange(0, max(0, top - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(_LINE)
        self.zoomed.emit(self.percent())
        self.viewport().update()

    def _seen(self) -> list[int]:
        there = self.viewport().rect().translated(self._corner())
        return [place for place, box in enumerate(self._boxes) if box.intersects(there)]

    def _corner(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # pictures ------------------------------------------------------------------------------------------------------------

    def _ask(self, place: int) -> None:
        wanted = self._wanted()
        if self._pictures.get(place, (0.0,))[0] == wanted or self._asked.get(place) == wanted:
            return
        self._asked[place] = wanted
        turn = self._turn

        def come(image: QImage) -> None:
            if turn == self._turn:
                self._take(place, wanted, image)

        self._draw(place, wanted, come)

    def _take(self, place: int, wanted: float, image: QImage) -> None:
        if self._asked.get(place) == wanted:
            del self._asked[place]
        elif self._wanted() != wanted:
            return
        self._pictures.pop(place, None)
        self._pictures[place] = (wanted, image)
        seen = self._seen()
        for old in [kept for kept in self._pictures if kept not in seen][: max(0, len(self._pictures) - KEPT)]:
            del self._pictures[old]
        self.viewport().update()

    # keys ----------------------------------------------------------------------------------------------------------------

    def _on_scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 3
        page = sum(box.top() <= middle for box in self._boxes) or 1
        if page != self._page:
            self._page = page
            self._tell()
        self.viewport().update()

    def _on_moved(self, _value: int) -> None:
        self.viewport().update()

    def _tell(self) -> None:
        self._describe()
        self.turned.emit(self._page)

    def _describe(self) -> None:
        said = _("Page {n} of {total}").format(n=self._page, total=self.count()) if self._sizes else ""
        self.setAccessibleDescription(said)

    def _turn_by(self, key: int) -> bool:
        pages = {Qt.Key.Key_PageDown: min(self._page + 1, self.count()), Qt.Key.Key_PageUp: max(self._page - 1, 1), Qt.Key.Key_Home: 1,
                 Qt.Key.Key_End: self.count()}
        if key in pages:
            self.go_to(pages[Qt.Key(key)])
        return key in pages

    def _move_by(self, key: int) -> bool:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        moves = {Qt.Key.Key_Down: (down, _LINE), Qt.Key.Key_Up: (down, -_LINE), Qt.Key.Key_Right: (across, _LINE),
                 Qt.Key.Key_Left: (across, -_LINE)}
        if key in moves:
            bar, step = moves[Qt.Key(key)]
            bar.setValue(bar.value() + step)
        return key in moves

    def _size_by(self, sign: str) -> bool:
        if not sign:
            return False
        if sign in _LARGER or sign in _SMALLER:
            self.zoom(1 if sign in _LARGER else -1)
        elif sign in _WHOLE or sign in _WIDE:
            self.fit(WHOLE if sign in _WHOLE else WIDE)
        else:
            return False
        return True

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and (self._turn_by(event.key()) or self._move_by(event.key()) or self._size_by(event.text())):
            return
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._resized()

    def focusInEvent(self, event: QEvent) -> None:  # noqa: N802
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look = theme.colours()
        painter.fillRect(self.viewport().rect(), QColor(look.line))
        corner = self._corner()
        for place in self._seen():
            self._paint_page(painter, place, self._boxes[place].translated(-corner))
            self._ask(place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, place: int, box: QRect) -> None:
        painter.fillRect(box, Qt.GlobalColor.white)     # paper is white in the dark theme too
        sharpness, image = self._pictures.get(place, (0.0, None))
        if image is not None and sharpness == self._wanted() and sharpness < SHARPEST:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(QPointF(box.topLeft()), image)
        elif image is not None:
            image.setDevicePixelRatio(1.0)
            painter.drawImage(box, image)
        painter.setPen(QPen(QColor(theme.colours().quiet), 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)
