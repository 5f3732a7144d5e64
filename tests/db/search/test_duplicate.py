"""Who may be registered already, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.engine import Database
from db.search import duplicate
from db.store import person
from tests import factory


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("known") / "register"
    factory.register(folder)
    database = factory.opened(folder)
    database.write(lambda session: person.register(session, factory.person_values(
        surname="Қасымов", given_name="Әлихан", patronymic="Ғабитұлы", date_of_birth="1985-03-12", iin_state="iin_as_in_document",
        iin_reason="тест")))
    database.write(lambda session: person.register(session, factory.person_values(
        surname="Тұрсынов", given_name="Берік", patronymic="", date_of_birth="", date_of_birth_reason="құжаты жоқ", iin="", iin_state="iin_absent",
        iin_reason="тест", document_kind="doc_none", document_number="")))
    yield database
    database.close()


def _why(database: Database, **values: Any) -> list[tuple[str, ...]]:
    asked = {"surname": "Қасымов", "given_name": "Әлихан", "patronymic": "Ғабитұлы", "date_of_birth": "1985-03-12", **values}
    return [found.why for found in database.read(lambda session: duplicate.possible_duplicates(session, asked))]


@pytest.mark.parametrize("values, why", [
    ({}, ("name_and_birth",)),
    ({"surname": "Kassymov", "given_name": "Alikhan", "patronymic": ""}, ("name_and_birth",)),
    ({"iin": "850131300019"}, ("iin", "name_and_birth")),
    ({"surname": "Иванов", "given_name": "Иван", "iin": "850131300019"}, ("iin",)),
    ({"surname": "Иванов", "document_number": "012345678", "document_kind": "doc_id_card"}, ("document",)),
    ({"date_of_birth": "1985-12-03"}, ("day_month_swapped",)),
    ({"surname": "Әлихан", "given_name": "Қасымов"}, ("names_swapped",)),
    ({"surname": "Касмов"}, ("similar_name",)),
    ({"given_name": "Әлиxaн", "date_of_birth": "1984-03-12"}, ("similar_name",)),
    ({"date_of_birth": ""}, ("name_birth_unknown",)),
    ({"surname": "Турсынов", "given_name": "Берик", "patronymic": ""}, ("name_birth_unknown",)),
])
def test_the_same_person_is_recognised_and_the_reason_named(known: Database, values: dict[str, Any], why: tuple[str, ...]) -> None:
    assert _why(known, **values) == [why]


@pytest.mark.parametrize("values", [
    {"date_of_birth": "1995-03-12"}, {"given_name": "Болат"}, {"surname": "Касенов"},
    {"date_of_birth": "1985-08-01", "patronymic": "Болатович"}, {"surname": "", "given_name": ""},
    {"surname": "Иванов", "document_number": "012345678", "document_kind": "doc_passport"},
])
def test_another_person_is_not_held_up(known: Database, values: dict[str, Any]) -> None:
    assert _why(known, **values) == []


def test_the_person_being_edited_is_no_duplicate_of_oneself(known: Database) -> None:
    asked = {"surname": "Қасымов", "given_name": "Әлихан", "date_of_birth": "1985-03-12"}
    one = known.read(lambda session: duplicate.possible_duplicates(session, asked))[0]
    assert known.read(lambda session: duplicate.possible_duplicates(session, asked, one.id)) == []
