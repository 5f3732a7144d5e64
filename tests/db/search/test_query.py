"""Finding people in a real register by whatever somebody types."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import Database
from db.search import index, query
from db.store import person
from tests import factory

PEOPLE = (
    ("Қасымов", "Нұрлан", "Серікұлы", "1985-01-31", "850131300019"),
    ("Касымов", "Нурлан", "Ахметович", "1990-05-02", ""),
    ("Касымова", "Айгүл", "Серікқызы", "1991-06-03", ""),
    ("Әбілов", "Ғабит", "Оразұлы", "1970-07-04", ""),
    ("Абилов", "Габит", "", "1971-08-05", ""),
    ("Smith", "John", "", "1980-09-06", ""),
    ("Нұрланов", "Қайрат", "", "1982-10-07", ""),
    ("Нұр-Сұлтанов", "Мұхтар", "", "1983-11-08", ""),
    ("Юсупова", "Юлия", "", "2001-12-09", ""),
    ("Ананьев", "Пётр", "", "1965-01-10", "061211600012"),
    ("Ли", "Бо", "", "1999-02-11", ""),
    ("", "Сукарно", "", "1955-03-12", ""),
)


@pytest.fixture(scope="module")
def folder_of_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people") / "register"
    factory.register(folder)
    database = factory.opened(folder)
    for surname, given_name, patronymic, born, number in PEOPLE:
        _register(database, surname=surname, given_name=given_name, patronymic=patronymic, date_of_birth=born, iin=number,
                  iin_state="iin_as_in_document" if number else "iin_absent", iin_reason="тест")
    database.close()
    return folder


@pytest.fixture(scope="module")
def people(folder_of_people: Path) -> Iterator[Database]:
    database = factory.opened(folder_of_people)
    yield database
    database.close()


def _register(database: Database, **values: Any) -> str:
    return database.write(lambda session: person.register(session, factory.person_values(**values))).value


def _find(database: Database, typed: str, limit: int = 50) -> list[tuple[str, str]]:
    return [(found.name, found.match) for found in database.read(lambda session: query.find(session, typed, limit))]


def test_exact_comes_before_prefix_before_folded(people: Database) -> None:
    assert _find(people, "Касымов")[:3] == [
        ("Касымов Нурлан Ахметович", "exact"), ("Касымова Айгүл Серікқызы", "prefix"), ("Қасымов Нұрлан Серікұлы", "folded"),
    ]


@pytest.mark.parametrize("typed", ["Қасымов", "касымов", "KASYMOV", "Kassymov", "Qasymov", "Kaсымов", "касымв", "кассымов", "ксаымов", "касымоб"])
def test_a_name_is_found_in_any_spelling_and_with_one_letter_wrong(people: Database, typed: str) -> None:
    assert "Қасымов Нұрлан Серікұлы" in [name for name, _match in _find(people, typed)]


@pytest.mark.parametrize("typed, match", [("касымв", "misspelt"), ("Kassymov", "folded"), ("Қас", "prefix"), ("ҚАСЫМОВ", "exact")])
def test_the_match_says_how_it_was_found(people: Database, typed: str, match: str) -> None:
    assert ("Қасымов Нұрлан Серікұлы", match) in _find(people, typed)


@pytest.mark.parametrize("typed", ["Әбілов", "Абилов", "Abilov", "әбілов ғабит", "габит абилов", "абил"])
def test_both_spellings_find_both_people(people: Database, typed: str) -> None:
    names = [name for name, _match in _find(people, typed)]
    assert {"Әбілов Ғабит Оразұлы", "Абилов Габит"} <= set(names)


@pytest.mark.parametrize("typed, found", [
    ("нұрлан қасымов", "Қасымов Нұрлан Серікұлы"), ("серикулы касым", "Қасымов Нұрлан Серікұлы"), ("султанов", "Нұр-Сұлтанов Мұхтар"),
    ("нурсултанов", "Нұр-Сұлтанов Мұхтар"), ("нұр-сұлтанов", "Нұр-Сұлтанов Мұхтар"), ("смит", "Smith John"), ("джон", "Smith John"),
    ("юсупва юлия", "Юсупова Юлия"), ("усупова юлея", "Юсупова Юлия"), ("Yusupova", "Юсупова Юлия"), ("аанньев", "Ананьев Пётр"),
    ("петр", "Ананьев Пётр"), ("ли бо", "Ли Бо"), ("сукарн", "Сукарно"), ("ланов", "Нұрланов Қайрат"), ("касымов 1985", "Қасымов Нұрлан Серікұлы"),
    ("касымов 31.01.1985", "Қасымов Нұрлан Серікұлы"), ("ұлыханов нұрлан", ""), ("касымов 1986", ""), ("", ""), ("   ", ""), ("\" * ( ^ -", ""),
])
def test_any_part_in_any_order(people: Database, typed: str, found: str) -> None:
    assert (_find(people, typed) or [("", "")])[0][0] == found


def test_whole_given_names_come_before_longer_surnames(people: Database) -> None:
    assert _find(people, "Нұрлан")[:2] == [("Қасымов Нұрлан Серікұлы", "exact"), ("Нұрланов Қайрат", "prefix")]


@pytest.mark.parametrize("typed, match", [("850131300019", "exact"), ("8501", "prefix"), ("850131 300019", "exact"), ("31.01.1985", "prefix"), ("999", None), ("үғқ\"і\"іқққ\"", "prefix")])
def test_a_number_is_found_by_its_digits(people: Database, typed: str, match: str | None) -> None:
    assert _find(people, typed) == ([("Қасымов Нұрлан Серікұлы", match)] if match else [])


def test_one_rank_is_in_kazakh_order(people: Database) -> None:
    names = [name for name, _match in _find(people, "а")]
    assert names[:2] == ["Абилов Габит", "Ананьев Пётр"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 6), how=st.sampled_from(["wrong", "missing", "extra", "swapped"]), letter=st.sampled_from("абдеиклмнорстуяю"))
def test_one_edit_anywhere_still_finds(people: Database, place: int, how: str, letter: str) -> None:
    word = "касымов"
    edited = {
        "wrong": word[:place] + letter + word[place + 1:], "missing": word[:place] + word[place + 1:],
        "extra": word[:place] + letter + word[place:], "swapped": word[:place] + word[place + 1:place + 2] + word[place] + word[place + 2:],
    }[how]
    assert "Қасымов Нұрлан Серікұлы" in [name for name, _match in _find(people, edited)]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(people: Database, typed: str) -> None:
    assert all(match in query.MATCHES for _name, match in _find(people, typed))


def test_no_more_than_the_limit(people: Database) -> None:
    assert len(_find(people, "к", 2)) == 2


def test_a_changed_name_is_found_and_the_old_one_is_not(folder: Path) -> None:
    database = factory.opened(folder)
    one = _register(database, surname="Жақыпов")
    database.write(lambda session: person.amend(session, one, {"surname": "Төлегенов"}, "жазу қатесі"))
    assert [match for _name, match in _find(database, "Төлегенов")] == ["exact"]
    assert _find(database, "Жақыпов") == []
    database.close()


def test_the_rebuilt_index_finds_the_same(folder: Path) -> None:
    database = factory.opened(folder)
    _register(database, surname="Жақыпов")
    before = _find(database, "жакып")
    database.write(lambda session: session.execute(text("INSERT INTO person_fts(person_fts) VALUES ('delete-all')")))
    assert not _find(database, "алихан")
    database.write(index.rebuild)
    assert _find(database, "жакып") == before
    assert _find(database, "алихан")
    database.close()


def test_many_of_one_name_do_not_hide_the_right_spelling(folder: Path) -> None:
    database = factory.opened(folder)

    def many(session: Any) -> None:
        for number in range(60):
            person.register(session, factory.person_values(surname="Қасымов", given_name="Әлихан", iin_state="iin_absent", iin="",
                                                           iin_reason="тест", document_number=str(number)))
        person.register(session, factory.person_values(surname="Касымов", given_name="Алихан"))

    database.write(many)
    assert _find(database, "Касымов")[0] == ("Касымов Алихан Ғабитұлы", "exact")
    assert len(_find(database, "Касымов")) == 50
    database.close()
