"""Papers that say who a person is, beyond the one that the register entry was made from."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Document(Record, Base):
    """``held``: where the paper itself lies (``document_in_file``, ``document_with_person``, ``document_lost``, ``document_unknown``)."""

    __tablename__ = "document"
    kind = "document"

    person_id: Mapped[str] = entered(Text, index=True)
    document_kind: Mapped[str] = entered()
    number: Mapped[str] = entered()
    issued_by: Mapped[str] = entered()
    issued_on: Mapped[str] = entered()
    valid_until: Mapped[str] = entered()
    held: Mapped[str] = entered()
    note: Mapped[str] = entered()
