"""Working days: the carried calendar, its edges, and what a user changes in it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import calendar
from db.rules.calendar import Day

KZ = calendar.kazakhstan()
DATES = st.dates(datetime.date(2005, 1, 1), datetime.date(2030, 12, 31)).map(datetime.date.isoformat)


def test_the_carried_calendar_is_in_order_one_row_a_day_each_with_its_source() -> None:
    dates = [day.date for day in KZ]
    assert dates == sorted(set(dates)) and dates[0] == "2005-01-01" and dates[-1][:4] == "2030"
    assert [day for day in KZ if calendar.problems(day)] == []
    assert {day.confidence for day in KZ} == {"public", "unconfirmed"}


@pytest.mark.parametrize("date, off", [
    ("2026-11-20", False), ("2026-11-21", True), ("2026-11-22", True),          # Friday, Saturday, Sunday
    ("2026-01-07", True), ("2026-05-27", True), ("2026-12-16", True),           # Christmas, Kurban Ait, Independence
    ("2025-03-24", True), ("2025-03-25", True), ("2025-03-26", False),          # Nauryz moved from Saturday and Sunday
    ("2024-05-08", True), ("2024-05-04", False),                                # day off transferred from a Saturday, which was worked
    ("2024-08-30", True), ("2027-08-30", False), ("2027-03-15", True), ("2022-03-15", False),   # Constitution Day before and after 2026
    ("2020-05-11", False), ("2021-12-01", True), ("2022-12-01", False),         # First President Day until 2021
])
def test_a_day_is_off_as_the_law_of_its_year_says(date: str, off: bool) -> None:
    assert calendar.is_day_off(date, KZ) is off


def test_days_the_moon_decides_are_marked_until_they_are_announced() -> None:
    assert {day.name for day in KZ if day.confidence == "unconfirmed"} == {"holiday_kurban_ait"}


def test_beyond_its_years_the_calendar_says_so() -> None:
    assert calendar.reaches("2030-12-31", KZ) and calendar.reaches("2005-01-01", KZ)
    assert not calendar.reaches("2031-01-01", KZ) and not calendar.reaches("2026-01-01", ())


def test_a_users_row_takes_the_place_of_the_carried_one() -> None:
    mine = calendar.edited(KZ, Day("2026-12-18", "transferred", "day_transferred", "қаулы № 1", "user"),
                           Day("2026-12-16", "working", "day_working", "қаулы № 1", "user"))
    assert calendar.is_day_off("2026-12-18", mine) and not calendar.is_day_off("2026-12-16", mine)
    assert not calendar.is_day_off("2026-12-18", KZ) and len(mine) == len(KZ) + 1
    assert [day.date for day in mine] == sorted(day.date for day in mine)


def test_a_row_without_a_day_or_a_source_is_refused() -> None:
    fields = [problem.field for problem in calendar.problems(Day("2026-02-30", "feast", "", " ", "user"))]
    assert fields == ["date", "kind", "name", "source"]


@pytest.mark.parametrize("date, count, result", [
    ("2026-03-19", 1, "2026-03-20"), ("2026-03-19", 2, "2026-03-26"),   # Nauryz 21-23 March and its days of 24 and 25
    ("2026-03-26", -1, "2026-03-20"), ("2026-11-21", 0, "2026-11-21"), ("2026-11-21", 1, "2026-11-23"),
])
def test_working_days_are_counted_from_the_day_after(date: str, count: int, result: str) -> None:
    assert calendar.add_working_days(date, count, KZ) == result


@given(DATES)
def test_the_previous_working_day_is_the_nearest_one_before(date: str) -> None:
    found = calendar.previous_working_day(date, KZ)
    assert found < date and not calendar.is_day_off(found, KZ)
    between = (datetime.date.fromisoformat(date) - datetime.date.fromisoformat(found)).days
    day = datetime.date.fromisoformat(found)
    assert all(calendar.is_day_off((day + datetime.timedelta(n)).isoformat(), KZ) for n in range(1, between))


@given(DATES, st.integers(0, 40))
def test_going_forth_and_back_by_working_days_comes_home(date: str, count: int) -> None:
    home = calendar.next_working_day(date, KZ)
    assert calendar.add_working_days(calendar.add_working_days(home, count, KZ), -count, KZ) == home
