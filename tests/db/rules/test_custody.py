"""What a custody episode must have: ground, authority, and moments in their order."""

from typing import Any

import pytest

from db.rules import custody

NOW = "2026-11-20T14:05+05:00"


def values(**changed: Any) -> dict[str, Any]:
    """An episode that is complete and right, with what the test changes."""
    right = {
        "ground": "ground_custody_ruling", "category": "suspect", "authority": "Алматы қаласының тергеу соты", "case_number": "",
        "detained_at": "2026-11-18T22:40+05:00", "delivered_at": "2026-11-18T23:30+05:00", "arrived_at": "2026-11-20T13:50+05:00",
    }
    return right | changed


def found(date_of_birth: str = "1985-01-31", **changed: Any) -> list[tuple[str, str, bool]]:
    return [(problem.field, problem.key, problem.warning) for problem in custody.problems(values(**changed), NOW, date_of_birth)]


def test_a_complete_episode_passes() -> None:
    assert found() == []


def test_an_empty_episode_names_every_required_field() -> None:
    fields = [problem.field for problem in custody.problems({}, NOW)]
    assert fields == ["ground", "category", "authority", "detained_at", "delivered_at", "arrived_at"]


@pytest.mark.parametrize("changed, problem", [
    ({"ground": "ground_none"}, ("ground", "unknown_code", False)),
    ({"category": "cat_admin_arrest"}, ("category", "category_not_of_ground", True)),
    ({"authority": "А" * 300}, ("authority", "too_long", False)),
    ({"case_number": "12\u0007"}, ("case_number", "control_characters", False)),
    ({"detained_at": "2026-11-20T14:06+05:00", "delivered_at": "", "delivered_reason": "?"}, ("detained_at", "detention_in_future", False)),
    ({"delivered_at": "2026-11-21T14:00+05:00"}, ("delivered_at", "delivery_in_future", False)),
    ({"arrived_at": "2026-11-20T14:06+05:00"}, ("arrived_at", "arrival_in_future", False)),
    ({"delivered_at": "2026-11-18T22:39+05:00"}, ("delivered_at", "delivery_before_detention", False)),
    ({"arrived_at": "2026-11-18T23:00+05:00"}, ("arrived_at", "arrival_before_delivery", False)),
    ({"delivered_at": "", "delivered_reason": "хаттамада жоқ", "arrived_at": "2026-11-18T22:00+05:00"},
     ("arrived_at", "arrival_before_detention", False)),
    ({"detained_at": ""}, ("detained_at", "moment_or_reason", False)),
    ({"detained_at": "2026-11-18 22:40"}, ("detained_at", "moment_invalid", False)),
    ({"arrived_at": ""}, ("arrived_at", "required", False)),
])
def test_what_is_wrong_is_named_at_its_field(changed: dict[str, Any], problem: tuple[str, str, bool]) -> None:
    assert problem in found(**changed)


def test_nobody_is_detained_before_being_born() -> None:
    assert ("detained_at", "before_birth", False) in found(date_of_birth="2026-11-19")


def test_an_unknown_moment_needs_only_its_reason() -> None:
    assert found(detained_at="", detained_reason="хаттамада көрсетілмеген", delivered_at=None, delivered_reason="белгісіз") == []


def test_moments_are_compared_by_instant_across_offsets() -> None:
    assert found(detained_at="2026-11-18T23:40+06:00", delivered_at="2026-11-18T22:40+05:00") == []
    assert ("delivered_at", "delivery_before_detention", False) in found(detained_at="2026-11-18T23:40+05:00", delivered_at="2026-11-18T23:50+06:00")


def test_every_ground_names_known_categories() -> None:
    assert all(category in custody.CATEGORIES for expected in custody.CATEGORIES_OF_GROUND.values() for category in expected)
