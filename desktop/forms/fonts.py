"""The type of the papers: Tinos, with DejaVu Sans for the signs it lacks; a glyph nobody has stops the print and is named."""

import functools
import unicodedata
from typing import Final
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from db.errors import TizilimError
from resources import locate

TEXT: Final = "Tinos"
BOLD: Final = "Tinos-Bold"
ITALIC: Final = "Tinos-Italic"
SIGNS: Final = "DejaVuSans"
MONO: Final = "DejaVuSansMono"
BOLD_ITALIC: Final = "Tinos-BoldItalic"
_FILES: Final = {name: f"{name}.ttf" for name in (BOLD, ITALIC, BOLD_ITALIC, SIGNS, MONO)} | {TEXT: "Tinos-Regular.ttf"}
_BREAKS: Final = "\n"


@functools.lru_cache(maxsize=1)
def load() -> None:
    """Registers the carried fonts once per process; never a font of the system. Raises ``font_missing``."""
    for name, file in _FILES.items():
        try:
            pdfmetrics.registerFont(TTFont(name, str(locate("fonts", file))))
        except (TTFError, OSError) as error:
            raise TizilimError("font_missing", name=file) from error
    pdfmetrics.registerFontFamily(TEXT, TEXT, BOLD, ITALIC, BOLD_ITALIC)
    rl_config.canvas_basefontname = TEXT  # else every file names an unembedded Helvetica
    rl_config.useA85 = 0


@functools.lru_cache(maxsize=len(_FILES))
def _glyphs(name: str) -> frozenset[str]:
    load()
    return frozenset(chr(code) for code in pdfmetrics.getFont(name).face.charToGlyph if unicodedata.category(chr(code)) != "Cc")


def plain(text: str) -> str:
    """The text as it is set: composed letters, ordinary spaces and line ends, without signs that draw nothing."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def check(text: str, font: str = TEXT) -> str:
    """The text itself, if this font can draw all of it; for what is drawn without markup."""
    missing = set(text) - _glyphs(font)
    if missing:
        _refuse(min(missing))
    return text


def is_plainly_set(text: str) -> bool:
    """Whether plain text is set as it stands: one line, every sign in Tinos."""
    return _glyphs(TEXT).issuperset(text)


def markup(text: str) -> str:
    """Plain text as paragraph markup: escaped, line ends kept, signs that Tinos lacks set in DejaVu Sans."""
    text = plain(text)
    own = _glyphs(TEXT)
    lacking = set(text) - own - {_BREAKS}
    if lacking - _glyphs(SIGNS):
        _refuse(min(lacking - _glyphs(SIGNS)))
    said = escape(text)
    for sign in sorted(lacking):
        said = said.replace(sign, f'<font name="{SIGNS}">{sign}</font>')
    return said.replace(_BREAKS, "<br/>")


def _refuse(sign: str) -> None:
    name = unicodedata.name(sign, "")
    raise TizilimError("glyph_missing", sign=sign if sign.isprintable() else "", name=f"U+{ord(sign):04X} {name}".strip())
