"""A kill at any moment of saving loses nothing that was acknowledged (P14)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("TIZILIM_KILLS", "60"))


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_a_kill_while_saving(folder: Path) -> None:
    said = subprocess.run([sys.executable, "-m", "tests.faults.killed", str(folder), str(KILLS), "20261120"], check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.strip().endswith("0 lost")
