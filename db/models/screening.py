"""A medical screening: that it took place, when and what it means for transport is open; what was found is sealed."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.keys.seal import Sealed
from db.models.base import Base, Record, SealedType, derived, entered
from db.rules.moment import utc_minutes


class Screening(Record, Base):
    """``body`` is a sealed ``db.rules.screening.ScreeningBody``."""

    __tablename__ = "screening"
    kind = "screening"
    signed = True

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered()
    exam: Mapped[str] = entered()
    examined_at: Mapped[str] = entered()
    fitness: Mapped[str] = entered()
    body: Mapped[Sealed] = entered(SealedType())

    examined_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"examined_utc": utc_minutes(values["examined_at"]) if values.get("examined_at") else None}
