"""Cells: what may be written of one, the norm of floor space on its day, and the one state that matters most."""

import pytest

from db.rules import cell
from tests.db.store.prison import cell_values

DAY = "2026-11-20"


def keys(**changes: object) -> list[tuple[str, str]]:
    return [(problem.field, problem.key) for problem in cell.problems(cell_values(**changes), DAY, {("А", "7")})]


def test_an_ordinary_cell_has_nothing_wrong() -> None:
    assert keys() == []


@pytest.mark.parametrize(("changes", "wrong"), [
    ({"number": ""}, ("number", "required")), ({"number": "7"}, ("number", "cell_exists")), ({"capacity": None}, ("capacity", "required")),
    ({"capacity": 0}, ("capacity", "cell_places_bad")), ({"capacity": 501}, ("capacity", "cell_places_bad")),
    ({"area": 99}, ("area", "cell_area_bad")), ({"purpose": ""}, ("purpose", "required")), ({"purpose": "cellar"}, ("purpose", "unknown_code")),
    ({"closed_on": "2026-11-21"}, ("closed_on", "cell_closed_in_future")), ({"closed_on": "2026-02-30"}, ("closed_on", "date_invalid")),
    ({"block": "А" * 41}, ("block", "too_long")), ({"unit": "a\x00"}, ("unit", "control_characters")),
])
def test_each_mistake_is_named_at_its_field(changes: dict[str, object], wrong: tuple[str, str]) -> None:
    assert keys(**changes) == [wrong]


def test_the_same_number_may_stand_in_another_block() -> None:
    assert keys(block="Б", number="7") == []


@pytest.mark.parametrize(("place", "sex", "minor", "area"), [
    ("sizo", "male", False, 250), ("sizo", "female", True, 250), ("colony", "male", False, 250), ("colony", "female", False, 300),
    ("colony", "female", True, 350), ("colony", "male", True, 350), ("colony", "unknown", False, 300), ("hospital", "male", False, None),
])
def test_the_norm_of_space_follows_place_sex_and_age(place: str, sex: str, minor: bool, area: int | None) -> None:
    found = cell.norm(place, sex, minor, DAY)
    assert (found.area if found else None) == area
    assert found is None or (found.source and found.confidence == "law")


def test_no_norm_is_made_up_for_a_day_before_the_law() -> None:
    assert cell.norm("colony", "male", False, "2014-12-31") is None
    assert cell.needed([("male", False)] * 3, "colony", "2014-12-31") is None


def test_people_need_their_floor_together() -> None:
    assert cell.needed([("male", False), ("female", False), ("male", True)], "colony", DAY) == 900
    assert cell.needed([], "hospital", DAY) == 0


@pytest.mark.parametrize(("capacity", "area", "people", "needs", "closed", "state"), [
    (4, 1000, 0, 0, True, "cell_closed"), (4, 1000, 5, 1250, False, "cell_over"), (4, 999, 4, 1000, False, "cell_short"),
    (4, 1000, 4, 1000, False, "cell_full"), (4, None, 3, 750, False, "cell_free"), (4, 100, 0, 0, False, "cell_empty"),
    (None, 1000, 3, 750, False, "cell_unmeasured"), (None, 100, 3, 750, False, "cell_short"), (4, 100, 3, None, False, "cell_free"),
])
def test_the_state_that_matters_most_is_told(capacity: int | None, area: int | None, people: int, needs: int | None, closed: bool,
                                             state: str) -> None:
    assert cell.state(capacity, area, people, needs, closed) == state
    assert state in cell.STATES


def test_a_range_of_numbers_means_as_many_cells() -> None:
    assert cell.numbers("098-101") == ["098", "099", "100", "101"]
    assert cell.numbers("7а") == ["7а"] and cell.numbers("10-9") == ["10-9"] and cell.numbers("1-900") == ["1-900"]


def test_numbers_stand_as_people_count() -> None:
    shuffled = [("Б", "", "1"), ("А", "", "10"), ("А", "", "10а"), ("А", "", "2"), ("", "", "5")]
    assert [number for _block, _unit, number in sorted(shuffled, key=lambda one: cell.sort_key(*one))] == ["5", "2", "10", "10а", "1"]


def test_where_the_kind_is_unknown_the_people_say_whose_law_it_is() -> None:
    assert cell.place_of("ЛА-155/12") == "colony" and cell.place_of("АК-159/11") == "hospital" and cell.place_of("ЛА-155/8") == ""
    assert cell.law_in("", "common_cell", True) == "colony" and cell.law_in("", "common_cell", False) == "sizo"
    assert cell.law_in("hospital", "common_cell", True) == "hospital" and cell.law_in("sizo", "children_home", False) == "children_home"
