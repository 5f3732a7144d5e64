"""A custody episode: on what ground, by whose order, and when a person was detained, delivered and brought here."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Custody(Record, Base):
    """Moments are local wall time with offset, to the minute (УПК 131(2)); an unknown one is "" with its reason."""

    __tablename__ = "custody"
    kind = "custody"

    person_id: Mapped[str] = entered(Text, index=True)
    institution: Mapped[str] = entered()
    ground: Mapped[str] = entered()
    category: Mapped[str] = entered()
    authority: Mapped[str] = entered()
    case_number: Mapped[str] = entered()
    detained_at: Mapped[str] = entered()
    detained_reason: Mapped[str] = entered()
    delivered_at: Mapped[str] = entered()
    delivered_reason: Mapped[str] = entered()
    arrived_at: Mapped[str] = entered()

    arrived_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"arrived_utc": utc_minutes(values["arrived_at"]) if values.get("arrived_at") else None}
