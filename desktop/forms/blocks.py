"""The small vocabulary of the papers: heading, letterhead, table of fields, running text, grid, signature, code."""

import functools
from collections.abc import Sequence
from typing import Final

import segno
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable, Paragraph, Spacer, Table
from reportlab.platypus.paraparser import ParaFrag

from desktop.forms import fonts
from desktop.forms.sheet import WIDTH

LINE: Final = 0.5
QUIET: Final = 4
CODE_SIZE: Final = 37 * mm
MASK: Final = 3  # what is encoded is digests, as good as random: no mask is better than another, and trying all eight takes 8 ms
LARGEST_M: Final = 14
"""Above this version of QR the modules of a 37 mm code get too fine for a fax; then less correction is the better trade."""


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "fontName": fonts.TEXT, "bulletFontName": fonts.TEXT, "fontSize": size, "leading": leading, "alignment": TA_LEFT,
        "textColor": black, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0,
    }
    return ParagraphStyle(name, **(settings | more))


BODY: Final = _style("body", 12, 14.2, alignment=TA_JUSTIFY)
FIELD: Final = _style("field", 10.5, 12.4)
NAME: Final = _style("name", 9, 10.6)
CELL: Final = _style("cell", 10, 11.6)
HEAD: Final = _style("head", 9, 10.4, fontName=fonts.BOLD, alignment=TA_CENTER)
SECTION: Final = _style("section", 11, 13, fontName=fonts.BOLD, keepWithNext=1)
TITLE: Final = _style("title", 13, 15.5, fontName=fonts.BOLD, alignment=TA_CENTER)
TITLE_HALF: Final = _style("title-half", 12, 14, fontName=fonts.BOLD, alignment=TA_CENTER)
CENTRE: Final = _style("centre", 11, 13, alignment=TA_CENTER)
SMALL: Final = _style("small", 8.5, 10)
BLANK: Final = _style("blank", 9, 13)
SMALL_CENTRE: Final = _style("small-centre", 8, 9, alignment=TA_CENTER)
SMALL_RIGHT: Final = _style("small-right", 9, 10.6, alignment=TA_RIGHT)
NUMBER: Final = _style("number", 12, 14.5, fontName=fonts.BOLD)
KEY: Final = _style("key", 15, 19, fontName=fonts.MONO, alignment=TA_CENTER)
LETTERHEAD: Final = _style("letterhead", 11.5, 13.5, fontName=fonts.BOLD, alignment=TA_CENTER)

_FLUSH: Final = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
_TIGHT: Final = [("TOPPADDING", (0, 0), (-1, -1), 1.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_FONT: Final = ("FONT", (0, 0), (-1, -1), fonts.TEXT, 10)


class Passage(Paragraph):
    """A paragraph that breaks its lines once for a width: tables and frames ask three times for the same."""

    _set_for: float | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        if self._set_for != availWidth or not hasattr(self, "blPara"):  # ReportLab drops the lines when it cuts a cell
            super().wrap(availWidth, availHeight)
            self._set_for = availWidth
        return self.width, self.height


def paragraph(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text; what it holds of markup is printed as it stands."""
    return _passage((("", text),), style)


def strong(text: str, style: ParagraphStyle) -> Paragraph:
    """Plain text in bold."""
    return _passage((("b", text),), style)


def named(name: str, value: str, style: ParagraphStyle = FIELD) -> Paragraph:
    """``Name: value`` with the name in italics, so that a fax still tells them apart."""
    return _passage((("i", f"{name}:"), ("", f" {value}")) if name else (("", value),), style)


def _passage(pieces: Sequence[tuple[str, str]], style: ParagraphStyle) -> Paragraph:
    """Pieces of plain text, each upright (""), bold ("b") or italic ("i"). Where nothing needs markup ReportLab's parser is passed by:
    it takes a tenth of the time of a whole paper."""
    plain = [(look, fonts.plain(text)) for look, text in pieces]
    if all(fonts.is_plainly_set(text) for _, text in plain):
        return Passage("", style, frags=[_fragment(style, look).clone(text=text) for look, text in plain])
    return Passage("".join(f"<{look}>{fonts.markup(text)}</{look}>" if look else fonts.markup(text) for look, text in plain), style)


@functools.lru_cache(maxsize=64)
def _fragment(style: ParagraphStyle, look: str) -> ParaFrag:
    """One piece as the parser makes it."""
    fonts.load()
    return Paragraph(f"<{look}>x</{look}>" if look else "x", style).frags[0]


def gap(height_mm: float) -> Spacer:
    return Spacer(1, height_mm * mm)


def letterhead(names: Sequence[str], form: Sequence[str]) -> list[Flowable]:
    """The institution's name, Kazakh left and Russian right or centred alone, over a rule; the blank's reference above."""
    story: list[Flowable] = [paragraph(line, SMALL_RIGHT) for line in form if line]
    cells = [paragraph(name, LETTERHEAD) for name in names]
    table = Table([cells], colWidths=[WIDTH / len(cells)] * len(cells), style=[
        _FONT, *_FLUSH, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, black),
        *([("LEFTPADDING", (1, 0), (1, 0), 8), ("RIGHTPADDING", (0, 0), (0, 0), 8)] if len(cells) > 1 else []),
    ])
    return [*story, gap(1), table, gap(3)]


def titles(lines: Sequence[str], under: Sequence[str]) -> list[Flowable]:
    """The title in capitals, in each language, and the lines under it (number, moment), centred or side by side."""
    if len(lines) == 1:
        return [paragraph(lines[0].upper(), TITLE), *(paragraph(line, CENTRE) for line in under), gap(2)]
    table = Table([[paragraph(line.upper(), TITLE_HALF) for line in lines]], colWidths=[WIDTH / 2] * 2, style=[
        _FONT, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3)])
    return [table, *(paragraph(line, CENTRE) for line in under), gap(2)]


def section(number: str, names: Sequence[str]) -> Flowable:
    """A numbered heading; two languages stand over their halves of the page."""
    numbered = [f"{number}. {name}" if number else name for name in names]
    if len(names) == 1:
        return paragraph(numbered[0], SECTION)
    cells = [paragraph(name, SECTION) for name in numbered]
    table = Table([cells], colWidths=[WIDTH / 2] * 2, style=[
        _FONT, *_FLUSH, ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (0, 0), 6), ("LEFTPADDING", (1, 0), (1, 0), 4)])
    table.keepWithNext = 1
    return table


def fields(rows: Sequence[Sequence[Paragraph]]) -> Table:
    """Ruled rows of cells: name | value in one language; Kazakh | Russian in two, or one cell across both."""
    halves = len(rows) and max(len(row) for row in rows) == 2
    spans = [("SPAN", (0, at), (1, at)) for at, row in enumerate(rows) if len(row) == 1]
    cells = [[*row, *([""] * (2 - len(row)))] for row in rows]
    return Table(cells, colWidths=[WIDTH / 2] * 2 if halves else [WIDTH, 0], splitInRow=1, style=[
        _FONT, *_TIGHT, ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("GRID", (0, 0), (-1, -1), LINE, black), *spans])


def pairs(rows: Sequence[tuple[str, str]]) -> Table:
    """Name | value, ruled, for a paper in one language."""
    cells = [[paragraph(name, NAME), paragraph(value, FIELD)] for name, value in rows]
    return Table(cells, colWidths=[58 * mm, WIDTH - 58 * mm], splitInRow=1, style=[
        _FONT, *_TIGHT, ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("GRID", (0, 0), (-1, -1), LINE, black)])


def grid(heads: Sequence[str], rows: Sequence[Sequence[Flowable | Sequence[Flowable]]], widths_mm: Sequence[float]) -> Table:
    """A table whose head is repeated on every page and whose rows may go over one."""
    cells = [[paragraph(head, HEAD) for head in heads], *[list(row) for row in rows]]
    return Table(cells, colWidths=[width * mm for width in widths_mm], repeatRows=1, splitInRow=1, style=[
        _FONT, *_TIGHT, ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("GRID", (0, 0), (-1, -1), LINE, black), ("VALIGN", (0, 0), (-1, 0), "MIDDLE")])


def signature(post: str, name: str, captions: Sequence[str]) -> Table:
    """Post, line to sign on, initials and surname, each over its caption; a gap between the lines."""
    cells: list[list[object]] = [
        [paragraph(post, FIELD), "", "", "", paragraph(name, FIELD)],
        [paragraph(captions[0], SMALL_CENTRE), "", paragraph(captions[1], SMALL_CENTRE), "", paragraph(captions[2], SMALL_CENTRE)],
    ]
    widths = (76 * mm, 5 * mm, 44 * mm, 5 * mm, WIDTH - 130 * mm)
    return Table(cells, colWidths=widths, style=[
        _FONT, *_FLUSH, ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("TOPPADDING", (0, 0), (-1, 0), 6),
        ("TOPPADDING", (0, 1), (-1, 1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        *[("LINEBELOW", (at, 0), (at, 0), LINE, black) for at in (0, 2, 4)]])


def aside(left: str, lines: Sequence[str]) -> Table:
    """A mark at the left (the place of the seal) and small lines to be filled in by hand beside it."""
    cells = [[paragraph(left, BODY), [paragraph(line, BLANK) for line in lines]]]
    return Table(cells, colWidths=[46 * mm, WIDTH - 46 * mm], style=[_FONT, *_FLUSH, *_TIGHT])


def code(text: str, lines: Sequence[Flowable]) -> Table:
    """The code at the left, what it proves in readable type beside it, in one frame."""
    return Table([[CodePicture(text), list(lines)]], colWidths=[CODE_SIZE + 2 * mm, WIDTH - CODE_SIZE - 2 * mm], style=[
        _FONT, ("BOX", (0, 0), (-1, -1), LINE, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (0, 0), 1 * mm), ("RIGHTPADDING", (0, 0), (0, 0), 0), ("LEFTPADDING", (1, 0), (1, 0), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])


class CodePicture(Flowable):
    """A QR as one filled path, so that no viewer draws seams between its modules; with its quiet zone."""

    def __init__(self, text: str, size: float = CODE_SIZE) -> None:
        super().__init__()
        self.width = self.height = size
        self._rows = _modules(text)

    def draw(self) -> None:
        across = len(self._rows) + 2 * QUIET
        step = self.width / across
        self.canv.saveState()
        self.canv.scale(step, step)
        self.canv.setFillGray(0)
        runs = [  # whole numbers of modules, written as PDF says them: four times faster than a path of floats
            f"{start + QUIET} {across - QUIET - row - 1} {end - start} 1 re"
            for row, modules in enumerate(self._rows) for start, end in _runs(modules)
        ]
        self.canv.drawPath(PDFPathObject(code=runs), stroke=0, fill=1)
        self.canv.restoreState()


def _modules(text: str) -> tuple[bytearray, ...]:
    made = segno.make_qr(text, error="m", mode="alphanumeric", boost_error=False, mask=MASK)
    if int(made.version) > LARGEST_M:
        made = segno.make_qr(text, error="l", mode="alphanumeric", boost_error=False, mask=MASK)
    return tuple(made.matrix)


def _runs(modules: bytearray) -> list[tuple[int, int]]:
    runs, start = [], None
    for at, dark in enumerate((*modules, 0)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            runs.append((start, at))
            start = None
    return runs
