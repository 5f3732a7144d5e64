"""The list of everybody, anywhere in it: each page under one frame, and the memory it takes over an empty register's."""

from collections.abc import Iterator
from pathlib import Path

from tests.bench import clock
from tests.bench.registers import PASSWORD, Registers
from tests.bench.start import FRAME
from tests.bench.table import Goal, Row
from tests.bench.windows import child

GROWTH = 60.0       # MiB


def rows(registers: Registers, settings: Path, jumps: int) -> Iterator[Row]:
    empty, full = (child("scroll", PASSWORD, jumps, settings=settings, folder=registers.of(size)) for size in (registers.smallest, registers.largest))
    size = f"{registers.largest:,} people"
    yield Row(f"scroll to any place, {size}: one page read", clock.median(full["fetches"]), None,
              Goal(limits=((clock.p95(full["fetches"]), FRAME, "p95 ms"), (clock.p95(full["held"]), FRAME, "p95 ms of the window"))))
    yield Row(f"memory of that list, {size}", full["resident"] - empty["resident"], None,
              Goal(limits=((full["resident"] - empty["resident"], GROWTH, "MiB"),)), "MiB", f"over the same with {registers.smallest:,} people")
