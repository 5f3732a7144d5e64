"""References to articles: typed in any official form, written in both languages, in one order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import offence
from db.rules.offence import Offence

MURDER = Offence("99", "2", ("15",))


@pytest.mark.parametrize("text", [
    "ст. 99 ч. 2 п. 15)", "ст.99 ч.2 п.15", "статья 99 часть 2 пункт 15)", "п. 15) ч. 2 ст. 99", "пункт 15) части 2 статьи 99 УК РК",
    "99-баптың 2-бөлігінің 15) тармағы", "ҚК 99-бабының 2-бөлігінің 15) тармағы", "бап 99 / бөлік 2 / тармақ 15)",
    "статья 99 / часть 2 / пункт 15)", "99/2/15", "99 ч. 2 п. 15)", "СТ. 99 Ч. 2 П. 15)", "cт. 99 ч. 2 п. 15)",      # a Latin c
])
def test_one_offence_in_every_official_form(text: str) -> None:
    assert offence.parse(text) == (MURDER,)


@pytest.mark.parametrize("text, found", [
    ("ст. 99 ч. 2 п. 1), 15)", (Offence("99", "2", ("1", "15")),)), ("п.п. 1), 15) ч. 2 ст. 99", (Offence("99", "2", ("1", "15")),)),
    ("99-баптың 2-бөлігінің 1), 15) тармақтары", (Offence("99", "2", ("1", "15")),)),
    ("ст. 141-1 ч. 3-1", (Offence("141-1", "3-1"),)), ("347-1-бабының 3-бөлігі", (Offence("347-1", "3"),)), ("ст. 106", (Offence("106"),)),
    ("ст. 24 ч. 3, ст. 188 ч. 2", (Offence("188", "2", attempt="24.3"),)),
    ("24-баптың 3-бөлігі, 188-баптың 2-бөлігі", (Offence("188", "2", attempt="24.3"),)),
    ("ч. 3 ст. 24, ч. 2 ст. 188", (Offence("188", "2", attempt="24.3"),)),
    ("ст. 28 ч. 5, ст. 24, ст. 188 ч. 2", (Offence("188", "2", attempt="24", complicity="28.5"),)),
    ("ст. 99 ч. 2; ст. 188", (Offence("99", "2"), Offence("188"))), ("ст. 99 ч. 2, ст. 188 ч. 3", (Offence("99", "2"), Offence("188", "3"))),
    ("ст. 96 ч. 1 УК 1997", (Offence("96", "1", code="1997"),)), ("ст.ст. 188, 189", (Offence("188"), Offence("189"))),
])
def test_points_hyphens_attempts_and_several_offences(text: str, found: tuple[Offence, ...]) -> None:
    assert offence.parse(text) == found


@pytest.mark.parametrize("text", [
    "", "  ", "кража", "ст.", "ч. 2", "п. 15)", "ст. 99 ч. 2 какая-то", "ст. 24 ч. 3", "ст. 99 ч. 1, 2", "ст. 1999", "ст. 99 ч. 2 ч. 3", ";",
])
def test_what_is_not_understood_as_a_whole_is_not_understood(text: str) -> None:
    assert offence.parse(text) is None


def test_written_in_both_languages() -> None:
    assert offence.citation(MURDER, "ru") == "ст. 99 ч. 2 п. 15)"
    assert offence.citation(MURDER, "kk") == "99-баптың 2-бөлігінің 15) тармағы"
    several = Offence("188", "2", ("1", "3"), attempt="24.3", code="1997")
    assert offence.citation(several, "ru") == "ст. 24 ч. 3, ст. 188 ч. 2 п. 1), 3) (УК 1997 г.)"
    assert offence.citation(several, "kk") == "24-баптың 3-бөлігі, 188-баптың 2-бөлігінің 1), 3) тармақтары (ҚК 1997 ж.)"
    assert offence.citation(Offence("106"), "kk") == "106-бап"
    assert offence.table_form(MURDER, "kk") == "бап 99 / бөлік 2 / тармақ 15)"
    assert offence.table_form(MURDER, "ru") == "статья 99 / часть 2 / пункт 15)"


NUMBERS = st.builds(lambda n, m: f"{n}-{m}" if m else str(n), st.integers(99, 466), st.sampled_from([0, 0, 1, 2]))
SMALL = st.builds(lambda n, m: f"{n}-{m}" if m else str(n), st.integers(1, 9), st.sampled_from([0, 0, 1]))
OFFENCES = st.builds(
    Offence, NUMBERS, st.one_of(st.just(""), SMALL), st.lists(SMALL, max_size=3, unique=True).map(tuple),
    st.sampled_from(["", "24", "24.1", "24.3"]), st.sampled_from(["", "28", "28.3", "28.5"]), st.sampled_from(["2014", "1997"]),
)


@given(OFFENCES, st.sampled_from(["kk", "ru"]))
def test_what_is_written_is_read_back(one: Offence, language: str) -> None:
    assert offence.parse(offence.citation(one, language)) == (one,)


@given(OFFENCES)
def test_the_table_form_is_read_back_too(one: Offence) -> None:
    plain = Offence(one.article, one.part, one.points)
    assert offence.parse(offence.table_form(plain, "kk")) == offence.parse(offence.table_form(plain, "ru")) == (plain,)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = offence.parse(text)
    assert found is None or all(one.article for one in found)


def test_sorted_by_number_not_by_digits_and_the_present_code_first() -> None:
    mixed = [Offence("141-1"), Offence("99", "2"), Offence("1000"[:3]), Offence("99", code="1997"), Offence("99", "10"), Offence("141"),
             Offence("99", "2", attempt="24.3")]
    ordered = [(one.article, one.part, one.attempt, one.code) for one in sorted(mixed, key=offence.sort_key)]
    assert ordered == [("99", "2", "", "2014"), ("99", "2", "24.3", "2014"), ("99", "10", "", "2014"), ("100", "", "", "2014"),
                       ("141", "", "", "2014"), ("141-1", "", "", "2014"), ("99", "", "", "1997")]


def test_the_gravest_is_found_and_the_unknown_is_left_out() -> None:
    assert offence.gravest(("gravity_medium", "", "gravity_grave", "gravity_minor")) == "gravity_grave"
    assert offence.gravest(("", "?")) == ""


def test_problems_are_named_field_by_field() -> None:
    wrong = Offence("", "2a", ("15", "x"), "24.", "28.y", "2020", "gravity_huge")
    assert [problem.field for problem in offence.problems(wrong)] == ["article", "part", "points", "complicity", "code", "gravity"]
    assert offence.problems(MURDER) == []
