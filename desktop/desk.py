"""The desk between screens and register: one records thread, answers on the window's thread, one door for messages."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.errors import RegisterMissing
from db.keys import logins
from desktop import errors


class Go(NamedTuple):
    """A request to show a screen; ``params`` are handed to its ``open``."""

    key: str
    params: dict[str, Any] = {}


class Said(NamedTuple):
    """One sentence for the message bar: ``kind`` is ``info``, ``done``, ``warning`` or ``error``; an action is (word, call)."""

    text: str
    kind: str = "info"
    action: tuple[str, Callable[[], None]] | None = None


class Cancelled(Exception):
    """The user stopped a long job; nothing went wrong."""


class _Answer(NamedTuple):
    then: Callable[[Any], None] | None
    value: Any
    owner: QObject | None
    error: BaseException | None = None
    failed: Callable[[Any], None] | None = None
    touched: frozenset[str] = frozenset()


class Job(QObject):
    """A long piece of work: ``progressed`` carries (done, total, seconds left or None); ``ended`` comes once, always."""

    progressed = Signal(object)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = threading.Event()
        self._began = time.monotonic()
        self._last = 0.0

    def cancel(self) -> None:
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Called by the work, on its own thread; stops it when the user has cancelled."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= 0.1 or done >= total:
            self._last = now
            left = (now - self._began) * (total - done) / done if done else None
            self.progressed.emit((done, total, left))


class Desk(QObject):
    """Owns the folder, the register and the user who opened it. Whatever touches the register runs on one thread, in order."""

    changed = Signal(object)    # frozenset of the kinds that a committed write touched
    go = Signal(object)         # Go
    back_asked = Signal()       # the open page is done with
    said = Signal(object)       # Said
    opened = Signal()           # a user has unlocked the register
    closing = Signal()          # last moment to write drafts; the register closes right after
    closed = Signal()
    job_started = Signal(object)
    _answered = Signal(object)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.user: Any = None
        self.info: Any = None
        self._database: Any = None      # records thread only
        self._pending = 0
        self._over = False
        self._records = ThreadPoolExecutor(1, "records")
        self._apart = ThreadPoolExecutor(2, "apart")
        self._answered.connect(self._on_answered)

    # work ---------------------------------------------------------------------------------------------------------------

    def read(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None,
             failed: Callable[[Any], None] | None = None, owner: QObject | None = None) -> None:
        """``work(session)`` on the records thread; ``done(value)`` or ``failed(error)`` here, unless the owner is gone."""
        self._submit(self._records, lambda: self._register().read(work), done, failed, owner)

    def write(self, work: Callable[[Any], Any], done: Callable[[Any], None] | None = None,
              failed: Callable[[Any], None] | None = None, owner: QObject | None = None) -> None:
        """Like ``read``, in one transaction; ``done`` and ``changed`` come only after the commit."""
        self._submit(self._records, lambda: self._register().write(work), done, failed, owner, written=True)

    def apart(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None,
              failed: Callable[[Any], None] | None = None, owner: QObject | None = None) -> None:
        """Work that needs no register (pictures, papers, files) on a thread of its own."""
        self._submit(self._apart, work, done, failed, owner)

    def job(self, title: str, work: Callable[..., Any], done: Callable[[Any], None] | None = None,
            failed: Callable[[Any], None] | None = None, owner: QObject | None = None, reads: bool = False) -> Job:
        """Long work with progress and Cancel: ``work(report)`` apart, or ``work(session, report)`` with ``reads=True``;
        it calls ``report(done, total)`` now and then. A cancelled job answers neither ``done`` nor ``failed``."""
        job = Job(title, self)
        on = self._records if reads else self._apart

        def run() -> Any:
            try:
                return self._register().read(lambda session: work(session, job.report)) if reads else work(job.report)
            finally:
                job.ended.emit()
                job.deleteLater()

        self.job_started.emit(job)
        self._submit(on, run, done, failed, owner)
        return job

    # the register -------------------------------------------------------------------------------------------------------

    @property
    def zone(self) -> str:
        """Time zone of the institution."""
        from db.rules import institution  # with the open register, not before

        return institution.zone(self.info.institution if self.info is not None else "")

    def warm(self) -> None:
        """Loads the heavy libraries on the records thread, while the user is still typing the password."""
        self._submit(self._records, _import_record, None, _ignore, None)

    def logins(self, done: Callable[[Any], None], failed: Callable[[Any], None], owner: QObject | None = None) -> None:
        """Who may log in here: ``done(list of Login)``."""
        folder = self.folder
        self._submit(self._apart, lambda: _logins(folder), done, failed, owner)

    def unlock(self, login: str, password: str, done: Callable[[Any], None] | None = None,
               failed: Callable[[Any], None] | None = None, owner: QObject | None = None) -> None:
        """Opens the folder's register as this user; ``done(user)`` follows ``opened``."""
        def opened(value: Any) -> None:
            self.user, self.info = value
            self.opened.emit()
            if done is not None:
                done(self.user)

        self._submit(self._records, lambda: self._open(login, password), opened, failed, owner)

    def recover(self, login: str, password: str, register_paper: str, medical_paper: str, done: Callable[[Any], None],
                failed: Callable[[Any], None], owner: QObject | None = None) -> None:
        """A new password by the paper keys; see ``Keyring.recover``."""
        folder = self.folder

        def renew() -> None:
            from db.keys.keyring import Keyring  # brings cryptography: not before it is needed

            if folder is None:
                raise RegisterMissing
            Keyring.load(folder).recover(login, password, register_paper, medical_paper)

        self._submit(self._apart, renew, done, failed, owner)

    def close(self) -> None:
        """Closes the register and forgets the user's keys; drafts still on their way are written first."""
        if self.user is not None:
            self.closing.emit()
        self.user = self.info = None
        self._submit(self._records, self._close, None, None, None)
        self.closed.emit()

    lock = close

    def shut(self) -> None:
        """Closes the register and ends the threads; the last thing a program does with its desk."""
        if self.user is not None:
            self.closing.emit()
        self._submit(self._records, self._close, None, None, None)
        self._over = True
        for job in self.findChildren(Job):
            job.cancel()
        self._records.shutdown(wait=True)
        self._apart.shutdown(wait=True, cancel_futures=True)

    # messages and ways --------------------------------------------------------------------------------------------------

    def say(self, text: str, kind: str = "info", action: tuple[str, Callable[[], None]] | None = None) -> None:
        """The one door for messages to the user."""
        self.said.emit(Said(text, kind, action))

    def fail(self, error: BaseException) -> None:
        """Says a failure in words; one that nobody foresaw also leaves a report without personal data."""
        self.say(errors.told(error, self.folder), "error")

    def show(self, key: str, **params: Any) -> None:
        """Asks the window for a screen."""
        self.go.emit(Go(key, params))

    def back(self) -> None:
        """Asks the window to return to the screen before."""
        self.back_asked.emit()

    def wait_idle(self, seconds: float = 30.0) -> None:
        """Until nothing is under way; for tests and for closing."""
        until = time.monotonic() + seconds
        while self._pending:
            if time.monotonic() > until:
                raise TimeoutError(f"{self._pending} pieces of work did not end in {seconds} s")
            QCoreApplication.processEvents()
            time.sleep(0.001)
        QCoreApplication.processEvents()

    # inside -------------------------------------------------------------------------------------------------------------

    def _submit(self, on: Executor, work: Callable[[], Any], done: Callable[[Any], None] | None,
                failed: Callable[[Any], None] | None, owner: QObject | None, written: bool = False) -> None:
        if self._over:
            return
        self._pending += 1

        def run() -> None:
            try:
                value = work()
                touched = value.touched if written else frozenset()
                answer = _Answer(done, value.value if written else value, owner, touched=touched)
            except BaseException as error:   # everything must come back: an executor would swallow it
                answer = _Answer(done, None, owner, error=error, failed=failed)
            self._answered.emit(answer)

        on.submit(run)

    def _on_answered(self, answer: _Answer) -> None:
        self._pending -= 1
        if self._over:
            return
        if answer.touched:
            self.changed.emit(answer.touched)
        gone = answer.owner is not None and not shiboken6.isValid(answer.owner)
        if answer.error is not None:
            self._on_failed(answer, gone)
        elif answer.then is not None and not gone:
            answer.then(answer.value)

    def _on_failed(self, answer: _Answer, gone: bool) -> None:
        if isinstance(answer.error, (Cancelled, _Locked)):
            return
        if answer.failed is not None and not gone:
            answer.failed(answer.error)
        elif answer.error is not None:
            self.fail(answer.error)

    def _register(self) -> Any:
        if self._database is None:
            raise _Locked
        return self._database

    def _open(self, login: str, password: str) -> tuple[Any, Any]:
        self._close()
        from db.store import account  # brings SQLAlchemy: 200 ms that belong on this thread

        if self.folder is None:
            raise RegisterMissing
        self._database = account.enter(self.folder, login, password)
        return self._database.user, self._database.info

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.close()


class _Locked(Exception):
    """Asked of a register that has just been locked; the screen asks again when it is opened."""


def _logins(folder: Path | None) -> list[logins.Login]:
    if folder is None:
        raise RegisterMissing
    return logins.read(folder)


def _import_record() -> None:
    import db.engine
    import db.keys.keyring
    import db.store  # noqa: F401


def _ignore(_error: BaseException) -> None:
    """Warming up may fail in peace: the same failure comes back in words when the register is opened."""
