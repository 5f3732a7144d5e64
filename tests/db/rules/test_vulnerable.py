"""Who needs more care on a day: situations, each with its reason and article."""

from typing import Any

import pytest

from db.rules import vulnerable

DAY = "2026-11-20"


def _fact(fact: str, value: str = "yes", **more: str) -> dict[str, str]:
    return {"fact": fact, "value": value, "from_on": "", "until_on": "", "source": "анықтама № 5", **more}


def _child(born: str, ended_on: str = "") -> dict[str, str]:
    return {"relation": "child", "date_of_birth": born, "ended_on": ended_on}


def _keys(person: dict[str, str], facts: Any = (), relations: Any = (), day: str = DAY) -> list[str]:
    return [group.key for group in vulnerable.groups({"citizenship": "KZ", "sex": "male", **person}, facts, relations, day)]


@pytest.mark.parametrize(("person", "day", "keys"), [
    ({"date_of_birth": "2008-11-21"}, DAY, ["minor"]), ({"date_of_birth": "2008-11-20"}, DAY, []),
    ({"date_of_birth": "2008-02-29"}, "2026-02-28", ["minor"]), ({"date_of_birth": "2008-02-29"}, "2026-03-01", []),
    ({"date_of_birth": "1963-11-20"}, DAY, ["over_age_limit"]), ({"date_of_birth": "1963-11-21"}, DAY, []),
    ({"date_of_birth": "1968-11-20", "sex": "female"}, DAY, ["woman", "over_age_limit"]),
    ({"date_of_birth": "1968-11-21", "sex": "female"}, DAY, ["woman"]), ({"date_of_birth": "1968-11-20"}, DAY, []),
    ({"date_of_birth": ""}, DAY, []), ({"citizenship": "stateless"}, DAY, ["stateless_person"]), ({"citizenship": "unknown"}, DAY, []),
    ({"citizenship": "UZ"}, DAY, ["foreigner"]),
])
def test_age_sex_and_citizenship_on_a_day(person: dict[str, str], day: str, keys: list[str]) -> None:
    assert _keys(person, day=day) == keys


@pytest.mark.parametrize(("sex", "relations", "keys"), [
    ("female", [_child("2012-11-21")], ["woman", "woman_with_young_children"]), ("female", [_child("2012-11-20")], ["woman"]),
    ("female", [_child("2020-01-01", ended_on="2025-01-01")], ["woman"]), ("male", [_child("2020-01-01")], []),
])
def test_young_children_of_a_woman(sex: str, relations: list[dict[str, str]], keys: list[str]) -> None:
    assert _keys({"sex": sex}, relations=relations) == keys


@pytest.mark.parametrize(("fact", "keys"), [
    (_fact("lone_father"), ["lone_father"]), (_fact("lone_father", "no"), []), (_fact("lone_father", until_on="2026-11-19"), []),
    (_fact("lone_father", until_on=DAY), ["lone_father"]), (_fact("lone_father", from_on="2026-11-21"), []),
    (_fact("disability_group", "disability_3"), ["disability_group"]),
])
def test_what_was_entered_holds_from_its_first_to_its_last_day(fact: dict[str, str], keys: list[str]) -> None:
    assert _keys({}, [fact]) == keys


def test_each_group_says_why_and_whence() -> None:
    found = vulnerable.groups({"sex": "female", "date_of_birth": "1960-01-31", "citizenship": "RU"}, [_fact("disability_group", "disability_2")], [], DAY)
    said = {group.key: (group.values, group.source) for group in found}
    assert said["over_age_limit"] == ({"years": "66", "born": "1960-01-31", "limit": "58"}, "УК 72(4)")
    assert said["disability_group"] == ({"source": "анықтама № 5", "since": "", "group": "disability_2"}, "УК 72(4)")
    assert vulnerable.traits(found) == {"disability_first_or_second"}


def test_the_third_group_of_disability_eases_no_parole() -> None:
    assert vulnerable.traits(vulnerable.groups({}, [_fact("disability_group", "disability_3")], [], DAY)) == frozenset()
