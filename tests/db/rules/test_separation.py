"""Who is warned about: the lists of the law for cells and convoys, one situation for each reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import separation
from db.rules.separation import Occupant


def held(name: str = "a", *traits: str, sex: str = "male", minor: bool = False, in_force: bool = False, cases: str = "") -> Occupant:
    return Occupant(name, sex, minor, in_force, frozenset(cases.split()), frozenset(traits))


def keys(newcomer: Occupant, other: Occupant, place: str) -> list[str]:
    return [warning.key.removeprefix("separation_") for warning in separation.placement(newcomer, [other], place)]


SITUATIONS = [
    # SIZO law 32
    ("sizo", held(), held("b", sex="female"), ["sex"]), ("sizo", held(), held("b", sex="unknown"), []),
    ("sizo", held(minor=True), held("b"), ["minor"]), ("sizo", held(minor=True), held("b", "may_join_minors"), []),
    ("sizo", held(cases="1 2"), held("b", cases="2 3"), ["case"]), ("sizo", held(cases="1"), held("b", cases="2"), []),
    ("sizo", held(in_force=True), held("b"), ["in_force"]), ("sizo", held(in_force=True, cases="1"), held("b", cases="1"), ["in_force"]),
    ("sizo", held("a", "first_timer"), held("b", "formerly_imprisoned"), ["first_timer"]), ("sizo", held("a", "first_timer"), held("b"), []),
    ("sizo", held("a", "grave_charge"), held("b"), ["grave_charge"]), ("sizo", held("a", "grave_charge"), held("b", "grave_charge"), []),
    ("sizo", held("a", "dangerous_recidivism"), held("b"), ["dangerous_recidivism"]),
    ("sizo", held("a", "former_official"), held("b"), ["former_official"]), ("sizo", held("a", "medical_apart"), held("b"), ["medical"]),
    ("sizo", held("a", "person_under_threat"), held("b", "person_under_threat"), ["under_threat"]),
    ("sizo", held("a", "foreigner"), held("b"), ["foreigner"]), ("sizo", held("a", "smoker"), held("b"), ["smoker"]),
    ("sizo", held("a", "cat_admin_arrest"), held("b"), []), ("ivs", held("a", "cat_admin_arrest"), held("b"), ["admin_arrest"]),   # 46-6(5)
    # УИК 94
    ("colony", held(minor=True), held("b", "may_join_minors"), ["minor"]), ("colony", held("a", "cat_life"), held("b"), ["life"]),
    ("colony", held("a", "cat_life"), held("b", "life_commuted"), ["life", "life_commuted"]), ("colony", held("a", "cat_life"), held("b", "cat_life"), []),
    ("colony", held("a", "death_commuted"), held("b"), ["death_commuted"]), ("colony", held(cases="1"), held("b", cases="1"), []),
    ("colony", held("a", "former_official"), held("b"), ["former_official"]), ("colony", held("a", "foreigner"), held("b"), []),
    ("hospital", held("a", "cat_life", "medical_apart"), held("b"), ["medical"]), ("children_home", held(), held("b", sex="female"), []),
    ("special_reception", held("a", "cat_life"), held("b", sex="female"), ["sex"]),
]


@pytest.mark.parametrize("place, newcomer, other, expected", SITUATIONS)
def test_the_reason_is_named(place: str, newcomer: Occupant, other: Occupant, expected: list[str]) -> None:
    assert keys(newcomer, other, place) == expected
    assert keys(other, newcomer, place) == expected


def test_a_warning_says_with_whom_and_by_which_article() -> None:
    there = [held("b", sex="female"), held("c"), held("d", sex="female"), held("a", sex="female")]
    warning, = separation.placement(held("a"), there, "sizo")
    assert (warning.who, warning.with_whom, warning.source) == (("a",), ("b", "d"), "Закон о спецучреждениях 353-I, 32")


def test_what_is_only_wished_for_is_advice() -> None:
    found = separation.placement(held("a", "foreigner", "smoker", "former_official"), [held("b")], "sizo")
    assert {warning.key: warning.advisory for warning in found} == {
        "separation_former_official": False, "separation_foreigner": True, "separation_smoker": True}


def test_an_empty_cell_warns_of_nothing() -> None:
    assert separation.placement(held("a", *separation.TRAITS, minor=True), [], "sizo") == []


@pytest.mark.parametrize("people, key, who, with_whom", [
    ([held("a"), held("b"), held("c", sex="female")], "sex", ("c",), ("a", "b")), ([held("a"), held("b", minor=True)], "minor", ("a",), ("b",)),
    ([held("a", cases="1"), held("b", cases="1 2"), held("c", cases="2")], "case", ("b",), ("a", "c")),
    ([held("a"), held("b", "medical_apart")], "medical", ("a",), ("b",)), ([held("a"), held("b", "mental_apart")], "mental", ("a",), ("b",)),
    ([held("a"), held("b", "death_sentence")], "death_sentence", ("a",), ("b",)),
])
def test_a_convoy_is_checked_pair_by_pair(people: list[Occupant], key: str, who: tuple[str, ...], with_whom: tuple[str, ...]) -> None:
    warning, = separation.convoy(people)
    assert (warning.key, warning.who, warning.with_whom) == (f"separation_{key}", who, with_whom)
    assert warning.source == "УИК 91(2)"


PEOPLE = st.lists(st.builds(
    Occupant, st.uuids().map(str), st.sampled_from(["male", "female", "unknown"]), st.booleans(), st.booleans(),
    st.frozensets(st.sampled_from("123"), max_size=2), st.frozensets(st.sampled_from(separation.TRAITS), max_size=4),
), max_size=8, unique_by=lambda one: one.id)


@given(PEOPLE)
def test_a_convoy_names_every_pair_that_must_not_ride_together_once(people: list[Occupant]) -> None:
    named = [(warning.key, frozenset((who, other))) for warning in separation.convoy(people)
             for who in warning.who for other in warning.with_whom]
    expected = {(warning.key, frozenset((one.id, other.id))) for one in people for other in people if one.id != other.id
                for warning in separation.convoy([one, other])}
    assert len(named) == len(set(named)) and set(named) == expected


@given(PEOPLE, st.sampled_from(separation.PLACES))
def test_warnings_name_only_people_who_are_there(people: list[Occupant], place: str) -> None:
    for newcomer in people[:1]:
        there = {one.id for one in people[1:]}
        for warning in separation.placement(newcomer, people[1:], place):
            assert set(warning.with_whom) <= there and warning.who == (newcomer.id,) and warning.source
