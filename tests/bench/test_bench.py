"""The bench runs at its smallest scale and prints every row; how fast anything was is for people to read, not for a test to assert."""

import pytest

from tests.bench.__main__ import main
from tests.bench.table import Curve, Goal, Row, curves

ROWS = (
    "start to a usable login", "unlock to Today", "keystroke to results", "the same, raw full-text query", "what one keystroke holds up the window for",
    "the same, exact and begun", "the same, misspelt", "save a person, raw", "open a person with 500 entries", "scroll to any place",
    "memory of that list", "verify the log", "certification as PDF", "a new person admitted", "a known person admitted",
    "open the first screen, ", "search, a name begun, ", "search, one letter wrong, ", "read a page of the list, ", "open a person, ",
    "save a person, ", "cost as work grows (ms)", "verify the whole log",
)


@pytest.mark.slow
def test_every_row_is_printed_at_the_smallest_scale(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--scale", "small"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [row for row in ROWS if not any(line.startswith(row) for line in lines)] == []
    assert {line.rsplit("  ", 1)[1] for line in lines[1:lines.index("")]} <= {"ok", "MISSED", "not measured"}


def test_some_groups_alone_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--scale", "small", "--only", "keys"]) == 0
    assert "save" not in capsys.readouterr().out


@pytest.mark.parametrize(("row", "verdict"), [
    (Row("a", 3.0, 2.0, Goal(1.5)), "ok"),
    (Row("a", 3.1, 2.0, Goal(1.5)), "MISSED"),
    (Row("a", 3.0, 2.0, Goal(1.5, ((17.0, 16.0, "p95 ms"),))), "MISSED"),
    (Row("a", 900.0, None, Goal(limits=((15.0, 16.0, "p95 ms"),))), "ok"),
    (Row("a", None, None, Goal()), "not measured"),
])
def test_a_goal_is_missed_by_the_ratio_or_by_any_limit(row: Row, verdict: str) -> None:
    assert row.verdict == row.cells()[-1] == verdict


def test_a_curve_shows_its_sizes_and_how_far_it_rises() -> None:
    shown = curves([Curve("search", ((1_000, 2.0), (1_000_000, 3.0))), Curve("verify", ((1_000, 1.0), (1_000_000, 1000.0)), linear=True)])
    assert "1 000 000" in shown
    assert "1.50" in shown.splitlines()[1]
    assert shown.splitlines()[2].endswith("linear")
