"""The pages of a PDF as pictures, for the preview and the printer: drawn in memory, by one thread at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

PDFIUM: Final = threading.Lock()
"""PDFium may be used by one thread at a time: whoever calls it holds this."""

POINTS: Final = 72
STRIP: Final = 1024     # rows of dots drawn at once for a printer: a whole page at 600 dpi would be 140 MB


class Size(NamedTuple):
    """Width and height of a page in points."""

    width: float
    height: float


class Picture(NamedTuple):
    """Dots of a page or of a strip of it, four bytes each (blue, green, red, unused); ``top`` is the first row's place on the page."""

    width: int
    height: int
    stride: int
    dots: bytes
    top: int = 0


def sizes(pdf: bytes) -> tuple[Size, ...]:
    """The size of each page."""
    with _opened(pdf) as document:
        return tuple(Size(*document.get_page_size(place)) for place in range(len(document)))


def picture(pdf: bytes, place: int, dots_per_point: float) -> Picture:
    """One page, whole."""
    with _opened(pdf) as document:
        page = document[place]
        try:
            return _draw(page, dots_per_point)
        finally:
            page.close()


def strips(pdf: bytes, place: int, dpi: int) -> Iterator[Picture]:
    """One page in strips from top to bottom, without seams."""
    scale = dpi / POINTS
    with _opened(pdf) as document:
        page = document[place]
        try:
            rows = _rows(page, scale)
            for top in range(0, rows, STRIP):
                yield _draw(page, scale, top, min(top + STRIP, rows))
        finally:
            page.close()


def _draw(page: "PdfPage", scale: float, top: int = 0, bottom: int = 0) -> Picture:
    rows = _rows(page, scale)
    cut = (0, (rows - (bottom or rows) - 0.5) / scale, 0, (top - 0.5) / scale)     # PDFium's wrapper rounds both up to whole dots
    bitmap = page.render(scale=scale, prefer_bgrx=True, crop=tuple(max(side, 0) for side in cut))
    try:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), top)
    finally:
        bitmap.close()


def _rows(page: "PdfPage", scale: float) -> int:
    whole = page.get_height() * scale
    return int(whole) + (whole > int(whole))


@contextmanager
def _opened(pdf: bytes) -> Iterator["PdfDocument"]:
    import pypdfium2  # 100 ms that the window's start need not spend

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
