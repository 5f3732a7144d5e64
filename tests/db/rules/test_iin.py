"""The identification number: published vectors, its check digit, and differences that are warnings only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import iin
from db.rules.problem import Problem


@pytest.mark.parametrize("number", ["850131300019", "850131300029", "850131301804", "850131301816", "061211600012"])
def test_issued_numbers_are_valid(number: str) -> None:
    assert iin.is_valid(number)
    assert iin.check_digit(number[:11]) == int(number[-1])


def test_some_numbers_cannot_be_issued() -> None:
    assert iin.check_digit("85013130183") is None
    assert not any(iin.is_valid("85013130183" + digit) for digit in "0123456789")


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_at_most_one_twelfth_digit_is_right(first: str) -> None:
    right = [digit for digit in "0123456789" if iin.is_valid(first + digit)]
    assert right == ([] if iin.check_digit(first) is None else [str(iin.check_digit(first))])


def test_about_one_serial_in_a_hundred_and_twenty_cannot_be_issued() -> None:
    missing = sum(iin.check_digit(f"8501313{serial:04}") is None for serial in range(10_000))
    assert 70 <= missing <= 90


@pytest.mark.parametrize("number, key", [
    ("85013130001", "iin_length"), ("8501313000190", "iin_length"), ("", "iin_not_digits"), ("85013130001x", "iin_not_digits"),
    ("８50131300019", "iin_not_digits"), ("850131300018", "iin_check_digit"),
])
def test_a_wrong_number_is_an_error(number: str, key: str) -> None:
    assert [(problem.key, problem.warning) for problem in iin.problems(number)] == [(key, False)]


def test_digits_say_birth_and_sex() -> None:
    assert (iin.read("850131300019").date, iin.read("850131300019").sex) == ("1985-01-31", "male")
    assert (iin.read("061211600012").date, iin.read("061211600012").sex) == ("2006-12-11", "female")
    assert iin.read("000230100000").date == ""


@pytest.mark.parametrize("born, sex, keys", [
    ("1985-01-31", "male", []), ("", "", []), ("", "unknown", []), ("1985-01-30", "male", ["iin_date_differs"]),
    ("1885-01-31", "male", ["iin_century_differs"]), ("1985-01-31", "female", ["iin_sex_differs"]),
    ("1986-01-31", "female", ["iin_date_differs", "iin_sex_differs"]),
])
def test_a_difference_from_the_person_is_only_a_warning(born: str, sex: str, keys: list[str]) -> None:
    assert iin.problems("850131300019", born, sex) == [Problem("iin", key, warning=True) for key in keys]


@pytest.mark.parametrize("base, keys", [("85013100001", ["iin_seventh_digit"]), ("85023130001", ["iin_no_such_day"])])
def test_digits_that_say_nothing_are_only_a_warning(base: str, keys: list[str]) -> None:
    number = base + str(iin.check_digit(base))
    assert [(problem.key, problem.warning) for problem in iin.problems(number, "1985-01-31", "male")] == [(key, True) for key in keys]
