"""Two entries that are, or are not, one person: reversible, and both ids stay."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Link(Record, Base):
    """``state``: ``link_same``, ``link_not_same``, ``link_undone``."""

    __tablename__ = "link"
    kind = "link"

    person_id: Mapped[str] = entered(Text, index=True)
    other_id: Mapped[str] = entered(Text, index=True)
    state: Mapped[str] = entered()
    reason: Mapped[str] = entered()
