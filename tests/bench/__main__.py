"""Prints the table of speeds: ``python -m tests.bench [--scale small|middle|full] [--keep DIR] [--only WORD …]``."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import growth, keys, log, paper, person, save, scroll, search, start
from tests.bench.registers import Registers
from tests.bench.table import HEADS, Curve, Row, curves, lined_up


class Scale(NamedTuple):
    """Sizes of the registers, and how often things are measured."""

    sizes: tuple[int, ...]
    rounds: int         # fresh processes, papers, passes over the log
    people: int         # names typed, pages read
    saves: int


SCALES = {
    "small": Scale((20, 60), 1, 3, 5),
    "middle": Scale((1_000, 10_000, 100_000), 7, 30, 200),
    "full": Scale((1_000, 10_000, 100_000, 1_000_000), 9, 40, 300),
}


def main(words: list[str]) -> int:
    chosen = _parser().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="tizilim-bench-") as place:
        folder = Path(chosen.keep or place)
        folder.mkdir(parents=True, exist_ok=True)
        registers = Registers(folder, SCALES[chosen.scale].sizes, lambda said: print(said, file=sys.stderr))
        try:
            found, grown = _measured(registers, Path(place) / "settings.json", SCALES[chosen.scale], chosen.only)
        finally:
            registers.forget_copies()
    print(lined_up([HEADS, *(row.cells() for row in found)]))
    if grown:
        print(f"\n{curves(grown)}")
    return 0


def _measured(registers: Registers, settings: Path, scale: Scale, only: list[str]) -> tuple[list[Row], list[Curve]]:
    grown: list[Curve] = []

    def growing() -> Iterator[Row]:
        grown.extend(growth.measured(registers, scale.people))
        yield from growth.rows(grown)

    groups: dict[str, Callable[[], Iterable[Row]]] = {
        "start": lambda: start.rows(registers, settings, scale.rounds),
        "search": lambda: search.rows(registers, settings, scale.people),
        "save": lambda: save.rows(registers, scale.saves),
        "person": lambda: person.rows(registers, scale.rounds * 4),
        "scroll": lambda: scroll.rows(registers, settings, scale.people * 5),
        "log": lambda: log.rows(registers, scale.rounds),
        "paper": lambda: paper.rows(scale.rounds * 3),
        "keys": keys.rows,
        "growth": growing,
    }
    found: list[Row] = []
    for name, rows in groups.items():
        if not only or name in only:
            for row in rows():
                print("  ".join(row.cells()), file=sys.stderr)
                found.append(row)
    return found, grown


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.bench", description="The table of speeds: measured, baseline, ratio, goal.")
    parser.add_argument("--scale", choices=SCALES, default="middle", help="small: a few people, to see that it runs; full: up to 1,000,000 people")
    parser.add_argument("--keep", metavar="DIR", help="where the registers stay, so that the next run need not make them")
    parser.add_argument("--only", metavar="GROUP", nargs="+", default=[], help="some groups of rows only")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
