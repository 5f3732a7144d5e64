"""Long work on the register in short turns: whoever works beside it is not kept waiting; progress and Cancel as for any long work."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from desktop.desk import Cancelled, Desk, Job


class Turns(QObject):
    """``turn(session)`` does a little and answers (done, total); it is asked again until both are equal, then ``ended(finished)``.

    With ``writes`` every turn is a transaction of its own: what was done before a Cancel stays done.
    """

    def __init__(self, desk: Desk, title: str, turn: Callable[[Any], tuple[int, int]], ended: Callable[[bool], None], owner: QObject,
                 writes: bool = False) -> None:
        super().__init__(owner)
        self._desk, self._turn, self._ended = desk, turn, ended
        self._ask = desk.write if writes else desk.read
        self.job = Job(title, desk)
        desk.job_started.emit(self.job)
        self._next()

    def _next(self) -> None:
        self._ask(self._turn, self._on_turned, self._on_failed, self)

    def _on_turned(self, stands: tuple[int, int]) -> None:
        done, total = stands
        try:
            self.job.report(done, total)
        except Cancelled:
            self._end(False)
            return
        if done < total:
            self._next()
        else:
            self._end(True)

    def _on_failed(self, error: BaseException) -> None:
        self._end(False)
        self._desk.fail(error)

    def _end(self, finished: bool) -> None:
        self.job.ended.emit()
        self.job.deleteLater()
        self._ended(finished)
        self.deleteLater()
