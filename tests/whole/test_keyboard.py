"""P19: every screen is reached, filled and left by keys alone; Tab goes as the eye goes; every control has its name, and its focus is seen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop import i18n, settings
from desktop.screens.today.today import Today
from desktop.widgets.body_view import BodyView
from desktop.widgets.fields import Choice, DateField, Field, MomentField, NumberField, TextField
from desktop.widgets.folder_field import FolderField
from desktop.widgets.form import Form
from desktop.widgets.photo_field import PhotoField
from tests import factory
from tests.whole import tour
from tests.whole.hands import BACK_TAB, DOWN, ENTER, ESC, TAB, Hands, hands_on
from tests.whole.tour import World

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support"), pytest.mark.slow]

Walk = Callable[[], Iterator[tuple[Hands, str]]]
TOURS = ("first_day", "entrances", "officer", "medic")


@pytest.fixture(scope="module")
def made(register_made: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    return tour.world(register_made, tmp_path_factory.mktemp("world") / "register")


@pytest.fixture
def walk(dressed: QApplication, made: World, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Hands, Iterator[str]]]:
    """The hands and the stops of one tour; what is said on the way is no business of these tests."""
    name = request.param
    there = made._replace(folder=factory.copy(made.folder, tmp_path / "register"))
    settings.language_chosen.set(name != "first_day")
    with hands_on(dressed, None if name == "first_day" else there.folder) as hands:
        more: tuple[Any, ...] = {"first_day": (tmp_path / "new",), "medic": (there,)}.get(name, ())
        yield hands, getattr(tour, name)(hands, *more)
        hands.expect_anything()


def place(hands: Hands) -> QWidget:
    """The part of the window that the stop is about."""
    return hands.page if hands.desk.user is not None else hands.entrance


def controls(root: QWidget) -> list[QWidget]:
    """What Tab must reach: seen, enabled, and taking the focus from Tab."""
    return [widget for widget in root.findChildren(QWidget)
            if widget.isVisibleTo(root) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None]


def ring(hands: Hands, root: QWidget) -> list[QWidget]:
    """The controls of the place in the order of Tab, once round the whole window; begins where the place does, or at its top."""
    seen: list[QWidget] = []
    for _tab in range(200):
        hands.press(TAB)
        if hands.focus in seen:
            break
        seen.append(hands.focus)
    entered = [at for at, widget in enumerate(seen) if root.isAncestorOf(widget) and not root.isAncestorOf(seen[at - 1])]
    first = entered[0] if entered else min(range(len(seen)), key=lambda at: box(seen[at]).bottom())
    return [widget for widget in (*seen[first:], *seen[:first]) if root.isAncestorOf(widget)]


def box(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def scrolled_by(widget: QWidget) -> QScrollArea | None:
    """What scrolls it, if anything does."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def goes_back(before: QWidget, after: QWidget) -> bool:
    """Whether the eye would have to jump up in the same column, or left in the same line."""
    areas = scrolled_by(before), scrolled_by(after)
    together = areas[0] is areas[1]
    one, two = (box(widget if together or area is None else area) for widget, area in zip((before, after), areas, strict=True))
    beside = one.left() < two.right() and two.left() < one.right()
    level = one.top() < two.bottom() and two.top() < one.bottom()
    return (beside and two.bottom() <= one.top()) or (level and two.right() <= one.left())


def named(widget: QWidget) -> str:
    """What a screen reader calls it."""
    reader = QAccessible.queryAccessibleInterface(widget)
    return str(reader.text(QAccessible.Text.Name)).strip() if reader is not None else widget.accessibleName()


def picture(hands: Hands, widget: QWidget) -> QImage:
    """The widget with what is drawn around it."""
    corner = widget.mapTo(hands.window, QPoint(0, 0))
    return hands.window.grab(QRect(corner, widget.size()).adjusted(-6, -6, 6, 6)).toImage()


def shown(widget: QWidget) -> str:
    return f"{type(widget).__name__} «{named(widget)}»"


@pytest.mark.parametrize("walk", TOURS, indirect=True)
def test_every_control_is_reached_by_tab_in_the_order_of_the_eye_and_says_its_name(walk: tuple[Hands, Iterator[str]]) -> None:
    hands, stops = walk
    wrong = []
    for stop in stops:
        root, here = place(hands), QApplication.focusWidget()
        order = ring(hands, root)
        wrong += [f"{stop}: Tab never reaches {shown(widget)}" for widget in controls(root) if widget not in order]
        wrong += [f"{stop}: {shown(widget)} has no name" for widget in order if not named(widget)]
        wrong += [f"{stop}: Tab jumps back from {shown(one)} to {shown(two)}"
                  for one, two in zip(order, order[1:], strict=False) if goes_back(one, two)]
        if here is not None:
            here.setFocus()
        hands.settle()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("walk", TOURS, indirect=True)
def test_the_focus_is_always_somewhere_and_always_seen(walk: tuple[Hands, Iterator[str]]) -> None:
    hands, stops = walk
    wrong = []
    for stop in stops:
        here = QApplication.focusWidget()
        if here is None or not here.isVisible() or not hands.window.isAncestorOf(here):
            wrong.append(f"{stop}: the focus is nowhere to be seen")
            continue
        wrong += [f"{stop}: {problem}" for problem in _unseen(hands, place(hands))]
        here.setFocus()
        hands.settle()
    assert not wrong, "\n".join(wrong)


def _unseen(hands: Hands, root: QWidget) -> Iterator[str]:
    """Controls that look the same with the focus and without it. Shift+Tab is the way back, so it is walked here."""
    before = hands.focus
    for _tab in range(200):
        was = picture(hands, before) if not isinstance(before, BodyView) else None
        old = before
        hands.press(BACK_TAB)
        before = hands.focus
        if was is not None and root.isAncestorOf(old) and old.isVisible() and before is not old and picture(hands, old) == was:
            yield f"the focus on {shown(old)} cannot be seen"
        if before is old or (not root.isAncestorOf(before) and root.isAncestorOf(old)):
            return


@pytest.mark.parametrize("walk", TOURS, indirect=True)
def test_every_field_of_every_form_is_filled_by_typing(walk: tuple[Hands, Iterator[str]]) -> None:
    hands, stops = walk
    wrong, filled = [], set()
    for stop in stops:
        for form in place(hands).findChildren(Form):
            key = (stop.removesuffix("_wrong"), form.primary.text())
            if form.isVisible() and stop in FRESH and key not in filled:
                filled.add(key)
                wrong += [f"{stop}: {problem}" for problem in _untyped(hands, form)]
    assert not wrong, "\n".join(wrong)


FRESH = frozenset({"first_recovery", "recover", "person_amend", "custody", "person_wrong", "screening", "amendment"})
"""Stops whose form may be typed full: the tour leaves it with Esc, or types over it."""


def _untyped(hands: Hands, form: Form) -> Iterator[str]:
    """Fields that what is typed does not reach; Enter leads from each to the next, Tab out of those with several lines."""
    form.focus()
    before_it: QWidget = form
    for field in list(form.fields.values()):
        if field.isHidden() or not field.takes_focus():
            continue
        if before_it.isAncestorOf(hands.focus) and isinstance(before_it, Field):
            hands.press("себебі", ENTER)     # the reason for keeping what was warned about stands in between
        before_it = field
        if isinstance(field, PhotoField):
            hands.press(TAB)
            continue
        if not field.isAncestorOf(QApplication.focusWidget() or form):
            yield f"Enter does not lead to «{i18n.spoken(field.label)}»"
            field.setFocus()
        before = field.raw()
        _type(hands, field)
        if field.is_empty() or (field.raw() == before and not isinstance(field, Choice)):
            yield f"«{i18n.spoken(field.label)}» does not take what is typed"
        hands.press(TAB if isinstance(field, TextField) else ENTER)


def _type(hands: Hands, field: QWidget) -> None:
    if isinstance(field, MomentField):
        hands.replace("01012020")
        hands.replace("1005")
    elif isinstance(field, DateField):
        hands.replace("02022002")
    elif isinstance(field, NumberField):
        hands.replace("77")
    elif isinstance(field, Choice):
        hands.press("2")
    elif isinstance(field, FolderField):
        hands.replace("/tmp/ә")
    else:
        hands.press("1")


UNFINISHED = {      # at that stop: what is typed there, how often Esc leaves, and the field that must hold it again
    "custody": (("2",), 1, "ground"), "person_amend": (("лы",), 1, "surname"), "screening": (("бас",), 1, "complaints"),
    "certification_account": (("ұрды",), 1, "account"), "amendment": (("2",), 1, "item"),
}


@pytest.mark.parametrize(("walk", "at"), [("officer", "custody"), ("officer", "person_amend"), ("medic", "screening"),
                                          ("medic", "certification_account"), ("medic", "amendment")], indirect=["walk"])
def test_escape_leaves_a_form_and_what_was_typed_waits_among_the_unfinished_work(walk: tuple[Hands, Iterator[str]], at: str) -> None:
    hands, stops = walk
    typed, times, name = UNFINISHED[at]
    assert at in stops      # walks until there
    page = hands.page
    hands.press(*typed)
    kept = _field(page, name).raw()
    hands.press(*[ESC] * times)
    assert hands.page is not page
    hands.room("today")
    today = hands.page
    assert isinstance(today, Today)
    while not today.drafts.hasFocus():
        hands.press(TAB)
    while today.drafts.current_id()[0] != at.partition("_")[0]:     # several pieces of work may wait
        hands.press(DOWN)
    hands.press(ENTER)
    assert type(hands.page) is type(page)
    assert kept and _field(hands.page, name).raw() == kept


def _field(page: QWidget, name: str) -> Field:
    return next(form.fields[name] for form in page.findChildren(Form) if name in form.fields)
