"""The individual identification number: its check digit, what its digits once said, and where that differs from the person.

Algorithm: Government resolutions № 565 of 11.06.2003 and № 406 of 22.05.2007. Since № 853 of 26.08.2013 the digits are not
tied to the person's data any more, so a difference of date, century or sex is a warning and never an error.
"""

import msgspec

from db.rules.moment import is_date
from db.rules.problem import Problem

LENGTH = 12
_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": "18", "2": "18", "3": "19", "4": "19", "5": "20", "6": "20"}


class Reading(msgspec.Struct, frozen=True):
    """What the first seven digits say; "" where they say nothing. ``month_day``: ``MM-DD``, ``year``: its last two digits."""

    century: str
    year: str
    month_day: str
    sex: str

    @property
    def date(self) -> str:
        """The day of birth, ``YYYY-MM-DD``; "" when the digits give no day of the calendar or no century."""
        text = f"{self.century}{self.year}-{self.month_day}"
        return text if is_date(text) else ""


def check_digit(first: str) -> int | None:
    """The twelfth digit for the first eleven; None when no such number can be issued."""
    for weights in (_FIRST, _SECOND):
        remainder = sum(int(digit) * weight for digit, weight in zip(first[:11], weights, strict=True)) % 11
        if remainder != 10:
            return remainder
    return None


def is_valid(number: str) -> bool:
    """Twelve digits with the right check digit."""
    return _is_digits(number) and len(number) == LENGTH and check_digit(number) == int(number[-1])


def read(number: str) -> Reading:
    """What the digits of a number of twelve say about its bearer."""
    seventh = number[6]
    sex = "" if seventh not in _CENTURIES else "male" if seventh in "135" else "female"
    return Reading(_CENTURIES.get(seventh, ""), number[:2], f"{number[2:4]}-{number[4:6]}", sex)


def problems(number: str, date_of_birth: str = "", sex: str = "", field: str = "iin") -> list[Problem]:
    """Errors of the number itself, else warnings where it differs from the person; unknown date and sex are not compared."""
    if not _is_digits(number):
        return [Problem(field, "iin_not_digits")]
    if len(number) != LENGTH:
        return [Problem(field, "iin_length", values={"length": str(len(number))})]
    if check_digit(number) != int(number[-1]):
        return [Problem(field, "iin_check_digit")]
    return [Problem(field, key, warning=True) for key in _differences(read(number), date_of_birth, sex)]


def _differences(reading: Reading, date_of_birth: str, sex: str) -> list[str]:
    found = []
    if not reading.century:
        found.append("iin_seventh_digit")
    if not is_date(f"{reading.century or '20'}{reading.year}-{reading.month_day}"):
        found.append("iin_no_such_day")
    elif date_of_birth and date_of_birth[2:] != f"{reading.year}-{reading.month_day}":
        found.append("iin_date_differs")
    elif date_of_birth and reading.century and date_of_birth[:2] != reading.century:
        found.append("iin_century_differs")
    if sex in ("male", "female") and reading.sex and sex != reading.sex:
        found.append("iin_sex_differs")
    return found


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
