"""From nothing to a login that takes a password, beside the smallest Qt window; and from the password to the first screen."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench import clock
from tests.bench.registers import PASSWORD, Registers
from tests.bench.table import Goal, Row
from tests.bench.windows import child

FRAME = 16.0        # milliseconds


def rows(registers: Registers, settings: Path, rounds: int) -> Iterator[Row]:
    yield _start(registers, settings, rounds)
    yield _unlock(registers, settings, rounds)


def _start(registers: Registers, settings: Path, rounds: int) -> Row:
    folder = registers.of(registers.smallest)
    bare, login = clock.in_turn(partial(child, "bare", settings=settings), partial(child, "login", settings=settings, folder=folder),
                                rounds=rounds, warm=int(rounds > 1))
    return Row("start to a usable login, bare QMainWindow", clock.median(login), clock.median(bare), Goal(1.5))


def _unlock(registers: Registers, settings: Path, rounds: int) -> Row:
    sizes = (registers.largest, registers.smallest)
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    unmeasured = int(rounds > 1)
    for turn in range(rounds + unmeasured):
        for size in sizes:
            said = child("unlock", PASSWORD, settings=settings, folder=registers.of(size))
            if turn >= unmeasured:
                taken[size].append(said["ms"])
    large, small = (clock.median(taken[size]) for size in sizes)
    return Row(f"unlock to Today, {sizes[0]:,} people, the same with {sizes[1]:,}", large, small, Goal(1.5), note="key derivation apart")
