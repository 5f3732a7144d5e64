"""Sentences with what is set off against them, and the dates that follow: computed anew at each look, never kept."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from db.models import Offence, Person, Sentence, SetOff, entered_columns
from db.rules import calendar, case
from db.rules.parole import Convict
from db.rules.setoff import Interval
from db.store import filing, offence, person


class Judged(msgspec.Struct, frozen=True):
    """A sentence with its set-off and every date of it on one day; ``sentence`` and ``set_off`` are detached records."""

    sentence: Any
    set_off: tuple[Any, ...]
    dates: tuple[case.CaseDate, ...]
    on: str


def add(session: Session, person_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> str:
    """A sentence; gives the id. Raises ``Invalid``."""
    return str(filing.add(session, Sentence, person_id, values, _problems(session, person_id, values), kept).id)


def amend(session: Session, record_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed (overrides and the end too), with its reason. Raises ``Invalid``, ``NotFound``."""
    one = load(session, record_id)
    filing.amend(session, one, values, reason, _problems(session, one.person_id, values), kept)


def load(session: Session, record_id: str) -> Sentence:
    """One sentence, detached; raises ``NotFound``."""
    one: Sentence = filing.load(session, Sentence, record_id)
    return one


def rows(session: Session, person_id: str) -> list[Sentence]:
    """The sentences of one person: those in force first, then by the day of passing, newest first; detached."""
    every = filing.of_person(session, Sentence, person_id)
    return sorted(every, key=lambda one: (not one.closed_on, one.passed_on, one.row), reverse=True)


def add_set_off(session: Session, sentence_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> str:
    """An interval to be set off against a sentence; gives the id. Raises ``Invalid``, ``NotFound``."""
    one = load(session, sentence_id)
    found = case.set_off(values, intervals(session, sentence_id), one.begins_on)
    return str(filing.add(session, SetOff, one.person_id, {**values, "sentence_id": sentence_id}, found, kept).id)


def amend_set_off(session: Session, record_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change an interval or withdraw it (``withdrawn_on``), with its reason. Raises ``Invalid``, ``NotFound``."""
    one = load_set_off(session, record_id)
    found = case.set_off(values, intervals(session, one.sentence_id, but=record_id), load(session, one.sentence_id).begins_on)
    filing.amend(session, one, values, reason, found, kept)


def load_set_off(session: Session, record_id: str) -> SetOff:
    """One interval, detached; raises ``NotFound``."""
    one: SetOff = filing.load(session, SetOff, record_id)
    return one


def set_offs(session: Session, person_id: str) -> list[SetOff]:
    """Every interval of one person in the order of time, withdrawn ones too, detached."""
    return sorted(filing.of_person(session, SetOff, person_id), key=lambda one: (one.first_on, one.row))


def intervals(session: Session, sentence_id: str, but: str = "") -> tuple[Interval, ...]:
    """What counts into a sentence, without the interval ``but``."""
    every = set_offs(session, load(session, sentence_id).person_id)
    return tuple(_interval(one) for one in every if one.sentence_id == sentence_id and one.id != but and not one.withdrawn_on)


def gravities(session: Session, person_id: str, custody_id: str) -> tuple[str, ...]:
    """Gravity of each act that stands in this custody, "" where it is not known; those of any custody where this one has none."""
    standing = [one for one in filing.of_person(session, Offence, person_id) if not one.closed_on]
    own = [one for one in standing if one.custody_id == custody_id]
    return tuple(offence.reference(one).gravity for one in own or standing)


def judged(session: Session, person_id: str, on: str) -> list[Judged]:
    """Every sentence of one person with its dates by the wording valid on the day ``on``."""
    one, every = person.load(session, person_id), set_offs(session, person_id)
    return [_judged(session, one, sentence, tuple(row for row in every if row.sentence_id == sentence.id), on)
            for sentence in rows(session, person_id)]


def _judged(session: Session, one: Person, sentence: Sentence, own: tuple[SetOff, ...], on: str) -> Judged:
    values = {column.key: getattr(sentence, column.key) for column in entered_columns(Sentence)}
    convict = Convict(one.sex, one.date_of_birth, gravities(session, one.id, sentence.custody_id),
                      frozenset(trait for trait in sentence.traits.split(",") if trait))
    counted = tuple(_interval(row) for row in own if not row.withdrawn_on)
    return Judged(sentence, own, case.dates(values, counted, convict, on, calendar.kazakhstan()), on)


def _interval(one: SetOff) -> Interval:
    return Interval(one.interval_kind, one.first_on, one.last_on, one.ratio, one.reason)


def _problems(session: Session, person_id: str, values: Mapping[str, Any]) -> list[Any]:
    one = person.load(session, person_id)
    custody_id = values.get("custody_id") or ""
    return case.sentence_problems(values, filing.now(session), gravities(session, person_id, custody_id), one.sex, one.date_of_birth)
