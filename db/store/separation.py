"""What the register knows of people that decides with whom they may be held or moved."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from db.models import Alert, Category, Custody, Offence, Particular, Person, Sentence
from db.rules.moment import age, utc_minutes
from db.rules.offence import GRAVITIES
from db.rules.separation import TRAITS, Occupant

ADULT = 18
IN_FORCE = frozenset(("convict", "cat_life", "cat_arrest_sentence"))
CHARGED = frozenset(("cat_detained", "suspect", "accused", "defendant"))
OWN = frozenset(("KZ", "unknown", ""))
GRAVE = frozenset(GRAVITIES[-2:])
ALSO = {"alert_under_threat": "person_under_threat"}
AT_ONCE = 500                       # ids to a query
_BETWEEN = re.compile(r"[,;\s]+")


def occupants(session: Session, ids: Collection[str], at: str) -> dict[str, Occupant]:
    """These people as separation sees them at a moment; whoever the register does not know is left out.

    The category is the newest one of that minute; traits come from particulars, alerts and sentences that name one of
    ``db.rules.separation.TRAITS``, from citizenship, category and the gravity of the acts charged.
    """
    found: dict[str, Occupant] = {}
    wanted = sorted(set(ids))
    for first in range(0, len(wanted), AT_ONCE):
        found.update({one.id: one for one in _some(session, wanted[first:first + AT_ONCE], at)})
    return found


def numbers(text: str) -> frozenset[str]:
    """The case numbers in a field: several stand behind one another, connected cases are written there too."""
    cleaned = text.replace("№", " ").upper()
    return frozenset(part for part in _BETWEEN.split(cleaned) if any(sign.isdigit() for sign in part))


def _some(session: Session, ids: list[str], at: str) -> Iterator[Occupant]:
    day, minute = at[:10], utc_minutes(at)
    episodes = _episodes(session, ids, minute)
    categories = _categories(session, ids, minute)
    traits = _traits(session, ids, day)
    for person_id, sex, born, citizenship in session.execute(
            select(Person.id, Person.sex, Person.date_of_birth, Person.citizenship).where(Person.id.in_(ids))):
        custody_id, category, cases = episodes.get(person_id, ("", "", frozenset()))
        category = categories.get((person_id, custody_id)) or category
        mine = traits[person_id] | ({category} & set(TRAITS)) | ({"foreigner"} if citizenship not in OWN else set())
        if category not in CHARGED:
            mine -= {"grave_charge"}
        yield Occupant(person_id, sex, bool(born) and age(born, day) < ADULT, category in IN_FORCE, cases, frozenset(mine))


def _episodes(session: Session, ids: list[str], minute: int) -> dict[str, tuple[str, str, frozenset[str]]]:
    """Of each person the newest episode of that minute: its id, category and case numbers."""
    query = (select(Custody.person_id, Custody.id, Custody.category, Custody.case_number)
             .where(Custody.person_id.in_(ids), Custody.arrived_utc <= minute).order_by(Custody.arrived_utc, Custody.id))
    return {person_id: (custody_id, category, numbers(cases)) for person_id, custody_id, category, cases in session.execute(query)}


def _categories(session: Session, ids: list[str], minute: int) -> dict[tuple[str, str], str]:
    query = (select(Category.person_id, Category.custody_id, Category.category)
             .where(Category.person_id.in_(ids), Category.from_utc <= minute).order_by(Category.from_utc, Category.id))
    return {(person_id, custody_id): category for person_id, custody_id, category in session.execute(query)}


def _traits(session: Session, ids: list[str], day: str) -> dict[str, set[str]]:
    """What is recorded as such, on that day."""
    found: dict[str, set[str]] = defaultdict(set)
    facts = (select(Particular.person_id, Particular.fact, Particular.value, Particular.from_on, Particular.until_on)
             .where(Particular.person_id.in_(ids)))
    alerts = select(Alert.person_id, Alert.alert, Alert.alert, Alert.from_on, Alert.until_on).where(Alert.person_id.in_(ids))
    for query in (facts, alerts):
        for person_id, fact, value, since, until in session.execute(query):
            if value != "no" and (not since or since <= day) and (not until or day <= until):
                found[person_id].update({ALSO.get(fact, fact), value} & set(TRAITS))
    for person_id, traits in session.execute(
            select(Sentence.person_id, Sentence.traits).where(Sentence.person_id.in_(ids), _open(Sentence, day))):
        found[person_id].update(set(traits.split(",")) & set(TRAITS))
    acts = (select(Offence.person_id).where(Offence.person_id.in_(ids), Offence.gravity.in_(GRAVE), Offence.since_on <= day,
                                            _open(Offence, day)))
    for person_id in session.execute(acts).scalars():
        found[person_id].add("grave_charge")
    return found


def _open(model: Any, day: str) -> ColumnElement[bool]:
    return or_(model.closed_on == "", model.closed_on > day)
