"""Telling of the end of custody: release, death or escape, its ground in law and its papers, together with the step out."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Release
from db.rules import release as rules
from db.rules.problem import Problem
from db.store import entry


def add(session: Session, person_id: str, custody_id: str, movement: Mapping[str, Any], end: Mapping[str, Any],
        kept: Mapping[str, str] | None = None) -> str:
    """The end that belongs to a movement out; the paper is the movement's own order. Part of the movement's transaction; gives the id."""
    one = Release(person_id=person_id, custody_id=custody_id, ground=rules.ground_of(movement.get("movement") or "", end.get("ground") or ""),
                  at=movement["at"], document=movement.get("order_kind") or "", number=movement.get("order_number") or "",
                  document_on=movement.get("order_on") or "", authority=movement.get("authority") or "", destination=movement.get("place") or "",
                  **{field: end.get(field) or "" for field in rules.OWN})
    session.add(one)
    session.info["reason"] = entry.because("", kept)
    session.flush()
    session.info["reason"] = ""
    return one.id


def problems(movement: Mapping[str, Any], end: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the grounds and papers of an end."""
    return rules.problems(movement, end)


def rows(session: Session, person_id: str) -> list[Release]:
    """Every end of custody of one person, newest first, detached."""
    return list(session.execute(select(Release).where(Release.person_id == person_id).order_by(Release.at_utc.desc(), Release.id.desc())).scalars())
