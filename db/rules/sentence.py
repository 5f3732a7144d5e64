"""The term of a sentence: its length, its last day, the day of release and the limits of the law, each step with its article.

УИК 165(2): the last day is the day before the calendar date on which the term began; where the last month has no such date,
its last day; on a day off or holiday the person is released on the preceding working day, in the first half of the day.
"""

import csv
import datetime
from collections.abc import Collection
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

import msgspec

from db.rules.calendar import Calendar, is_day_off, previous_working_day, reaches
from db.rules.legal import add_days, add_months, in_force
from db.rules.moment import age, is_date
from db.rules.problem import Problem
from db.rules.setoff import Interval, set_off
from db.rules.step import Step, decision

_END = "УИК 165(2)"


class Term(msgspec.Struct, frozen=True):
    """A length of time as sentences give it; days come with arrest, replacement, addition and set-off (УК 62(1)-(2))."""

    years: int = 0
    months: int = 0
    days: int = 0

    @property
    def whole_months(self) -> int:
        return self.years * 12 + self.months

    def __bool__(self) -> bool:
        return bool(self.whole_months or self.days)


class Sentence(msgspec.Struct, frozen=True):
    """``place``: institution type of the sentence (term id), or another punishment (``arrest_punishment``); ``life`` has no
    term. ``begins`` is the day from which the court lets the term run."""

    term: Term
    begins: str
    place: str
    intervals: tuple[Interval, ...] = ()
    life: bool = False


class End(msgspec.Struct, frozen=True):
    """``last_day`` of the term and the day of release, which is a working day; both None for life or an unknown ratio."""

    last_day: str | None
    release_on: str | None
    set_off_days: int | None
    steps: tuple[Step, ...]


class Limit(msgspec.Struct, frozen=True):
    """The least or most of a punishment, for everybody or in a case (``case``)."""

    id: str
    punishment: str
    bound: str
    case: str
    amount: int
    unit: str
    valid_from: str
    valid_to: str
    source: str
    confidence: str
    note: str


# lengths -------------------------------------------------------------------------------------------------------------------


def total(*terms: Term) -> Term:
    """Terms added: months are carried into years, days stay days, as no article says how many make a month."""
    years, months = divmod(sum(term.whole_months for term in terms), 12)
    return Term(years, months, sum(term.days for term in terms))


def part(term: Term, share: Fraction) -> Term:
    """A fraction of a term in years, months and days; a broken month is taken of thirty days (decision ``month_of_days``),
    a broken day counts whole: the law says "at least"."""
    whole, rest = divmod(term.whole_months * share, 1)
    days = ceil(rest * int(decision("month_of_days").value) + term.days * share)
    return total(Term(0, int(whole), days))


def last_day(begins: str, term: Term) -> str:
    """The last day of a term that begins on a day, before any set-off (УИК 165(2))."""
    if not term.whole_months:
        return add_days(begins, term.days - 1)
    same_date = add_months(begins, term.whole_months)
    missing = same_date[8:] != begins[8:]       # no such date in that month: its last day, which add_months gave
    return add_days(same_date, term.days - (0 if missing else 1))


def unserved(last: str, on: str) -> Term:
    """What is left of a term on a day, that day and the last one included: the term which, begun then, ends on that last day."""
    if on > last:
        return Term()
    months = 0
    while last_day(on, Term(0, months + 1)) <= last:
        months += 1
    reached = last_day(on, Term(0, months))
    days = (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(reached)).days
    return total(Term(0, months, days))


# the end of the term -------------------------------------------------------------------------------------------------------


def end(sentence: Sentence, on: str, calendar: Calendar) -> End:
    """Last day and day of release by the wording valid on the day ``on``, with every step."""
    begins = Step("step_term_begins", {"date": sentence.begins, **_values(sentence.term)}, "УК 62(1)")
    if sentence.life:
        return End(None, None, None, (Step("step_life", {"date": sentence.begins}, "УК 46(4)"),))
    full = last_day(sentence.begins, sentence.term)
    steps = [begins, _full_step(sentence, full)]
    counted = set_off(sentence.intervals, sentence.place, on)
    steps += counted.steps
    if counted.amount is None or counted.unit != "days":
        return End(None, None, None, tuple(steps))
    last = add_days(full, -counted.amount)
    if counted.amount:
        steps.append(Step("step_less_set_off", {"days": str(counted.amount), "date": last}, "УК 62(3)-(5)"))
    if last < sentence.begins:
        steps.append(Step("step_served_by_set_off", {"date": sentence.begins}, "УК 62(3)"))
        return End(last, sentence.begins, counted.amount, tuple(steps))
    release_on, why = release(last, calendar)
    return End(last, release_on, counted.amount, (*steps, *why))


def release(last: str, calendar: Calendar) -> tuple[str, tuple[Step, ...]]:
    """The day of release of a term that ends on this day: the day itself, or the working day before a day off (УИК 165(2))."""
    steps = [] if reaches(last, calendar) else [Step("step_calendar_ends", {"date": last}, "", "unconfirmed")]
    day = last
    if is_day_off(last, calendar):
        day = previous_working_day(last, calendar)
        steps.append(Step("step_day_off", {"date": last, "release": day}, _END))
    steps.append(Step("step_release_first_half", {"date": day}, _END))
    return day, tuple(steps)


def release_on_papers(arrived: str, closes: str) -> tuple[str, Step]:
    """The day of early release when the papers arrive at a moment and the office closes at ``HH:MM`` (УИК 165(5))."""
    if arrived[11:16] <= closes:
        return arrived[:10], Step("step_release_same_day", {"date": arrived[:10]}, "УИК 165(5)")
    morning = add_days(arrived[:10], 1)
    return morning, Step("step_release_next_morning", {"date": morning}, "УИК 165(5)")


def cumulated(new: Term, left: Term, cases: Collection[str], on: str) -> tuple[Term, tuple[Step, ...]]:
    """The new punishment with the unserved part added, or as much of it as the court added (``left``), up to the limit."""
    added = total(new, left)
    steps = [Step("step_cumulated", _values(added), "УК 60")]
    limit = _most("imprisonment", {*cases, "sentences_cumulated"}, on)
    if limit and _exceeds(added, limit):
        added = total(Term(0, limit.amount))
        steps.append(Step("step_limit", _values(added), limit.source, limit.confidence))
    return added, tuple(steps)


# limits --------------------------------------------------------------------------------------------------------------------


@cache
def limits() -> tuple[Limit, ...]:
    """Every limit of every time (``limits.csv``)."""
    with (Path(__file__).parent / "limits.csv").open(encoding="utf-8", newline="") as file:
        return tuple(msgspec.convert(row, Limit, strict=False) for row in csv.DictReader(file))


def problems(sentence: Sentence, cases: Collection[str], on: str) -> list[Problem]:
    """What is wrong with a sentence; ``cases``: careless, gravity_especially_grave, crimes_cumulated, sentences_cumulated.

    A term outside the limits is a warning: the court's sentence is what it is, and the officer keeps it with a reason.
    """
    found = [] if is_date(sentence.begins) else [Problem("begins", "date_invalid")]
    if sentence.life:
        return found
    if not sentence.term or min(sentence.term.years, sentence.term.months, sentence.term.days) < 0:
        return [*found, Problem("term", "required")]
    punishment = "arrest_punishment" if sentence.place == "arrest_punishment" else "imprisonment"
    least, most = _least(punishment, on), _most(punishment, cases, on)
    if least and _below(sentence.term, least):
        found.append(_limit_problem("term_below_limit", least))
    if most and _exceeds(sentence.term, most):
        found.append(_limit_problem("term_above_limit", most))
    return found


def life_problems(sex: str, date_of_birth: str, offence_on: str, on: str) -> list[Problem]:
    """Whether life may not be imposed: on women, on offenders under 18, on men of 63 and older (УК 46(4))."""
    rows = {row.bound: row for row in in_force(limits(), on) if row.punishment == "life_imprisonment"}
    young = bool(date_of_birth and "least" in rows) and age(date_of_birth, offence_on) < rows["least"].amount
    old = bool(date_of_birth and "most" in rows) and age(date_of_birth, on) >= rows["most"].amount
    return [Problem("life", "life_not_allowed", warning=True)] if sex == "female" or young or old else []


def _most(punishment: str, cases: Collection[str], on: str) -> Limit | None:
    """The highest limit of the cases that apply; the case "careless" lowers the general one when nothing raises it."""
    rows = [row for row in in_force(limits(), on) if row.punishment == punishment and row.bound == "most"]
    own = [row for row in rows if row.case in cases]
    return max(own or [row for row in rows if not row.case], key=lambda row: row.amount, default=None)


def _least(punishment: str, on: str) -> Limit | None:
    rows = (row for row in in_force(limits(), on) if row.punishment == punishment and row.bound == "least")
    return next(rows, None)


def _exceeds(term: Term, limit: Limit) -> bool:
    if limit.unit == "days":
        return bool(term.whole_months) or term.days > limit.amount
    return (term.whole_months, term.days) > (limit.amount, 0)


def _below(term: Term, limit: Limit) -> bool:
    if limit.unit == "days":
        return not term.whole_months and term.days < limit.amount
    return term.whole_months < limit.amount


def _limit_problem(key: str, limit: Limit) -> Problem:
    amount = Term(days=limit.amount) if limit.unit == "days" else total(Term(0, limit.amount))
    return Problem("term", key, warning=True, values={**_values(amount), "source": limit.source})


def _values(term: Term) -> dict[str, str]:
    return {"years": str(term.years), "months": str(term.months), "days": str(term.days)}


def _full_step(sentence: Sentence, full: str) -> Step:
    months = sentence.term.whole_months
    if months and add_months(sentence.begins, months)[8:] != sentence.begins[8:]:
        return Step("step_month_without_date", {"date": full}, _END)
    return Step("step_day_before", {"date": full}, _END)
