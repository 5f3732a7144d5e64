"""Custody and other measures that count into a sentence, each with its own ratio."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class SetOff(Record, Base):
    """``interval_kind`` as in ``db.rules.setoff``; an own ``ratio`` needs its ``reason``; from ``withdrawn_on`` it counts no more."""

    __tablename__ = "set_off"
    kind = "set_off"

    person_id: Mapped[str] = entered(Text, index=True)
    sentence_id: Mapped[str] = entered(Text, index=True)
    interval_kind: Mapped[str] = entered()
    first_on: Mapped[str] = entered()
    last_on: Mapped[str] = entered()
    ratio: Mapped[str] = entered()
    reason: Mapped[str] = entered()
    withdrawn_on: Mapped[str] = entered()
