"""Every step through the gate: who, in or out, why, by whose order, with whom, to the minute."""

from typing import Any

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Movement(Record, Base):
    """``direction`` in or out; ``closes`` is yes where the episode of custody ends with it; body check as УИК 93 and CPT §71 ask.

    A movement entered by mistake is ``withdrawn`` (yes), with its reason in the log: it then has no place in time any more.
    """

    __tablename__ = "movement"
    # Holds all that says where somebody was at a minute, so that the question never reads the rows themselves.
    __table_args__ = (Index("ix_movement_person", "person_id", "at_utc", "id", "direction", "closes"),)
    kind = "movement"

    person_id: Mapped[str] = entered()
    custody_id: Mapped[str] = entered(Text, index=True)
    direction: Mapped[str] = entered()
    movement: Mapped[str] = entered()
    at: Mapped[str] = entered()
    place: Mapped[str] = entered()
    order_kind: Mapped[str] = entered()
    order_number: Mapped[str] = entered()
    order_on: Mapped[str] = entered()
    authority: Mapped[str] = entered()
    escort: Mapped[str] = entered()
    route: Mapped[str] = entered()
    reason: Mapped[str] = entered()
    fitness: Mapped[str] = entered()
    body_check: Mapped[str] = entered()
    body_check_reason: Mapped[str] = entered()
    property: Mapped[str] = entered()
    files: Mapped[str] = entered()
    receiver: Mapped[str] = entered()
    closes: Mapped[str] = entered()
    transfer_id: Mapped[str] = entered()
    withdrawn: Mapped[str] = entered()

    at_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"at_utc": utc_minutes(values["at"]) if values.get("at") and not values.get("withdrawn") else None}
