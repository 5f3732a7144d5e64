"""Who needs more care than others on a given day, and why: computed from what is known, or entered with its source.

Ages of older people are dated rows of ``parole.csv`` (УК 72); minors УК 80. Young children are taken to be under
fourteen: the wording of the definition has not been read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from db.rules.legal import in_force
from db.rules.moment import age, is_date
from db.rules.parole import shares
from db.rules.particular import is_open

OF_AGE = 18
YOUNG_CHILD = 14
INFANT = 3
GROUPS = (
    "minor", "woman", "pregnant_woman", "woman_with_young_children", "child_under_three_with_mother", "lone_father", "over_age_limit",
    "disability_group", "foreigner", "stateless_person",
)
_ENTERED = ("pregnant_woman", "woman_with_young_children", "child_under_three_with_mother", "lone_father")
_NOT_FOREIGN = ("KZ", "stateless", "unknown", "")


class Group(msgspec.Struct, frozen=True):
    """``key``: a term of :data:`GROUPS`; ``why``: a key for the sentence, ``values`` fill it; ``source``: the article."""

    key: str
    why: str
    values: dict[str, str] = {}
    source: str = ""


def groups(person: Mapping[str, Any], particulars: Iterable[Mapping[str, Any]], relations: Iterable[Mapping[str, Any]], day: str) -> list[Group]:
    """The groups that a person belongs to on a day (``YYYY-MM-DD``), in the order of :data:`GROUPS`.

    ``particulars`` and ``relations`` are the person's, ended ones too: only what holds on the day counts.
    """
    facts = {one["fact"]: one for one in particulars if is_open("particular", one, day) and one["value"] not in ("", "no")}
    children = sorted((one["date_of_birth"] for one in relations
                       if one["relation"] == "child" and is_date(one["date_of_birth"] or "") and is_open("relation", one, day)), reverse=True)
    found = [*_by_age(person, day), *_by_sex(person), *_by_children(person, children, facts, day), *_by_citizenship(person, facts)]
    found += [Group(key, "why_entered", _known(facts[key])) for key in _ENTERED if key in facts]
    if "disability_group" in facts:
        found.append(Group("disability_group", "why_disability", {**_known(facts["disability_group"]), "group": facts["disability_group"]["value"]},
                           "УК 72(4)" if facts["disability_group"]["value"] in ("disability_1", "disability_2") else ""))
    first: dict[str, Group] = {}
    for one in found:
        first.setdefault(one.key, one)
    return [first[key] for key in GROUPS if key in first]


def traits(found: Iterable[Group]) -> frozenset[str]:
    """What the rules of parole call these groups (УК 72(4)); the ages they compute by themselves."""
    keys = {one.key for one in found} & {"pregnant_woman", "woman_with_young_children", "lone_father"}
    heavy = any(one.key == "disability_group" and one.values.get("group") in ("disability_1", "disability_2") for one in found)
    return frozenset(keys | ({"disability_first_or_second"} if heavy else set()))


def _by_age(person: Mapping[str, Any], day: str) -> list[Group]:
    born = person.get("date_of_birth") or ""
    if not is_date(born) or born > day:
        return []
    years = age(born, day)
    said = {"years": str(years), "born": born}
    if years < OF_AGE:
        return [Group("minor", "why_minor", said, "УК 80")]
    limits = [row for row in in_force(shares(), day) if row.kind == "eased_age" and row.group == person.get("sex") and years >= int(row.share)]
    return [Group("over_age_limit", "why_over_age", {**said, "limit": row.share}, row.source) for row in limits]


def _by_sex(person: Mapping[str, Any]) -> list[Group]:
    return [Group("woman", "why_woman", {}, "УИК 94")] if person.get("sex") == "female" else []


def _by_children(person: Mapping[str, Any], children: list[str], facts: Mapping[str, Any], day: str) -> list[Group]:
    """A woman's child under fourteen, the youngest first; whether a man raises his alone is known from a paper only."""
    young = [born for born in children if born <= day and age(born, day) < YOUNG_CHILD]
    if person.get("sex") != "female" or not young or "woman_with_young_children" in facts:
        return []
    return [Group("woman_with_young_children", "why_children", {"born": young[0], "years": str(age(young[0], day))}, "УК 72(4)")]


def _by_citizenship(person: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Group]:
    citizenship = person.get("citizenship") or ""
    if citizenship == "stateless":
        return [Group("stateless_person", "why_stateless", {}, "УПК 135")]
    if citizenship in _NOT_FOREIGN:
        return []
    return [Group("foreigner", "why_foreigner", {"country": citizenship}, "УПК 135")]


def _known(fact: Mapping[str, Any]) -> dict[str, str]:
    return {"source": fact["source"] or "", "since": fact["from_on"] or ""}
