"""What may follow what, what each kind must have, and when somebody must be back."""

import pytest

from db.rules import movement, release
from db.rules.movement import KINDS, Step

NOW = "2026-11-20T14:05+05:00"


def keys(code: str, at: str = "2026-11-20T12:00+05:00", before: Step | None = None, after: Step | None = None, **more: object) -> set[tuple[str, str]]:
    values = {"movement": code, "at": at, "place": "сот", "order_number": "1", "order_on": "2026-11-20", "authority": "сот"}
    own = {name: more.pop(name) for name in ("back_at", "new_episode", "closed_until") if name in more}
    return {(one.field, one.key) for one in movement.problems({**values, **more}, NOW, before, after, **own)}  # type: ignore[arg-type]


def test_every_departure_that_does_not_end_custody_has_its_return() -> None:
    for code, kind in KINDS.items():
        assert not kind.answer or KINDS[kind.answer].direction == "in", code
        assert kind.direction == "in" or kind.closes or kind.answer, code


@pytest.mark.parametrize("code", sorted(KINDS))
def test_after_every_movement_exactly_those_that_are_offered_are_possible(code: str) -> None:
    last = Step(code, "2026-11-20T10:00+05:00")
    offered = movement.possible(last)
    for other in KINDS:
        wrong = {key for _field, key in keys(other, before=last) if key.startswith("movement_") and key != "movement_other_return"}
        assert (not wrong) == (other in offered) or (other == "move_admission" and not last.kind.closes), (code, other, wrong)


@pytest.mark.parametrize(("code", "at", "due"), [
    ("move_to_investigation", "2026-11-20T10:00+05:00", "2026-12-20"), ("move_to_leave", "2026-02-20T10:00+05:00", "2026-03-04"),
    ("move_to_court", "2026-11-20T10:00+05:00", ""), ("move_release", "2026-11-20T10:00+05:00", ""),
])
def test_the_law_says_when_somebody_must_be_back(code: str, at: str, due: str) -> None:
    assert movement.due(code, at) == due


def test_a_body_check_is_due_where_the_custodian_changes() -> None:
    assert movement.is_check_missing("move_to_court", "") and not movement.is_check_missing("move_to_court", "body_check_refused")
    assert not movement.is_check_missing("move_escape", "")


def test_a_closed_day_is_more_than_a_late_one() -> None:
    before = Step("move_admission", "2026-11-10T10:00+05:00")
    assert keys("move_to_court", "2026-11-19T10:00+05:00", before) == {("at", "movement_back_dated")}
    assert keys("move_to_court", "2026-11-19T10:00+05:00", before, closed_until="2026-11-19") == {("at", "movement_day_closed")}


def test_moments_of_other_offsets_are_compared_as_instants() -> None:
    assert ("at", "movement_in_future") not in keys("move_to_court", "2026-11-20T15:05+06:00", Step("move_admission", "2026-11-20T09:00+05:00"))
    assert ("at", "movement_in_future") in keys("move_to_court", "2026-11-20T15:06+06:00", Step("move_admission", "2026-11-20T09:00+05:00"))


def test_grounds_of_the_category_come_first_and_none_is_lost() -> None:
    for category, first in (("convict", "relg_term_served"), ("cat_detained", "relg_suspicion_not_confirmed"), ("suspect", "relg_case_body_ruling"),
                            ("cat_admin_arrest", "relg_admin_arrest_served")):
        assert release.expected(category)[0] == first
        assert sorted(release.expected(category)) == sorted(release.GROUNDS)


@pytest.mark.parametrize(("movement_values", "end", "wrong"), [
    ({"movement": "move_release"}, {"ground": "relg_nothing"}, {("ground", "unknown_code")}),
    ({"movement": "move_release"}, {"ground": "relg_term_served"}, set()),
    ({"movement": "move_death"}, {}, set()),
    ({"movement": "move_escape"}, {}, {("note", "required")}),
    ({"movement": "move_release"}, {"ground": "relg_term_served", "money": "1" * 61}, {("money", "too_long")}),
])
def test_an_end_of_custody_has_what_it_needs(movement_values: dict[str, str], end: dict[str, str], wrong: set[tuple[str, str]]) -> None:
    assert {(one.field, one.key) for one in release.problems(movement_values, end)} == wrong
