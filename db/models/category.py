"""The legal status of a person in custody, as a dated history with the document of each change."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Category(Record, Base):
    """``category`` as in ``db.rules.custody.CATEGORIES``."""

    __tablename__ = "category"
    kind = "category"

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered(Text, index=True)
    category: Mapped[str] = entered()
    from_at: Mapped[str] = entered()
    document: Mapped[str] = entered()
    number: Mapped[str] = entered()
    document_on: Mapped[str] = entered()
    authority: Mapped[str] = entered()
    note: Mapped[str] = entered()

    from_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"from_utc": utc_minutes(values["from_at"]) if values.get("from_at") else None}
