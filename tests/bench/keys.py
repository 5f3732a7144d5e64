"""Keys pressed to admit a person, as the end-to-end test counted them: ``tests/bench/keys.json`` maps each way to its number of keys."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.table import Goal, Row

COUNTED = Path(__file__).with_name("keys.json")
WAYS = {"new": "a new person admitted", "known": "a known person admitted"}


def rows() -> Iterator[Row]:
    counted = json.loads(COUNTED.read_text(encoding="utf-8")) if COUNTED.is_file() else {}
    for way, words in WAYS.items():
        yield Row(words, counted.get(way), None, Goal(), "keys", "" if way in counted else "keys.json is not there")
