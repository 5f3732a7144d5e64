"""Who was in which cell from which minute on; the next placement ends it, an empty cell means out."""

from typing import Any

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Placement(Record, Base):
    """``override`` is the reason given against a separation warning; ``warnings`` their keys, separated by commas.

    A placement entered by mistake is ``withdrawn`` (yes), with its reason in the log: it then has no place in time any more.
    """

    __tablename__ = "placement"
    # Holds all that says who was in which cell at a minute, so that the plan of the building never reads the rows themselves.
    __table_args__ = (Index("ix_placement_person", "person_id", "from_utc", "id", "cell_id", "custody_id"),)
    kind = "placement"

    person_id: Mapped[str] = entered()
    custody_id: Mapped[str] = entered(Text, index=True)
    cell_id: Mapped[str] = entered(Text, index=True)
    from_at: Mapped[str] = entered()
    reason: Mapped[str] = entered()
    warnings: Mapped[str] = entered()
    override: Mapped[str] = entered()
    withdrawn: Mapped[str] = entered()

    from_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"from_utc": utc_minutes(values["from_at"]) if values.get("from_at") and not values.get("withdrawn") else None}
