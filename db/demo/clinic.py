"""The medic's part of a demo register: screenings of many, certifications with marks on the body chart, some of them amended."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from sqlalchemy.orm import Session

from db.demo import phrases, records
from db.demo.people import Made, moment, seconds
from db.demo.phrases import Both
from db.engine import Database
from db.keys import seal
from db.keys.keyring import Keyring, User
from db.models import PersonKey, Screening, new_id
from db.rules import body
from db.rules.certification import COLOURS, REASONS_OF_AMENDMENT, CertificationBody, Finding, Identity
from db.rules.screening import ScreeningBody
from db.store import certification

SCREENINGS_AT_ONCE = 2000
EVENTS_AT_ONCE = 25
LENGTH = 55                     # minutes of an examination
AMENDED = 5                     # every fifth certification has an amendment
KINDS = ("bruise", "bruise", "bruise", "abrasion", "abrasion", "haematoma", "scratch", "swelling", "redness", "restraint_mark")
DEGREES = ("cons_consistent", "cons_consistent", "cons_highly_consistent", "cons_typical", "cons_not_consistent", "cons_not_assessed")
PRESENCE = ("nobody_present", "nobody_present", "out_of_hearing_in_sight", "within_hearing")
_DAY = 1440


class Patient(NamedTuple):
    """Somebody who is examined."""

    person_id: str
    custody_id: str
    made: Made


class Certified(NamedTuple):
    """Somebody who is certified: after which screening, beginning when (minutes since 1970 UTC)."""

    patient: Patient
    screening_id: str
    at: int


class History:
    """A clock that shows the moment of the event that is being made up."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def __call__(self) -> datetime:
        return datetime.fromisoformat(moment(self.minutes))


def work(folder: Path, password: str, patients: Sequence[Patient], certified: int, random: Random, now: int) -> tuple[int, int]:
    """Examines all patients, certifies so many of them; gives the numbers of certifications and of amendments."""
    user = Keyring.load(folder).unlock("medic", password)
    history = History(now)
    database = Database.open(folder, user, history)
    try:
        chosen = frozenset(random.sample(range(len(patients)), certified))
        cases: list[Certified] = []
        for start in range(0, len(patients), SCREENINGS_AT_ONCE):
            places = range(start, min(start + SCREENINGS_AT_ONCE, len(patients)))
            cases += database.write(lambda session, places=places: [  # type: ignore[misc]
                case for case in _screen(session, user, patients, places, chosen, random, now) if case]).value
        return _certify(database, cases, history, random, now)
    finally:
        database.close()


def _screen(session: Session, user: User, patients: Sequence[Patient], places: range, chosen: frozenset[int], random: Random,
            now: int) -> list[Certified | None]:
    bulk = records.Bulk(session)
    found = []
    for place in places:
        patient, hurt = patients[place], place in chosen
        person_id = patient.person_id
        examined = min(patient.made.arrived + 10 + int(random.random() * 300), now - 15)
        at = seconds(moment(examined + 5))
        key, screening_id = seal.new_key(), new_id()
        wrapped = seal.wrap(key, user.medical_public, person_id)
        bulk.add(PersonKey, new_id(), person_id, {"person_id": person_id, "recipient": user.medical_public.hex(), "wrapped": wrapped}, at)
        values = {
            "person_id": person_id, "custody_id": patient.custody_id, "exam": "exam_primary", "examined_at": moment(examined),
            "fitness": "fit_with_limits" if hurt or random.random() < 0.1 else "fit",
            "body": seal.seal(key, Screening.kind, screening_id, _screening(random, hurt)),
        }
        bulk.add(Screening, screening_id, person_id, values, at)
        found.append(Certified(patient, screening_id, _settled(examined + 5)) if hurt else None)
    bulk.close()
    return found


def _settled(minutes: int) -> int:
    """A beginning after which the clocks are not put back before the end, as they were on 1 March 2024: walls would show a wrong order."""
    return minutes + LENGTH if moment(minutes)[16:] != moment(minutes + LENGTH)[16:] else minutes


def _screening(random: Random, hurt: bool) -> ScreeningBody:
    said = _one_of(random)
    height = random.randint(150, 192)
    return ScreeningBody(
        complaints=said(phrases.COMPLAINTS), general_condition="condition_moderate" if hurt and random.random() < 0.4 else "condition_satisfactory",
        temperature=random.randint(361, 374), pulse=random.randint(58, 96), systolic=random.randint(105, 150), diastolic=random.randint(62, 95),
        respiration=random.randint(13, 20), saturation=random.randint(95, 99), height=height, weight=(height - 100) * 10 + random.randint(-120, 220),
        visible_injuries="yes" if hurt else "no", ill_treatment="yes" if hurt else "refused" if random.random() < 0.02 else "no")


def _certify(database: Database, cases: list[Certified], history: History, random: Random, now: int) -> tuple[int, int]:
    """Seals and amends in the order of time, as it would have happened: numbers count up and the clock never goes back."""
    numbers: dict[str, str] = {}
    events: list[tuple[int, Callable[[Session], object]]] = []
    for place, case in enumerate(sorted(cases, key=lambda case: (case.at, case.patient.made.person.get("iin", "")))):
        sealed = min(case.at + LENGTH + 15, now)
        events.append((sealed, _sealing(case, database.info.institution, database.user, random, numbers)))
        if place % AMENDED == 1 or place == len(cases) - 1:
            events.append((min(sealed + 60 + int(random.random() * 9 * _DAY), now), _amending(case, random, numbers)))
    # Sorted by time only: where two fall on one minute, the sealing that stands first stays first.
    events.sort(key=lambda event: event[0])
    for start in range(0, len(events), EVENTS_AT_ONCE):
        database.write(lambda session, start=start: _happen(session, events[start:start + EVENTS_AT_ONCE], history))  # type: ignore[misc]
    return len(cases), len(events) - len(cases)


def _happen(session: Session, events: list[tuple[int, Callable[[Session], object]]], history: History) -> None:
    for minutes, act in events:
        history.minutes = minutes
        act(session)


def _sealing(case: Certified, institution: str, medic: User, random: Random, numbers: dict[str, str]) -> Callable[[Session], object]:
    content = _certification(case, institution, medic, random)

    def act(session: Session) -> None:
        numbers[case.screening_id] = certification.seal(session, case.patient.person_id, case.screening_id, content)

    return act


def _amending(case: Certified, random: Random, numbers: dict[str, str]) -> Callable[[Session], object]:
    said = _one_of(random)
    text, why, reason = said(phrases.AMENDED), said(phrases.WHY_AMENDED), random.choice(REASONS_OF_AMENDMENT[:3])
    return lambda session: certification.amend(session, numbers[case.screening_id], "conclusion", text, reason, why)


def _certification(case: Certified, institution: str, medic: User, random: Random) -> CertificationBody:
    said = _one_of(random)
    person = case.patient.made.person
    findings = () if random.random() < 0.08 else _findings(random, said)
    interpreter, restrained, presence = random.random() < 0.1, random.random() < 0.08, random.choice(PRESENCE)
    return CertificationBody(
        person=Identity(person.get("surname", ""), person.get("given_name", ""), person.get("patronymic", ""), person["date_of_birth"],
                        person["sex"], person.get("iin", "")),
        institution=institution, place=said((phrases.PLACE,)), started_at=moment(case.at), ended_at=moment(case.at + LENGTH),
        requested_by=said((phrases.REQUESTED,)), officers_present=presence,
        persons_present=said((phrases.PRESENT,)) if presence == "within_hearing" else "", restraints="yes" if restrained else "no",
        restraints_detail=said((phrases.RESTRAINED,)) if restrained else "", interpreter="yes" if interpreter else "no",
        interpreter_detail=said((phrases.INTERPRETER,)) if interpreter else "", consent="consent_given", account=said(phrases.ACCOUNTS),
        psychological_state=said(phrases.STATES), no_injuries=not findings, findings=findings,
        consistency=random.choice(DEGREES) if findings else "cons_not_assessed", consistency_reason=said(phrases.REASONS),
        conclusion=said(phrases.CONCLUSIONS) if findings else said((phrases.NO_INJURIES,)), recommendation=said(phrases.RECOMMENDATIONS),
        author_name=medic.name, author_post=medic.post, author_speciality=medic.speciality, author_years=medic.years)


def _findings(random: Random, said: Callable[[Sequence[Both]], str]) -> tuple[Finding, ...]:
    found = []
    for number in range(1, random.randint(2, 7)):
        view = random.choice(body.VIEWS[:2]) if random.random() < 0.8 else random.choice(body.VIEWS[2:])
        stop = random.choice(body.regions(view))
        x, y = _beside(random, view, stop)
        measured, length = random.random() < 0.95, random.randint(6, 90)
        found.append(Finding(
            number, random.choice(KINDS), view, x, y, stop.region, stop.side, length_mm=length if measured else None,
            width_mm=random.randint(3, length) if measured else None, size_reason="" if measured else said((phrases.UNMEASURED,)),
            colour=random.choice(COLOURS), shape=said(phrases.SHAPES), description=said(phrases.DESCRIPTIONS), claimed_cause=said(phrases.CAUSES),
            consistency=random.choice(DEGREES), consistency_reason=said(phrases.REASONS)))
    return tuple(found)


def _beside(random: Random, view: str, stop: body.Region) -> tuple[int, int]:
    """A place near the middle of the region, so that marks do not all lie on the same points."""
    x, y = body.moved(view, stop.x, stop.y, random.randint(-25, 25), random.randint(-25, 25))
    return (x, y) if body.region_at(view, x, y) == (stop.region, stop.side) else (stop.x, stop.y)


def _one_of(random: Random) -> Callable[[Sequence[Both]], str]:
    """A medic who writes in one language: gives one of the phrases in it."""
    language = 0 if random.random() < 0.6 else 1
    return lambda choices: random.choice(choices)[language]
