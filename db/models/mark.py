"""Special marks by which a person is recognised, with a photograph and the day it was seen."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Mark(Record, Base):
    """``photo`` is the SHA-256 of an original kept by ``db.store.photo``."""

    __tablename__ = "mark"
    kind = "mark"

    person_id: Mapped[str] = entered(Text, index=True)
    place: Mapped[str] = entered()
    text: Mapped[str] = entered()
    seen_on: Mapped[str] = entered()
    photo: Mapped[str] = entered()
