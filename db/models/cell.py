"""A room in which people are held: block, unit, number, places, floor space."""

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Cell(Record, Base):
    """``area`` in hundredths of a square metre; ``purpose`` is a term id; a closed cell takes nobody."""

    __tablename__ = "cell"
    kind = "cell"

    block: Mapped[str] = entered()
    unit: Mapped[str] = entered()
    number: Mapped[str] = entered()
    purpose: Mapped[str] = entered()
    capacity: Mapped[int | None] = entered(Integer())
    area: Mapped[int | None] = entered(Integer())
    closed_on: Mapped[str] = entered()
    note: Mapped[str] = entered()
