"""Asking for screenings and telling of them; what was found opens for medics only."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound
from db.models import Absent, Account, Custody, Person, Screening, Waiting, new_id
from db.rules import screening
from db.rules.problem import Problem
from db.store import custody, medical


class ScreeningRow(msgspec.Struct, frozen=True):
    """What everybody may know of a screening: that it took place, when, by whom, and fitness for transport."""

    id: str
    exam: str
    examined_at: str
    fitness: str
    examiner: str


class WaitingRow(msgspec.Struct, frozen=True):
    """Somebody who came in and has not been examined since."""

    person_id: str
    name: str
    sort_key: str
    date_of_birth: str
    category: str
    arrived_at: str


class LatestRow(msgspec.Struct, frozen=True):
    """A screening with the name of the person."""

    id: str
    person_id: str
    name: str
    sort_key: str
    exam: str
    examined_at: str
    fitness: str
    examiner: str


def record(session: Session, person_id: str, exam: str, examined_at: str, fitness: str, body: screening.ScreeningBody) -> str:
    """A new screening by the logged-in medic; gives the id. Raises ``Invalid``, ``NotAllowed``."""
    medical.medic(session)
    now = session.info["station"].now().isoformat(timespec="minutes")
    if found := [problem for problem in screening.problems(body, fitness, examined_at, now) if not problem.warning]:
        raise Invalid(found)
    episode = custody.latest(session, person_id)
    screening_id = new_id()
    session.add(Screening(id=screening_id, person_id=person_id, custody_id=episode.id if episode else "", exam=exam, examined_at=examined_at,
                          fitness=fitness, body=medical.close(session, person_id, Screening.kind, screening_id, body)))
    session.flush()
    return screening_id


def rows(session: Session, person_id: str) -> list[ScreeningRow]:
    """The screenings of one person, newest first."""
    query = (select(Screening.id, Screening.exam, Screening.examined_at, Screening.fitness, Account.name)
             .outerjoin(Account, Account.id == Screening.author).where(Screening.person_id == person_id).order_by(Screening.examined_utc.desc()))
    return [ScreeningRow(*row[:4], row[4] or "") for row in session.execute(query)]


def waiting(session: Session, limit: int = 1000) -> list[WaitingRow]:
    """Who must be examined, longest waiting first; one line a person."""
    query = (select(Custody.person_id, Person.surname, Person.given_name, Person.sort_key, Person.date_of_birth, Custody.category,
                    Custody.arrived_at)
             .join(Waiting, Waiting.row == Custody.row).join(Person, Person.id == Custody.person_id)
             .where(~select(Absent.person_id).where(Absent.person_id == Custody.person_id, Absent.gone == 1).exists())
             .order_by(Waiting.arrived_utc).limit(limit))
    found = {row.person_id: WaitingRow(row.person_id, f"{row.surname} {row.given_name}".strip(), *row[3:]) for row in session.execute(query)}
    return list(found.values())


def latest(session: Session, limit: int = 100) -> list[LatestRow]:
    """The newest screenings of the register."""
    query = (select(Screening.id, Screening.person_id, Person.surname, Person.given_name, Person.sort_key, Screening.exam,
                    Screening.examined_at, Screening.fitness, Account.name)
             .outerjoin(Person, Person.id == Screening.person_id).outerjoin(Account, Account.id == Screening.author)
             .order_by(Screening.examined_utc.desc(), Screening.id.desc()).limit(limit))
    return [LatestRow(row[0], row[1], f"{row[2] or ''} {row[3] or ''}".strip(), row[4] or "", *row[5:8], row[8] or "")
            for row in session.execute(query)]


def open_(session: Session, screening_id: str) -> tuple[Screening, screening.ScreeningBody]:
    """The screening with its content; the reading leaves a trace, so this is a write. Medics only."""
    one = session.execute(select(Screening).where(Screening.id == screening_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one, medical.open_(session, one.person_id, Screening.kind, one.id, one.body, screening.ScreeningBody)


def amend(session: Session, screening_id: str, fitness: str, body: screening.ScreeningBody, reason: str) -> None:
    """Correct a screening, with its reason; the earlier content stays in the log."""
    if not reason.strip():
        raise Invalid([Problem("reason", "required")])
    one = session.execute(select(Screening).where(Screening.id == screening_id)).scalar_one()
    if found := [problem for problem in screening.problems(body, fitness, one.examined_at) if not problem.warning]:
        raise Invalid(found)
    one.fitness = fitness
    one.body = medical.close(session, one.person_id, Screening.kind, one.id, body)
    session.info["reason"] = reason.strip()
    session.flush()
