"""When a placement can be entered, when it ends, and how many are in the room at one time."""

import pytest

from db.rules import placement
from db.rules.moment import utc_minutes
from db.rules.placement import Around, Stay

NOW = "2026-11-20T14:05+05:00"


def minute(text: str) -> int:
    return utc_minutes(f"2026-11-{text}+05:00")


HELD = (Stay(minute("18T10:00"), minute("19T12:00")), Stay(minute("20T09:00"), None))


def keys(cell: str = "a", at: str = "20T14:00", reason: str = "", **around: object) -> list[tuple[str, str]]:
    values = {"cell_id": cell, "from_at": f"2026-11-{at}+05:00" if at else "", "reason": reason}
    return [(one.field, one.key) for one in placement.problems(values, NOW, Around(HELD, **around))]  # type: ignore[arg-type]


def test_an_ordinary_placement_has_nothing_wrong() -> None:
    assert keys() == []
    assert keys(at="20T14:05") == []


@pytest.mark.parametrize(("at", "wrong"), [
    ("", [("from_at", "required")]), ("20T14:06", [("from_at", "placement_in_future")]), ("20T25:00", [("from_at", "moment_invalid")]),
    ("20T08:59", [("from_at", "placement_not_held")]), ("19T12:00", [("from_at", "placement_not_held")]), ("19T11:59", []),
])
def test_a_minute_in_which_nobody_can_be_placed_is_refused(at: str, wrong: list[tuple[str, str]]) -> None:
    assert keys(at=at, reason="журнал бойынша") == wrong


def test_who_enters_late_says_why() -> None:
    assert keys(at="20T13:05") == []
    assert keys(at="20T13:04") == [("reason", "placement_back_dated")]
    assert keys(at="20T13:04", correcting=True) == []


def test_the_same_cell_again_and_the_same_minute_are_refused() -> None:
    others = ((minute("20T09:30"), "a"),)
    assert keys(others=others) == [("cell_id", "placement_already_there")]
    assert keys("b", "20T09:30", "кеш", others=others) == [("from_at", "placement_same_minute")]
    assert keys("", others=()) == [("cell_id", "placement_already_out")]
    assert keys("", others=others) == []
    assert keys("a", others=((minute("18T11:00"), "a"),)) == []         # left for good in between


def test_a_closed_cell_takes_only_stays_that_ended_by_that_day() -> None:
    assert keys(closed_on="2026-11-20") == [("cell_id", "cell_is_closed")]
    assert keys("a", "18T11:00", "кеш", closed_on="2026-11-18") == [("cell_id", "cell_is_closed")]
    assert keys("a", "18T11:00", "кеш", closed_on="2026-11-19") == []
    assert keys("a", "18T11:00", "кеш", closed_on="2026-11-18", others=((minute("18T20:00"), "b"),)) == []


def test_a_stay_ends_at_the_next_one_or_at_the_leaving() -> None:
    assert placement.end(10, [(5, "a"), (20, "b"), (30, "")], [25]) == 20
    assert placement.end(10, [(5, "a")], [9, 10]) == 10
    assert placement.end(10, [(5, "a")], [9]) is None


def test_people_who_never_met_are_not_added_up() -> None:
    others = [Stay(0, 10), Stay(10, 20), Stay(15, None), Stay(50, 60)]
    assert placement.most_at_once(Stay(5, 16), others) == 3
    assert placement.most_at_once(Stay(5, 15), others) == 2
    assert placement.most_at_once(Stay(70, None), others) == 2
    assert placement.most_at_once(Stay(3, 3), []) == 1
