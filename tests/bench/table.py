"""One row of the table: what was measured, against what, and whether the goal was met; and the table in letters."""

from collections.abc import Iterable
from typing import NamedTuple

HEADS = ("row", "measured", "baseline", "ratio", "goal", "")


class Goal(NamedTuple):
    """``ratio``: at most so many times the baseline; ``limits``: further figures, each with what it may be at most and how it is named."""

    ratio: float | None = None
    limits: tuple[tuple[float, float, str], ...] = ()

    @property
    def is_met(self) -> bool:
        return all(figure <= most for figure, most, _ in self.limits)

    def __str__(self) -> str:
        ratio = [f"≤ {self.ratio:g}×"] if self.ratio else []
        return ", ".join([*ratio, *(f"{name} ≤ {most:g} ({figure:.3g})" for figure, most, name in self.limits)])


class Row(NamedTuple):
    """``measured`` and ``baseline`` are in ``unit``; without a baseline only the goal's limits count; without ``measured`` nothing was."""

    name: str
    measured: float | None
    baseline: float | None
    goal: Goal
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.measured / self.baseline if self.measured is not None and self.baseline else None

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "not measured"
        slow = self.goal.ratio is not None and self.ratio is not None and self.ratio > self.goal.ratio
        return "MISSED" if slow or not self.goal.is_met else "ok"

    def cells(self) -> tuple[str, ...]:
        name = f"{self.name} ({self.note})" if self.note else self.name
        return (name, self._shown(self.measured), self._shown(self.baseline), "" if self.ratio is None else f"{self.ratio:.2f}",
                str(self.goal), self.verdict)

    def _shown(self, figure: float | None) -> str:
        return "–" if figure is None else f"{figure:.3g} {self.unit}" if abs(figure) < 1000 else f"{figure:.0f} {self.unit}"


class Curve(NamedTuple):
    """Cost of one piece of work at growing sizes: (size, milliseconds)."""

    name: str
    points: tuple[tuple[int, float], ...]
    linear: bool = False


def lined_up(rows: Iterable[tuple[str, ...]]) -> str:
    """Columns under each other, the first to the left, figures to the right."""
    lines = list(rows)
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    left = {0, len(widths) - 2, len(widths) - 1}
    return "\n".join("  ".join(cell.ljust(width) if column in left else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip() for line in lines)


def curves(found: Iterable[Curve]) -> str:
    """The table of growth."""
    found = list(found)
    sizes = [size for size, _ in found[0].points]
    heads = ("cost as work grows (ms)", *(f"{size:,}".replace(",", " ") for size in sizes), "last tenfold", "may be")
    lines = [(one.name, *(f"{cost:.3g}" if cost < 1000 else f"{cost:.0f}" for _, cost in one.points),
              f"{one.points[-1][1] / one.points[-2][1]:.2f}", "linear" if one.linear else "flat or logarithmic") for one in found]
    return lined_up([heads, *lines])
