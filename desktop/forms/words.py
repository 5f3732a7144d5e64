"""The words of a paper in one language of its own, whatever language the window speaks; it refuses what is not translated."""

import csv
import functools
from pathlib import Path
from typing import NamedTuple

from db.errors import TizilimError
from desktop import i18n

LANGUAGES = i18n.LANGUAGES
BOTH = "both"
PAPER_LANGUAGES = (*LANGUAGES, BOTH)
FORMS = Path(__file__).with_name("data") / "forms.csv"
NOTHING = "—"
"""Stands where nothing was said, so that nothing can be written there afterwards."""

MONTHS = {
    "kk": ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
}
_PATTERNS = {"kk": "{year} жылғы {day} {month}", "ru": "{day} {month} {year} года"}


class Form(NamedTuple):
    """What an order fixes about a paper, as data: number of the blank, title and reference, "" when not known."""

    number: str
    title: str
    order: str


class Words:
    """Messages, terms and dates in one language. Raises ``translation_missing`` where the window would show English."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise TizilimError("unknown_language", language=language)
        self.language = language

    def text(self, message: str) -> str:
        said = i18n.catalogue(self.language).gettext(message)
        if said == message or not said:
            raise TizilimError("translation_missing", text=message, language=self.language)
        return said

    def term(self, term_id: str) -> str:
        """A word of the field; the empty code is a dash."""
        if not term_id:
            return NOTHING
        said = i18n.glossary().get(term_id, {}).get(self.language)
        if not said:
            raise TizilimError("translation_missing", text=term_id, language=self.language)
        return said

    def say(self, value: str) -> str:
        """A term where the value is one, otherwise what was typed."""
        return self.term(value) if not value or i18n.is_term(value) else value

    def titled(self, term_id: str) -> str:
        return capital(self.term(term_id))

    def date(self, day: str) -> str:
        """``2026-11-20`` as it stands in official papers: «2026 жылғы 20 қараша», «20 ноября 2026 года»."""
        if not day:
            return NOTHING
        year, month, number = (int(part) for part in day[:10].split("-"))
        return _PATTERNS[self.language].format(year=year, month=MONTHS[self.language][month - 1], day=number)

    def moment(self, moment: str) -> str:
        """``2026-11-20T14:05+05:00`` as the date in words, the time and its offset."""
        if not moment:
            return NOTHING
        zone = f" (UTC{moment[16:]})" if moment[16:] else ""
        return f"{self.date(moment)}, {moment[11:16]}{zone}"

    def form(self, paper: str) -> Form:
        row = _forms()[paper]
        return Form(row["form"], row[f"title_{self.language}"], row[f"order_{self.language}"])


def spoken(language: str) -> tuple[Words, ...]:
    """The languages of a paper: one, or Kazakh and Russian for ``both``; anything else is ``unknown_language``."""
    return tuple(Words(name) for name in LANGUAGES) if language == BOTH else (Words(language),)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@functools.lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as file:
        return {row["paper"]: row for row in csv.DictReader(file)}
