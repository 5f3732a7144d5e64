"""Keys pressed to admit a person, as the end-to-end test counts them (``tests/whole/keys.json``): from F2 to the saved custody."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.table import Goal, Row

COUNTED = Path(__file__).parents[1] / "whole" / "keys.json"
SECONDS = 0.28      # a key by an average typist, as in the keystroke-level model (Card, Moran and Newell 1980)
WAYS = {"new": ("a new person admitted", 180.0), "known": ("a known person admitted", 60.0)}


def rows() -> Iterator[Row]:
    counted: dict[str, int] = json.loads(COUNTED.read_text(encoding="utf-8")) if COUNTED.is_file() else {}
    for way, (words, most) in WAYS.items():
        keys = counted.get(way)
        limits = () if keys is None else ((keys * SECONDS, most, f"s at {SECONDS} s a key"),)
        yield Row(words, keys, None, Goal(limits=limits), "keys", "" if limits else "not counted yet")
