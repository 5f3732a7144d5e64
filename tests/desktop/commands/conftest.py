"""One demo register for all tests of the command line, and a way to give commands."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db.demo.make import make
from desktop.__main__ import main

PASSWORD = "кәсіби-демо-2026"


class Said(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Tizilim = Callable[..., Said]


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    make(folder, 120, seed=3, password=PASSWORD)
    return folder


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Path:
    """A fresh copy of the demo register."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_made, folder, ignore=shutil.ignore_patterns("*.lock"))
    return folder


@pytest.fixture
def tizilim(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tizilim:
    """Gives a command, with the password in the environment; no answer ever shows a trace of code."""
    monkeypatch.setenv("TIZILIM_PASSWORD", PASSWORD)
    for name in ("TIZILIM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def give(*arguments: object) -> Said:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Said(status, out, err)

    return give
