"""The days on which rights arise before the end of a term: parole, a milder punishment, another type of institution.

Each result is a date with its steps; the court decides, the date only says from when the convict may ask. Fractions, groups
and exclusions are dated rows of ``parole.csv``; least times stand among the deadlines of ``legal_rules.csv``.
"""

import csv
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import msgspec

from db.rules.legal import add_days, add_months, in_force, rule
from db.rules.offence import gravest
from db.rules.sentence import Sentence, Term, last_day, part
from db.rules.setoff import set_off
from db.rules.step import Outcome, Step, decided, decision

# УК 72(4): who serves a smaller part; the ages are rows of the table
EASED = ("pregnant_woman", "woman_with_young_children", "lone_father", "disability_first_or_second")
TRAITS = (
    *EASED, "minor_offender", "attack_on_life", "agreement", "revoked_for_breach", "revoked_for_crime", "death_commuted",
    "terrorism", "terrorism_with_deaths", "terrorism_with_especially_grave", "grave_corruption", "minors_sexual_inviolability",
    "minor_offender_victim_over_fourteen", "dangerous_recidivism", "treatment_unfinished", "behaviour_negative",
)
_CONDITIONS = {
    "parole": (Step("step_condition_must", {}, "УК 72(1)"), Step("step_condition_may", {}, "УК 72(1)")),
    "milder": (Step("step_condition_milder", {}, "УК 73(1)"),),
    "type_change": (Step("step_condition_behaviour", {}, "УИК 96(1)-(2)"),),
}


class Convict(msgspec.Struct, frozen=True):
    """What the articles ask of a person: ``gravities`` of the crimes (term ids) and ``traits`` (of :data:`TRAITS`)."""

    sex: str
    date_of_birth: str
    gravities: tuple[str, ...]
    traits: frozenset[str] = frozenset()


class Share(msgspec.Struct, frozen=True):
    """A row of the table: the part (``1/3``) of the whole or the remaining term that a group must serve in a case."""

    id: str
    kind: str
    group: str
    case: str
    share: str
    of: str
    unless: str
    valid_from: str
    valid_to: str
    source: str
    confidence: str
    note: str


@cache
def shares() -> tuple[Share, ...]:
    """Every row of every time (``parole.csv``)."""
    with (Path(__file__).parent / "parole.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Share(**row) for row in csv.DictReader(file))


def parole(sentence: Sentence, convict: Convict, on: str) -> Outcome:
    """From when parole may be asked for, by the wording valid on the day ``on`` (УК 72).

    After a revoked parole (traits ``revoked_…``) the sentence given is the remainder, running from the day it runs again.
    A woman who turns 58 or a man who turns 63 on the way is judged by the smaller part from that birthday on.
    """
    barred = _excluded("parole", convict, sentence.life, on)
    if barred:
        return Outcome(None, (barred,))
    if sentence.life:
        return _life(sentence, convict, on)
    general = _arising("parole", _group(convict, sentence.begins, on), sentence, convict, on)
    birthday = _eased_birthday(convict, on)
    if general.date is None or birthday is None or birthday.values["date"] >= general.date:
        return general
    eased = _arising("parole", "parole_eased", sentence, convict, on)
    if eased.date is None or eased.date >= general.date:
        return general
    return Outcome(max(eased.date, birthday.values["date"]), (birthday, *eased.steps))


def milder(sentence: Sentence, convict: Convict, on: str) -> Outcome:
    """From when a milder punishment may replace what is left (УК 73)."""
    barred = _excluded("milder", convict, sentence.life, on)
    return Outcome(None, (barred,)) if barred else _arising("milder", "parole_general", sentence, convict, on)


def type_change(sentence: Sentence, convict: Convict, on: str, full_part: Sentence | None = None) -> Outcome:
    """From when another type of institution may be asked for (УИК 96): from medium or maximum to minimum security, or, with
    ``full_part`` (the term set for full security and its first day), from full security to a lighter type."""
    barred = _excluded("type_change", convict, sentence.life, on, "" if full_part else "to_minimum")
    if barred:
        return Outcome(None, (barred,))
    if full_part:
        return _arising("type_change", "parole_general", full_part, convict, on, ("from_full",))
    return _arising("type_change", "parole_general", sentence, convict, on)


# how a date comes about ----------------------------------------------------------------------------------------------------


def _arising(
    kind: str, group: str, sentence: Sentence, convict: Convict, on: str, cases: tuple[str, ...] = (),
) -> Outcome:
    row = _row(kind, group, cases or tuple(_cases(convict)), on)
    if row is None:
        unknown = {"group": group, "gravity": gravest(convict.gravities), "on": on}
        return Outcome(None, (Step("step_no_rule", unknown, "", "unconfirmed"),))
    needed = part(sentence.term, Fraction(row.share))
    steps = [*_gravity_steps(convict, row), _part_step(row, needed)]
    counted = set_off(sentence.intervals, sentence.place, on) if decision("set_off_served").value == "yes" else None
    if counted and (counted.amount is None or counted.unit != "days"):
        return Outcome(None, (*steps, *counted.steps))
    days = counted.amount or 0 if counted else 0
    if days:
        steps += [*(counted.steps if counted else ()), decided("step_set_off_served", "set_off_served", days=str(days))]
    served = add_days(last_day(sentence.begins, needed), -days)
    steps.append(Step("step_part_served", {"date": served}, row.source, row.confidence))
    if kind == "parole":
        served = _at_least_served(served, sentence, days, on, steps)
    date = max(_right(served), sentence.begins)
    return Outcome(date, (*steps, decided("step_right_arises", "right_arises", date=date), *_CONDITIONS[kind]))


def _at_least_served(served: str, sentence: Sentence, set_off_days: int, on: str, steps: list[Step]) -> str:
    """Not before the least time actually served (УК 72(5)); says so when it is the later one."""
    least = rule("parole_min_served_6m")
    if not in_force((least,), on) or least.amount is None:
        return served
    by_least = add_days(last_day(sentence.begins, Term(0, least.amount)), -set_off_days)
    if by_least <= served:
        return served
    steps.append(Step("step_least_served", {"months": str(least.amount), "date": by_least}, least.source, least.confidence))
    return by_least


def _life(sentence: Sentence, convict: Convict, on: str) -> Outcome:
    """Life: 25 years actually served, 15 with a fulfilled agreement (УК 72(6))."""
    row = rule("parole_life_15y_plea" if "agreement" in convict.traits else "parole_life_25y")
    if not in_force((row,), on) or row.amount is None:
        return Outcome(None, (Step("step_no_rule", {"group": "cat_life", "gravity": "", "on": on}, row.source, row.confidence),))
    counted = set_off(sentence.intervals, sentence.place, on)
    days = counted.amount or 0
    served = add_days(last_day(sentence.begins, Term(0, row.amount)), -days)
    date = max(_right(served), sentence.begins)
    steps = (Step("step_least_served", {"months": str(row.amount), "date": served}, row.source, row.confidence),)
    return Outcome(date, (*counted.steps, *steps, decided("step_right_arises", "right_arises", date=date), *_CONDITIONS["parole"]))


def _right(served: str) -> str:
    return add_days(served, 1) if decision("right_arises").value == "next_day" else served


# which row -----------------------------------------------------------------------------------------------------------------


def _row(kind: str, group: str, cases: tuple[str, ...], on: str) -> Share | None:
    rows = {row.case: row for row in in_force(shares(), on) if row.kind == kind and row.group == group}
    return next((rows[case] for case in cases if case in rows), None)


def _cases(convict: Convict) -> Iterator[str]:
    """The cases a person may fall under, the particular before the general one."""
    gravity = gravest(convict.gravities)
    yield from (case for case in ("revoked_for_crime", "revoked_for_breach") if case in convict.traits)
    if "agreement" in convict.traits:
        yield gravity.replace("gravity_", "agreement_")
    if gravity == "gravity_especially_grave" and "attack_on_life" in convict.traits:
        yield "attack_on_life"
    yield gravity


def _group(convict: Convict, begins: str, on: str) -> str:
    if "minor_offender" in convict.traits:
        return "parole_minor_offender"
    birthday = _eased_birthday(convict, on)
    old = birthday is not None and birthday.values["date"] <= begins
    return "parole_eased" if old or not convict.traits.isdisjoint(EASED) else "parole_general"


def _eased_birthday(convict: Convict, on: str) -> Step | None:
    """The birthday from which the smaller part holds; None where there is no such age or no date of birth."""
    ages = {row.group: row for row in in_force(shares(), on) if row.kind == "eased_age"}
    row = ages.get(convict.sex)
    if row is None or not convict.date_of_birth:
        return None
    years = int(row.share)
    reached = add_months(convict.date_of_birth, years * 12)
    if reached[8:] != convict.date_of_birth[8:]:      # born on 29 February: a year is full on 1 March, as in moment.age
        reached = add_days(reached, 1)
    return Step("step_eased_from_age", {"age": str(years), "date": reached}, row.source, row.confidence)


def _excluded(kind: str, convict: Convict, life: bool, on: str, group: str = "") -> Step | None:
    """The first exclusion that applies, as a step; a life sentence counts as the trait ``cat_life`` where a row names it."""
    have = {*convict.traits, *convict.gravities, _group(convict, on, on), *(("cat_life",) if life else ())}
    for row in in_force(shares(), on):
        bars = row.kind == f"{kind}_excluded" and row.group in ("", group) and row.case in have
        if bars and have.isdisjoint(row.unless.split("; ")):
            return Step("step_excluded", {"case": row.case}, row.source, row.confidence)
    return None


def _gravity_steps(convict: Convict, row: Share) -> list[Step]:
    if len(set(convict.gravities)) > 1 and row.case.startswith("gravity_"):
        return [decided("step_gravest", "several_gravities", gravity=row.case)]
    return []


def _part_step(row: Share, needed: Term) -> Step:
    values = {"share": row.share, "of": row.of, "case": row.case, "group": row.group,
              "years": str(needed.years), "months": str(needed.months), "days": str(needed.days)}
    return Step("step_part", values, row.source, row.confidence)
