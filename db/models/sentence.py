"""A sentence: court, term, beginning, institution type, and what the officer set against the computed dates."""

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Sentence(Record, Base):
    """``traits`` are term ids separated by commas, of all that matters for the dates; overrides of computed dates carry their reasons.
    ``cumulation`` says that the term is of several crimes or sentences; ``full_years`` and ``full_months`` are the part set for full
    security; ``closed_on`` ends a sentence that was quashed or joined to another one."""

    __tablename__ = "sentence"
    kind = "sentence"

    person_id: Mapped[str] = entered(Text, index=True)
    custody_id: Mapped[str] = entered(Text, index=True)
    court: Mapped[str] = entered()
    number: Mapped[str] = entered()
    passed_on: Mapped[str] = entered()
    in_force_on: Mapped[str] = entered()
    years: Mapped[int | None] = entered(Integer())
    months: Mapped[int | None] = entered(Integer())
    days: Mapped[int | None] = entered(Integer())
    life: Mapped[str] = entered()
    begins_on: Mapped[str] = entered()
    place: Mapped[str] = entered()
    full_years: Mapped[int | None] = entered(Integer())
    full_months: Mapped[int | None] = entered(Integer())
    cumulation: Mapped[str] = entered()
    traits: Mapped[str] = entered()
    end_override: Mapped[str] = entered()
    end_reason: Mapped[str] = entered()
    parole_override: Mapped[str] = entered()
    parole_reason: Mapped[str] = entered()
    closed_on: Mapped[str] = entered()
    closed_because: Mapped[str] = entered()
    note: Mapped[str] = entered()
