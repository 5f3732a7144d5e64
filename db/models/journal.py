"""A closed day of the movement journal: yesterday, in, out, today, in one line that balances."""

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Journal(Record, Base):
    """Closed once; later corrections are annotations of their own."""

    __tablename__ = "journal"
    kind = "journal"

    on: Mapped[str] = entered()
    yesterday: Mapped[int | None] = entered(Integer())
    came: Mapped[int | None] = entered(Integer())
    left: Mapped[int | None] = entered(Integer())
    today: Mapped[int | None] = entered(Integer())
    annotates: Mapped[str] = entered()
    note: Mapped[str] = entered()
