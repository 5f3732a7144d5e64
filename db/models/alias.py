"""Former names, aliases and other spellings under which a person is known."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules import name


class Alias(Record, Base):
    """``alias_kind``: ``former_name`` or ``alias``. Its words are searched like the person's own."""

    __tablename__ = "alias"
    kind = "alias"

    person_id: Mapped[str] = entered(Text, index=True)
    alias_kind: Mapped[str] = entered()
    surname: Mapped[str] = entered()
    given_name: Mapped[str] = entered()
    patronymic: Mapped[str] = entered()
    note: Mapped[str] = entered()

    search: Mapped[str] = derived(Text)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {"search": " ".join(name.tokens(name.full(values)))}
