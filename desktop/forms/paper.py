"""What the paper of a certification is made of, and how its file carries those values for whoever verifies it later."""

import base64
import binascii
import re
import zlib
from typing import TYPE_CHECKING, Final

import msgspec

from db.errors import TizilimError
from db.rules.certification import AmendmentBody, CertificationBody
from desktop.forms.words import PAPER_LANGUAGES

if TYPE_CHECKING:
    from db.engine import Info
    from db.store.certification import Sheet

LAYOUT: Final = 1
"""Raised whenever the same values are set differently, so that an old print is not called altered."""

MARK: Final = "tizilim-paper-1 "
MAX_PACKED: Final = 1_500_000
MAX_VALUES: Final = 2**20
MAX_AMENDMENTS: Final = 50
MAX_NAME: Final = 500
_MOMENT: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?")


class AmendmentPaper(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sealed amendment, printed as its own numbered sheet with its own code."""

    number: str
    sealed_at: str
    body: AmendmentBody
    code_text: str


class CertificationPaper(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sealed certification with everything its print shows; ``printed_at`` is a value like the others."""

    number: str
    sealed_at: str
    body: CertificationBody
    code_text: str
    amendments: tuple[AmendmentPaper, ...] = ()
    demo: bool = False
    printed_at: str = ""
    institution_kk: str = ""
    institution_ru: str = ""


class Embedded(msgspec.Struct, frozen=True):
    """What a file of ours says about itself; to be believed only as far as its code proves it."""

    layout: int
    language: str
    paper: CertificationPaper


def of_sheet(sheet: "Sheet", info: "Info", printed_at: str) -> CertificationPaper:
    """The paper of a sheet that the register has given out; ``printed_at`` is local time with offset."""
    amendments = tuple(AmendmentPaper(one.number, one.sealed_at, one.body, one.code) for one in sheet.amendments)
    return CertificationPaper(sheet.number, sheet.sealed_at, sheet.body, sheet.code, amendments, info.demo, printed_at,
                              info.institution_name_kk, info.institution_name_ru)


def pack(paper: CertificationPaper, language: str) -> str:
    """The values as one line of signs for the file's properties. Raises ``paper_too_large`` beyond one MiB."""
    said = msgspec.json.encode(Embedded(LAYOUT, language, paper), order="sorted")
    if len(said) > MAX_VALUES or len(paper.amendments) > MAX_AMENDMENTS:
        raise TizilimError("paper_too_large")
    return MARK + base64.b64encode(zlib.compress(said)).decode()


def unpack(line: str) -> Embedded | None:
    """The values in a file's properties; None for whatever is not exactly that."""
    if not line.startswith(MARK) or len(line) > MAX_PACKED:
        return None
    try:
        opener = zlib.decompressobj()
        said = opener.decompress(base64.b64decode(line[len(MARK):], validate=True), MAX_VALUES)
        if not opener.eof:
            return None
        found = msgspec.json.decode(said, type=Embedded)
    except (binascii.Error, zlib.error, msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return None
    return found if _printable(found) else None


def _printable(found: Embedded) -> bool:
    """Whether what the code does not cover is of a kind that can be set in type at all."""
    paper = found.paper
    moments = (paper.sealed_at, paper.printed_at, *(amendment.sealed_at for amendment in paper.amendments))
    names = (paper.number, paper.institution_kk, paper.institution_ru, *(amendment.number for amendment in paper.amendments))
    return (
        found.language in PAPER_LANGUAGES and len(paper.amendments) <= MAX_AMENDMENTS
        and all(not moment or _MOMENT.fullmatch(moment) for moment in moments) and all(len(name) <= MAX_NAME for name in names)
    )
