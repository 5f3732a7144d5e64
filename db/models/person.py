"""A person: names as in the document and in both languages, and what tells one person from another."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Record, derived, entered
from db.rules import name


class Person(Record, Base):
    """Nothing here says where the person is held: that is the custody's."""

    __tablename__ = "person"
    kind = "person"

    surname: Mapped[str] = entered()
    given_name: Mapped[str] = entered()
    patronymic: Mapped[str] = entered()
    surname_kk: Mapped[str] = entered()
    given_name_kk: Mapped[str] = entered()
    patronymic_kk: Mapped[str] = entered()
    surname_ru: Mapped[str] = entered()
    given_name_ru: Mapped[str] = entered()
    patronymic_ru: Mapped[str] = entered()
    sex: Mapped[str] = entered()
    date_of_birth: Mapped[str] = entered()
    date_of_birth_reason: Mapped[str] = entered()
    iin: Mapped[str] = entered(index=True)
    iin_state: Mapped[str] = entered()
    iin_reason: Mapped[str] = entered()
    citizenship: Mapped[str] = entered()
    document_kind: Mapped[str] = entered()
    document_number: Mapped[str] = entered(index=True)
    document_issued_by: Mapped[str] = entered()
    document_issued_on: Mapped[str] = entered()
    photo: Mapped[str] = entered()

    sort_key: Mapped[str] = derived(Text, index=True)
    fold: Mapped[str] = derived(Text, index=True)
    search: Mapped[str] = derived(Text)

    @classmethod
    def derive(cls, values: dict[str, Any]) -> dict[str, Any]:
        return name.search_columns(values)
