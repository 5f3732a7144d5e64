"""Family, next of kin, emergency contact, lawyer, consulate: who is to be told, and who cares for the children."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Relation(Record, Base):
    """``relation`` is a term id (``spouse``, ``parent``, ``child``, ``emergency_contact``, ``advocate``, ``consulate`` …); ``ended_on`` closes it."""

    __tablename__ = "relation"
    kind = "relation"

    person_id: Mapped[str] = entered(Text, index=True)
    relation: Mapped[str] = entered()
    name: Mapped[str] = entered()
    date_of_birth: Mapped[str] = entered()
    phone: Mapped[str] = entered()
    address: Mapped[str] = entered()
    carer: Mapped[str] = entered()
    note: Mapped[str] = entered()
    ended_on: Mapped[str] = entered()
