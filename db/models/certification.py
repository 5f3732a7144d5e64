"""A certification of injuries, sealed once; its amendments beside it; and the codes that prove both on paper."""

from typing import Any

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped

from db.keys.seal import Sealed
from db.models.base import Base, Record, SealedType, derived, entered


class Certification(Record, Base):
    """``body`` is a sealed ``db.rules.certification.CertificationBody``; the row exists only once it is sealed."""

    __tablename__ = "certification"
    kind = "certification"
    signed = True
    immutable = True

    person_id: Mapped[str] = entered(Text, index=True)
    screening_id: Mapped[str] = entered()
    number: Mapped[str] = entered(Text, index=True)
    sealed_at: Mapped[str] = entered()
    body: Mapped[Sealed] = entered(SealedType())

    year: Mapped[int | None] = derived(Integer)
    counter: Mapped[int | None] = derived(Integer)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        _, year, counter = values["number"].rsplit("-", 2)
        return {"year": int(year), "counter": int(counter)}


class Amendment(Record, Base):
    """A numbered sheet beside the certification; ``body`` is a sealed ``AmendmentBody``. The certification itself stays."""

    __tablename__ = "amendment"
    kind = "amendment"
    signed = True
    immutable = True

    certification_id: Mapped[str] = entered(Text, index=True)
    person_id: Mapped[str] = entered()
    number: Mapped[str] = entered()
    sealed_at: Mapped[str] = entered()
    body: Mapped[Sealed] = entered(SealedType())


class PaperCode(Record, Base):
    """The printed code of a sealed record: ``payload`` as in ``db.proof.code``, signed by the medic over the record's leaf."""

    __tablename__ = "paper_code"
    kind = "paper_code"
    signed = True
    immutable = True

    subject_id: Mapped[str] = entered(Text, index=True)
    person_id: Mapped[str] = entered()
    payload: Mapped[bytes] = entered(LargeBinary())
