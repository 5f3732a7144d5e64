"""The body chart is worked by keys alone, or by mouse, and only ever says what the user asked for."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules import body
from desktop import i18n
from desktop.widgets.body_chart import BodyChart, Mark, Spot

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.Key.Key_Right
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def kazakh() -> Iterator[None]:
    i18n.use("kk")
    yield
    i18n.use("kk")


@pytest.fixture
def chart(qtbot: QtBot) -> BodyChart:
    made = BodyChart()
    qtbot.addWidget(made)
    made.resize(460, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    return made


def stop(view: str, region: str, side: str) -> body.Region:
    return next(stop for stop in body.regions(view) if (stop.region, stop.side) == (region, side))


def mark(number: int, view: str, region: str, side: str, ghost: bool = False) -> Mark:
    at = stop(view, region, side)
    return Mark(number, view, at.x, at.y, ghost)


def press(chart: BodyChart, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, text: str = "") -> bool:
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, text)
    QApplication.sendEvent(chart.view, event)
    return event.isAccepted()


def heard(chart: BodyChart, name: str) -> list[object]:
    told: list[object] = []
    getattr(chart, name).connect(told.append)
    return told


def walk_to(chart: BodyChart, region: str, side: str) -> None:
    for _step in range(len(body.regions(chart.view.view))):
        if chart.view.place() == (region, side):
            return
        press(chart, RIGHT)
    raise AssertionError(f"{region} {side} was never reached")


def pixel(chart: BodyChart, x: int, y: int) -> QPoint:
    return chart.view.at(x, y).toPoint()


@pytest.mark.parametrize("view", body.VIEWS)
def test_a_mark_is_placed_in_any_region_by_keys_alone(chart: BodyChart, view: str) -> None:
    placed = heard(chart, "placed")
    press(chart, Qt.Key(Qt.Key.Key_1 + body.VIEWS.index(view)), CONTROL)
    for _step in body.regions(view):
        press(chart, Qt.Key.Key_Return)
        press(chart, RIGHT)
    assert {(spot.region, spot.side) for spot in placed} == {(stop.region, stop.side) for stop in body.regions(view)}
    assert all(spot == Spot(view, spot.x, spot.y, *body.region_at(view, spot.x, spot.y)) for spot in placed)


def test_enter_and_insert_place_at_the_middle_of_the_region(chart: BodyChart) -> None:
    placed = heard(chart, "placed")
    walk_to(chart, "body_forearm", "right")
    press(chart, Qt.Key.Key_Insert)
    at = stop("body_front", "body_forearm", "right")
    assert placed == [Spot("body_front", at.x, at.y, "body_forearm", "right", None)]


def test_shift_and_an_arrow_move_the_chosen_mark_by_a_millimetre_of_the_body(chart: BodyChart) -> None:
    moved, old = heard(chart, "moved"), mark(4, "body_back", "body_thigh", "left")
    chart.set_marks([old])
    chart.set_selected(4)
    press(chart, RIGHT, SHIFT)
    (spot,) = moved
    before, after = body.millimetres(old.view, old.x, old.y), body.millimetres(spot.view, spot.x, spot.y)
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((1, 0), abs=0.1)
    assert (spot.number, spot.region, spot.side) == (4, "body_thigh", "left")


def test_shift_and_an_arrow_move_the_cursor_when_no_mark_is_held(chart: BodyChart) -> None:
    moved, placed = heard(chart, "moved"), heard(chart, "placed")
    chart.set_marks([mark(1, "body_front", "body_knee", "left")])
    chart.set_selected(1)
    walk_to(chart, "body_thigh", "right")
    for _step in range(20):
        press(chart, Qt.Key.Key_Down, SHIFT)
    press(chart, Qt.Key.Key_Return)
    off = body.millimetres("body_front", placed[0].x, placed[0].y)[1] - body.millimetres(
        "body_front", 0, stop("body_front", "body_thigh", "right").y)[1]
    assert moved == [] and off == pytest.approx(20, abs=1)


def test_a_letter_jumps_to_a_region_that_begins_with_it(chart: BodyChart) -> None:
    press(chart, Qt.Key.Key_unknown, text="т")
    assert i18n.term(chart.view.place().region).startswith("т")


def test_up_and_down_go_to_the_nearest_region_above_or_below(chart: BodyChart) -> None:
    walk_to(chart, "body_knee", "left")
    press(chart, Qt.Key.Key_Down)
    assert chart.view.place() == ("body_lower_leg", "left")
    press(chart, Qt.Key.Key_Up)
    assert chart.view.place() == ("body_knee", "left")


def test_space_goes_through_the_marks_and_turns_the_body_to_them(chart: BodyChart) -> None:
    selected = heard(chart, "selected")
    chart.set_marks([mark(1, "body_front", "body_knee", "left"), mark(2, "body_front", "body_eye", "left", ghost=True),
                     mark(3, "body_back", "body_heel", "right")])
    for _step in range(3):
        press(chart, Qt.Key.Key_Space)
    assert selected == [1, 3, 1]
    press(chart, Qt.Key.Key_Space, SHIFT)
    assert chart.view.view == "body_back" and chart.tabs.currentIndex() == 1


def test_delete_asks_the_owner_and_removes_nothing_itself(chart: BodyChart) -> None:
    deleted = heard(chart, "deleted")
    chart.set_marks([mark(1, "body_front", "body_knee", "left")])
    press(chart, Qt.Key.Key_Delete)
    chart.set_selected(1)
    press(chart, Qt.Key.Key_Delete)
    assert deleted == [1] and len(chart.view.marks) == 1


def test_delete_does_not_reach_a_mark_that_the_view_does_not_show(chart: BodyChart) -> None:
    deleted = heard(chart, "deleted")
    chart.set_marks([mark(1, "body_front", "body_knee", "left")])
    chart.set_selected(1)
    press(chart, Qt.Key.Key_PageDown)
    press(chart, Qt.Key.Key_Delete)
    assert deleted == []


def test_escape_lets_go_of_the_mark_first_and_then_belongs_to_the_form(chart: BodyChart) -> None:
    selected = heard(chart, "selected")
    chart.set_marks([mark(1, "body_front", "body_knee", "left")])
    chart.set_selected(1)
    assert press(chart, Qt.Key.Key_Escape) and selected == [None]
    assert not press(chart, Qt.Key.Key_Escape)


def test_keys_turn_the_body(chart: BodyChart) -> None:
    press(chart, Qt.Key.Key_3, CONTROL)
    assert chart.view.view == "body_left" and chart.tabs.currentIndex() == 2
    press(chart, Qt.Key.Key_PageDown)
    press(chart, Qt.Key.Key_PageDown)
    assert chart.view.view == "body_front"
    press(chart, Qt.Key.Key_PageUp)
    assert chart.view.view == "body_right"


def test_keys_that_belong_to_the_form_are_left_to_it(chart: BodyChart) -> None:
    assert not press(chart, Qt.Key.Key_Return, CONTROL)
    assert not press(chart, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert not press(chart, Qt.Key.Key_F1)


def test_a_click_on_the_body_places_and_a_click_beside_it_does_not(chart: BodyChart, qtbot: QtBot) -> None:
    placed, at = heard(chart, "placed"), stop("body_front", "body_abdomen", "midline")
    qtbot.mouseClick(chart.view, LEFT, pos=QPoint(3, 3))
    qtbot.mouseClick(chart.view, LEFT, pos=pixel(chart, at.x, at.y))
    assert [(spot.region, spot.side, spot.number) for spot in placed] == [("body_abdomen", "midline", None)]


def test_a_click_on_a_mark_chooses_it_and_a_drag_moves_it(chart: BodyChart, qtbot: QtBot) -> None:
    selected, moved, placed = heard(chart, "selected"), heard(chart, "moved"), heard(chart, "placed")
    old, new = mark(9, "body_front", "body_thigh", "right"), stop("body_front", "body_knee", "right")
    chart.set_marks([old])
    qtbot.mouseClick(chart.view, LEFT, pos=pixel(chart, old.x, old.y))
    assert (selected, moved, placed) == ([9], [], [])
    qtbot.mousePress(chart.view, LEFT, pos=pixel(chart, old.x, old.y))
    qtbot.mouseMove(chart.view, pixel(chart, new.x, new.y))
    qtbot.mouseRelease(chart.view, LEFT, pos=pixel(chart, new.x, new.y))
    assert [(spot.number, spot.region, spot.side) for spot in moved] == [(9, "body_knee", "right")]
    assert placed == []


def test_a_ghost_can_be_seen_but_not_chosen(chart: BodyChart, qtbot: QtBot) -> None:
    selected, ghost = heard(chart, "selected"), mark(2, "body_front", "body_abdomen", "midline", ghost=True)
    bare = chart.view.grab().toImage()
    chart.set_marks([ghost])
    assert chart.view.grab().toImage() != bare
    qtbot.mouseClick(chart.view, LEFT, pos=pixel(chart, ghost.x, ghost.y))
    chart.set_selected(2)
    assert selected == [] and chart.view.number is None


def test_a_read_only_chart_can_be_looked_at_only(chart: BodyChart, qtbot: QtBot) -> None:
    told = [heard(chart, name) for name in ("placed", "moved", "deleted")]
    here = mark(1, "body_front", "body_abdomen", "midline")
    chart.set_marks([here])
    chart.set_read_only(True)
    chart.set_selected(1)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        press(chart, key)
    press(chart, RIGHT, SHIFT)
    thigh = stop("body_front", "body_thigh", "left")
    qtbot.mouseClick(chart.view, LEFT, pos=pixel(chart, thigh.x, thigh.y))
    assert told == [[], [], []]


def test_a_point_on_screen_is_the_same_place_at_any_zoom(chart: BodyChart) -> None:
    for factor in (1.0, 2.0, 6.0):
        chart.view.set_zoom(factor)
        for at in body.regions("body_front"):
            point = QPointF(chart.view.at(at.x, at.y))
            assert chart.view.position(point) == (at.x, at.y)


def test_plus_and_minus_zoom_and_the_cursor_stays_in_sight(chart: BodyChart) -> None:
    walk_to(chart, "body_toes", "left")
    small = chart.view.height()
    for _step in range(6):
        press(chart, Qt.Key.Key_Plus, text="+")
    assert chart.view.height() > 5 * small
    assert chart.view.visibleRegion().contains(pixel(chart, *chart.view.spot()[1:3]))
    for _step in range(6):
        press(chart, Qt.Key.Key_Minus, text="-")
    assert chart.view.height() == small


def test_the_chosen_mark_has_the_accent_and_the_others_the_ink(chart: BodyChart) -> None:
    palette = QApplication.palette()
    marks = [mark(1, "body_front", "body_thigh", "left"), mark(2, "body_front", "body_thigh", "right")]
    chart.set_marks(marks)
    chart.set_selected(2)
    picture = chart.view.grab().toImage()
    ratio = picture.devicePixelRatio()
    seen = [picture.pixelColor(((chart.view.at(m.x, m.y) + QPointF(-4.5, 0)) * ratio).toPoint()) for m in marks]
    assert seen == [palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Highlight)]


def test_screen_readers_hear_the_view_the_region_and_the_mark(chart: BodyChart) -> None:
    chart.set_marks([mark(6, "body_front", "body_forearm", "right")])
    chart.set_selected(6)
    assert chart.view.accessibleName() == "Дене схемасы"
    said = chart.view.accessibleDescription()
    assert "Алдынан" in said and "Оң білек, алдыңғы беті" in said and "6" in said


def test_the_words_follow_the_language(chart: BodyChart) -> None:
    walk_to(chart, "body_forearm", "right")
    i18n.use("ru")
    QApplication.sendEvent(chart, QEvent(QEvent.Type.LanguageChange))
    assert chart.where.text() == "Предплечье справа, передняя поверхность"
    assert chart.tabs.tabText(1) == "Сзади"
    assert chart.view.accessibleName() == "Схема тела"


def test_a_tab_says_how_many_marks_its_view_has(chart: BodyChart) -> None:
    chart.set_marks([mark(1, "body_back", "body_heel", "right"), mark(2, "body_back", "body_heel", "left"),
                     mark(3, "body_back", "body_heel", "left", ghost=True)])
    assert chart.tabs.tabText(1) == "Артынан (2)"


def test_a_mark_that_is_gone_is_let_go_of(chart: BodyChart) -> None:
    chart.set_marks([mark(1, "body_front", "body_knee", "left")])
    chart.set_selected(1)
    chart.set_marks([])
    assert chart.view.number is None and chart.view.chosen() is None


def test_a_mark_that_is_not_chosen_shows_its_number_in_the_ground_colour(dressed: QApplication, qtbot: QtBot) -> None:
    """Under the program's own style sheet, which makes the widget's palette transparent."""
    chart = BodyChart()
    qtbot.addWidget(chart)
    chart.resize(500, 600)
    chart.set_marks([Mark(1, "body_front", 4200, 2600)])
    chart.set_read_only(True)
    chart.show()
    qtbot.waitExposed(chart)
    view = chart.view
    at = view.at(4200, 2600).toPoint()
    picture = view.grab().toImage()
    ground = QApplication.palette().base().color()
    light = [QPoint(x, y) for x in range(at.x() - 4, at.x() + 5) for y in range(at.y() - 4, at.y() + 5)
             if abs(picture.pixelColor(x, y).lightness() - ground.lightness()) < 60]
    assert light
