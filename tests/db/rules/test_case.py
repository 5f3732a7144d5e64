"""A case's rules: what is refused at its field, what may be kept with a reason, how a measure stands, and the dates of a sentence."""

from typing import Any

import pytest

from db.rules import calendar, case
from db.rules.parole import Convict
from db.rules.setoff import Interval
from tests import factory

NOW = "2026-11-20T14:05+05:00"
CALENDAR = calendar.kazakhstan()
LONG = "а" * 1001


def keys(found: list[Any]) -> list[tuple[str, str]]:
    return [(problem.field, problem.key) for problem in found]


@pytest.mark.parametrize(("changes", "found"), [
    ({}, []), ({"category": ""}, [("category", "required")]), ({"category": "kat"}, [("category", "unknown_code")]),
    ({"from_at": "2026-11-20T14:06+05:00"}, [("from_at", "date_in_future")]), ({"from_at": "2026-13-01T00:00+05:00"}, [("from_at", "moment_invalid")]),
    ({"document_on": "2026-11-21"}, [("document_on", "date_in_future")]), ({"note": LONG}, [("note", "too_long")]),
    ({"authority": "а\u0007"}, [("authority", "control_characters")]),
])
def test_a_change_of_status_needs_its_document(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert keys(case.category(factory.category_values(**changes), NOW)) == found


def test_the_same_status_again_is_warned_about() -> None:
    (problem,) = case.category(factory.category_values(category="accused"), NOW, "accused")
    assert problem.warning and problem.key == "category_same"


@pytest.mark.parametrize(("changes", "found"), [
    ({}, []), ({"until_at": ""}, [("until_at", "required")]), ({"measure": "bail", "until_at": ""}, []),
    ({"until_at": "2026-11-20T10:05+05:00"}, [("until_at", "end_before_start")]),
    ({"from_at": "2026-11-20T10:05+05:00", "until_at": "2026-11-20T11:04+06:00"}, [("until_at", "end_before_start")]),
    ({"ended_at": "2026-11-20T12:00+05:00"}, [("ended_because", "reason_required")]),
])
def test_custody_has_an_end_after_its_beginning(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert keys(case.measure(factory.measure_values(**changes), NOW)) == found


def test_a_gap_before_an_extension_is_warned_about() -> None:
    (problem,) = case.measure(factory.measure_values(), NOW, "2026-11-20T10:04+05:00")
    assert problem.warning and problem.key == "measure_gap"
    assert case.measure(factory.measure_values(), NOW, "2026-11-20T10:05+05:00") == []


@pytest.mark.parametrize(("now", "state"), [
    ("2026-12-19T10:04+05:00", "holds"), ("2026-12-19T10:05+05:00", "ends_soon"), ("2026-12-20T10:04+05:00", "ends_soon"),
    ("2026-12-20T10:05+05:00", "expired"), ("2026-12-20T11:04+06:00", "ends_soon"),
])
def test_twenty_four_hours_before_the_end_a_measure_warns(now: str, state: str) -> None:
    values = factory.measure_values()
    assert case.state(values, now) == state                                                          # SIZO law 48(2)
    assert case.state({**values, "ended_at": NOW}, now) == "ended" and case.state(values, now, extended=True) == "extended"
    assert case.state({"until_at": ""}, now) == "holds"


@pytest.mark.parametrize(("changes", "found"), [
    ({}, []), ({"years": None}, [("years", "required")]), ({"years": None, "life": "yes"}, []),
    ({"years": 16}, [("years", "term_above_limit")]), ({"years": 16, "cumulation": "crimes_cumulated"}, []),
    ({"years": None, "months": 5}, [("years", "term_below_limit")]), ({"years": 400}, [("years", "term_impossible")]),
    ({"place": "inst_sizo"}, [("place", "unknown_code")]), ({"place": ""}, [("place", "required")]),
    ({"years": None, "place": "arrest_punishment"}, [("days", "required")]),
    ({"years": None, "days": 51, "place": "arrest_punishment"}, [("days", "term_above_limit")]),
    ({"passed_on": "2026-11-21"}, [("passed_on", "date_in_future")]), ({"traits": "agreement,tall"}, [("traits", "unknown_code")]),
    ({"parole_override": "2025-01-01"}, [("parole_reason", "reason_required")]), ({"end_override": "2025-02-30"}, [
        ("end_override", "date_invalid"), ("end_reason", "reason_required")]),
    ({"closed_on": "2026-11-20"}, [("closed_because", "reason_required")]),
])
def test_a_sentence_is_judged_field_by_field(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert keys(case.sentence_problems(factory.sentence_values(**changes), NOW)) == found


@pytest.mark.parametrize(("sex", "born", "warned"), [("female", "1985-01-31", True), ("male", "1961-03-15", True), ("male", "1985-01-31", False)])
def test_life_is_warned_about_where_the_law_bars_it(sex: str, born: str, warned: bool) -> None:
    found = case.sentence_problems(factory.sentence_values(years=None, life="yes"), NOW, (), sex, born)
    assert keys(found) == ([("punishment", "life_not_allowed")] if warned else [])               # УК 46(4)


@pytest.mark.parametrize(("changes", "found"), [
    ({}, []), ({"last_on": ""}, [("last_on", "required")]), ({"last_on": "2024-01-04"}, [("last_on", "set_off_ends_before_start")]),
    ({"last_on": "2024-03-15"}, [("last_on", "set_off_reaches_term")]), ({"ratio": "x"}, [("ratio", "set_off_ratio_bad")]),
    ({"ratio": "2"}, [("reason", "reason_required")]), ({"first_on": "2023-12-31"}, [("first_on", "set_off_overlaps")]),
])
def test_a_set_off_is_judged_beside_the_others(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    others = (Interval("custody", "2023-12-01", "2023-12-31"),)
    assert keys(case.set_off(factory.set_off_values(**changes), others, "2024-03-15")) == found


def dates(*gravities: str, **changes: Any) -> dict[str, case.CaseDate]:
    convict = Convict("male", "1985-01-31", gravities, frozenset())
    return {one.key: one for one in case.dates(factory.sentence_values(**changes), (), convict, "2026-11-20", CALENDAR)}


def test_each_date_has_steps_and_each_step_a_source_or_a_doubt() -> None:
    found = dates("gravity_medium")
    assert tuple(found) == case.DATES
    assert all(one.steps for one in found.values())
    assert all(step.source or step.confidence != "law" for one in found.values() for step in one.steps)


def test_without_gravity_nothing_is_guessed() -> None:
    for gravities in ((), ("",), ("gravity_minor", "")):
        early = dates(*gravities)["parole_date"]
        assert early.date is None and early.steps[-1].key == "step_gravity_unknown"
    assert dates(years=None, life="yes")["parole_date"].date == "2049-03-15"                          # УК 72(6)


def test_an_own_parole_date_stands_with_the_computed_one_and_an_own_end_moves_the_release() -> None:
    early = dates("gravity_medium", parole_override="2025-01-10", parole_reason="сот")["parole_date"]
    assert early.date == "2025-01-10" and early.steps[-1].values == {"computed": "2024-11-15", "date": "2025-01-10", "reason": "сот"}
    found = dates("gravity_medium", end_override="2026-05-03", end_reason="сот")
    assert (found["end_of_term"].date, found["release_day"].date) == ("2026-05-03", "2026-04-30")   # Sunday after the holiday of 1 May


def test_full_security_asks_for_its_part() -> None:
    assert dates("gravity_especially_grave", place="inst_full")["type_change"].steps[-1].key == "step_full_part_unknown"
    assert dates("gravity_especially_grave", place="inst_full", years=10, full_years=2)["type_change"].date == "2025-03-15"
