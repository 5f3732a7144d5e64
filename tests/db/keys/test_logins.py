"""Who may log in is known without opening the keyring, and a file that is none is refused in words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import RegisterMissing, WorldError
from db.keys import logins
from db.keys.keyring import Keyring


def test_the_users_are_those_of_the_keyring_in_their_order(folder: Path) -> None:
    assert logins.read(folder) == Keyring.load(folder).logins()
    assert [one.login for one in logins.read(folder)] == ["officer", "medic", "head"]


def test_no_register_and_no_keyring_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(RegisterMissing):
        logins.read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"format": "other", "slots": []}', b'{"format": "tizilim-keyring-1", "slots": [{}]}', b"\xff"])
def test_a_file_that_is_no_keyring_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / logins.FILE).write_bytes(content)
    with pytest.raises(WorldError, match="keyring_unreadable"):
        logins.read(tmp_path)


def test_the_first_window_loads_neither_cryptography_nor_the_record() -> None:
    heavy = ("cryptography", "msgspec", "sqlalchemy", "reportlab", "babel", "argon2")
    said = subprocess.run([sys.executable, "-c", f"import json, sys, desktop.app; print(json.dumps([m for m in {heavy!r} if m in sys.modules]))"],
                          capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == []
