"""Sets the pages of a PDF beside those that its sealed values print, and names the items whose words or picture differ."""

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PIL import ImageChops

from db.proof.values import Body
from desktop.forms import fonts
from desktop.forms.certification import certification
from desktop.forms.paper import LAYOUT, Embedded
from desktop.forms.wording import spoken_values
from desktop.forms.words import Words, spoken

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

PICTURE_DPI: Final = 72
TOLERANCE: Final = 24
"""Levels of grey; the same page drawn twice differs by none, another version of the drawing engine by a few."""

BAND: Final = 6
FOOT_AND_HEAD: Final = 60
"""Words that may stand between two parts of a value: the foot of a page and the repeated head of a table."""

TEXT: Final = "text"


def comparable(embedded: Embedded) -> bool:
    """Whether this program still sets the values as the one that printed them."""
    return embedded.layout == LAYOUT


def words_on(page: "PdfPage") -> str:
    """All words of a page in the order in which they were drawn."""
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()


def differences(pdf: bytes, embedded: Embedded) -> tuple[str, ...]:
    """Items (``db.proof.values``, ``amendment.1.text`` on a sheet of its own, "text" for the rest) that are printed otherwise
    than they were sealed. PDFium is not safe for threads: the caller holds the lock."""
    import pypdfium2  # 100 ms that the window's start need not spend

    if not comparable(embedded):
        return _missing(pdf, embedded)
    found = pypdfium2.PdfDocument(pdf)
    wanted = pypdfium2.PdfDocument(certification(embedded.paper, embedded.language))
    try:
        return tuple(dict.fromkeys(_compare(found, wanted, embedded)))
    finally:
        found.close()
        wanted.close()


def _compare(found: "PdfDocument", wanted: "PdfDocument", embedded: Embedded) -> Iterator[str]:
    words = _words(wanted)
    owners = _owners(words, embedded)
    yield from _named(_words(found), words, owners)
    if len(found) != len(wanted):
        yield TEXT
        return
    before = 0
    for place in range(len(wanted)):
        here = wanted[place]
        for left, top, right, bottom in _touched(found[place], here):
            yield from _items_at(here, (left, top, right, bottom), owners[before:]) or (TEXT,)
        before += len(words_on(here).split())


def _words(document: "PdfDocument") -> list[str]:
    return [word for place in range(len(document)) for word in words_on(document[place]).split()]


def _named(found: list[str], wanted: list[str], owners: list[str]) -> tuple[str, ...]:
    """The owners of the wanted words that are changed, gone, or have others between them."""
    if found == wanted:
        return ()
    named: dict[str, None] = {}
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        touched = owners[start:end] or {owners[at] for at in (start - 1, start) if 0 <= at < len(owners)}
        named.update(dict.fromkeys(touched))
    exact = [item for item in named if item != TEXT]
    return tuple(exact or named or (TEXT,))


def _owners(words: list[str], embedded: Embedded) -> list[str]:
    """For each printed word the item it belongs to; words that belong to none are "text". Values are sought in the order in
    which they are printed, so that the same word in two findings belongs to the right one."""
    owners = [TEXT] * len(words)
    for tongue in spoken(embedded.language):
        after = 0
        for item, value in _values(embedded, tongue):
            places = _find(words, fonts.plain(value).split(), after)
            for place in places:
                owners[place] = item
            after = places[-1] + 1 if places else after
    numbers = {embedded.paper.number: "number"}
    return [numbers.get(word, owner) if owner == TEXT else owner for word, owner in zip(words, owners, strict=True)]


def _find(words: list[str], parts: list[str], after: int) -> list[int]:
    """Where these words next stand, together or parted by the foot and head of a page; empty if they do not."""
    if not parts:
        return []
    for start in range(after, len(words) - len(parts) + 1):
        if words[start] == parts[0] and words[start:start + len(parts)] == parts:
            return list(range(start, start + len(parts)))
    places: list[int] = []
    for part in parts:
        start = places[-1] + 1 if places else after
        end = start + FOOT_AND_HEAD if places else len(words)
        try:
            places.append(words.index(part, start, end))
        except ValueError:
            return []
    return places


def _values(embedded: Embedded, tongue: Words) -> Iterator[tuple[str, str]]:
    """Every value in one language, in the order of the print."""
    paper = embedded.paper
    heads = {"kk": paper.institution_kk, "ru": paper.institution_ru}
    yield "institution", heads[tongue.language]
    yield from _spoken(paper.number, paper.sealed_at, paper.body, tongue)
    for place, sheet in enumerate(paper.amendments, start=1):
        for item, value in _spoken(sheet.number, sheet.sealed_at, sheet.body, tongue):
            yield f"amendment.{place}.{item}", value


def _spoken(number: str, sealed_at: str, body: Body, tongue: Words) -> Iterator[tuple[str, str]]:
    (first, *rest) = spoken_values(number, body, tongue)
    yield first
    yield "sealed_at", tongue.moment(sealed_at)
    yield from rest


def _missing(pdf: bytes, embedded: Embedded) -> tuple[str, ...]:
    """For a paper of another layout: the items whose words are nowhere on its pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        there = " ".join(_words(document))
    finally:
        document.close()
    values = [each for tongue in spoken(embedded.language) for each in _values(embedded, tongue)]
    return tuple(dict.fromkeys(item for item, value in values if " ".join(fonts.plain(value).split()) not in there))


def _touched(found: "PdfPage", wanted: "PdfPage") -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom in pixels) where two pages look different, one for each band of lines."""
    pictures = [page.render(scale=PICTURE_DPI / 72, grayscale=True).to_pil() for page in (found, wanted)]
    if pictures[0].size != pictures[1].size:
        return [(0, 0, 1, 1)]
    changed = ImageChops.difference(*pictures).point(lambda level: 255 if level > TOLERANCE else 0)
    return [
        (box[0], top + box[1], box[2], top + box[3])
        for top in range(0, changed.height, BAND)
        if (box := changed.crop((0, top, changed.width, min(top + BAND, changed.height))).getbbox())
    ]


def _items_at(page: "PdfPage", box: tuple[int, int, int, int], owners: list[str]) -> tuple[str, ...]:
    """Whose words stand in this box of the page; ``owners`` begin with the page's first word."""
    height = page.get_height()
    text = page.get_textpage()
    try:
        said = str(text.get_text_range())
        places = set()
        y = height - (box[1] + box[3]) / 2 * 72 / PICTURE_DPI
        for x in range(box[0], box[2] + 1, 3):
            at = text.get_index(x * 72 / PICTURE_DPI, y, 2, 5)
            if at is not None:
                places.add(max(len(said[:at + 1].split()) - 1, 0))
    finally:
        text.close()
    named = dict.fromkeys(owners[place] for place in sorted(places) if place < len(owners))
    return tuple(item for item in named if item != TEXT)


