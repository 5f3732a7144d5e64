"""The sheet that every paper lies on: A4 with margins for filing, page x of y, the demo word, and one file of bytes out."""

import functools
import io
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from db.errors import TizilimError
from desktop.forms import fonts
from desktop.forms.words import Words
from desktop.i18n import N_

LEFT: Final = 20 * mm
RIGHT: Final = 10 * mm
TOP: Final = 13 * mm
BOTTOM: Final = 17 * mm
WIDTH: Final = A4[0] - LEFT - RIGHT
HEIGHT: Final = A4[1] - TOP - BOTTOM
MAX_BYTES: Final = 8 * 2**20
CREATOR: Final = "Tizilim"
_SMALL: Final = 8.5


class Sheet(msgspec.Struct, frozen=True):
    """What stands on every page and in the file's properties. ``number`` is "" for a paper that has none."""

    title: str
    number: str
    words: tuple[Words, ...]
    printed_at: str = ""
    demo: bool = False
    embedded: str = ""

    @property
    def language(self) -> str:
        return self.words[0].language


def pdf(story: Sequence[Flowable], sheet: Sheet) -> bytes:
    """The paper as PDF bytes: the same values give the same bytes."""
    fonts.load()
    made = io.BytesIO()
    document = BaseDocTemplate(
        made, pagesize=A4, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM,
        title=" ".join(part for part in (sheet.title, sheet.number) if part), author=CREATOR, creator=CREATOR,
        producer=CREATOR, subject=sheet.number, keywords=sheet.embedded, lang=sheet.language, invariant=1,
        pageCompression=1, displayDocTitle=True, initialFontName=fonts.TEXT,
    )
    frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=functools.partial(_under, sheet=sheet)))
    document.build(list(story), canvasmaker=functools.partial(_Counted, sheet=sheet))
    if len(made.getvalue()) > MAX_BYTES:
        raise TizilimError("paper_too_large")
    return made.getvalue()


class _Counted(Canvas):
    """Keeps the pages back until their number is known, then writes the foot of each."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sheet = sheet
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        kept = self._kept
        for place, page in enumerate(kept):
            self.__dict__.update(page)
            _foot(self, self._sheet, place + 1, len(kept))
            super().showPage()
        super().save()


def _under(canvas: Canvas, document: BaseDocTemplate, sheet: Sheet) -> None:
    """The demo word, under everything else."""
    if not sheet.demo:
        return
    canvas.saveState()
    canvas.setFillGray(0.92)
    canvas.setFont(fonts.BOLD, 120)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -40, fonts.check(sheet.words[0].text(N_("DEMO")), fonts.BOLD))
    canvas.restoreState()


def _foot(canvas: Canvas, sheet: Sheet, page: int, total: int) -> None:
    y = BOTTOM - 6 * mm
    canvas.saveState()
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, y + 10, A4[0] - RIGHT, y + 10)
    canvas.setFont(fonts.TEXT, _SMALL)
    demo = sheet.words[0].text(N_("DEMO")) if sheet.demo else ""
    number = f"№ {sheet.number}" if sheet.number else ""
    canvas.drawString(LEFT, y, fonts.check(" · ".join(part for part in (number, demo) if part)))
    pages = " / ".join(words.text(N_("Page {n} of {total}")).format(n=page, total=total) for words in sheet.words)
    canvas.drawRightString(A4[0] - RIGHT, y, fonts.check(pages))
    if sheet.printed_at:
        printed = " / ".join(words.text(N_("Printed")) for words in sheet.words)
        when = f"{sheet.printed_at[8:10]}.{sheet.printed_at[5:7]}.{sheet.printed_at[:4]} {sheet.printed_at[11:16]}"
        canvas.drawCentredString(LEFT + WIDTH / 2 - 4 * mm, y, fonts.check(f"{printed}: {when}"))
    canvas.restoreState()
