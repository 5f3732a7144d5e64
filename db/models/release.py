"""The end of custody: release, death or escape, its ground, paper and receipts."""

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules.moment import utc_minutes


class Release(Record, Base):
    """``ground`` is one of the release grounds of the law (УИК 161, УПК 133, SIZO law 47-48) or ``death``, ``escape``."""

    __tablename__ = "release"
    kind = "release"

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered(Text, index=True)
    ground: Mapped[str] = entered()
    at: Mapped[str] = entered()
    document: Mapped[str] = entered()
    number: Mapped[str] = entered()
    document_on: Mapped[str] = entered()
    authority: Mapped[str] = entered()
    destination: Mapped[str] = entered()
    certificate_number: Mapped[str] = entered()
    money: Mapped[str] = entered()
    receipt: Mapped[str] = entered()
    note: Mapped[str] = entered()

    at_utc: Mapped[int | None] = derived(Integer, index=True)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"at_utc": utc_minutes(values["at"]) if values.get("at") else None}
