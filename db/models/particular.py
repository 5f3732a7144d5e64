"""Dated facts about a person: addresses, place of birth, education, occupation, language, vulnerability, fingerprint card."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Particular(Record, Base):
    """``fact`` is a term id; ``value`` words or a term id; ``source`` says where it is known from (УИК 93, Mandela rule 7)."""

    __tablename__ = "particular"
    kind = "particular"

    person_id: Mapped[str] = entered(Text, index=True)
    fact: Mapped[str] = entered()
    value: Mapped[str] = entered()
    from_on: Mapped[str] = entered()
    until_on: Mapped[str] = entered()
    source: Mapped[str] = entered()
