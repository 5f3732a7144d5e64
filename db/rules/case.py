"""What must hold in a case: categories, measures, hearings, offences, sentences and set-off, and the dates that follow from them.

Law: УПК 204, 207 (acts and their qualification), SIZO law 48(2) (24 hours before a term of custody ends), УК 46, 62, 72, 73,
УИК 96, 165. Every function is pure: values as the record keeps them in, problems or dates out.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from db.rules import offence as citations
from db.rules import parole, sentence, setoff
from db.rules.calendar import Calendar
from db.rules.custody import CATEGORIES
from db.rules.legal import rule
from db.rules.moment import is_date, is_moment, utc_minutes
from db.rules.name import has_control_characters
from db.rules.problem import Problem
from db.rules.step import Outcome, Step, overridden

DOCUMENTS = ("detention_protocol", "ruling", "sentence_verdict", "court_order", "other_document")
HELD = ("custody", "detention", "house_arrest", "extradition_arrest")     # measures that end by themselves on a day
MEASURES = (*HELD, "recognizance", "personal_surety", "command_supervision", "minor_supervision", "bail")
PUNISHMENTS = ("imprisonment", "life_imprisonment", "arrest_punishment")
PLACES = ("inst_minimum", "inst_medium", "inst_medium_minors", "inst_maximum", "inst_emergency", "inst_full", "inst_mixed")     # УИК 89
CUMULATIONS = ("crimes_cumulated", "sentences_cumulated", "careless")
TRAITS = parole.TRAITS
TEXTS = {"number": 60, "authority": 200, "case_body": 200, "investigator": 200, "court": 200, "purpose": 200, "outcome": 1000,
         "act": 1000, "note": 1000, "end_reason": 300, "parole_reason": 300, "reason": 300, "ended_because": 300, "closed_because": 300}
LONGEST_YEARS, LONGEST_MONTHS, LONGEST_DAYS = 99, 999, 9999
DATES = ("end_of_term", "release_day", "parole_date", "replacement_by_milder", "type_change")


class CaseDate(msgspec.Struct, frozen=True):
    """One date that follows from a sentence; ``key`` is a term id of :data:`DATES`, ``date`` None where the steps say why."""

    key: str
    date: str | None
    steps: tuple[Step, ...]


# what is typed -------------------------------------------------------------------------------------------------------------


def category(values: Mapping[str, Any], now: str, before: str = "") -> list[Problem]:
    """A change of the legal status; ``before`` is the category that it changes."""
    found = _coded(values, "category", CATEGORIES)
    if not found and values["category"] == before:
        found.append(Problem("category", "category_same", warning=True))
    found += _moment(values, "from_at", required=True, latest=now)
    found += _coded(values, "document", DOCUMENTS)
    if not values.get("authority"):
        found.append(Problem("authority", "required"))
    return found + _date(values, "document_on", latest=now) + _texts(values)


def measure(values: Mapping[str, Any], now: str, extended: str = "") -> list[Problem]:
    """A measure of restraint or its extension; ``extended`` is the moment up to which the earlier one holds."""
    found = _coded(values, "measure", MEASURES)
    if not values.get("authority"):
        found.append(Problem("authority", "required"))
    found += _date(values, "issued_on", latest=now)
    found += _moment(values, "from_at", required=True)
    found += _moment(values, "until_at", required=values.get("measure") in HELD)
    begins, until = values.get("from_at") or "", values.get("until_at") or ""
    if is_moment(begins) and is_moment(until) and utc_minutes(until) <= utc_minutes(begins):
        found.append(Problem("until_at", "end_before_start"))
    if is_moment(begins) and is_moment(extended) and utc_minutes(begins) > utc_minutes(extended):
        found.append(Problem("from_at", "measure_gap", warning=True))
    found += _moment(values, "ended_at", latest=now)
    if values.get("ended_at") and not values.get("ended_because"):
        found.append(Problem("ended_because", "reason_required"))
    return found + _texts(values)


def hearing(values: Mapping[str, Any], now: str) -> list[Problem]:
    """A day in court; what came of it can only be known afterwards."""
    found = [] if values.get("court") else [Problem("court", "required")]
    at = values.get("at") or ""
    found += _moment(values, "at", required=True)
    if values.get("outcome") and is_moment(at) and utc_minutes(at) > utc_minutes(now):
        found.append(Problem("outcome", "outcome_before_hearing"))
    return found + _texts(values)


def read_offence(text: str, code: str) -> tuple[citations.Offence, ...]:
    """The acts in a citation as typed; () when it is not understood as a whole."""
    return citations.parse(text, code or citations.CODES[0]) or ()


def offence(values: Mapping[str, Any], now: str) -> list[Problem]:
    """An act: ``citation`` as typed, ``code`` of the edition, gravity and the day since which it is charged so."""
    text = (values.get("citation") or "").strip()
    read = read_offence(text, values.get("code") or "")
    found = []
    if not text:
        found.append(Problem("citation", "required"))
    elif not read:
        found.append(Problem("citation", "citation_not_understood"))
    elif len(read) > 1:
        found.append(Problem("citation", "one_offence", values={"n": str(len(read))}))
    else:
        found += [Problem("citation", one.key, values=one.values) for one in citations.problems(read[0])]
    if values.get("gravity") and values["gravity"] not in citations.GRAVITIES:
        found.append(Problem("gravity", "unknown_code"))
    return found + _date(values, "since_on", required=True, latest=now) + _texts(values)


def offence_of(values: Mapping[str, Any]) -> citations.Offence:
    """A recorded act as the rules know it; ``points`` are kept separated by commas."""
    points = tuple(filter(None, (values.get("points") or "").split(",")))
    return citations.Offence(values["article"], values.get("part") or "", points, values.get("attempt") or "", values.get("complicity") or "",
                             values.get("code") or citations.CODES[0], values.get("gravity") or "")


# the sentence --------------------------------------------------------------------------------------------------------------


def sentenced(values: Mapping[str, Any], intervals: Sequence[setoff.Interval] = ()) -> sentence.Sentence:
    """The recorded sentence as the rules know it."""
    length = sentence.Term(values.get("years") or 0, values.get("months") or 0, values.get("days") or 0)
    return sentence.Sentence(length, values.get("begins_on") or "", values.get("place") or "", tuple(intervals), values.get("life") == "yes")


def sentence_problems(values: Mapping[str, Any], now: str, gravities: Collection[str] = (), sex: str = "", born: str = "") -> list[Problem]:
    """A sentence: court, dates in their order, a term within the law's limits (outside them a warning), reasons of what is overridden."""
    found = [] if values.get("court") else [Problem("court", "required")]
    found += _date(values, "passed_on", required=True, latest=now) + _date(values, "in_force_on") + _date(values, "begins_on", required=True)
    passed, in_force = values.get("passed_on") or "", values.get("in_force_on") or ""
    if is_date(passed) and is_date(in_force) and in_force < passed:
        found.append(Problem("in_force_on", "in_force_before_passed"))
    places = ("arrest_punishment",) if values.get("place") == "arrest_punishment" else PLACES
    found += _coded(values, "place", places) + _lengths(values)
    found += [Problem("traits", "unknown_code") for trait in _listed(values.get("traits")) if trait not in TRAITS]
    if not found:
        found += _limits(values, gravities, sex, born)
    return found + _overrides(values) + _texts(values) + _closed(values, now)


def set_off(values: Mapping[str, Any], others: Sequence[setoff.Interval], begins: str) -> list[Problem]:
    """One interval beside the ``others`` of the sentence, at the fields where it is typed."""
    found = [Problem(field, "required") for field in ("interval_kind", "first_on", "last_on") if not values.get(field)]
    found += _texts(values)
    if found:
        return found
    one = interval(values)
    fields = {"set_off_ends_before_start": "last_on", "set_off_reaches_term": "last_on", "set_off_overlaps": "first_on",
              "set_off_ratio_bad": "ratio", "reason_required": "reason", "date_invalid": "first_on", "unknown_code": "interval_kind"}
    # Every other interval was judged when it was entered; only what this one brings is new.
    known = setoff.problems(tuple(others), begins)
    brought = [problem for problem in setoff.problems((*others, one), begins) if problem not in known]
    return [Problem(fields[problem.key], problem.key, problem.warning, problem.values) for problem in brought]


def interval(values: Mapping[str, Any]) -> setoff.Interval:
    """A recorded set-off as the rules know it."""
    return setoff.Interval(values["interval_kind"], values["first_on"], values["last_on"], values.get("ratio") or "", values.get("reason") or "")


# states and dates ----------------------------------------------------------------------------------------------------------


def state(values: Mapping[str, Any], now: str, extended: bool = False) -> str:
    """How a measure stands at a moment: ``ended``, ``extended``, ``expired``, ``ends_soon`` (24 hours, SIZO law 48(2)), ``holds``."""
    until = values.get("until_at") or ""
    if values.get("ended_at"):
        return "ended"
    if extended:
        return "extended"
    if not is_moment(until):
        return "holds"
    left = utc_minutes(until) - utc_minutes(now)
    if left <= 0:
        return "expired"
    return "ends_soon" if left <= (rule("custody_expiry_warning_24h").amount or 24) * 60 else "holds"


def dates(values: Mapping[str, Any], intervals: Sequence[setoff.Interval], convict: parole.Convict, on: str,
          calendar: Calendar) -> tuple[CaseDate, ...]:
    """Every date of a sentence by the wording valid on the day ``on``, each with its steps; the officer's own in place of a computed one."""
    judged = sentenced(values, intervals)
    ends, release = _end(values, judged, on, calendar)
    if judged.place == "arrest_punishment":
        return ends, release
    unknown = not judged.life and (not convict.gravities or "" in convict.gravities)
    asked = Outcome(None, (Step("step_gravity_unknown", {}, "УК 11", "unconfirmed"),)) if unknown else None
    early = asked or parole.parole(judged, convict, on)
    if values.get("parole_override"):
        early = overridden(early, values["parole_override"], values.get("parole_reason") or "")
    milder = asked or parole.milder(judged, convict, on)
    another = asked or _type_change(values, judged, convict, on)
    return (ends, release, CaseDate("parole_date", early.date, early.steps), CaseDate("replacement_by_milder", milder.date, milder.steps),
            CaseDate("type_change", another.date, another.steps))


def _end(values: Mapping[str, Any], judged: sentence.Sentence, on: str, calendar: Calendar) -> tuple[CaseDate, CaseDate]:
    """The last day of the term, and from it the day of release: the officer's last day moves the release too."""
    found = sentence.end(judged, on, calendar)
    release = tuple(step for step in found.steps if step.key in _OF_RELEASE)
    term = tuple(step for step in found.steps if step.key not in _OF_RELEASE)
    if own := values.get("end_override"):
        outcome = overridden(Outcome(found.last_day, term), own, values.get("end_reason") or "")
        day, why = sentence.release(own, calendar)
        return CaseDate("end_of_term", own, outcome.steps), CaseDate("release_day", day, tuple(why))
    return CaseDate("end_of_term", found.last_day, term), CaseDate("release_day", found.release_on, release)


def _type_change(values: Mapping[str, Any], judged: sentence.Sentence, convict: parole.Convict, on: str) -> Outcome:
    if judged.place != "inst_full" or judged.life:
        return parole.type_change(judged, convict, on)
    full = sentence.Term(values.get("full_years") or 0, values.get("full_months") or 0)
    if not full:
        return Outcome(None, (Step("step_full_part_unknown", {}, "УИК 96(1)-(2)", "unconfirmed"),))
    return parole.type_change(judged, convict, on, sentence.Sentence(full, judged.begins, judged.place, judged.intervals))


_OF_RELEASE = ("step_served_by_set_off", "step_calendar_ends", "step_day_off", "step_release_first_half")


# one field at a time -------------------------------------------------------------------------------------------------------


def _listed(text: str | None) -> list[str]:
    return [one for one in (text or "").split(",") if one]


def _coded(values: Mapping[str, Any], field: str, codes: Collection[str]) -> list[Problem]:
    if not values.get(field):
        return [Problem(field, "required")]
    return [] if values[field] in codes else [Problem(field, "unknown_code")]


def _date(values: Mapping[str, Any], field: str, *, required: bool = False, latest: str = "") -> list[Problem]:
    text = values.get(field) or ""
    if not text:
        return [Problem(field, "required")] if required else []
    if not is_date(text):
        return [Problem(field, "date_invalid")]
    return [Problem(field, "date_in_future")] if latest and text > latest[:10] else []


def _moment(values: Mapping[str, Any], field: str, *, required: bool = False, latest: str = "") -> list[Problem]:
    text = values.get(field) or ""
    if not text:
        return [Problem(field, "required")] if required else []
    if not is_moment(text):
        return [Problem(field, "moment_invalid")]
    return [Problem(field, "date_in_future")] if latest and utc_minutes(text) > utc_minutes(latest) else []


def _texts(values: Mapping[str, Any]) -> list[Problem]:
    found = []
    for field, limit in TEXTS.items():
        text = values.get(field) or ""
        if len(text) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(text)), "limit": str(limit)}))
        if has_control_characters(text):
            found.append(Problem(field, "control_characters"))
    return found


def _lengths(values: Mapping[str, Any]) -> list[Problem]:
    """A term that is given, and no longer than anybody lives."""
    most = {"years": LONGEST_YEARS, "months": LONGEST_MONTHS, "days": LONGEST_DAYS, "full_years": LONGEST_YEARS, "full_months": LONGEST_MONTHS}
    found = [Problem(field, "term_impossible") for field, limit in most.items() if (values.get(field) or 0) > limit]
    if values.get("life") != "yes" and not any(values.get(field) for field in ("years", "months", "days")):
        found.append(Problem("days" if values.get("place") == "arrest_punishment" else "years", "required"))
    return found


def _limits(values: Mapping[str, Any], gravities: Collection[str], sex: str, born: str) -> list[Problem]:
    judged, on = sentenced(values), values["passed_on"]
    if judged.life:
        return [Problem("punishment", one.key, True, one.values) for one in sentence.life_problems(sex, born, on, on)]
    cases = {values.get("cumulation") or "", citations.gravest(gravities)}
    field = "days" if judged.place == "arrest_punishment" else "years"
    return [Problem(field, one.key, one.warning, one.values) for one in sentence.problems(judged, cases, on)]


def _overrides(values: Mapping[str, Any]) -> list[Problem]:
    found = []
    for date, reason in (("end_override", "end_reason"), ("parole_override", "parole_reason")):
        found += _date(values, date)
        if values.get(date) and not values.get(reason):
            found.append(Problem(reason, "reason_required"))
    return found


def _closed(values: Mapping[str, Any], now: str) -> list[Problem]:
    found = _date(values, "closed_on", latest=now)
    if values.get("closed_on") and not values.get("closed_because"):
        found.append(Problem("closed_because", "reason_required"))
    return found
