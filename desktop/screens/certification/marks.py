"""The findings of a certification while they are being made: numbered without gaps, each step on the chart can be undone."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from db.rules.certification import MAX_FINDINGS, Finding
from desktop.widgets.body_chart import Mark, Spot

POSITION = ("view", "x", "y", "region", "side")


class Step(NamedTuple):
    """One thing done to the finding ``key``: where it stood before and after, None where it was not there."""

    key: int
    before: tuple[int, Finding] | None
    after: tuple[int, Finding] | None


class Marks:
    """Findings in their order. Undo takes back placing, moving and removing; it never takes back what was typed since."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, Finding]] = []
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._next = 0

    # asking -------------------------------------------------------------------------------------------------------------

    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for _key, finding in self._kept)

    def finding(self, number: int | None) -> Finding | None:
        return self._kept[number - 1][1] if number is not None and 1 <= number <= len(self._kept) else None

    def marks(self, earlier: Iterable[Finding] = ()) -> tuple[Mark, ...]:
        """For the chart: those of an earlier examination as ghosts under them."""
        ghosts = tuple(Mark(one.number, one.view, one.x, one.y, ghost=True) for one in earlier)
        return (*ghosts, *(Mark(one.number, one.view, one.x, one.y) for one in self.findings()))

    def can_undo(self) -> bool:
        return bool(self._done)

    def can_redo(self) -> bool:
        return bool(self._undone)

    def is_full(self) -> bool:
        return len(self._kept) >= MAX_FINDINGS

    # changing -----------------------------------------------------------------------------------------------------------

    def load(self, findings: Iterable[Finding]) -> None:
        """These and no others; nothing to undo."""
        self._kept = list(enumerate(findings))
        self._next = len(self._kept)
        self._done, self._undone = [], []
        self._renumber()

    def place(self, spot: Spot) -> int:
        """A new finding there; gives its number."""
        number = len(self._kept) + 1
        finding = Finding(number, "", spot.view, spot.x, spot.y, spot.region, spot.side)
        self._next += 1
        self._do(Step(self._next, None, (len(self._kept), finding)))
        return number

    def move(self, spot: Spot) -> None:
        """The finding ``spot.number`` to another place; millimetre after millimetre is one step to undo."""
        index = (spot.number or 0) - 1
        if not 0 <= index < len(self._kept):
            return
        key, finding = self._kept[index]
        moved = msgspec.structs.replace(finding, **{name: getattr(spot, name) for name in POSITION})
        last = self._done[-1] if self._done else None
        if last is not None and last.key == key and last.before and last.after:
            self._done.pop()
            finding = last.before[1]
        self._do(Step(key, (index, finding), (index, moved)))

    def remove(self, number: int) -> None:
        if self.finding(number) is not None:
            key, finding = self._kept[number - 1]
            self._do(Step(key, (number - 1, finding), None))

    def describe(self, number: int, values: dict[str, Any]) -> None:
        """What is typed about a finding; its place stays."""
        finding = self.finding(number)
        if finding is not None:
            self._kept[number - 1] = (self._kept[number - 1][0], msgspec.structs.replace(finding, **values))

    def undo(self) -> int | None:
        """Takes the last step back; gives the number of the finding it was about, None where that is gone."""
        return self._back(self._done, self._undone)

    def redo(self) -> int | None:
        return self._back(self._undone, self._done)

    # inside -------------------------------------------------------------------------------------------------------------

    def _do(self, step: Step) -> None:
        self._apply(step)
        self._done.append(step)
        self._undone.clear()

    def _back(self, source: list[Step], target: list[Step]) -> int | None:
        if not source:
            return None
        step = source.pop()
        target.append(self._apply(Step(step.key, step.after, step.before)))
        numbers = {key: number for number, (key, _finding) in enumerate(self._kept, 1)}
        return numbers.get(step.key)

    def _apply(self, step: Step) -> Step:
        """Does the step to what is there now; gives it back with the values that the finding had until now."""
        at = next((index for index, (key, _finding) in enumerate(self._kept) if key == step.key), None)
        now = (at, self._kept[at][1]) if at is not None else None
        if step.after is None and at is not None:
            del self._kept[at]
        elif step.after is not None and now is None:
            self._kept.insert(step.after[0], (step.key, step.after[1]))
        elif step.after is not None and now is not None:
            place = {name: getattr(step.after[1], name) for name in POSITION}
            self._kept[now[0]] = (step.key, msgspec.structs.replace(now[1], **place))
        self._renumber()
        return Step(step.key, now, step.after)

    def _renumber(self) -> None:
        self._kept = [(key, msgspec.structs.replace(finding, number=number))
                      for number, (key, finding) in enumerate(self._kept, 1)]
