"""Who may log in here: read from the keyring's file without opening it, and without what opening needs, which the first window waits for."""

import json
from pathlib import Path
from typing import NamedTuple

from db.errors import RegisterMissing, WorldError

FILE = "keyring.json"
FORMAT = "tizilim-keyring-1"


class Login(NamedTuple):
    """What the login screen shows of a user."""

    id: str
    login: str
    name: str
    post: str
    role: str


def read(folder: Path) -> list[Login]:
    """The users in the order of their enrolment. Raises ``RegisterMissing`` where no register lies, ``WorldError`` where the file is
    unreadable."""
    try:
        content = json.loads((folder / FILE).read_bytes())
        if content["format"] != FORMAT:
            raise WorldError("keyring_unreadable")
        return [Login(*(str(slot[name]) for name in Login._fields)) for slot in content["slots"]]
    except FileNotFoundError:
        raise RegisterMissing() from None
    except (OSError, ValueError, KeyError, TypeError):
        raise WorldError("keyring_unreadable") from None
