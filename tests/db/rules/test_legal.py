"""Deadlines: every rule loads and computes, by the wording of its day, to the minute where the law says hours."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import legal
from db.rules.calendar import kazakhstan
from db.rules.moment import is_date, is_moment, moment, utc_minutes

KZ = kazakhstan()
NOW = "2026-11-20T14:05+05:00"


def due(rule_id: str, start: str) -> str:
    return legal.due(legal.rule(rule_id), start, KZ)


@pytest.mark.parametrize("rule", legal.rules(), ids=lambda rule: rule.id)
def test_every_rule_of_the_table_computes(rule: legal.Rule) -> None:
    result = legal.due(rule, NOW, KZ)
    assert is_moment(result) if rule.unit in ("hours", "at_once") else is_date(result)
    assert (rule.amount is None) == (rule.unit == "at_once")
    earlier = result[:10] <= NOW[:10] if rule.direction == "before" else result[:10] >= NOW[:10]
    assert earlier and rule.source and rule.addressees and all(rule.duty(language) for language in ("kk", "ru", "en"))
    assert not rule.valid_to or rule.valid_from <= rule.valid_to


def test_ids_are_unique_and_none_was_lost() -> None:
    ids = [rule.id for rule in legal.rules()]
    assert len(ids) == len(set(ids)) == 111


@pytest.mark.parametrize("day, hours", [("2017-12-31", 72), ("2018-01-01", 48), ("2026-11-20", 48)])
def test_a_record_is_judged_by_the_rules_of_its_day(day: str, hours: int) -> None:
    limits = [rule.amount for rule in legal.rules_on(day) if rule.id in ("detention_limit_72h_before_2018", "detention_limit_48h")]
    assert limits == [hours]


def test_both_ends_of_a_validity_belong_to_it() -> None:
    row = legal.rule("isolator_max_7d_minor_before_2017")
    assert legal.in_force((row,), "2017-04-30") and legal.in_force((row,), "2017-04-30T23:59+06:00")
    assert not legal.in_force((row,), "2017-05-01")


@pytest.mark.parametrize("rule_id, start, result", [
    ("detention_limit_48h", NOW, "2026-11-22T14:05+05:00"),                             # УПК 131(4)
    ("detention_limit_48h", "2024-02-29T10:00+06:00", "2024-03-02T09:00+05:00"),       # the clocks of 1 March 2024
    ("custody_expiry_warning_24h", "2024-03-01T12:00+05:00", "2024-02-29T13:00+06:00"),   # SIZO law 48(2), backwards over them
    ("protocol_3h", "2024-02-29T22:30+06:00", "2024-03-01T00:30+05:00"),                # УПК 131(2)
    ("injury_prosecutor_24h", "2026-11-20", "2026-11-21T00:00+05:00"),                  # the minute unknown: the stricter reading
    ("quarantine_max_15d", NOW, "2026-12-05"),                                          # УИК 93(2)
    ("parolee_registration_5wd", "2026-03-13", "2026-03-20"),                           # УИК 169(8) 1)
    ("destination_notice_2wd", "2026-03-19", "2026-03-26"),                             # УИК 90(2), over Nauryz
    ("parole_repeat_6m", "2026-08-31", "2027-02-28"),                                   # УИК 162(10)
    ("release_notice_local_6m", "2026-08-31", "2026-02-28"),                            # УИК 166(1)
    ("yearly_exam", "2024-02-29", "2025-02-28"),
    ("deferral_copy_same_day", "2026-11-20", "2026-11-20"),                             # УИК 163(7)
    ("death_colony", NOW, NOW),                                                         # УИК 117(5)
])
def test_worked_examples(rule_id: str, start: str, result: str) -> None:
    assert due(rule_id, start) == result


@given(st.datetimes(datetime.datetime(2010, 1, 1), datetime.datetime(2030, 12, 1)), st.sampled_from(
    [rule for rule in legal.rules() if rule.unit == "hours"]), st.sampled_from(["Asia/Almaty", "Asia/Aqtobe", "Asia/Qyzylorda"]))
def test_hours_are_hours_whatever_the_clocks_do(wall: datetime.datetime, rule: legal.Rule, zone: str) -> None:
    start = moment(wall.strftime("%Y-%m-%d"), wall.strftime("%H:%M"), zone)
    sign = -1 if rule.direction == "before" else 1
    assert utc_minutes(legal.due(rule, start, KZ, zone)) - utc_minutes(start) == sign * 60 * (rule.amount or 0)


@given(st.dates(datetime.date(2005, 1, 1), datetime.date(2035, 12, 31)), st.integers(-400, 400))
def test_months_keep_the_day_or_take_the_months_last(day: datetime.date, count: int) -> None:
    result = datetime.date.fromisoformat(legal.add_months(day.isoformat(), count))
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == count
    assert result.day == day.day or (result.day < day.day and (result + datetime.timedelta(1)).day == 1)
