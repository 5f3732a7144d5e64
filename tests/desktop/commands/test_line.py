"""Help and complaints in the user's own language, quickly, and the window only where there is a screen."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import __main__ as door
from desktop.commands import line
from tests.desktop.commands.conftest import Tizilim

ROOT = Path(__file__).parents[3]
VERBS = ("check", "demo", "keys", "list", "paper", "rebuild", "search", "verify", "dates", "headcount", "where", "journal", "import-cards")
# What is the same in every language: verbs, codes, names of formats and of environment variables.
NAMES = {"tizilim", "kk", "ru", "both", "json", "pdf", "certification", "certifications", "keys", "xvfb", "run", "password", "import", "cards", "csv", "xlsx", *VERBS}


def english(text: str) -> set[str]:
    """Words in Latin letters that are neither an option nor a name."""
    text = re.sub(r"--[a-z-]+|TIZILIM_[A-Z]+", "", text)
    return {word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)} - NAMES


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_is_whole_in_both_languages(tizilim: Tizilim, language: str, verb: str) -> None:
    said = tizilim("--language", language, *filter(None, [verb]), "--help")
    assert said.status == 0
    assert english(said.out) == set()
    assert re.search("[әғқңөұүі]", said.out.lower()) if language == "kk" else not re.search("[әғқңөұүі]", said.out.lower())


def test_help_names_every_verb(tizilim: Tizilim) -> None:
    assert sorted(verb.name for verb in line.VERBS) == sorted(VERBS)
    offered = re.search(r"\{([a-z,-]+)\}", tizilim("--help").out)
    assert offered
    assert sorted(offered[1].split(",")) == sorted(VERBS)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("wrong", [
    ("nonsense",), ("check",), ("list", "x", "y"), ("list", "x"), ("demo", "x", "--people", "many"), ("check", "x", "--zzz"), ("demo", "x", "--people"),
    ("paper", "x", "--kind", "certification", "--number", "1", "--language", "ru"), ("--language", "en"),
    ("paper", "x", "--kind", "certification", "--number", "1", "--out", "x.pdf", "--language", "en"),
])
def test_wrong_use_is_said_in_one_sentence(tizilim: Tizilim, language: str, wrong: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIZILIM_LANGUAGE", language)
    said = tizilim(*wrong)
    assert said.status == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert english(said.err) - {"en", "nonsense", "many", "zzz"} == set()


def test_the_language_is_asked_for_set_chosen_or_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.delenv("TIZILIM_LANGUAGE", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert line.language_of(["check"]) == "kk"
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert line.language_of(["check"]) == "ru"
    monkeypatch.setenv("TIZILIM_LANGUAGE", "kk")
    assert line.language_of(["check"]) == "kk"
    assert line.language_of(["--language", "ru", "paper", "--language", "both"]) == "ru"
    assert line.language_of(["paper", "--language=both"]) == "kk"


def test_help_needs_neither_qt_nor_the_database() -> None:
    code = ("import sys; from desktop.__main__ import main; main(['paper', '--help']);"
            "sys.exit(any(name in sys.modules for name in ('PySide6', 'sqlalchemy', 'reportlab', 'cryptography', 'PIL')))")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_the_window_says_how_to_get_one() -> None:
    blind = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-m", "desktop"], cwd=ROOT, env={**blind, "TIZILIM_LANGUAGE": "ru"}, capture_output=True,
                          text=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert "xvfb-run tizilim" in done.stderr
    assert done.stderr.count("\n") == 1
    assert english(done.stderr) == set()


def test_without_a_verb_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop import app
    asked: list[object] = []
    monkeypatch.setattr(app, "run", lambda folder, language: asked.append((folder, language)) or 0)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert door.main(["--language", "ru"]) == 0
    assert asked == [(None, "ru")]


def test_what_nobody_foresaw_is_reported_without_a_trace_or_personal_data(tizilim: Tizilim, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.search import query

    def fail(*_arguments: object) -> None:
        raise RuntimeError("Қасымов Әлихан")

    monkeypatch.setattr(query, "find", fail)
    said = tizilim("search", demo, "Қасымов", "--language", "ru")
    assert said.status == 3
    assert "RuntimeError" not in said.err
    (report,) = (demo / "reports").iterdir()
    assert report.name in said.err
    assert "RuntimeError" in report.read_text("utf-8")
    assert "Қасымов" not in report.read_text("utf-8")


def test_an_answer_nobody_reads_to_its_end_is_no_failure(demo: Path) -> None:
    from tests.desktop.commands.conftest import PASSWORD
    command = f"{sys.executable} -m desktop search {demo} а --limit 100 --json | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env={**os.environ, "TIZILIM_PASSWORD": PASSWORD}, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
