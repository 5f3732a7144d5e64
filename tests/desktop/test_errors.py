"""Failures in words, and reports that hold nobody's name."""

import errno
from pathlib import Path

import pytest

from db.errors import DiskFull, Invalid, Throttled, TizilimError
from db.rules.problem import Problem
from desktop import errors, i18n


def test_a_problem_becomes_a_sentence_with_its_values() -> None:
    i18n.use("ru")
    told = errors.sentence(Problem("temperature", "implausible", True, {"low": "34,0", "high": "41,5"}))
    assert told == "Необычное значение; ожидается от 34,0 до 41,5. Проверьте или укажите, почему его оставить."


def test_waiting_is_said_in_seconds_and_a_locked_user_otherwise() -> None:
    assert "8 секундтан" in errors.sentence(Throttled(seconds=8))
    assert "бұғатталды" in errors.sentence(Throttled("locked"))


def test_a_key_without_a_sentence_is_still_named() -> None:
    assert "no_such_key" in errors.sentence(TizilimError("no_such_key"))


def test_a_full_disk_is_not_saved_and_says_why() -> None:
    assert errors.told(DiskFull(), None) == errors.told(OSError(errno.ENOSPC, "No space left"), None)
    assert errors.told(DiskFull(), None).startswith("Сақталмады")


def test_problems_of_a_record_are_told_once_each() -> None:
    told = errors.told(Invalid([Problem("a", "required"), Problem("b", "required")]), None)
    assert told == errors.sentence(Problem("a", "required"))


def test_a_report_of_the_unforeseen_holds_places_but_no_personal_data(tmp_path: Path) -> None:
    def save(name: str) -> None:
        raise ValueError(f"cannot save {name}")

    with pytest.raises(ValueError) as raised:
        save("Қасымов")
    told = errors.told(raised.value, tmp_path)
    (report,) = (tmp_path / "reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert report.name in told
    assert "ValueError" in text and "test_errors.py" in text
    assert "Қасымов" not in text and "cannot save" not in text


def test_a_report_that_cannot_be_written_does_not_make_a_second_failure(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert "осында тұр" in errors.told(ValueError("x"), file)
