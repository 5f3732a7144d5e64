"""Guards the set-up: pinned libraries with hashes and no addresses, and a CI that runs what the README promises."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock")
SCRIPTS = ("tools/setup", "tools/display", "tools/lock", ".ci/run")


def pins(lock: str) -> dict[str, str]:
    """Name and version of everything that the lock file pins; each must carry at least one SHA-256."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if not line or line.lstrip().startswith("#"):
            continue
        pin = re.match(r"([a-z0-9-]+)==(\S+)\s+(--hash=sha256:[0-9a-f]{64}\s*)+$", line)
        assert pin, f"{lock}: not an exact version with hashes: {line[:80]}"
        found[pin[1]] = pin[2]
    return found


def wanted(requirements: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[._-]+", "-", name[0]).lower() for name in names if name}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|@ |(^|\s)/", text)


def test_every_dependency_is_pinned_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert wanted(project["dependencies"]) <= set(pins("requirements.lock"))
    assert wanted(project["optional-dependencies"]["test"]) <= set(pins("requirements-test.lock"))


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


def test_ci_runs_the_two_words_of_the_readme_and_nothing_else() -> None:
    commands = [line for line in (ROOT / ".ci/run").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make check test"]
    assert "make check test" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_can_be_run_and_say_what_they_are_for(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111
    assert re.match(r"#!/bin/bash\n# [A-Z].+\.\n|#!/bin/bash\n# [A-Z].+\n", (ROOT / script).read_text("utf-8"))
