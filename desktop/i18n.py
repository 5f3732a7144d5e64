"""Every word the program shows: Kazakh and Russian catalogues, terms of the field, numbers, dates and names of countries."""

import csv
import functools
import gettext as _gettext
import io
from collections.abc import Callable
from pathlib import Path

from db.errors import TizilimError
from resources import locate

LANGUAGES = ("kk", "ru")
NAMES = {"kk": "қазақша", "ru": "русский"}
SHORT = {"kk": "қаз", "ru": "рус"}
DOMAIN = "tizilim"
NBSP = "\u00a0"

Phrase = str | Callable[[], str]
"""Text that follows the language: a message of the catalogue, marked with ``N_``, or a function that makes it."""

listeners: list[Callable[[], None]] = []
"""Called after each change of language, in the order of joining."""

_current = "kk"


def N_(message: str) -> str:  # noqa: N802 - the customary name
    """Marks a message for the catalogue where it must not be translated yet (class and module level)."""
    return message


def _(message: str) -> str:
    """The message in the current language. The empty message stays empty (gettext would answer with its header)."""
    return catalogue(_current).gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The form of the message that goes with the number; put the number in with ``.format(n=…)``."""
    return catalogue(_current).ngettext(one, many, number)


def spoken(phrase: Phrase) -> str:
    """The phrase in the current language."""
    return phrase() if callable(phrase) else _(phrase)


def term(term_id: str, capital: bool = False) -> str:
    """A word of the field from the glossary, nominative; an unknown id is shown as it is, so that no record ever hides."""
    word = glossary().get(term_id, {}).get(_current) or term_id
    return word[:1].upper() + word[1:] if capital else word


def titled(term_id: str) -> Callable[[], str]:
    """A phrase for labels: the term with a capital letter, in the language of the moment."""
    return functools.partial(term, term_id, True)


def is_term(term_id: str) -> bool:
    return term_id in glossary()


def use(language: str) -> None:
    """Speaks this language from now on and tells every listener. Unknown languages are refused: ``unknown_language``."""
    global _current
    if language not in LANGUAGES:
        raise TizilimError("unknown_language", language=language)
    changed = language != _current
    _current = language
    if changed:
        for listener in list(listeners):
            listener()


def language() -> str:
    return _current


class speaking:  # noqa: N801 - reads as a statement: ``with speaking("ru"):``
    """Another language for one paper; nobody is told, and the window keeps its own."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise TizilimError("unknown_language", language=language)
        self._wanted, self._before = language, _current

    def __enter__(self) -> None:
        global _current
        self._before, _current = _current, self._wanted

    def __exit__(self, *exc: object) -> None:
        global _current
        _current = self._before


def number(value: int, tenths: bool = False) -> str:
    """A whole number, or tenths, as both languages write it: 12 345,6 with no-break spaces."""
    whole, rest = divmod(abs(value), 10) if tenths else (abs(value), 0)
    text = f"{whole:,}".replace(",", NBSP)
    sign = "\u2212" if value < 0 else ""
    return f"{sign}{text},{rest}" if tenths else sign + text


def date(value: str | None) -> str:
    """``2026-11-20`` as 20.11.2026; empty for nothing."""
    from db.rules.moment import date_short  # tables of names that the first window does not need

    return date_short(value or "")


def moment(value: str | None, offset: bool = False) -> str:
    """``2026-11-20T14:05+05:00`` as 20.11.2026 14:05, with its offset when asked; empty for nothing."""
    from db.rules.moment import moment_short  # see date

    text = moment_short(value or "")
    return f"{text} (UTC{value[16:]})" if offset and value else text


def country(code: str) -> str:
    """Name of a citizenship: ISO 3166 alpha-2, or a term such as ``stateless`` and ``unknown``."""
    special = {"stateless": "stateless_person", "unknown": "unknown"}.get(code)
    return term(special) if special else _territories(_current).get(code, code)


@functools.lru_cache(maxsize=1)
def country_codes() -> tuple[str, ...]:
    """Every ISO 3166 alpha-2 code that Babel knows as a country, Kazakhstan first."""
    groups = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    codes = (code for code in _territories("kk") if len(code) == 2 and code.isalpha() and code not in groups)
    return ("KZ", *sorted(code for code in codes if code != "KZ"))


@functools.lru_cache(maxsize=len(LANGUAGES))
def _territories(language: str) -> dict[str, str]:
    from babel import Locale  # 20 ms that a start without names of countries need not spend

    return {str(code): str(name) for code, name in Locale(language).territories.items()}


@functools.lru_cache(maxsize=1)
def glossary() -> dict[str, dict[str, str]]:
    with locate("i18n", "glossary.csv").open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
        return {row[0]: dict(zip(heads, row, strict=True)) for row in rows}


@functools.lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> _gettext.NullTranslations:
    po = locate("i18n", language, "LC_MESSAGES", f"{DOMAIN}.po")
    mo = po.with_suffix(".mo")
    if _fresh(mo, po):
        with mo.open("rb") as file:
            return _gettext.GNUTranslations(file)
    return _gettext.GNUTranslations(io.BytesIO(compiled(po))) if po.exists() else _gettext.NullTranslations()


def _fresh(mo: Path, po: Path) -> bool:
    return mo.exists() and (not po.exists() or mo.stat().st_mtime >= po.stat().st_mtime)


def compiled(po: Path) -> bytes:
    """The catalogue in the form that gettext reads; made on the spot in a checkout where nothing was built."""
    from babel.messages.mofile import write_mo  # only without a fresh .mo
    from babel.messages.pofile import read_po

    with po.open("rb") as file:
        catalogue = read_po(file)
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def forget() -> None:
    """Reads catalogues and glossary anew at the next word; for the tool that has just written them."""
    catalogue.cache_clear()
    glossary.cache_clear()
