"""The list of placements of one minute: each cell with its people, then whoever is held in none; A4, Kazakh, Russian or both."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec
from reportlab.platypus import Flowable, KeepTogether

from desktop.forms import blocks, fonts
from desktop.forms.blocks import gap, paragraph
from desktop.forms.sheet import Sheet, pdf
from desktop.forms.words import NOTHING, Words, capital, spoken
from desktop.i18n import N_

FORM: Final = "placement_list"
WIDTHS: Final = (24, 9, 66, 22, 37, 22)
"""Millimetres: cell, number in order, name, date of birth, category, since."""


class PersonLine(msgspec.Struct, frozen=True):
    """Somebody in a cell; ``since`` is a moment, "" for whoever is in none."""

    name: str
    date_of_birth: str
    category: str
    since: str


class CellLine(msgspec.Struct, frozen=True):
    """A cell with its people; ``area`` in hundredths of a square metre."""

    block: str
    unit: str
    number: str
    purpose: str
    capacity: int | None
    area: int | None
    closed_on: str
    people: tuple[PersonLine, ...]


class PlacementList(msgspec.Struct, frozen=True):
    """Everything that the paper shows; ``at`` is the minute, ``printed_at`` a value like the others."""

    at: str
    cells: tuple[CellLine, ...]
    outside: tuple[PersonLine, ...]
    institution_kk: str
    institution_ru: str
    post: str
    name: str
    printed_at: str = ""
    demo: bool = False


def placement_list(listed: PlacementList, language: str) -> bytes:
    """The paper as PDF bytes. Raises ``translation_missing``, ``unknown_language``, and ``glyph_missing`` for a sign without a letter."""
    fonts.load()
    tongues = spoken(language)
    forms = [words.form(FORM) for words in tongues]
    names = [listed.institution_kk if words.language == "kk" else listed.institution_ru for words in tongues]
    story = [*blocks.letterhead(names, []), *blocks.titles([form.title for form in forms], _unique(words.moment(listed.at) for words in tongues))]
    for block, cells in groupby(listed.cells, key=lambda line: line.block):
        if block:
            story.append(blocks.section("", _unique(f"{words.titled('cell_block')} {block}" for words in tongues)))
        story += [blocks.grid(_heads(tongues), list(_rows(list(cells), tongues)), WIDTHS), gap(3)]
    story += _outside(listed, tongues)
    story += _foot(listed, tongues)
    return pdf(story, Sheet(forms[0].title, "", tongues, listed.printed_at, listed.demo))


def _heads(tongues: Sequence[Words]) -> list[str]:
    named = [_both(tongues, name) for name in ("cell", "full_name_short", "date_of_birth", "category_short", "placed_from")]
    return [named[0], "№", *named[1:]]


def _rows(cells: Sequence[CellLine], tongues: Sequence[Words]) -> Iterator[list[Flowable | Sequence[Flowable]]]:
    """A row a person; the cell stands beside the first one, an empty cell has a row of its own."""
    for cell in cells:
        for place, one in enumerate(cell.people or (None,)):
            yield [_cell(cell, tongues) if place == 0 else [], *_person(one, place + 1, tongues)]


def _cell(cell: CellLine, tongues: Sequence[Words]) -> list[Flowable]:
    told = [blocks.strong(cell.number, blocks.CELL), paragraph(f"{len(cell.people)} / {cell.capacity if cell.capacity is not None else NOTHING}",
                                                              blocks.SMALL)]
    if cell.unit:
        told.append(paragraph(cell.unit, blocks.SMALL))
    if cell.closed_on:
        told.append(paragraph(_both(tongues, "cell_closed", small=True), blocks.SMALL))
    return told


def _person(one: PersonLine | None, place: int, tongues: Sequence[Words]) -> list[Flowable]:
    if one is None:
        return [paragraph(NOTHING, blocks.CELL) for _column in range(5)]
    category = " / ".join(_unique(words.term(one.category) for words in tongues))
    return [paragraph(str(place), blocks.CELL), paragraph(one.name, blocks.CELL), paragraph(_day(one.date_of_birth), blocks.CELL),
            paragraph(category, blocks.SMALL), paragraph(f"{_day(one.since)} {one.since[11:16]}".strip(), blocks.SMALL)]


def _outside(listed: PlacementList, tongues: Sequence[Words]) -> list[Flowable]:
    if not listed.outside:
        return []
    rows = [[paragraph(NOTHING, blocks.CELL), *_person(one, place + 1, tongues)] for place, one in enumerate(listed.outside)]
    return [blocks.section("", [words.text(N_("Held here, but in no cell")) for words in tongues]),
            blocks.grid(_heads(tongues), rows, WIDTHS), gap(3)]


def _foot(listed: PlacementList, tongues: Sequence[Words]) -> list[Flowable]:
    inside = sum(len(cell.people) for cell in listed.cells)
    places = sum(cell.capacity or 0 for cell in listed.cells if not cell.closed_on)
    lines = [paragraph(words.text(N_("In cells: {inside}; in no cell: {outside}; held in all: {total}; places in open cells: {places}")).format(
        inside=inside, outside=len(listed.outside), total=inside + len(listed.outside), places=places), blocks.FIELD) for words in tongues]
    captions = [" / ".join(words.term(name) for words in tongues) for name in ("position", "signature", "full_name_short")]
    return [KeepTogether([*lines, gap(4), blocks.signature(listed.post or NOTHING, listed.name or NOTHING, captions)])]


def _both(tongues: Sequence[Words], term_id: str, small: bool = False) -> str:
    said = " / ".join(_unique(words.term(term_id) for words in tongues))
    return said if small else capital(said)


def _day(text: str) -> str:
    return f"{text[8:10]}.{text[5:7]}.{text[:4]}" if text else NOTHING


def _unique(said: Iterable[str]) -> list[str]:
    """Words that are the same in both languages stand once."""
    return list(dict.fromkeys(said))
