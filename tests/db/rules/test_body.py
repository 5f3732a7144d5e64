"""The body chart's geometry: every place has a region, a side and a name in both languages."""

import csv
import math
import random

import pytest

from db.rules import body
from db.rules.body import Place, place_name
from resources import locate

SIDE_VIEWS = {"body_left": "left", "body_right": "right"}


@pytest.fixture(scope="module")
def glossary() -> dict[str, dict[str, str]]:
    with locate("i18n", "glossary.csv").open(encoding="utf-8", newline="") as file:
        return {row["term_id"]: row for row in csv.DictReader(file)}


def at(view: str, region: str, side: str) -> tuple[int, int]:
    return next((stop.x, stop.y) for stop in body.regions(view) if (stop.region, stop.side) == (region, side))


def figure_points(view: str, count: int) -> list[tuple[int, int]]:
    """Random points inside the drawn outline, found by the even-odd rule on the outline itself, not on the regions."""
    rings = [body._flattened(stroke.segments)[0] for stroke in body.outline(view) if stroke.kind == "outline"]
    rest, found = random.Random(7), []
    width, height = body.size(view)
    while len(found) < count:
        x, y = rest.uniform(0, width), rest.uniform(0, height)
        if any(_within(ring, x, y) for ring in rings):
            found.append(body.position(view, x, y))
    return found


def _within(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    odd = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay <= y) != (by <= y) and ax + (y - ay) * (bx - ax) / (by - ay) > x:
            odd = not odd
    return odd


@pytest.mark.parametrize("view", body.VIEWS)
def test_the_middle_of_every_region_names_itself_and_its_side(view: str) -> None:
    stops = body.regions(view)
    assert len(stops) >= 35
    for stop in stops:
        assert body.region_at(view, stop.x, stop.y) == (stop.region, stop.side), stop


@pytest.mark.parametrize("view", body.VIEWS)
def test_every_point_of_the_figure_has_a_region(view: str) -> None:
    bare = [point for point in figure_points(view, 1500) if body.region_at(view, *point) is None]
    assert bare == []


@pytest.mark.parametrize("view", body.VIEWS)
def test_the_regions_do_not_overlap(view: str) -> None:
    areas = body._figure(view).areas
    for x, y in figure_points(view, 600):
        assert sum(body._inside(area, body.millimetres(view, x, y)) for area in areas) <= 1


@pytest.mark.parametrize("view", body.VIEWS)
def test_a_point_off_the_body_has_no_region_and_one_just_beside_it_has(view: str) -> None:
    for corner in ((0, 0), (10_000, 0), (0, 5_000), (10_000, 10_000)):
        assert body.region_at(view, *corner) is None
    width, _ = body.size(view)
    top_x, top_y = next(stroke for stroke in body.outline(view) if stroke.kind == "outline").segments[0][1]
    assert body.region_at(view, *body.position(view, top_x, top_y - 0.9 * body.SNAP * width)).region == "body_scalp"  # type: ignore[union-attr]
    assert body.region_at(view, *body.position(view, top_x, top_y - 1.2 * body.SNAP * width)) is None


@pytest.mark.parametrize("view", body.VIEWS)
def test_a_millimetre_inside_a_border_is_the_region_and_a_millimetre_beyond_it_is_another(view: str) -> None:
    figure = [body._flattened(stroke.segments)[0] for stroke in body.outline(view) if stroke.kind == "outline"]
    checked = 0
    for area in body._figure(view).areas:
        for ring in area.rings:
            for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
                length = math.dist((ax, ay), (bx, by))
                if length < 12:
                    continue
                x, y, dx, dy = (ax + bx) / 2, (ay + by) / 2, (by - ay) / length, (ax - bx) / length
                inner, outer = sorted(((x + dx, y + dy), (x - dx, y - dy)), key=lambda at: not body._inside(area, at))
                here, there = (body.region_at(view, *body.position(view, *at)) for at in (inner, outer))
                assert here and here.region == area.region and here.side == (area.side or here.side)
                if any(_within(outline, *outer) for outline in figure):
                    assert there and (there.region, area.side and there.side) != (area.region, area.side)
                    checked += 1
    assert checked > 50


def test_on_the_front_the_right_arm_is_at_the_viewers_left_and_on_the_back_right_is_right() -> None:
    assert at("body_front", "body_forearm", "right")[0] < 5_000 < at("body_front", "body_forearm", "left")[0]
    assert at("body_back", "body_forearm", "left")[0] < 5_000 < at("body_back", "body_forearm", "right")[0]
    assert body.region_at("body_front", 4_200, 3_000) == ("body_chest", "right")
    assert body.region_at("body_back", 4_200, 3_200) == ("body_upper_back", "left")


def test_the_midline_is_a_band_of_two_and_a_half_hundredths_of_the_width_to_either_side() -> None:
    y = at("body_front", "body_abdomen", "midline")[1]
    sides = [body.region_at("body_front", x, y).side for x in (4_740, 4_760, 5_240, 5_260)]  # type: ignore[union-attr]
    assert sides == ["right", "midline", "midline", "left"]


def test_the_front_and_the_back_are_symmetric() -> None:
    swap = {"right": "left", "left": "right", "midline": "midline"}
    for view in ("body_front", "body_back"):
        for x, y in figure_points(view, 500):
            place, mirror = body.region_at(view, x, y), body.region_at(view, 10_000 - x, y)
            assert place and mirror
            assert body.region_at(view, x, y) == (mirror.region, swap[mirror.side])


def test_the_right_side_is_the_mirror_of_the_left() -> None:
    for x, y in figure_points("body_left", 500):
        left, right = body.region_at("body_left", x, y), body.region_at("body_right", 10_000 - x, y)
        assert left and right
        assert (left.region, left.side, right.side) == (right.region, "left", "right")


@pytest.mark.parametrize("view", body.VIEWS)
def test_regions_are_walked_from_head_to_foot_and_right_to_left(view: str) -> None:
    stops = body.regions(view)
    assert stops[0].region == "body_scalp" and stops[-1].region == "body_toes"
    assert [stop.side for stop in stops if stop.region == "body_thigh"] in (["right", "left"], [SIDE_VIEWS.get(view)])
    assert len({(stop.region, stop.side) for stop in stops}) == len(stops)


def test_a_unit_is_a_millimetre_of_a_body_of_1750() -> None:
    for view in body.VIEWS:
        ys = [y for stroke in body.outline(view) for ring in body._flattened(stroke.segments) for _, y in ring]
        assert max(ys) - min(ys) == pytest.approx(body.BODY_MM, abs=2)


@pytest.mark.parametrize("view", body.VIEWS)
def test_a_hundred_steps_of_a_millimetre_are_a_hundred_millimetres(view: str) -> None:
    start = next((stop.x, stop.y) for stop in body.regions(view) if stop.region == "body_thigh")
    here = start
    for _step in range(100):
        here = body.moved(view, *here, 1, -1)
    (x, y), (to_x, to_y) = body.millimetres(view, *start), body.millimetres(view, *here)
    assert (to_x - x, to_y - y) == pytest.approx((100, -100), abs=0.2)
    assert body.moved(view, *here, -100, 100) == start


def test_a_place_off_the_sheet_is_kept_on_it() -> None:
    assert body.moved("body_front", 9_999, 1, 50, -50) == (10_000, 0)


def test_every_term_of_a_place_is_in_the_glossary_in_both_languages(glossary: dict[str, dict[str, str]]) -> None:
    wanted = {"place_paired", "place_unpaired", *(f"view_{view}" for view in body.VIEWS)}
    for view in body.VIEWS:
        for stop in body.regions(view):
            wanted |= {*body.place_name_terms(Place(stop.region, stop.side)), body.surface_term(view, stop.region)}
    missing = [term for term in wanted - {""} if not all(glossary.get(term, {}).get(tongue) for tongue in ("en", "kk", "ru"))]
    assert missing == []


@pytest.mark.parametrize(("view", "place", "kk", "ru"), [
    ("body_front", ("body_forearm", "right"), "оң білек, алдыңғы беті", "предплечье справа, передняя поверхность"),
    ("body_back", ("body_thigh", "left"), "сол сан, артқы беті", "бедро слева, задняя поверхность"),
    ("body_left", ("body_upper_arm", "left"), "сол иық (тоқпан жілік тұсы), сыртқы беті", "плечо слева, наружная поверхность"),
    ("body_front", ("body_chest", "left"), "кеуде, сол жағы, алдыңғы беті", "грудная клетка, слева, передняя поверхность"),
    ("body_front", ("body_eye", "left"), "сол көз", "глаз слева"),
    ("body_back", ("body_sacrum", "midline"), "сегізкөз, орта сызық бойымен", "крестец, по средней линии"),
    ("body_back", ("body_hand", "right"), "оң қол басы, сырт беті", "кисть справа, тыльная поверхность"),
])
def test_a_place_is_said_in_both_languages(glossary: dict[str, dict[str, str]], view: str, place: tuple[str, str],
                                           kk: str, ru: str) -> None:
    said = [place_name(view, Place(*place), lambda term, tongue=tongue: glossary[term][tongue]) for tongue in ("kk", "ru")]
    assert said == [kk, ru]


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(KeyError):
        body.region_at("body_inside", 1, 1)
