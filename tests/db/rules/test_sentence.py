"""The arithmetic of sentences against tables worked by hand from the articles, and properties that hold for every date."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import setoff
from db.rules.calendar import is_day_off, kazakhstan
from db.rules.legal import add_days
from db.rules.moment import age
from db.rules.sentence import (
    End,
    Sentence,
    Term,
    cumulated,
    end,
    last_day,
    life_problems,
    part,
    problems,
    release_on_papers,
    total,
    unserved,
)
from db.rules.setoff import Interval
from db.rules.step import Outcome, decision, number, overridden

KZ = kazakhstan()
ON = "2026-11-20"
DAYS = st.dates(datetime.date(2005, 1, 1), datetime.date(2028, 12, 31)).map(datetime.date.isoformat)
TERMS = st.builds(Term, st.integers(0, 25), st.integers(0, 11), st.integers(0, 29)).filter(bool)
PLACES = st.sampled_from(["inst_minimum", "inst_medium", "inst_medium_minors", "inst_maximum", "inst_emergency", "inst_full"])


def ended(begins: str, term: Term, place: str = "inst_medium", *intervals: Interval, on: str = ON) -> End:
    return end(Sentence(term, begins, place, intervals), on, KZ)


# the end of the term: УИК 165(2)


@pytest.mark.parametrize("begins, term, last, release", [
    ("2024-03-15", Term(2), "2026-03-14", "2026-03-13"),         # a Saturday: the preceding working day
    ("2025-01-01", Term(1), "2025-12-31", "2025-12-31"),         # the day before the same date
    ("2023-01-09", Term(1, 3), "2024-04-08", "2024-04-08"),
    ("2024-02-29", Term(1), "2025-02-28", "2025-02-28"),         # no 29 February: the month's last day
    ("2024-02-29", Term(4), "2028-02-28", "2028-02-28"),         # there is one: the day before it
    ("2023-08-31", Term(0, 6), "2024-02-29", "2024-02-29"),      # no 31 February, a leap year
    ("2022-08-31", Term(0, 6), "2023-02-28", "2023-02-28"),
    ("2025-05-31", Term(0, 6), "2025-11-30", "2025-11-28"),      # no 31 November; a Sunday
    ("2024-03-26", Term(1), "2025-03-25", "2025-03-20"),         # five days off over Nauryz
    ("2025-01-08", Term(1), "2026-01-07", "2026-01-06"),         # 7 January
    ("2025-03-16", Term(2), "2027-03-15", "2027-03-12"),         # 15 March is kept from 2027
    ("2025-08-31", Term(2), "2027-08-30", "2027-08-30"),         # 30 August no longer
    ("2022-05-06", Term(2), "2024-05-05", "2024-05-04"),         # a Sunday, and the Saturday before it was worked
    ("2024-03-15", Term(1, 0, 10), "2025-03-24", "2025-03-20"),
])
def test_the_term_ends_and_the_person_leaves(begins: str, term: Term, last: str, release: str) -> None:
    result = ended(begins, term)
    assert (result.last_day, result.release_on) == (last, release)
    assert [step.source for step in result.steps][1:] == ["УИК 165(2)"] * (len(result.steps) - 1)
    assert result.steps[-1].key == "step_release_first_half" and result.steps[-1].values == {"date": release}


def test_arrest_runs_in_days_and_detention_counts_into_it() -> None:
    whole = ended("2026-11-02", Term(days=30), "arrest_punishment")
    less = ended("2026-11-02", Term(days=30), "arrest_punishment", Interval("custody", "2026-10-30", "2026-11-01"))
    assert (whole.last_day, less.last_day) == ("2026-12-01", "2026-11-28")     # УК 45(2)


def test_beyond_the_calendar_the_answer_says_that_holidays_are_unknown() -> None:
    assert "step_calendar_ends" in [step.key for step in ended("2026-01-12", Term(10)).steps]


def test_life_has_no_end() -> None:
    result = end(Sentence(Term(), "2024-03-15", "inst_emergency", life=True), ON, KZ)
    assert (result.last_day, result.release_on, result.steps[0].key) == (None, None, "step_life")


@given(DAYS, TERMS)
def test_the_day_after_the_last_one_bears_the_same_date_or_begins_a_month(begins: str, term: Term) -> None:
    after = add_days(last_day(begins, Term(term.years, term.months)), 1) if term.whole_months else begins
    assert after[8:] == begins[8:] or after[8:] == "01"
    assert last_day(begins, term) == add_days(after, term.days - 1)


@given(DAYS, TERMS)
def test_release_is_on_a_working_day_never_after_the_last_and_skips_only_days_off(begins: str, term: Term) -> None:
    result = ended(begins, term)
    assert result.last_day and result.release_on and result.release_on <= result.last_day
    assert not is_day_off(result.release_on, KZ)
    day = result.last_day
    while day > result.release_on:
        assert is_day_off(day, KZ)
        day = add_days(day, -1)


@given(DAYS, TERMS, TERMS)
def test_a_longer_term_never_ends_earlier(begins: str, one: Term, more: Term) -> None:
    assert last_day(begins, one) <= last_day(begins, total(one, more))


# set-off: УК 62(3)-(5)


@pytest.mark.parametrize("place, kind, first, last, counted", [
    ("inst_maximum", "custody", "2025-12-01", "2026-04-05", 126), ("inst_emergency", "custody", "2025-12-01", "2026-04-05", 126),
    ("inst_full", "custody", "2025-12-01", "2026-04-05", 126), ("inst_medium", "custody", "2025-12-01", "2026-04-05", 189),
    ("inst_medium_minors", "custody", "2025-12-01", "2026-04-05", 189), ("inst_minimum", "custody", "2025-12-01", "2026-04-05", 252),
    ("inst_medium", "custody", "2026-01-01", "2026-01-03", 5),              # 4,5: a half day counts as a whole one
    ("inst_medium", "house_arrest", "2026-01-01", "2026-01-10", 5),         # УК 62(4)
    ("inst_maximum", "house_arrest", "2026-01-01", "2026-01-11", 6),        # 5,5
    ("inst_minimum", "foreign_custody", "2026-01-01", "2026-01-10", 10),    # УК 62(5)
    ("restriction_of_liberty", "custody", "2026-01-01", "2026-01-10", 20),  # УК 62(3-1)
    ("community_work", "custody", "2026-01-01", "2026-01-10", 40),
    ("inst_medium", "custody", "2024-02-28", "2024-03-01", 5),              # three days over a leap day: 4,5
])
def test_custody_counts_by_kind_and_place(place: str, kind: str, first: str, last: str, counted: int) -> None:
    assert setoff.set_off((Interval(kind, first, last),), place, ON).amount == counted


def test_before_the_wording_of_two_thousand_eighteen_a_day_was_a_day() -> None:
    interval = (Interval("custody", "2018-01-01", "2018-01-10"),)
    assert setoff.set_off(interval, "inst_minimum", "2018-07-23").amount == 10
    assert setoff.set_off(interval, "inst_minimum", "2018-07-24").amount == 20


def test_halves_are_added_before_they_are_rounded() -> None:
    both = (Interval("custody", "2026-01-01", "2026-01-03"), Interval("house_arrest", "2026-01-04", "2026-01-04"))
    result = setoff.set_off(both, "inst_medium", ON)
    assert result.amount == 5 and "step_set_off_rounded" not in [step.key for step in result.steps]


def test_the_rounding_is_one_decision_marked_as_unconfirmed() -> None:
    step = setoff.set_off((Interval("custody", "2026-01-01", "2026-01-03"),), "inst_medium", ON).steps[-1]
    assert (step.key, step.confidence, step.values) == ("step_set_off_rounded", "unconfirmed", {"days": "4,5", "whole": "5"})
    assert decision("half_day").value == "up"


def test_set_off_brings_the_end_nearer_line_by_line() -> None:
    result = ended("2026-04-10", Term(3), "inst_medium", Interval("custody", "2025-12-01", "2026-04-05"))
    assert (result.last_day, result.set_off_days) == ("2028-10-02", 189)          # 09.04.2029 less 189 days, a Monday
    assert [step.key for step in result.steps] == [
        "step_term_begins", "step_day_before", "step_set_off", "step_less_set_off", "step_release_first_half"]
    assert result.steps[2].values["ratio"] == "1 : 1,5" and result.steps[2].source == "УК 62(3)"


def test_without_a_known_ratio_no_end_is_made_up() -> None:
    result = ended("2026-04-10", Term(3), "inst_mixed", Interval("custody", "2026-01-01", "2026-04-09"))
    assert result.last_day is None and result.steps[-1].key == "step_set_off_unknown"
    own = ended("2026-04-10", Term(3), "inst_mixed", Interval("custody", "2026-04-01", "2026-04-09", "3/2", "сот үкімі"))
    assert own.set_off_days == 14 and own.steps[2].confidence == "user" and own.steps[2].values["reason"] == "сот үкімі"


def test_a_term_served_before_the_sentence_frees_at_once() -> None:
    result = ended("2026-04-10", Term(0, 6), "inst_minimum", Interval("custody", "2026-01-01", "2026-04-09"))
    assert result.release_on == "2026-04-10" and result.steps[-1].key == "step_served_by_set_off"


@given(DAYS, st.integers(0, 400), st.integers(0, 400), PLACES)
def test_a_day_in_two_periods_counts_once(first: str, length: int, second: int, place: str) -> None:
    one = Interval("custody", first, add_days(first, length))
    other = Interval("custody", add_days(first, min(length, 5)), add_days(first, length + second))
    union = Interval("custody", first, add_days(first, length + second))
    assert setoff.set_off((other, one), place, ON).amount == setoff.set_off((union,), place, ON).amount


@given(DAYS, TERMS, st.integers(1, 300), PLACES)
def test_set_off_is_exact_to_the_half_day(begins: str, term: Term, days: int, place: str) -> None:
    interval = Interval("custody", add_days(begins, -days), add_days(begins, -1))
    result, rule = ended(begins, term, place, interval), setoff.ratio("custody", place, ON)
    assert rule is not None and result.last_day is not None and result.set_off_days is not None
    assert 0 <= result.set_off_days - days * rule.share < 1
    assert add_days(result.last_day, result.set_off_days) == last_day(begins, term)


@pytest.mark.parametrize("intervals, keys", [
    ((Interval("custody", "2026-01-05", "2026-01-04"),), ["set_off_ends_before_start"]),
    ((Interval("custody", "2026-01-01", "2026-01-09"), Interval("custody", "2026-01-09", "2026-01-12")), ["set_off_overlaps"]),
    ((Interval("custody", "2026-01-01", "2026-04-10"),), ["set_off_reaches_term"]),
    ((Interval("holiday", "2026-01-01", "2026-01-02", "1,5"),), ["unknown_code", "set_off_ratio_bad"]),
    ((Interval("custody", "2026-01-01", "2026-01-02", "3/0", "x"),), ["set_off_ratio_bad"]),
    ((Interval("custody", "2026-01-01", "2026-01-02", "3/2"),), ["reason_required"]),
    ((Interval("custody", "", "2026-01-02"),), ["date_invalid"]),
    ((Interval("custody", "2026-01-01", "2026-04-09"),), []),
])
def test_what_is_wrong_with_set_off_is_named(intervals: tuple[Interval, ...], keys: list[str]) -> None:
    assert [problem.key for problem in setoff.problems(intervals, "2026-04-10")] == keys


# fractions and lengths


@pytest.mark.parametrize("term, share, result", [
    (Term(5), "1/3", Term(1, 8)), (Term(7), "2/3", Term(4, 8)), (Term(2, 5), "1/2", Term(1, 2, 15)), (Term(3), "1/4", Term(0, 9)),
    (Term(1), "3/4", Term(0, 9)), (Term(1, 1), "1/3", Term(0, 4, 10)), (Term(0, 7, 11), "1/2", Term(0, 3, 21)),
    (Term(days=31), "1/2", Term(days=16)),
])
def test_fractions_of_a_term(term: Term, share: str, result: Term) -> None:
    assert part(term, Fraction(share)) == result


@given(DAYS, TERMS, st.fractions(Fraction(1, 6), 1, max_denominator=6), st.fractions(Fraction(1, 6), 1, max_denominator=6))
def test_a_smaller_part_is_never_served_later(begins: str, term: Term, one: Fraction, other: Fraction) -> None:
    small, great = sorted((one, other))
    assert last_day(begins, part(term, small)) <= last_day(begins, part(term, great))
    assert part(term, Fraction(1)) == total(term)


@given(DAYS, TERMS)
def test_nothing_served_leaves_the_whole_term(begins: str, term: Term) -> None:
    last = last_day(begins, term)
    assert unserved(last, last) == Term(days=1) and unserved(last, add_days(last, 1)) == Term()
    assert last_day(begins, unserved(last, begins)) == last


def test_sentences_are_added_up_to_thirty_years() -> None:
    added, steps = cumulated(Term(20), Term(12, 3), ("gravity_especially_grave",), ON)
    assert added == Term(30) and steps[-1].source == "УК 60"
    assert cumulated(Term(3, 8), Term(1, 6), (), ON)[0] == Term(5, 2)


@pytest.mark.parametrize("term, place, cases, keys", [
    (Term(15), "inst_medium", (), []), (Term(15, 0, 1), "inst_medium", (), ["term_above_limit"]),          # УК 46(3)
    (Term(10, 1), "inst_minimum", ("careless",), ["term_above_limit"]), (Term(20), "inst_maximum", ("gravity_especially_grave",), []),
    (Term(25), "inst_maximum", ("gravity_especially_grave", "crimes_cumulated"), []),                      # УК 58
    (Term(30, 1), "inst_full", ("sentences_cumulated",), ["term_above_limit"]),                            # УК 60
    (Term(0, 5, 29), "inst_medium", (), ["term_below_limit"]), (Term(), "inst_medium", (), ["required"]),
    (Term(days=51), "arrest_punishment", (), ["term_above_limit"]), (Term(days=9), "arrest_punishment", (), ["term_below_limit"]),
    (Term(days=50), "arrest_punishment", (), []), (Term(0, -1), "inst_medium", (), ["required"]),          # УК 45(2)
])
def test_the_limits_of_a_term(term: Term, place: str, cases: tuple[str, ...], keys: list[str]) -> None:
    assert [problem.key for problem in problems(Sentence(term, "2026-01-12", place), cases, ON)] == keys


@pytest.mark.parametrize("sex, born, offence, allowed", [
    ("male", "1985-01-31", "2025-05-05", True), ("female", "1985-01-31", "2025-05-05", False),
    ("male", "2007-05-06", "2025-05-05", False), ("male", "2007-05-05", "2025-05-05", True),       # 18 on the day
    ("male", "1963-11-20", "2025-05-05", False), ("male", "1963-11-21", "2025-05-05", True),       # 63 on the day judged
])
def test_on_whom_life_may_not_be_imposed(sex: str, born: str, offence: str, allowed: bool) -> None:
    assert (life_problems(sex, born, offence, ON) == []) is allowed        # УК 46(4)


@given(st.dates(datetime.date(1930, 1, 1), datetime.date(2008, 12, 31)), st.dates(datetime.date(2009, 1, 1), datetime.date(2040, 12, 31)))
def test_age_grows_on_the_birthday_and_on_no_other_day(born: datetime.date, day: datetime.date) -> None:
    grown = age(born.isoformat(), day.isoformat()) - age(born.isoformat(), (day - datetime.timedelta(1)).isoformat())
    leap_birthday = (born.month, born.day) == (2, 29) and (day.month, day.day) == (3, 1) and not _is_leap(day.year)
    assert grown == int((day.month, day.day) == (born.month, born.day) or leap_birthday)


def test_papers_after_hours_free_next_morning() -> None:
    assert release_on_papers("2026-11-20T17:59+05:00", "18:00")[0] == "2026-11-20"
    day, step = release_on_papers("2026-11-20T18:01+05:00", "18:00")
    assert (day, step.key, step.source) == ("2026-11-21", "step_release_next_morning", "УИК 165(5)")


def test_an_officers_date_keeps_the_computed_one_and_the_reason() -> None:
    mine = overridden(Outcome("2026-03-13", ()), "2026-03-12", "сот қаулысы")
    assert mine.date == "2026-03-12" and mine.steps[-1].values["computed"] == "2026-03-13"
    assert mine.steps[-1].values["reason"] == "сот қаулысы"


def test_numbers_are_written_as_officials_write_them() -> None:
    assert [number(Fraction(n)) for n in ("45", "9/2", "136/3")] == ["45", "4,5", "45 1/3"]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
