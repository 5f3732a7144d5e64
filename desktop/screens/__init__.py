"""The rooms of the program: what a screen is, and how the window finds every one of them."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, NamedTuple

from desktop.i18n import Phrase

EVERYBODY = frozenset({"officer", "medic", "head"})
MEDICS = frozenset({"medic"})


class Screen(NamedTuple):
    """One place to work. ``make(desk)`` returns a ``desktop.widgets.page.Page``; ``order`` puts rooms in the left bar
    (rooms stay alive, ``None`` = a page that is opened by ``desk.go`` and closed with Esc); ``icon`` is a file of resources/icons."""

    key: str
    title: Phrase
    make: Callable[..., Any]
    order: int | None = None
    icon: str = "page"
    roles: frozenset[str] = EVERYBODY


def screens() -> dict[str, Screen]:
    """Every screen by key: each package in this folder names its own in ``SCREENS``. Imported when the register opens,
    not at start, because they bring the record with them."""
    found: dict[str, Screen] = {}
    for module in pkgutil.iter_modules(__path__):
        package = importlib.import_module(f"{__name__}.{module.name}")
        for screen in getattr(package, "SCREENS", ()):
            found[screen.key] = screen
    return found


def rooms(found: dict[str, Screen], role: str) -> list[Screen]:
    """The left bar of this role, in its order."""
    mine = [screen for screen in found.values() if screen.order is not None and role in screen.roles]
    return sorted(mine, key=lambda screen: screen.order or 0)
