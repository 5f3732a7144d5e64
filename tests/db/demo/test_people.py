"""Made-up people: the shape of the table of 1 January 2013 at any size, and nothing that the rules would refuse."""

import re
from collections import Counter
from itertools import islice

import pytest

from db.demo import names, people
from db.demo.people import People, Urn, apportioned
from db.rules import custody, iin, person
from db.rules.moment import age, utc_minutes
from db.rules.name import ALPHABET

NOW = utc_minutes("2026-11-20T14:05+05:00")
TODAY = "2026-11-20"


def counted(made: list[people.Made]) -> dict[str, int]:
    """The figures of the table."""
    citizenship = [one.person["citizenship"] for one in made]
    return {
        "total": len(made), "women": sum(one.person["sex"] == "female" for one in made),
        "minors": sum(age(one.person["date_of_birth"], TODAY) < 18 for one in made),
        "foreigners": sum(code not in ("KZ", "stateless") for code in citizenship), "stateless": citizenship.count("stateless"),
    }


@pytest.mark.parametrize(("count", "expected"), [
    (48_684, {"women": 3_822, "minors": 194, "foreigners": 1_976, "stateless": 155}),
    (1_000, {"women": 79, "minors": 4, "foreigners": 41, "stateless": 3}),
    (10, {"women": 1, "minors": 0, "foreigners": 0, "stateless": 0}),
])
def test_the_population_has_the_shape_of_the_table(count: int, expected: dict[str, int]) -> None:
    assert counted(list(People(count, 7, NOW))) == {"total": count, **expected}


def test_people_are_spread_over_the_kinds_of_institution() -> None:
    kinds = Counter(one.kind for one in People(9_400, 1, NOW))
    assert abs(kinds["inst_sizo"] - 18 * 100) <= 30
    assert abs(kinds["inst_old_general"] - 22 * 100) <= 30
    assert set(kinds) == set(people.INSTITUTIONS)
    assert sum(people.INSTITUTIONS.values()) == 94


def test_a_large_demo_has_all_institutions_and_a_small_one_few() -> None:
    assert sum(map(len, people.codes(48_684).values())) == 94
    assert all(len(codes) == 1 for codes in people.codes(10).values())


def test_minors_are_held_where_minors_may_be_and_women_never_in_prisons_for_men() -> None:
    made = list(People(20_000, 3, NOW))
    minors = {one.kind for one in made if age(one.person["date_of_birth"], TODAY) < 18}
    assert minors <= {"inst_old_educational", "inst_sizo"}
    assert not {one.kind for one in made if one.person["sex"] == "female"} & people.MEN_ONLY


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    first, again, other = (list(islice(People(500, seed, NOW), 500)) for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_the_rules_accept_everybody() -> None:
    now = people.moment(NOW)
    for one in People(3_000, 2, NOW):
        wrong = person.problems(one.person, TODAY) + custody.problems(one.custody, now, one.person["date_of_birth"])
        assert not [problem for problem in wrong if not problem.warning], one
        assert one.arrived <= one.entered <= NOW


def test_numbers_are_checked_as_in_the_document_or_absent_and_none_comes_twice() -> None:
    made = [one.person for one in People(5_000, 2, NOW)]
    states = Counter(one["iin_state"] for one in made)
    citizens = apportioned(people.CITIZENSHIP, 5_000)["citizen"]
    others = 5_000 - citizens
    for state in person.IIN_STATES:
        assert states[state] == apportioned(people.NUMBERS, citizens)[state] + apportioned(people.NUMBERS_OF_OTHERS, others)[state]
    numbers = [one["iin"] for one in made if one["iin_state"] == "iin_checked"]
    assert all(map(iin.is_valid, numbers))
    assert len(set(numbers)) == len(numbers)
    assert not any(iin.is_valid(one["iin"]) for one in made if one["iin_state"] == "iin_as_in_document")
    assert all("iin" not in one for one in made if one["iin_state"] == "iin_absent")


def test_times_before_march_2024_have_the_offset_of_their_day() -> None:
    assert people.moment(utc_minutes("2024-02-29T23:59+06:00")) == "2024-02-29T23:59+06:00"
    assert people.moment(utc_minutes("2024-03-01T00:00+05:00")) == "2024-03-01T00:00+05:00"


def test_an_urn_gives_every_kind_exactly_its_share() -> None:
    urn, drawn = Urn({"a": 2, "b": 1}, 10), Counter[str]()
    random = names.Random(1)
    for _ in range(10):
        drawn[urn.draw(random)] += 1
    assert drawn == {"a": 7, "b": 3}


@pytest.mark.parametrize("total", [1, 9, 10, 11, 94, 1_000_003])
def test_shares_add_up(total: int) -> None:
    assert sum(apportioned(people.INSTITUTIONS, total).values()) == total


def test_women_bear_the_forms_of_women_in_both_languages() -> None:
    drawn = [names.draw(names.Random(seed), "kazakh", "female") for seed in range(50)]
    assert all(re.search("(ова|ева|ина)$", name.surname[0]) for name in drawn)
    assert {name.patronymic[0][-4:] for name in drawn} <= {"қызы", ""}
    assert not set("әғқңөұүһі") & set("".join(name.surname[1] for name in drawn).lower())
    assert names.feminine("Ким") == "Ким"


def test_names_are_written_in_one_script() -> None:
    letters = set(ALPHABET) | set(" ")
    for nation in names.PEOPLES:
        for sex in ("male", "female"):
            for seed in range(30):
                for part in names.draw(names.Random(seed), nation, sex):
                    assert set("".join(part[:2]).lower()) <= letters
                    assert part[2].isascii()
