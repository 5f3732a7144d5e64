"""Who must be held or moved apart: warnings with their article, for a place in a cell and for a convoy.

Warnings inform, they do not forbid: the officer may go on with a reason. Medical grounds are one trait, ``medical_apart``,
set by the medics: the warning names neither illness nor test, and the officer learns no more than whom to keep apart.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import msgspec

TRAITS = (
    "formerly_imprisoned", "first_timer", "grave_charge", "dangerous_recidivism", "cat_life", "life_commuted", "death_commuted",
    "death_sentence", "foreigner", "former_official", "person_under_threat", "medical_apart", "mental_apart", "smoker",
    "may_join_minors", "cat_admin_arrest",
)
PLACES = ("sizo", "ivs", "colony", "children_home", "hospital", "special_reception")


class Occupant(msgspec.Struct, frozen=True):
    """What separation asks of a person: ``sex`` (male, female, unknown), ``in_force`` whether convicted with a sentence in
    force, ``cases`` the numbers of the cases, connected ones included, ``traits`` of :data:`TRAITS`."""

    id: str
    sex: str
    minor: bool = False
    in_force: bool = False
    cases: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()


class Warning(msgspec.Struct, frozen=True):
    """``who`` should not be with ``with_whom`` (ids); ``advisory`` where the law says "where possible"."""

    key: str
    source: str
    who: tuple[str, ...]
    with_whom: tuple[str, ...]
    advisory: bool = False


class Rule(msgspec.Struct, frozen=True):
    """A reason why two people are kept apart; ``apart`` is symmetric."""

    key: str
    source: str
    apart: Callable[[Occupant, Occupant], bool]
    advisory: bool = False


def placement(newcomer: Occupant, there: Iterable[Occupant], place: str) -> list[Warning]:
    """Warnings of putting the newcomer with the people there; ``place`` is one of :data:`PLACES`. Raises KeyError for others."""
    others = [one for one in there if one.id != newcomer.id]
    found = []
    for rule in _OF_PLACE[place]:
        against = tuple(one.id for one in others if rule.apart(newcomer, one))
        if against:
            found.append(Warning(rule.key, rule.source, (newcomer.id,), against, rule.advisory))
    return found


def convoy(people: Iterable[Occupant]) -> list[Warning]:
    """Warnings of moving these people together (УИК 91(2)), one for each reason: ``who`` are those it sets against most."""
    everybody = list(people)
    return [warning for rule in _ESCORT for warning in _within(rule, everybody)]


# the reasons ---------------------------------------------------------------------------------------------------------------


def _within(rule: Rule, people: list[Occupant]) -> Iterator[Warning]:
    pairs = [(one.id, other.id) for one, other in combinations(people, 2) if rule.apart(one, other)]
    while pairs:
        count: dict[str, int] = {}
        for pair in pairs:
            for one in pair:
                count[one] = count.get(one, 0) + 1
        chosen = max(count, key=count.__getitem__)
        against = [one if other == chosen else other for one, other in pairs if chosen in (one, other)]
        yield Warning(rule.key, rule.source, (chosen,), tuple(against), rule.advisory)
        pairs = [pair for pair in pairs if chosen not in pair]


def _differ(trait: str) -> Callable[[Occupant, Occupant], bool]:
    """Those with the trait apart from those without it."""
    return lambda one, other: (trait in one.traits) != (trait in other.traits)


def _either(trait: str) -> Callable[[Occupant, Occupant], bool]:
    """Those with the trait apart from everybody, one another too."""
    return lambda one, other: trait in one.traits or trait in other.traits


def _sexes(one: Occupant, other: Occupant) -> bool:
    return {one.sex, other.sex} == {"male", "female"}


def _ages(one: Occupant, other: Occupant) -> bool:
    return one.minor != other.minor


def _ages_of_sizo(one: Occupant, other: Occupant) -> bool:
    """Adults held for the first time and of good character may be with minors, to prevent offences."""
    adult = other if one.minor else one
    return _ages(one, other) and "may_join_minors" not in adult.traits


def _records(one: Occupant, other: Occupant) -> bool:
    """Only where both are known to be one or the other."""
    return any("first_timer" in a.traits and "formerly_imprisoned" in b.traits for a, b in ((one, other), (other, one)))


def _sentences(one: Occupant, other: Occupant) -> bool:
    return one.in_force != other.in_force


def _charges(one: Occupant, other: Occupant) -> bool:
    """Suspects and accused of grave and especially grave crimes apart from all others; convicts are another reason."""
    return not (one.in_force or other.in_force) and _differ("grave_charge")(one, other)


def _cases(one: Occupant, other: Occupant) -> bool:
    return not one.cases.isdisjoint(other.cases)


def _cases_before_sentence(one: Occupant, other: Occupant) -> bool:
    return not (one.in_force or other.in_force) and _cases(one, other)


_SIZO_ARTICLE = "Закон о спецучреждениях 353-I, 32"
_COLONY_ARTICLE, _HOSPITAL_ARTICLE, _ESCORT_ARTICLE = "УИК 94", "УИК 94(5)", "УИК 91(2)"

_SIZO = (
    Rule("separation_sex", _SIZO_ARTICLE, _sexes),
    Rule("separation_minor", _SIZO_ARTICLE, _ages_of_sizo),
    Rule("separation_case", _SIZO_ARTICLE, _cases_before_sentence),
    Rule("separation_in_force", _SIZO_ARTICLE, _sentences),
    Rule("separation_first_timer", _SIZO_ARTICLE, _records),
    Rule("separation_grave_charge", _SIZO_ARTICLE, _charges),
    Rule("separation_dangerous_recidivism", _SIZO_ARTICLE, _differ("dangerous_recidivism")),
    Rule("separation_former_official", _SIZO_ARTICLE, _differ("former_official")),
    Rule("separation_under_threat", _SIZO_ARTICLE, _either("person_under_threat")),
    Rule("separation_medical", _SIZO_ARTICLE, _differ("medical_apart")),
    Rule("separation_foreigner", _SIZO_ARTICLE, _differ("foreigner"), advisory=True),
    Rule("separation_smoker", _SIZO_ARTICLE, _differ("smoker"), advisory=True),
)
_IVS = (*_SIZO, Rule("separation_admin_arrest", "Закон о спецучреждениях 353-I, 46-6(5)", _differ("cat_admin_arrest")))
_COLONY = (
    Rule("separation_sex", _COLONY_ARTICLE, _sexes),
    Rule("separation_minor", _COLONY_ARTICLE, _ages),
    Rule("separation_first_timer", _COLONY_ARTICLE, _records),
    Rule("separation_dangerous_recidivism", _COLONY_ARTICLE, _differ("dangerous_recidivism")),
    Rule("separation_life", _COLONY_ARTICLE, _differ("cat_life")),
    Rule("separation_life_commuted", _COLONY_ARTICLE, _differ("life_commuted")),
    Rule("separation_death_commuted", _COLONY_ARTICLE, _differ("death_commuted")),
    Rule("separation_former_official", _COLONY_ARTICLE, _differ("former_official")),
    Rule("separation_medical", _HOSPITAL_ARTICLE, _differ("medical_apart")),
)
_HOSPITAL = (
    Rule("separation_sex", _HOSPITAL_ARTICLE, _sexes),
    Rule("separation_minor", _HOSPITAL_ARTICLE, _ages),
    Rule("separation_medical", _HOSPITAL_ARTICLE, _differ("medical_apart")),
)
_SPECIAL_RECEPTION = (
    Rule("separation_sex", "Закон о спецучреждениях 353-I, 46-7(4)", _sexes),
    Rule("separation_medical", "Закон о спецучреждениях 353-I, 46-7(5)", _differ("medical_apart")),
)
_ESCORT = (
    Rule("separation_sex", _ESCORT_ARTICLE, _sexes),
    Rule("separation_minor", _ESCORT_ARTICLE, _ages),
    Rule("separation_death_sentence", _ESCORT_ARTICLE, _differ("death_sentence")),
    Rule("separation_case", _ESCORT_ARTICLE, _cases),
    Rule("separation_medical", _ESCORT_ARTICLE, _differ("medical_apart")),
    Rule("separation_mental", _ESCORT_ARTICLE, _differ("mental_apart")),
)
_OF_PLACE = {
    "sizo": _SIZO, "ivs": _IVS, "colony": _COLONY, "children_home": (), "hospital": _HOSPITAL,
    "special_reception": _SPECIAL_RECEPTION,
}
