"""The card of terms: every date with its steps on paper, in each language, the same bytes for the same values."""

import io
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from db.rules import calendar, case
from db.rules.offence import Offence
from db.rules.parole import Convict
from db.rules.setoff import Interval
from desktop import i18n
from desktop.forms.pages import PDFIUM
from desktop.forms.terms_card import CardMeasure, CardSentence, TermsCard, terms_card

VALUES: dict[str, Any] = {"years": 2, "months": None, "days": None, "begins_on": "2024-03-15", "place": "inst_medium"}
SET_OFF = (Interval("custody", "2024-01-05", "2024-03-14"),)


def card(**changes: Any) -> TermsCard:
    dates = case.dates(VALUES, SET_OFF, Convict("male", "1985-01-31", ("gravity_medium",)), "2026-11-20", calendar.kazakhstan())
    sentence = CardSentence("Алматы қаласының Бостандық аудандық соты", "1-26", "2024-03-15", "", 2, 0, 0, False, "2024-03-15", "inst_medium",
                            SET_OFF, dates, "2026-11-20")
    values: dict[str, Any] = {
        "institution_kk": "ЛА-155/8 мекемесі", "institution_ru": "Учреждение ЛА-155/8", "name": "Қасымов Әлихан Ғабитұлы",
        "date_of_birth": "1985-01-31", "iin": "850131300019", "category": "convict", "offences": (Offence("188", "2"),),
        "measures": (CardMeasure("custody", "Алматы қаласының тергеу соты", "1", "2024-01-05T10:05+06:00", "2024-03-05T10:05+05:00"),),
        "sentences": (sentence,), "officer": "Серікова Айгүл", "post": "есепке алу қызметкері", "printed_at": "2026-11-20T14:05+05:00",
    }
    return TermsCard(**{**values, **changes})


def text_of(pdf: bytes) -> str:
    with PDFIUM:
        document = PdfDocument(io.BytesIO(pdf))
        found = "\n".join(document[place].get_textpage().get_text_range() for place in range(len(document)))
        document.close()
    return " ".join(found.split())


@pytest.mark.parametrize(("language", "sources"), [("kk", ("ҚАК 165(2)",)), ("ru", ("УИК 165(2)",)), ("both", ("ҚАК 165(2)", "УИК 165(2)"))])
def test_every_date_stands_on_the_card_with_its_article(language: str, sources: tuple[str, ...]) -> None:
    text = text_of(terms_card(card(), language))
    assert all(said in text for said in ("29.11.2025", "28.11.2025", "02.08.2024", "850131300019", *sources))
    assert not any(code in text for code in ("step_", "inst_", "gravity_", "{"))


def test_the_same_values_give_the_same_bytes_whatever_the_window_speaks() -> None:
    made = []
    for language in i18n.LANGUAGES:
        i18n.use(language)
        made.append(terms_card(card(), "both"))
    assert made[0] == made[1]


def test_who_has_no_sentence_yet_has_a_card_of_measures() -> None:
    text = text_of(terms_card(card(sentences=(), category="accused", iin=""), "ru"))
    assert "05.03.2024 10:05" in text and "Приговор" not in text
