"""Who may work here, what they did that changes nothing, and the wrapped keys of people's clinical content."""

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, entered


class Account(Record, Base):
    """A user as the log knows him: name, post, role and public key; the keys themselves are in the keyring file."""

    __tablename__ = "account"
    kind = "account"

    login: Mapped[str] = entered()
    name: Mapped[str] = entered()
    post: Mapped[str] = entered()
    role: Mapped[str] = entered()
    speciality: Mapped[str] = entered()
    years: Mapped[int | None] = entered(Integer)
    public_key: Mapped[bytes] = entered(LargeBinary())


class PersonKey(Record, Base):
    """The key of one person's clinical content, wrapped for one recipient (HPKE, RFC 9180)."""

    __tablename__ = "person_key"
    kind = "person_key"
    immutable = True

    person_id: Mapped[str] = entered(Text, index=True)
    recipient: Mapped[str] = entered()
    wrapped: Mapped[bytes] = entered(LargeBinary())


class Access(Record, Base):
    """An act that changes nothing but must leave a trace: a medical body read, a paper printed, a failed login."""

    __tablename__ = "access"
    kind = "access"
    immutable = True

    act: Mapped[str] = entered()
    person_id: Mapped[str] = entered()
    subject_id: Mapped[str] = entered()
    detail: Mapped[str] = entered()
