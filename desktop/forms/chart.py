"""The body chart on paper: the same outlines and places as on the screen, black on white, readable after a fax."""

import functools
from collections.abc import Sequence
from typing import Final, Protocol

from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from db.rules import body
from desktop.forms import fonts

OUTLINE: Final = 0.7            # pt, on paper, whatever the scale
DETAIL: Final = 0.35
MARKER: Final = 3 * mm
GAP: Final = 4 * mm
CAPTION: Final = 9.0            # pt
_DIGITS: Final = 6.6
_CAPTION_ROOM: Final = 13.0


class Numbered(Protocol):
    """A mark or a finding: its number, its view, and its place in ten-thousandths of the view."""

    @property
    def number(self) -> int: ...
    @property
    def view(self) -> str: ...
    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...


class Chart(Flowable):
    """One view with its marks; ``width`` and ``height`` are points and include the caption above the figure."""

    def __init__(self, view: str, marks: Sequence[Numbered], height_mm: float, caption: str = "") -> None:
        super().__init__()
        self.view, self.caption = view, fonts.check(caption)
        self.marks = [mark for mark in marks if mark.view == view]
        width_units, height_units = body.size(view)
        self.scale = height_mm * mm / height_units
        self.figure_height = height_mm * mm
        self.width, self.height = width_units * self.scale, self.figure_height + (_CAPTION_ROOM if caption else 0)
        self.hAlign = "CENTER"

    def at(self, mark: Numbered) -> tuple[float, float]:
        """Centre of the mark in points from the chart's bottom left corner."""
        return self.width * mark.x / body.SCALE, self.figure_height * (1 - mark.y / body.SCALE)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.paint(self.canv, 0, 0)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """Draws the chart with its bottom left corner at this point of the canvas."""
        fonts.load()
        canvas.saveState()
        canvas.translate(x, y)
        self._draw_figure(canvas)
        if self.caption:
            canvas.setFont(fonts.TEXT, CAPTION)
            canvas.setFillColor(black)
            canvas.drawCentredString(self.width / 2, self.height - CAPTION, self.caption)
        for mark in self.marks:
            _draw_marker(canvas, *self.at(mark), str(mark.number))
        canvas.restoreState()

    def _draw_figure(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(0, self.figure_height)
        canvas.scale(self.scale, -self.scale)
        canvas.setLineJoin(1)
        canvas.setLineCap(1)
        canvas.setStrokeColor(black)
        canvas.setFillColor(white)
        for kind, path in _paths(self.view):
            outline = kind == "outline"
            canvas.setLineWidth((OUTLINE if outline else DETAIL) / self.scale)
            canvas.drawPath(path, stroke=1, fill=int(outline))
        canvas.restoreState()


class ChartRow(Flowable):
    """Several views side by side at one scale, as wide as asked."""

    def __init__(self, views: Sequence[str], marks: Sequence[Numbered], width: float, captions: Sequence[str] = ()) -> None:
        super().__init__()
        units = sum(body.size(view)[0] for view in views)
        height_mm = (width - GAP * (len(views) - 1)) / units * body.size(views[0])[1] / mm
        named = captions or [""] * len(views)
        self.charts = [Chart(view, marks, height_mm, caption) for view, caption in zip(views, named, strict=True)]
        self.width, self.height = width, max(chart.height for chart in self.charts)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left = 0.0
        for chart in self.charts:
            chart.paint(self.canv, left, 0)
            left += chart.width + GAP


def chart(view: str, marks: Sequence[Numbered], height_mm: float, caption: str = "") -> Chart:
    """One view, so many millimetres tall without its caption. Marks of other views are left out."""
    return Chart(view, marks, height_mm, caption)


def chart_row(views: Sequence[str], marks: Sequence[Numbered], width: float, captions: Sequence[str] = ()) -> ChartRow:
    """The views side by side, ``width`` in points over all; captions in the order of the views."""
    return ChartRow(views, marks, width, captions)


@functools.lru_cache(maxsize=len(body.VIEWS))
def _paths(view: str) -> tuple[tuple[str, PDFPathObject], ...]:
    """Made once: a path holds only its drawing operators, so every canvas can use it."""
    made = []
    for stroke in body.outline(view):
        path = PDFPathObject()
        for word, at in stroke.segments:
            {"moveto": path.moveTo, "lineto": path.lineTo, "curveto": path.curveTo, "close": path.close}[word](*at)
        made.append((stroke.kind, path))
    return tuple(made)


def _draw_marker(canvas: Canvas, x: float, y: float, digits: str) -> None:
    """A black disc with a white edge; it grows with the number so that three digits stay readable."""
    size = _DIGITS if len(digits) == 1 else _DIGITS - 0.9
    room = max(MARKER, stringWidth(digits, fonts.BOLD, size) + 2.6)
    canvas.setFillColor(black)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.6)
    canvas.roundRect(x - room / 2, y - MARKER / 2, room, MARKER, MARKER / 2, stroke=1, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(fonts.BOLD, size)
    canvas.drawCentredString(x, y - size * 0.35, digits)
