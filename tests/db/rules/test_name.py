"""Kazakh order, one person in many spellings, and what is no name."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import name

ORDER = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LETTERS = st.text(st.sampled_from(ORDER), min_size=1, max_size=12)


def test_the_42_letters_stand_in_kazakh_order() -> None:
    letters = list(ORDER)
    random.Random(1).shuffle(letters)
    assert len(ORDER) == 42
    assert "".join(sorted(letters, key=name.sort_key)) == ORDER
    assert "".join(sorted(letters, key=lambda letter: name.sort_key(letter.upper()))) == ORDER


@pytest.mark.parametrize("special, before, after", [
    ("Ә", "А", "Б"), ("Ғ", "Г", "Д"), ("Ё", "Е", "Ж"), ("Қ", "К", "Л"), ("Ң", "Н", "О"), ("Ө", "О", "П"), ("Ұ", "У", "Ү"),
    ("Ү", "Ұ", "Ф"), ("Һ", "Х", "Ц"), ("І", "Ы", "Ь"),
])
def test_every_special_letter_has_its_place(special: str, before: str, after: str) -> None:
    names = [f"{letter}лан" for letter in (after, special, before)]
    assert sorted(names, key=name.sort_key) == names[::-1]


@given(LETTERS, LETTERS)
def test_keys_are_ordered_as_the_letters_are(one: str, other: str) -> None:
    expected = [ORDER.index(letter) for letter in one] < [ORDER.index(letter) for letter in other]
    assert (name.sort_key(one) < name.sort_key(other)) == expected


@given(st.text(max_size=30))
def test_a_key_is_ascii_whatever_is_typed(text: str) -> None:
    assert name.sort_key(text).isascii()


def test_a_shorter_surname_comes_first_and_other_alphabets_last() -> None:
    names = ["Ли Бо", "Ли-Ван Бо", "Лиманов Бо", "Я Бо", "Lee Bo", "李 伯"]
    keys = [name.sort_key(written) for written in names]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("spellings", [
    "Қасымов Касымов Kassymov Qasymov Kasymov ҚАСЫМОВ",
    "Әбілов Абилов Abilov Äbilov",
    "Жұмабаев Джумабаев Zhumabayev Jumabaev Zhumabaev",
    "Мария Maria Mariya Мариия",
    "Дмитрий Dmitry Dmitriy Dmitrii",
    "Соловьёв Соловьев Solovyov Solovyev",
    "Юлия Yuliya Iuliia",
    "Һасан Хасан Khassan Hasan",
    "Ғабит Габит Gabit Ğabit Ghabit",
    "Өмір Омир Omir Ömir",
    "Щербаков Shcherbakov Scherbakov",
    "Александр Aleksandr Alexandr",
    "Ұлан Улан Ulan",
    "Сәуле Сауле Saule",
    "Цой Tsoi Tsoy",
    "Братский Bratskiy",
])
def test_spellings_of_one_name_fold_to_one_word(spellings: str) -> None:
    assert len({name.fold(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize("one, other", [("Касымов", "Касымова"), ("Асан", "Асен"), ("Ли", "Ле"), ("Жанар", "Шанар"), ("Марат", "Мурат")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert name.fold(one) != name.fold(other)


def test_latin_look_alikes_inside_cyrillic_words_are_put_right() -> None:
    assert name.clean("Қaсымoв") == "Қасымов"                # Latin a, o
    assert name.clean("НYРЛАН") == "НУРЛАН"                  # Latin Y
    assert name.clean("Серiк") == "Серік"                    # Latin i
    assert name.clean("John Smith") == "John Smith"
    assert name.fold("Kасымов") == name.fold("Касымов")      # Latin K


def test_a_name_is_kept_composed_and_without_spare_spaces() -> None:
    assert name.clean(unicodedata.normalize("NFD", "  Ёлкин\u00a0 Андрей ")) == "Ёлкин Андрей"


@given(st.text(max_size=40))
def test_cleaning_and_folding_twice_change_nothing(text: str) -> None:
    assert name.clean(name.clean(text)) == name.clean(text)
    assert all(token and not set(token) & set(' "*') for token in name.tokens(text))


def test_many_words_fold_as_one_by_one() -> None:
    words = ["қасымов", "kassymov", "юлия", "братский", "ь", "алексеев"]
    assert name.fold_lines(words) == [name._fold_text(word) for word in words]


def test_a_double_name_is_found_by_its_parts_and_by_both_together() -> None:
    assert name.tokens("Нұр-Сұлтан") == ("нур", "султан", "нурсултан")


@pytest.mark.parametrize("text, key", [
    ("Сейі\u0000тов", "control_characters"), ("Сейі\nтов", "control_characters"), ("Сейітов\u202e", "control_characters"),
    ("Сей\u200bітов", "control_characters"), ("Сейітов2", "digits_in_name"), ("---", "name_without_letters"), ("А" * 300, "too_long"),
])
def test_what_is_no_name_is_said(text: str, key: str) -> None:
    assert key in [problem.key for problem in name.problems("surname", text)]


@pytest.mark.parametrize("text", ["Қасымов", "Нұр-Сұлтан", "Д’Артаньян", "А" * 100, "ван дер Берг", ""])
def test_names_as_documents_have_them_pass(text: str) -> None:
    assert name.problems("surname", text) == []


def test_the_digit_row_of_the_kazakh_layout_is_read_as_digits() -> None:
    assert name.digits_from_kazakh_layout('"әіңғ,.үұқөһ') == "1234567890-="
    assert name.digits_from_kazakh_layout("!ӘІҢҒ;:ҮҰҚӨҺ") == "1234567890-="
    assert name.digits_from_kazakh_layout("850131") == "850131"


def test_points_between_digits_stay_where_points_are_meant() -> None:
    assert name.digits_from_kazakh_layout("әқ.11.әқә,", points=False) == "20.11.202,"


def test_search_columns_hold_all_three_spellings_once() -> None:
    columns = name.search_columns({"surname": "Kassymov", "given_name": "Nurlan", "surname_kk": "Қасымов", "given_name_kk": "Нұрлан",
                                   "surname_ru": "Касымов", "given_name_ru": "Нурлан", "patronymic_ru": "Серикович"})
    assert columns["search"].split() == ["касимов", "нурлан", "серикович"]
    assert columns["fold"] == "касимов нурлан"
