"""The chart on paper stands where it stands on the screen, in black and white."""

import io
import math

import pypdfium2
import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from db.rules import body
from db.rules.body import Mark
from db.rules.certification import Finding
from desktop.forms import fonts
from desktop.forms.chart import Chart, chart, chart_row

DPI = 254                   # ten dots a millimetre


def page(flowable: Chart, left_mm: float = 20, bottom_mm: float = 50) -> "list[list[int]]":
    """The page as rows of grey values."""
    fonts.load()
    sheet = io.BytesIO()
    canvas = Canvas(sheet, pagesize=(210 * mm, 297 * mm), invariant=1)
    flowable.drawOn(canvas, left_mm * mm, bottom_mm * mm)
    canvas.save()
    picture = pypdfium2.PdfDocument(sheet.getvalue())[0].render(scale=DPI / 72, grayscale=True).to_pil()
    data, width = picture.tobytes(), picture.width
    return [list(data[start:start + width]) for start in range(0, len(data), width)]


@pytest.mark.parametrize("view", body.VIEWS)
def test_a_finding_prints_within_a_millimetre_of_its_place(view: str) -> None:
    stop = next(stop for stop in body.regions(view) if stop.region == "body_thigh")
    mark = Mark(7, view, stop.x, stop.y)
    bare, marked = page(chart(view, [], 200)), page(chart(view, [mark], 200))
    changed = [(x, y) for y, (old, new) in enumerate(zip(bare, marked, strict=True))
               for x, (before, after) in enumerate(zip(old, new, strict=True)) if abs(before - after) > 40]
    seen = [(min(points) + max(points)) / 2 / 10 for points in zip(*changed, strict=True)]
    x_mm, y_mm = body.millimetres(view, stop.x, stop.y)
    scale = 200 / body.size(view)[1]
    wanted = 20 + x_mm * scale, 297 - 50 - 200 + y_mm * scale
    assert math.dist(seen, wanted) < 1


def test_the_outline_itself_prints_where_the_geometry_says() -> None:
    rows = page(chart("body_front", [], 180))
    scale = 180 / body.size("body_front")[1]
    dark = [y for y, row in enumerate(rows) if min(row) < 128]
    ys = [at[index] for stroke in body.outline("body_front") for _, at in stroke.segments for index in range(1, len(at), 2)]
    assert dark[0] / 10 == pytest.approx(297 - 50 - 180 + min(ys) * scale, abs=0.5)
    assert dark[-1] / 10 == pytest.approx(297 - 50 - 180 + max(ys) * scale, abs=0.5)


def test_the_drawing_gives_the_place_of_a_mark_in_points_from_its_lower_left_corner() -> None:
    drawn = chart("body_left", [], 100)
    assert drawn.at(Mark(1, "body_left", 0, 10_000)) == pytest.approx((0, 0))
    assert drawn.at(Mark(1, "body_left", 10_000, 0)) == pytest.approx((drawn.width, 100 * mm))


def test_marks_of_other_views_are_left_out() -> None:
    drawn = chart("body_back", [Mark(1, "body_front", 5_000, 5_000), Mark(2, "body_back", 5_000, 5_000)], 100)
    assert [mark.number for mark in drawn.marks] == [2]


def test_a_finding_can_be_drawn_as_it_is() -> None:
    finding = Finding(3, "bruise", "body_front", 5_000, 4_000, "body_abdomen", "midline")
    assert chart("body_front", [finding], 100).marks == [finding]


def test_a_row_fills_its_width_at_one_scale() -> None:
    row = chart_row(body.VIEWS, [], 180 * mm, ["алдынан", "артынан", "сол жағы", "оң жағы"])
    assert len({round(drawn.scale, 9) for drawn in row.charts}) == 1
    assert sum(drawn.width for drawn in row.charts) + 3 * 4 * mm == pytest.approx(180 * mm)
    assert row.wrap(180 * mm, 500) == (row.width, row.height)
    assert 100 * mm < row.height < 130 * mm


def test_the_paper_is_black_and_white_and_its_markers_have_white_digits() -> None:
    stop = next(stop for stop in body.regions("body_front") if stop.region == "body_abdomen")
    rows = page(chart("body_front", [Mark(8, "body_front", stop.x, stop.y)], 200))
    scale = 200 / body.size("body_front")[1]
    x_mm, y_mm = body.millimetres("body_front", stop.x, stop.y)
    x, y = round((20 + x_mm * scale) * 10), round((47 + y_mm * scale) * 10)
    disc = [rows[y + dy][x + dx] for dx in range(-12, 13) for dy in range(-12, 13) if math.hypot(dx, dy) <= 12]
    assert sum(value < 100 for value in disc) > len(disc) / 2
    assert sum(value > 200 for value in disc) > len(disc) / 20


def test_the_same_chart_gives_the_same_bytes() -> None:
    def made() -> bytes:
        fonts.load()
        sheet = io.BytesIO()
        canvas = Canvas(sheet, invariant=1)
        chart_row(body.VIEWS, [Mark(1, "body_front", 5_000, 4_000)], 180 * mm).drawOn(canvas, 0, 0)
        canvas.save()
        return sheet.getvalue()

    assert made() == made()
