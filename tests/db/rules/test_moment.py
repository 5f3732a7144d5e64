"""Dates and moments: typed in any usual way, ordered by instant, written as officials write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import moment


@pytest.mark.parametrize("wall, zone, offsets", [
    ("2026-11-20T14:05", "Asia/Almaty", ("+05:00",)), ("2024-02-29T12:00", "Asia/Almaty", ("+06:00",)),
    ("2024-03-01T00:00", "Asia/Almaty", ("+05:00",)), ("2024-02-29T23:30", "Asia/Almaty", ("+06:00", "+05:00")),
    ("2024-02-29T23:30", "Asia/Aqtobe", ("+05:00",)), ("2018-12-20T12:00", "Asia/Qyzylorda", ("+06:00",)),
    ("2019-01-20T12:00", "Asia/Qyzylorda", ("+05:00",)),
])
def test_the_offset_is_that_of_place_and_day(wall: str, zone: str, offsets: tuple[str, ...]) -> None:
    assert moment.offsets(wall, zone) == offsets


def test_an_hour_that_clocks_left_out_has_one_offset() -> None:
    assert len(moment.offsets("2004-03-28T02:30", "Asia/Almaty")) == 1


def test_the_region_gives_the_zone() -> None:
    assert moment.zone("150000000") == "Asia/Aqtobe"
    assert moment.zone("") == moment.zone("750000000") == "Asia/Almaty"


def test_moments_are_ordered_by_instant_not_by_what_the_clock_showed() -> None:
    first, second = "2024-02-29T23:50+06:00", "2024-02-29T23:10+05:00"
    assert moment.utc_minutes(second) - moment.utc_minutes(first) == 20
    assert moment.utc_minutes("1970-01-01T05:00+05:00") == 0


@given(st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2060, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_minutes_agree_with_the_calendar(wall: datetime.datetime, offset: int) -> None:
    aware = wall.replace(second=0, microsecond=0, tzinfo=datetime.timezone(datetime.timedelta(minutes=offset)))
    text = moment.from_datetime(aware)
    assert moment.is_moment(text)
    assert moment.utc_minutes(text) * 60 == int(aware.timestamp())


@pytest.mark.parametrize("text", [
    "", "2026-11-20", "2026-11-20T14:05", "2026-11-20T24:00+05:00", "2026-02-30T10:00+05:00", "2026-11-20T14:05:00+05:00",
    "2026-11-20T14:05+05:00 ", "2026-11-20T14:60+05:00", "2026-11-20T14:05Z",
])
def test_only_the_one_form_is_a_moment(text: str) -> None:
    assert not moment.is_moment(text)
    with pytest.raises(ValueError):
        moment.utc_minutes(text)


def test_now_is_a_moment() -> None:
    assert moment.is_moment(moment.now())


@pytest.mark.parametrize("text, date", [
    ("20.11.2026", "2026-11-20"), ("20112026", "2026-11-20"), ("201126", "2026-11-20"), ("20.11.26", "2026-11-20"),
    ("2026-11-20", "2026-11-20"), ("5.3.1990", "1990-03-05"), ("5/3/1990", "1990-03-05"), (" 05 03 1990 ", "1990-03-05"),
    ('әқ""әқә,', "2026-11-20"), ('әқ.11.әқә6', "2026-11-20"), ("қ.қіәқә,", "2026-03-07"),
    ("31.02.2026", None), ("29.02.2023", None), ("2026-13-01", None), ("20.11", None), ("", None), ("вчера", None), ("٢٠112026", None),
])
def test_dates_are_read_as_they_are_typed(text: str, date: str | None) -> None:
    assert moment.typed_date(text) == date


def test_two_digits_of_a_year_do_not_reach_into_the_future_of_a_birthday() -> None:
    assert moment.typed_date("20.11.26", latest="2026-11-20") == "2026-11-20"
    assert moment.typed_date("21.11.26", latest="2026-11-20") == "1926-11-21"
    assert moment.typed_date("310185", latest="2026-11-20") == "1985-01-31"


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_day_or_nothing(text: str) -> None:
    found = moment.typed_date(text)
    assert found is None or moment.is_date(found)


@pytest.mark.parametrize("text, time", [
    ("14:05", "14:05"), ("14.05", "14:05"), ("1405", "14:05"), ("905", "09:05"), ("9:05", "09:05"), ('"ңқғ', "14:05"),
    ("24:00", None), ("12:60", None), ("12", None), ("", None),
])
def test_times_are_read_as_they_are_typed(text: str, time: str | None) -> None:
    assert moment.typed_time(text) == time


def test_official_dates_in_both_languages() -> None:
    assert moment.date_words("2012-03-29", "kk") == "2012 жылғы 29 наурыз"
    assert moment.date_words("2012-03-29", "ru") == "29 марта 2012 года"
    assert moment.date_words_of_paper("2012-03-29", "kk") == "2012 жылғы 29 наурыздағы"
    assert moment.date_words_of_paper("2017-07-26", "kk") == "2017 жылғы 26 шілдедегі"
    assert moment.moment_words("2012-03-05T09:05+06:00", "ru") == "5 марта 2012 года, 09:05"
    assert moment.moment_words("2012-03-05T09:05+06:00", "kk") == "2012 жылғы 5 наурыз, сағат 09:05"


def test_short_dates_are_the_same_everywhere() -> None:
    assert moment.date_short("2012-03-29") == "29.03.2012"
    assert moment.moment_short("2012-03-29T14:05+06:00") == "29.03.2012 14:05"
    assert moment.date_short("") == moment.moment_short("") == ""


@pytest.mark.parametrize("born, day, years", [
    ("2008-02-29", "2026-02-28", 17), ("2008-02-29", "2026-03-01", 18), ("2008-02-29", "2028-02-29", 20),
    ("1990-11-20", "2026-11-19", 35), ("1990-11-20", "2026-11-20T00:00+05:00", 36), ("2026-11-20", "2026-11-20", 0),
])
def test_age_is_full_years(born: str, day: str, years: int) -> None:
    assert moment.age(born, day) == years
