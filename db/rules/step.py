"""One line of a computation, so that a screen can show why a date is what it is, with the article behind each line."""

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

import msgspec

# how a screen puts the values of a step into words; all others are numbers or the officer's own text
TERM_VALUES = frozenset(("kind", "place", "gravity", "case", "of", "group"))
DATE_VALUES = frozenset(("date", "first", "last", "release", "on", "computed"))


class Step(msgspec.Struct, frozen=True):
    """``key`` names the sentence, ``values`` fill it: dates ``YYYY-MM-DD``, term ids and numbers, see ``TERM_VALUES``."""

    key: str
    values: dict[str, str] = {}
    source: str = ""
    confidence: str = "law"


class Outcome(msgspec.Struct, frozen=True):
    """A date and the steps that led to it; None where the law gives none or the rule is not known: the last step says which."""

    date: str | None
    steps: tuple[Step, ...]


class Decision(msgspec.Struct, frozen=True):
    """A choice where the law read is silent: it stands in ``decisions.csv``, in favour of the person until confirmed."""

    key: str
    value: str
    source: str
    confidence: str
    note: str


@cache
def _decisions() -> dict[str, Decision]:
    with (Path(__file__).parent / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: Decision(**row) for row in csv.DictReader(file)}


def decision(key: str) -> Decision:
    """The decision of this name; raises KeyError for none."""
    return _decisions()[key]


def decided(step: str, key: str, **values: str) -> Step:
    """A step that rests on a decision: its source and confidence are the decision's."""
    made = decision(key)
    return Step(step, values, made.source, made.confidence)


def overridden(outcome: Outcome, date: str, reason: str) -> Outcome:
    """The officer's date in place of the computed one; the computed one and the reason stay visible as the last step."""
    step = Step("step_overridden", {"computed": outcome.date or "", "date": date, "reason": reason}, "", "user")
    return Outcome(date, (*outcome.steps, step))


def number(value: Fraction) -> str:
    """``45``, ``45,5`` or ``45 1/3``: as officials write it, exactly."""
    whole, rest = divmod(value, 1)
    if not rest:
        return str(whole)
    return f"{whole},5" if rest == Fraction(1, 2) else f"{whole} {rest}"
