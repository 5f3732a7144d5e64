"""One act as the case qualifies it; requalification adds a new one and closes the old."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Offence(Record, Base):
    """``code`` is the edition (1959, 1997, 2014); ``points`` separated by commas; ``closed_on`` and ``replaced_by`` end it (УПК 207)."""

    __tablename__ = "offence"
    kind = "offence"

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered(Text, index=True)
    act: Mapped[str] = entered()
    code: Mapped[str] = entered()
    article: Mapped[str] = entered()
    part: Mapped[str] = entered()
    points: Mapped[str] = entered()
    attempt: Mapped[str] = entered()
    complicity: Mapped[str] = entered()
    gravity: Mapped[str] = entered()
    since_on: Mapped[str] = entered()
    closed_on: Mapped[str] = entered()
    replaced_by: Mapped[str] = entered()
    note: Mapped[str] = entered()
