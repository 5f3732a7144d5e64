"""The printed journal: every line, the totals, the balance, the closing and its corrections, in each language."""

import io

import pypdfium2
import pytest

from db.errors import TizilimError
from desktop.forms.movement_journal import JournalPaper, Note, Step, Sum, movement_journal

STEP = Step("in", "move_from_court", "2026-11-19T14:05+05:00", "Қасымов Әлихан", "1985-01-31", "suspect", "Алматы қалалық соты", "order_request",
            "417", "2026-11-19", "тергеуші", "Ахметов С. Т.", "сот отырысы")


def paper(**changes: object) -> JournalPaper:
    values: dict[str, object] = {
        "on": "2026-11-19", "steps": (STEP,), "sums": (Sum("", 290, 1, 0, 291), Sum("suspect", 12, 1, 0, 12), Sum("of_them_women", 24, 0, 0, 24)),
        "away": 6, "held": 297, "closed_at": "2026-11-20T08:10+05:00", "closed_by": "Сәрсенова А. Б.", "closed": (290, 1, 0, 291), "notes": (),
        "institution_kk": "Демо мекеме", "institution_ru": "Демонстрационное учреждение", "post": "есепке алу қызметкері", "name": "Сәрсенова А. Б.",
        "printed_at": "2026-11-20T14:05+05:00",
    }
    return JournalPaper(**{**values, **changes})  # type: ignore[arg-type]


def text(made: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    return " ".join(" ".join(document[place].get_textpage().get_text_range().split()) for place in range(len(document)))


@pytest.mark.parametrize(("language", "expected"), [
    ("kk", ("КҮНДЕЛІКТІ ҚОЗҒАЛЫС ЖУРНАЛЫ", "Келгені: 1", "Кеткені: 0", "290 + 1 − 0 = 291")),
    ("ru", ("ЖУРНАЛ ЕЖЕДНЕВНОГО ДВИЖЕНИЯ", "Прибыло: 1", "Убыло: 0", "290 + 1 − 0 = 291")),
    ("both", ("КҮНДЕЛІКТІ ҚОЗҒАЛЫС ЖУРНАЛЫ", "Прибыло: 1")),
])
def test_the_day_is_printed_with_its_balance(language: str, expected: tuple[str, ...]) -> None:
    said = text(movement_journal(paper(), language))
    for words in (*expected, "Қасымов Әлихан", "14:05", "№ 417", "Ахметов С. Т.", "сот отырысы"):
        assert words in said, words


def test_a_changed_status_is_told_beside_its_sum() -> None:
    assert "категория изменилась в этот день: −1" in text(movement_journal(paper(), "ru"))


def test_an_open_day_says_so_and_a_correction_stands_on_the_paper() -> None:
    assert "День не закрыт." in text(movement_journal(paper(closed=None, closed_at="", closed_by=""), "ru"))
    note = Note("2026-11-21T09:00+05:00", "Сәрсенова А. Б.", "ұмыт қалған", 290, 1, 1, 290)
    assert "290 + 1 − 1 = 290. ұмыт қалған" in text(movement_journal(paper(notes=(note,)), "ru"))


def test_the_same_day_gives_the_same_bytes_and_an_unknown_language_is_refused() -> None:
    assert movement_journal(paper(), "kk") == movement_journal(paper(), "kk")
    with pytest.raises(TizilimError):
        movement_journal(paper(), "en")
