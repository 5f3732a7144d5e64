"""Something everybody who meets the person must know, from when until when, and why."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Alert(Record, Base):
    """``alert`` is a term id; a medical alert says nothing of its reason."""

    __tablename__ = "alert"
    kind = "alert"

    person_id: Mapped[str] = entered(Text, index=True)
    alert: Mapped[str] = entered()
    reason: Mapped[str] = entered()
    from_on: Mapped[str] = entered()
    until_on: Mapped[str] = entered()
