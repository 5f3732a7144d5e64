"""Measures of restraint, court sanctions, their extensions and expiry."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Measure(Record, Base):
    """``measure`` is a term id; ``until_at`` is the moment at which custody loses its ground (SIZO law 48(2)). An extension is a
    measure of its own that names the one it ``extends``; ``case_body`` and ``investigator`` are whom the head warns."""

    __tablename__ = "measure"
    kind = "measure"

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered(Text, index=True)
    measure: Mapped[str] = entered()
    authority: Mapped[str] = entered()
    number: Mapped[str] = entered()
    issued_on: Mapped[str] = entered()
    from_at: Mapped[str] = entered()
    until_at: Mapped[str] = entered()
    extends: Mapped[str] = entered()
    case_body: Mapped[str] = entered()
    investigator: Mapped[str] = entered()
    ended_at: Mapped[str] = entered()
    ended_because: Mapped[str] = entered()
    note: Mapped[str] = entered()

    until_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"until_utc": utc_minutes(values["until_at"]) if values.get("until_at") else None}
