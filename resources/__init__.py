"""Where the carried files are: words, fonts, icons, body outlines."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def locate(*parts: str) -> Path:
    """Path of a carried file, e.g. ``locate("fonts", "Tinos-Regular.ttf")``."""
    return ROOT.joinpath(*parts)
