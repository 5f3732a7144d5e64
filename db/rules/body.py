"""The geometry of the body chart: outlines and named regions of each view, one source for screen, paper and command line.

The figures stand for an adult 1750 mm tall: one unit of an outline is one millimetre. Places of marks are integers in
ten-thousandths of a view's width and height from its top left corner, as in ``db.rules.certification.Finding``.
"""

import functools
import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from resources import locate

VIEWS: Final = ("body_front", "body_back", "body_left", "body_right")
SCALE: Final = 10_000
BODY_MM: Final = 1750
SNAP: Final = 0.02              # of the view's width: a click just beside the outline still means the body
MIDLINE: Final = 0.025          # of the view's width to either side of the axis
_MIN_STOP: Final = 1500.0       # mm²: a smaller part of a region beside the midline gets no stop of its own
_SCAN: Final = 2.0              # mm between scan lines when the middle of a region is sought

HEAD_TO_FOOT: Final = (
    "body_scalp", "body_forehead", "body_temple", "body_eye", "body_ear", "body_nose", "body_cheek", "body_mouth", "body_jaw",
    "body_chin", "body_nape", "body_neck", "body_collarbone", "body_shoulder_joint", "body_armpit", "body_upper_arm",
    "body_elbow", "body_forearm", "body_wrist", "body_palm", "body_hand", "body_finger", "body_chest", "body_breast",
    "body_shoulder_blade", "body_upper_back", "body_abdomen", "body_lower_back", "body_pelvis", "body_sacrum", "body_groin",
    "body_genitals", "body_buttocks", "body_thigh", "body_knee", "body_lower_leg", "body_calf", "body_ankle", "body_foot",
    "body_heel", "body_toes",
)
SIDES: Final = ("right", "midline", "left")
_UNPAIRED: Final = frozenset((
    "body_scalp", "body_forehead", "body_nose", "body_mouth", "body_chin", "body_nape", "body_neck", "body_chest",
    "body_upper_back", "body_abdomen", "body_lower_back", "body_pelvis", "body_sacrum", "body_genitals",
))
_HANDS: Final = frozenset(("body_hand", "body_finger"))
_FEET: Final = frozenset(("body_foot", "body_toes", "body_heel"))
_LIMBS: Final = frozenset((
    "body_shoulder_joint", "body_upper_arm", "body_elbow", "body_forearm", "body_wrist", "body_thigh", "body_knee",
    "body_lower_leg", "body_ankle",
))
_ROUND: Final = frozenset(("body_neck", "body_armpit", "body_chest", "body_abdomen", "body_pelvis"))

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]


class Stroke(NamedTuple):
    """One path of a figure. ``kind`` is "outline" (filled with the ground, then drawn) or "detail" (a thin line); segments are
    ("moveto", x y), ("lineto", x y), ("curveto", three points) and ("close",) in millimetres from the top left."""

    kind: str
    segments: tuple[Segment, ...]


class Place(NamedTuple):
    """A region of the body (a term of the glossary) and its side: right, left, midline."""

    region: str
    side: str


class Region(NamedTuple):
    """A place and its middle, in ten-thousandths of the view."""

    region: str
    side: str
    x: int
    y: int


class Mark(NamedTuple):
    """A numbered mark on a view, in ten-thousandths; a ghost comes from an earlier examination."""

    number: int
    view: str
    x: int
    y: int
    ghost: bool = False


class _Area(NamedTuple):
    region: str
    side: str                       # "" where the side follows from the place
    rings: tuple[tuple[Point, ...], ...]
    box: tuple[float, float, float, float]


class _Figure(NamedTuple):
    width: float
    height: float
    strokes: tuple[Stroke, ...]
    areas: tuple[_Area, ...]


# what the drawers ask ------------------------------------------------------------------------------------------------------


def size(view: str) -> tuple[float, float]:
    """Width and height of the view in millimetres."""
    figure = _figure(view)
    return figure.width, figure.height


def outline(view: str) -> tuple[Stroke, ...]:
    """The strokes of the figure, in the order they are drawn."""
    return _figure(view).strokes


def shape(view: str, place: Place) -> tuple[tuple[Point, ...], ...]:
    """Polygons of the region that holds the place, in millimetres, for showing it; empty when the view does not show it."""
    return next((area.rings for area in _figure(view).areas
                 if area.region == place.region and area.side in ("", place.side)), ())


def millimetres(view: str, x: int, y: int) -> Point:
    """The place in millimetres from the view's top left corner."""
    width, height = size(view)
    return x * width / SCALE, y * height / SCALE


def position(view: str, x_mm: float, y_mm: float) -> tuple[int, int]:
    """Millimetres as ten-thousandths of the view, kept inside it."""
    width, height = size(view)
    return _kept(x_mm * SCALE / width), _kept(y_mm * SCALE / height)


def moved(view: str, x: int, y: int, right_mm: int, down_mm: int) -> tuple[int, int]:
    """The place so many millimetres of the real body further to the viewer's right and down, on whole millimetres in the
    direction moved: a ten-thousandth is no whole part of a millimetre, and the rest would add up from step to step."""
    x_mm, y_mm = millimetres(view, x, y)
    to_x, to_y = position(view, round(x_mm) + right_mm, round(y_mm) + down_mm)
    return to_x if right_mm else x, to_y if down_mm else y


# what the record asks ------------------------------------------------------------------------------------------------------


def region_at(view: str, x: int, y: int) -> Place | None:
    """The region under a point, or the nearest one when the point lies just beside the outline; else None."""
    figure = _figure(view)
    at = millimetres(view, x, y)
    area = next((area for area in figure.areas if _inside(area, at)), None)
    area = area or _nearest(figure, at, SNAP * figure.width)
    return Place(area.region, area.side or _side(view, figure, at[0])) if area else None


@functools.lru_cache(maxsize=len(VIEWS))
def regions(view: str) -> tuple[Region, ...]:
    """Every region with its middle, head to foot and right to left; a wide unpaired one has a stop on each side."""
    figure = _figure(view)
    found = [stop for area in figure.areas for stop in _stops(view, figure, area)]
    return tuple(sorted(found, key=lambda stop: (HEAD_TO_FOOT.index(stop.region), SIDES.index(stop.side))))


def place_name_terms(place: Place) -> tuple[str, str]:
    """Terms of the region and of its side; an unpaired region has a right side, a paired one is itself the right one."""
    paired = place.region not in _UNPAIRED or place.side == "midline"
    return place.region, f"at_{place.side}" if paired else f"{place.side}_side"


def surface_term(view: str, region: str) -> str:
    """The term of the surface that the view shows of this region; "" where the region has only that one."""
    limb, front = region in _LIMBS, view == "body_front"
    if region in _HANDS:
        return "body_palmar" if front else "body_dorsal"
    if region in _FEET:
        return "" if region == "body_heel" else "body_dorsal" if front else "body_outer"
    if not limb and region not in _ROUND:
        return ""
    if view in ("body_left", "body_right"):
        return "body_outer" if limb else "body_lateral"
    return "body_front" if front else "body_back_surface"


def place_name(view: str, place: Place, say: Callable[[str], str]) -> str:
    """The place in words, e.g. "right forearm, front surface"; ``say`` puts a term into the language wanted."""
    region, side = place_name_terms(place)
    pattern = say("place_unpaired" if region in _UNPAIRED else "place_paired")
    words = pattern.format(region=say(region), side=say(side))
    surface = surface_term(view, region)
    return f"{words}, {say(surface)}" if surface else words


# reading the outlines ------------------------------------------------------------------------------------------------------

_TOKEN: Final = re.compile(r"[MLCZ]|-?\d+(?:\.\d+)?")
_WORD: Final = {"M": ("moveto", 2), "L": ("lineto", 2), "C": ("curveto", 6), "Z": ("close", 0)}


@functools.lru_cache(maxsize=len(VIEWS))
def _figure(view: str) -> _Figure:
    if view not in VIEWS:
        raise KeyError(view)
    root = ElementTree.parse(locate("body", f"{view}.svg")).getroot()
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    strokes, areas = [], []
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        segments, kind = tuple(_segments(path.attrib["d"])), path.attrib["class"]
        if kind == "region":
            areas.append(_area(path.attrib["id"], segments))
        else:
            strokes.append(Stroke(kind, segments))
    return _Figure(width, height, tuple(strokes), tuple(areas))


def _segments(data: str) -> Iterator[Segment]:
    """Absolute M, L, C and Z only; a command holds for all points that follow it."""
    command, numbers = "", []
    for token in _TOKEN.findall(data):
        if token in _WORD:
            command = token
            if command == "Z":
                yield "close", ()
            continue
        numbers.append(float(token))
        word, count = _WORD[command]
        if len(numbers) == count:
            yield word, tuple(numbers)
            numbers = []


def _area(name: str, segments: tuple[Segment, ...]) -> _Area:
    region, _, side = name.partition(".")
    rings = tuple(tuple(ring) for ring in _flattened(segments))
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return _Area(region, side, rings, (min(xs), min(ys), max(xs), max(ys)))


def _flattened(segments: tuple[Segment, ...], steps: int = 8) -> list[list[Point]]:
    rings: list[list[Point]] = []
    for word, at in segments:
        if word == "moveto":
            rings.append([(at[0], at[1])])
        elif word == "lineto":
            rings[-1].append((at[0], at[1]))
        elif word == "curveto":
            start = rings[-1][-1]
            rings[-1] += [_on_curve(start, at, step / steps) for step in range(1, steps + 1)]
    return rings


def _on_curve(start: Point, at: tuple[float, ...], t: float) -> Point:
    u = 1 - t
    a, b, c, d = u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3
    return (a * start[0] + b * at[0] + c * at[2] + d * at[4], a * start[1] + b * at[1] + c * at[3] + d * at[5])


# plane geometry ------------------------------------------------------------------------------------------------------------


def _kept(value: float) -> int:
    return min(max(round(value), 0), SCALE)


def _side(view: str, figure: _Figure, x_mm: float) -> str:
    """On the front the person's right is the viewer's left; on the back right is right."""
    off = x_mm - figure.width / 2
    if abs(off) <= MIDLINE * figure.width:
        return "midline"
    return "right" if (off < 0) == (view == "body_front") else "left"


def _edges(area: _Area) -> Iterator[tuple[Point, Point]]:
    for ring in area.rings:
        yield from zip(ring, (*ring[1:], ring[0]), strict=True)


def _crossings(area: _Area, y: float) -> list[float]:
    return sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in _edges(area) if (a[1] <= y) != (b[1] <= y))


def _inside(area: _Area, at: Point) -> bool:
    left, top, right, bottom = area.box
    if not (left <= at[0] <= right and top <= at[1] <= bottom):
        return False
    return sum(x > at[0] for x in _crossings(area, at[1])) % 2 == 1


def _nearest(figure: _Figure, at: Point, within: float) -> _Area | None:
    found: tuple[float, _Area] | None = None
    for area in figure.areas:
        left, top, right, bottom = area.box
        if left - within <= at[0] <= right + within and top - within <= at[1] <= bottom + within:
            distance = min(_distance(at, a, b) for a, b in _edges(area))
            if distance <= within and (found is None or distance < found[0]):
                found = distance, area
    return found[1] if found else None


def _distance(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else min(max(((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length, 0.0), 1.0)
    return math.hypot(at[0] - a[0] - t * dx, at[1] - a[1] - t * dy)


def _whole(view: str, at: Point) -> tuple[int, int]:
    """On a whole millimetre, where steps by keys start."""
    return position(view, round(at[0]), round(at[1]))


def _stops(view: str, figure: _Figure, area: _Area) -> Iterator[Region]:
    if area.side:
        yield Region(area.region, area.side, *_whole(view, _middle(_chords(area, 0, figure.width))))
        return
    axis, band = figure.width / 2, MIDLINE * figure.width
    for low, high in ((0.0, axis - band), (axis - band, axis + band), (axis + band, figure.width)):
        chords = _chords(area, low, high)
        x_mm = (low + high) / 2
        if sum(b - a for _, a, b in chords) * _SCAN >= (_MIN_STOP if not low < axis < high else 0):
            yield Region(area.region, _side(view, figure, x_mm), *_whole(view, _middle(chords)))


def _chords(area: _Area, low: float, high: float) -> list[tuple[float, float, float]]:
    """The region between two uprights as level chords (y, from, to)."""
    found: list[tuple[float, float, float]] = []
    _, top, _, bottom = area.box
    for step in range(int((bottom - top) / _SCAN)):
        y = top + (step + 0.5) * _SCAN
        cuts = _crossings(area, y)
        pieces = ((y, max(a, low), min(b, high)) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
        found += [piece for piece in pieces if piece[1] < piece[2]]
    return found


def _middle(chords: list[tuple[float, float, float]]) -> Point:
    """The centre of gravity; where that falls outside (a ring, fingers), the middle of a long chord near it."""
    whole = sum(b - a for _, a, b in chords)
    x = sum((b * b - a * a) / 2 for _, a, b in chords) / whole
    y = sum((b - a) * at for at, a, b in chords) / whole
    if any(abs(at - y) <= _SCAN / 2 and a + 1 < x < b - 1 for at, a, b in chords):
        return x, y
    at, a, b = max(chords, key=lambda chord: chord[2] - chord[1] - math.hypot((chord[1] + chord[2]) / 2 - x, chord[0] - y))
    return (a + b) / 2, at
