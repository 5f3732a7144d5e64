"""The rooms of the program: what a screen is, and how the window finds every one of them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from desktop.i18n import Phrase

EVERYBODY = frozenset({"officer", "medic", "head"})
MEDICS = frozenset({"medic"})


class Screen(NamedTuple):
    """One place to work. ``make(desk)`` returns a ``desktop.widgets.page.Page``; ``order`` puts rooms in the left bar
    (rooms stay alive, ``None`` = a page that is opened by ``desk.go`` and closed with Esc); ``icon`` is a file of resources/icons.
    ``of_person`` puts a page among the sections of a person's card, in that order; it is opened with ``person_id=``."""

    key: str
    title: Phrase
    make: Callable[..., Any]
    order: int | None = None
    icon: str = "page"
    roles: frozenset[str] = EVERYBODY
    of_person: int | None = None


def screens() -> dict[str, Screen]:
    """Every screen by key: each package in this folder names its own in ``SCREENS``. Imported when the register opens,
    not at start, because they bring the record with them."""
    import importlib
    import pkgutil  # with the screens, not with the login

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


def sections(role: str) -> list[Screen]:
    """The pages that belong to one person, as this role sees them on the card."""
    mine = [screen for screen in screens().values() if screen.of_person is not None and role in screen.roles]
    return sorted(mine, key=lambda screen: screen.of_person or 0)
