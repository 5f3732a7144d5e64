"""Rights before the end of a term, against the tables of УК 72, 73 and УИК 96 worked by hand."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import parole
from db.rules.moment import is_date
from db.rules.parole import Convict
from db.rules.sentence import Sentence, Term, last_day
from db.rules.setoff import Interval
from db.rules.step import DATE_VALUES, TERM_VALUES

ON = "2026-11-20"
BEGINS = "2024-03-15"
GRAVITIES = ("gravity_minor", "gravity_medium", "gravity_grave", "gravity_especially_grave")


def convict(*gravities: str, sex: str = "male", born: str = "1985-01-31", traits: tuple[str, ...] = ()) -> Convict:
    return Convict(sex, born, gravities, frozenset(traits))


def sentence(term: Term = Term(6), place: str = "inst_maximum", *intervals: Interval) -> Sentence:
    return Sentence(term, BEGINS, place, intervals)


@pytest.mark.parametrize("gravity, traits, date", [
    # УК 72(3): six years
    ("gravity_minor", (), "2026-03-15"), ("gravity_medium", (), "2026-03-15"), ("gravity_grave", (), "2027-03-15"),
    ("gravity_especially_grave", (), "2028-03-15"), ("gravity_especially_grave", ("attack_on_life",), "2028-03-15"),
    ("gravity_minor", ("revoked_for_breach",), "2028-03-15"), ("gravity_minor", ("revoked_for_crime",), "2028-09-15"),
    ("gravity_grave", ("agreement",), "2026-03-15"), ("gravity_especially_grave", ("agreement",), "2027-03-15"),
    ("gravity_minor", ("agreement",), "2026-03-15"),
    # УК 72(4)
    ("gravity_minor", ("pregnant_woman",), "2025-09-15"), ("gravity_medium", ("lone_father",), "2025-09-15"),
    ("gravity_grave", ("woman_with_young_children",), "2026-03-15"),
    ("gravity_especially_grave", ("disability_first_or_second",), "2027-03-15"),
    ("gravity_especially_grave", ("lone_father", "attack_on_life"), "2028-03-15"),
    ("gravity_grave", ("lone_father", "revoked_for_breach"), "2027-03-15"),
    ("gravity_grave", ("lone_father", "revoked_for_crime"), "2028-03-15"),
    ("gravity_grave", ("lone_father", "agreement"), "2025-09-15"),
    ("gravity_especially_grave", ("lone_father", "agreement"), "2026-03-15"),
])
def test_the_part_to_be_served_before_parole(gravity: str, traits: tuple[str, ...], date: str) -> None:
    assert parole.parole(sentence(), convict(gravity, traits=traits), ON).date == date


@pytest.mark.parametrize("sex, born, date", [
    ("female", "1967-01-01", "2026-03-15"), ("male", "1961-01-01", "2026-03-15"),    # 58 and 63 before the term began: 1/3
    ("female", "1968-06-01", "2026-06-01"), ("male", "1963-06-01", "2026-06-01"),    # on the way: from the birthday
    ("female", "1969-03-15", "2027-03-15"), ("male", "1964-03-15", "2027-03-15"),    # too late to matter: 1/2
    ("female", "1968-02-29", "2026-03-15"), ("male", "", "2027-03-15"), ("unknown", "1950-01-01", "2027-03-15"),
])
def test_age_makes_the_part_smaller_from_the_birthday_on(sex: str, born: str, date: str) -> None:
    assert parole.parole(sentence(), convict("gravity_grave", sex=sex, born=born), ON).date == date


def test_never_before_six_months() -> None:
    result = parole.parole(sentence(Term(1)), convict("gravity_minor"), ON)
    assert result.date == "2024-09-15"                                               # УК 72(5): 1/3 would be four months
    assert "УК 72(5)" in [step.source for step in result.steps]


def test_set_off_counts_as_served_by_a_decision_that_is_marked() -> None:
    result = parole.parole(sentence(Term(6), "inst_medium", Interval("custody", "2024-01-05", "2024-03-14")), convict("gravity_grave"), ON)
    assert result.date == "2026-11-30"                                               # 15.03.2027 less 70 · 1,5 = 105 days
    marked = {step.key: step.confidence for step in result.steps}
    assert marked["step_set_off_served"] == marked["step_right_arises"] == "unconfirmed" and marked["step_part"] == "law"


def test_the_gravest_of_several_crimes_decides() -> None:
    result = parole.parole(sentence(), convict("gravity_minor", "gravity_grave"), ON)
    assert result.date == "2027-03-15" and result.steps[0].key == "step_gravest"


def test_life_after_twenty_five_years_or_fifteen_with_an_agreement() -> None:
    life = Sentence(Term(), BEGINS, "inst_emergency", life=True)
    assert parole.parole(life, convict("gravity_especially_grave"), ON).date == "2049-03-15"               # УК 72(6)
    assert parole.parole(life, convict("gravity_especially_grave", traits=("agreement",)), ON).date == "2039-03-15"


@pytest.mark.parametrize("traits, on, barred", [
    (("terrorism_with_deaths",), ON, True), (("terrorism_with_especially_grave",), ON, True), (("terrorism",), ON, False),
    (("death_commuted",), "2024-07-10", True), (("death_commuted",), "2024-07-11", False),           # № 48-НП of 11.07.2024
    (("grave_corruption",), ON, True), (("grave_corruption",), "2020-12-29", False),                 # Law 384-VI of 19.12.2020
    (("grave_corruption", "agreement"), ON, False), (("grave_corruption", "pregnant_woman"), ON, False),
    (("minors_sexual_inviolability",), ON, True),
    (("minors_sexual_inviolability", "minor_offender_victim_over_fourteen"), ON, False),
])
def test_to_whom_parole_is_not_applied(traits: tuple[str, ...], on: str, barred: bool) -> None:
    result = parole.parole(sentence(), convict("gravity_grave", traits=traits), on)
    assert (result.date is None) is barred                                                            # УК 72(8)
    assert (result.steps[0].key == "step_excluded") is barred


def test_what_was_not_read_is_not_guessed() -> None:
    result = parole.parole(sentence(), convict("gravity_grave", traits=("minor_offender",)), ON)
    assert result.date is None and result.steps[-1].key == "step_no_rule" and result.steps[-1].confidence == "unconfirmed"
    assert parole.parole(sentence(), convict("gravity_grave", traits=("minor_offender",)), "2013-01-01").date == "2026-03-15"
    assert parole.parole(sentence(), convict(""), ON).steps[-1].key == "step_no_rule"
    unknown_ratio = sentence(Term(6), "inst_mixed", Interval("custody", "2024-01-05", "2024-03-14"))
    assert parole.parole(unknown_ratio, convict("gravity_grave"), ON).steps[-1].key == "step_set_off_unknown"


@pytest.mark.parametrize("gravity, date", [
    ("gravity_minor", "2025-09-15"), ("gravity_medium", "2025-09-15"), ("gravity_grave", "2026-03-15"), ("gravity_especially_grave", None),
])
def test_a_milder_punishment(gravity: str, date: str | None) -> None:
    assert parole.milder(sentence(), convict(gravity), ON).date == date              # УК 73(1)-(2)


@pytest.mark.parametrize("gravity, traits, date", [
    ("gravity_minor", (), "2025-09-15"), ("gravity_grave", (), "2026-03-15"), ("gravity_grave", ("revoked_for_crime",), "2028-03-15"),
    ("gravity_especially_grave", (), None), ("gravity_grave", ("dangerous_recidivism",), None), ("gravity_grave", ("behaviour_negative",), None),
    ("gravity_grave", ("treatment_unfinished",), None), ("gravity_minor", ("terrorism",), None),
])
def test_another_type_of_institution(gravity: str, traits: tuple[str, ...], date: str | None) -> None:
    assert parole.type_change(sentence(), convict(gravity, traits=traits), ON).date == date              # УИК 96(1)-(2)


def test_from_full_security_after_half_of_the_part_set_for_it() -> None:
    full = Sentence(Term(4), "2024-06-01", "inst_full")
    result = parole.type_change(sentence(Term(18)), convict("gravity_especially_grave"), ON, full)
    assert result.date == "2026-06-01"
    barred = parole.type_change(sentence(Term(18)), convict("gravity_especially_grave", traits=("behaviour_negative",)), ON, full)
    assert barred.date is None


@given(st.dates(datetime.date(2015, 1, 1), datetime.date(2028, 12, 31)).map(datetime.date.isoformat), st.integers(6, 240),
       st.sampled_from(GRAVITIES), st.integers(0, 200))
def test_parole_lies_between_the_first_day_and_the_end_and_the_eased_never_wait_longer(
    begins: str, months: int, gravity: str, custody: int,
) -> None:
    before = (datetime.date.fromisoformat(begins) - datetime.timedelta(custody)).isoformat()
    last = (datetime.date.fromisoformat(begins) - datetime.timedelta(1)).isoformat()
    intervals = (Interval("custody", before, last),) if custody else ()
    given_term = Sentence(Term(0, months), begins, "inst_maximum", intervals)
    general = parole.parole(given_term, convict(gravity), ON).date
    eased = parole.parole(given_term, convict(gravity, traits=("lone_father",)), ON).date
    assert general is not None and eased is not None
    assert begins <= eased <= general <= (datetime.date.fromisoformat(last_day(begins, given_term.term)) + datetime.timedelta(1)).isoformat()


def test_values_that_are_terms_or_dates_are_known_as_such() -> None:
    given_term = sentence(Term(6), "inst_medium", Interval("custody", "2024-01-05", "2024-03-14"))
    results = [parole.parole(given_term, convict("gravity_grave", "gravity_minor", born="1963-06-01"), ON),
               parole.parole(given_term, convict("gravity_grave", traits=("terrorism_with_deaths",)), ON)]
    for one in (step for result in results for step in result.steps):
        assert all(is_date(value) is (name in DATE_VALUES) for name, value in one.values.items())
        assert all(value.isidentifier() is (name in TERM_VALUES) for name, value in one.values.items())


def test_every_step_names_its_source_and_every_row_can_be_reached() -> None:
    assert all(row.source and row.valid_from for row in parole.shares())
    named = {row.case for row in parole.shares() if row.kind.endswith("_excluded")}
    assert named <= {*parole.TRAITS, *GRAVITIES, "cat_life"}
    assert {row.case for row in parole.shares() if row.kind in ("parole", "milder", "type_change")} <= {
        *GRAVITIES, "attack_on_life", "revoked_for_breach", "revoked_for_crime", "agreement_grave", "agreement_especially_grave", "from_full"}
