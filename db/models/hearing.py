"""Days in court."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Hearing(Record, Base):
    """``at`` is local time with offset."""

    __tablename__ = "hearing"
    kind = "hearing"

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered(Text, index=True)
    court: Mapped[str] = entered()
    at: Mapped[str] = entered()
    purpose: Mapped[str] = entered()
    outcome: Mapped[str] = entered()

    at_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"at_utc": utc_minutes(values["at"]) if values.get("at") else None}
