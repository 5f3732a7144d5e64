"""What the program remembers of this workstation: each setting declared once, typed, with its default and title."""

import json
import os
from pathlib import Path
from typing import Any, Generic, TypeVar

from desktop.i18n import LANGUAGES, N_

T = TypeVar("T")


class Setting(Generic[T]):
    """One setting; reading never fails: an unreadable file or a value of the wrong kind gives the default."""

    declared: list["Setting[Any]"] = []

    def __init__(self, name: str, default: T, title: str, choices: tuple[T, ...] = ()) -> None:
        self.name, self.default, self.title, self.choices = name, default, title, choices
        Setting.declared.append(self)

    def get(self) -> T:
        value = _stored().get(self.name, self.default)
        if type(value) is not type(self.default) or (self.choices and value not in self.choices):
            return self.default
        return value

    def set(self, value: T) -> None:
        """Keeps the value. A configuration folder that cannot be written is no reason to stop the work: it holds for today."""
        values = _stored()
        if values.get(self.name) == value:
            return
        values[self.name] = value
        place = path()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_suffix(".part")
            part.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(part, place)
        except OSError:
            return


language = Setting("language", "kk", N_("Language"), LANGUAGES)
language_chosen = Setting("language_chosen", False, N_("The language has been chosen"))
folder = Setting("folder", "", N_("Folder of the register"))
login = Setting("login", "", N_("Last user"))
lock_minutes_medic = Setting("lock_minutes_medic", 5, N_("Lock after minutes without work (medics)"))
lock_minutes = Setting("lock_minutes", 10, N_("Lock after minutes without work"))
geometry = Setting("geometry", "", N_("Size and place of the window"))
bar_folded = Setting("bar_folded", False, N_("Rooms as icons only"))

_read: tuple[Path, dict[str, Any]] | None = None


def forget() -> None:
    """Reads the file anew at the next question."""
    global _read
    _read = None


def path() -> Path:
    """Where the settings lie; the keys file for verifying papers has its place beside them."""
    named = os.environ.get("TIZILIM_SETTINGS")
    if named:
        return Path(named)
    from platformdirs import user_config_path  # not needed where the file is named

    return user_config_path("tizilim", appauthor=False) / "settings.json"


def _stored() -> dict[str, Any]:
    global _read
    place = path()
    if _read is None or _read[0] != place:
        _read = (place, _load(place))
    return _read[1]


def _load(place: Path) -> dict[str, Any]:
    try:
        values = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
