"""Telling of steps through the gate: one at a time, out and back together, many back at once; each with its journal and its release."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound
from db.models import Custody, Movement
from db.rules import movement as rules
from db.rules.moment import is_moment, utc_minutes
from db.rules.movement import IN, KINDS, YES
from db.rules.problem import Problem
from db.store import entry, journal, presence, release


def record(session: Session, person_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None = None, *, back_at: str = "",
           end: Mapping[str, Any] | None = None) -> str:
    """One movement of a known person; gives the id. Raises ``Invalid`` with what is wrong, field by field.

    ``kept``: reasons, by field, for what was kept against a warning; ``at`` is the reason of a late entry and goes into the journal where
    the day is closed. ``back_at``: the return of the same trip. ``end``: ground and papers of a release (``db.store.release``).
    """
    before, after = _around(session, person_id, values)
    found = rules.problems(values, _now(session), before, after, back_at=back_at, closed_until=journal.closed_until(session))
    kind = KINDS.get(values.get("movement") or "")
    if kind is not None and values["movement"] in rules.ENDS:
        found += release.problems(values, end or {})
    _refuse(found, kept)
    assert kind is not None
    custody_id = _custody(session, person_id, values["at"])
    one = _add(session, person_id, custody_id, values, kept)
    if back_at:
        _add(session, person_id, custody_id, {"movement": kind.answer, "at": back_at, "place": values.get("place") or "",
                                              "escort": values.get("escort") or ""}, kept)
    if values["movement"] in rules.ENDS:
        release.add(session, person_id, custody_id, values, end or {}, kept)
    return one.id


def arrive(session: Session, episode: Custody, kept: Mapping[str, str] | None = None, details: Mapping[str, Any] | None = None) -> str:
    """The movement that a new episode of custody begins with; gives the id.

    "" where the person is inside by then already, or where later movements stand: then the episode is a matter of papers, not of the gate.
    Raises ``Invalid`` where the day of the journal is closed and ``kept`` gives no reason for the arrival.
    """
    minute = utc_minutes(episode.arrived_at)
    before, after = presence.around(session, episode.person_id, minute)
    if after is not None or (before is not None and before.kind.direction == IN):
        return ""
    why = (kept or {}).get("arrived_at", "")
    if not why and episode.arrived_at[:10] <= journal.closed_until(session):
        raise Invalid([Problem("arrived_at", "movement_day_closed", warning=True, values={"day": _day(episode.arrived_at)})])
    values = {"movement": rules.ARRIVAL_OF_GROUND.get(episode.ground, "move_admission"), **(details or {}), "at": episode.arrived_at}
    found = rules.problems(values, _now(session), before, after, new_episode=True)
    _refuse([msgspec.structs.replace(problem, field="arrived_at") if problem.field == "movement" else problem
             for problem in found if problem.field != "at"], kept)
    return _add(session, episode.person_id, episode.id, values, {"at": why} if why else None).id


def arrive_at(session: Session, episode: Custody, was: str, reason: str) -> None:
    """The arrival of an episode is amended: its movement goes with it. Raises ``Invalid`` at ``arrived_at`` where others are in the way."""
    query = select(Movement).where(Movement.custody_id == episode.id, Movement.direction == IN, Movement.at == was, Movement.at_utc.is_not(None))
    one = session.execute(query).scalars().first()
    if one is None or was == episode.arrived_at:
        return
    if found := _stays_between(session, one, episode.arrived_at, "arrived_at"):
        raise Invalid(found)
    _change(session, one, {"at": episode.arrived_at}, reason)


def back(session: Session, people: Iterable[str], values: Mapping[str, Any], kept: Mapping[str, str] | None = None) -> list[str]:
    """Several people come back by the same car: the same movement for each; gives the ids."""
    return [record(session, person_id, values, kept) for person_id in people]


def amend(session: Session, movement_id: str, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    """Change what is changed, with its reason; the earlier values stay in the log, a closed day of the journal gets a correction.

    Raises ``Invalid``; the kind cannot be changed into one of the other direction.
    """
    one = load(session, movement_id)
    if not reason.strip():
        raise Invalid([Problem("reason_of_change", "required")])
    wanted = {**{field: getattr(one, field) for field in rules.FIELDS}, **values}
    before, after = presence.around(session, one.person_id, utc_minutes(wanted["at"]) if wanted["at"] else 0, one.id)
    found = rules.problems(wanted, _now(session), before, after, new_episode=_opens(session, one))
    if (kind := KINDS.get(wanted["movement"])) is not None and kind.direction != one.direction:
        found.append(Problem("movement", "movement_other_direction"))
    if is_moment(wanted["at"]) and not any(problem.field == "at" and not problem.warning for problem in found):
        found += _stays_between(session, one, wanted["at"], "at")
    _refuse([problem for problem in found if problem.key not in ("movement_back_dated", "movement_day_closed")], kept)
    if wanted["at"] != one.at and _opens(session, one):
        raise Invalid([Problem("at", "movement_of_custody")])
    _change(session, one, values, reason, kept)


def withdraw(session: Session, movement_id: str, reason: str) -> None:
    """Take back a movement that never was (another person's, entered twice); only the last one, and never the arrival of an episode."""
    one = load(session, movement_id)
    last = presence.last(session, one.person_id)
    if not reason.strip():
        raise Invalid([Problem("reason_of_change", "required")])
    if _opens(session, one):
        raise Invalid([Problem("", "movement_of_custody")])
    if last is None or last.id != one.id:
        raise Invalid([Problem("", "movement_not_last")])
    _change(session, one, {"withdrawn": YES}, reason)


def load(session: Session, movement_id: str) -> Movement:
    """The whole movement, detached; raises ``NotFound``."""
    one = session.execute(select(Movement).where(Movement.id == movement_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def _around(session: Session, person_id: str, values: Mapping[str, Any]) -> tuple[rules.Step | None, rules.Step | None]:
    at = values.get("at") or ""
    return presence.around(session, person_id, utc_minutes(at) if is_moment(at) else utc_minutes(_now(session)))


def _custody(session: Session, person_id: str, at: str) -> str:
    """The episode that was running at the moment: the newest one that had begun, else the first one."""
    query = select(Custody.id, Custody.arrived_utc).where(Custody.person_id == person_id).order_by(Custody.arrived_utc.desc(), Custody.id.desc())
    episodes = session.execute(query).all()
    minute = utc_minutes(at)
    begun = [id_ for id_, arrived in episodes if arrived is None or arrived <= minute]
    return str(begun[0]) if begun else str(episodes[-1].id) if episodes else ""


def _add(session: Session, person_id: str, custody_id: str, values: Mapping[str, Any], kept: Mapping[str, str] | None) -> Movement:
    kind = KINDS[values["movement"]]
    fields = {name: values.get(name) or "" for name in (*rules.FIELDS, "transfer_id")}
    one = Movement(**fields, person_id=person_id, custody_id=custody_id, direction=kind.direction, closes=YES if kind.closes else "")
    session.add(one)
    _flush(session, entry.because("", kept))
    came = kind.direction == IN
    if one.at[:10] <= journal.closed_until(session):
        journal.correct(session, one.at, (kept or {}).get("at", ""), came=int(came), left=int(not came))
    return one


def _change(session: Session, one: Movement, values: Mapping[str, Any], reason: str, kept: Mapping[str, str] | None = None) -> None:
    was, came = one.at, one.direction == IN
    for field, value in values.items():
        if getattr(one, field) != (value or ""):
            setattr(one, field, value or "")
    one.closes = YES if KINDS[one.movement].closes else "" if one.movement in KINDS else one.closes
    _flush(session, entry.because(reason, kept))
    closed = journal.closed_until(session)
    if one.withdrawn or one.at[:10] != was[:10]:
        if was[:10] <= closed:
            journal.correct(session, was, reason, came=-int(came), left=-int(not came))
        if not one.withdrawn and one.at[:10] <= closed:
            journal.correct(session, one.at, reason, came=int(came), left=int(not came))
    elif was[:10] <= closed:
        journal.correct(session, was, reason)


def _stays_between(session: Session, one: Movement, at: str, field: str) -> list[Problem]:
    """A movement may be moved in time only between the ones that stand around it."""
    old, new = (presence.around(session, one.person_id, utc_minutes(moment), one.id) for moment in (one.at, at))
    if old == new:
        return []
    other = (new[0] if new[0] != old[0] and utc_minutes(at) > utc_minutes(one.at) else new[1]) or old[0] or old[1]
    return [Problem(field, "movement_before_later", values={"at": _shown(other.at if other else one.at)})]


def _opens(session: Session, one: Movement) -> bool:
    """Whether an episode of custody begins with this movement."""
    return session.execute(select(Custody.row).where(Custody.id == one.custody_id, Custody.arrived_at == one.at)).first() is not None \
        and one.direction == IN


def _refuse(found: Iterable[Problem], kept: Mapping[str, str] | None) -> None:
    """Errors always; a warning where no reason was given for it."""
    if hindering := [problem for problem in found if not problem.warning or not (kept or {}).get(problem.field, "").strip()]:
        raise Invalid(hindering)


def _now(session: Session) -> str:
    return str(session.info["station"].now().isoformat(timespec="minutes"))


def _day(at: str) -> str:
    return f"{at[8:10]}.{at[5:7]}.{at[:4]}"


def _shown(at: str) -> str:
    return f"{_day(at)} {at[11:16]}"


def _flush(session: Session, reason: str) -> None:
    """The reason belongs to this record's entry alone, not to what follows in the same transaction."""
    session.info["reason"] = reason
    session.flush()
    session.info["reason"] = ""
