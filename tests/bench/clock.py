"""Takes times: turn about, so that whatever else the machine does falls on both sides alike."""

import statistics
import time
from collections.abc import Callable, Sequence

Work = Callable[[], object]


def once(work: Work) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def in_turn(*works: Work, rounds: int, warm: int = 1) -> list[list[float]]:
    """Milliseconds of each work, each round running all of them once; the first ``warm`` rounds are not counted."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + warm):
        for work, kept in zip(works, times, strict=True):
            taken = once(work)
            if turn >= warm:
                kept.append(taken)
    return times


def each_in_turn(*works: Sequence[Work], rounds: int = 1) -> list[list[float]]:
    """Like ``in_turn`` for lists of works: the first of each, then the second of each, and so on."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for together in zip(*works, strict=True):
            for work, kept in zip(together, times, strict=True):
                taken = once(work)
                if turn:
                    kept.append(taken)
    return times


median = statistics.median


def p95(times: Sequence[float]) -> float:
    """What nineteen of twenty stay under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
