"""What runs in processes of its own: the real window, started, unlocked, typed into and scrolled; each prints its figures as JSON.

Nothing of Qt or of the record is imported before it is needed: these processes are measured from their first moment.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SECONDS = 120


def child(work: str, *arguments: object, settings: Path, folder: Path | None = None) -> Any:
    """Runs ``work`` of this module in a fresh process; what it printed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TIZILIM_SETTINGS": str(settings), "TIZILIM_LANGUAGE": "kk",
                                "TIZILIM_FOLDER": str(folder or ""), "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-c", f"from tests.bench import windows; windows.{work}(*{arguments!r})"], cwd=ROOT,
                          env=environment, check=True, capture_output=True, timeout=900)
    return json.loads(said.stdout or b"null")


def bare() -> None:
    """The smallest window there is, until it is on the screen."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 720)
    window.show()

    def look() -> None:
        handle = window.windowHandle()
        if handle is not None and handle.isExposed():
            _end()

    _every_moment(QTimer, look)
    app.exec()


def login() -> None:
    """The program as a user starts it, until a password can be typed."""
    import desktop
    from desktop.__main__ import main

    vars(desktop)["app"] = _Watched  # stands before the door's own ``from desktop import app``, and loads it as late as the door would
    sys.exit(f"the program ended: {main([])}")


class _Watched:
    """Runs the program, and ends the process as soon as its login can be used."""

    @staticmethod
    def run(*arguments: Any) -> Any:
        import importlib

        programs = importlib.import_module("desktop.app")
        start = programs.Program.start

        def watched(program: Any) -> None:
            from PySide6.QtCore import QTimer

            start(program)
            _every_moment(QTimer, lambda: _end() if _login_of(program.window) is not None and program.window.windowHandle().isExposed() else None)

        programs.Program.start = watched
        return programs.run(*arguments)


def unlock(password: str) -> None:
    """From the Enter after the password to the figures of the first screen, without the time that the password's stretching takes."""
    program, look = _at_login()
    stretched = _timed_stretching()
    began = time.perf_counter()
    _log_in(program, password)
    page = _wait_for(look, lambda: _today(program))
    taken = time.perf_counter() - began - sum(stretched)
    assert page is not None
    print(json.dumps({"ms": taken * 1000, "shown": page.figures["total"].text()}))
    _end()


def typing(password: str, names: list[str], pause_ms: int) -> None:
    """Each letter into the search of the frame: what it holds up the window for, and until its results stand there."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    program, look = _at_login()
    _log_in(program, password)
    _wait_for(look, lambda: _today(program))
    search = program.window.search
    search._wait.setInterval(pause_ms)
    search.setFocus()
    shown = _timed(search, "_on_found")
    held, until = [], []
    for name in names:
        search.clear()
        for letter in name:
            before = len(shown)
            began = time.perf_counter()
            QCoreApplication.sendEvent(search, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
            key = time.perf_counter() - began
            if len(search.text().strip()) < 2:
                continue
            _wait_for(look, lambda before=before: len(shown) > before)  # type: ignore[misc]
            until.append((time.perf_counter() - began) * 1000)
            held.append((key + shown[-1]) * 1000)
    print(json.dumps({"held": held, "until": until}))
    _end()


def scroll(password: str, jumps: int) -> None:
    """The list of everybody, opened and then shown at places all over it; and the memory that the process holds."""
    import random

    program, look = _at_login()
    _log_in(program, password)
    _wait_for(look, lambda: _today(program))
    read = _timed_reads(program)
    program.window.visit("person")
    page = _wait_for(look, lambda: _listed(program))
    table, rng, total, held = page.table, random.Random(5), page.table.rows.rowCount(), []
    for _jump in range(jumps):
        place = rng.randrange(total)
        began = time.perf_counter()
        table.scrollTo(table.rows.index(place, 0))
        table.viewport().repaint()
        held.append((time.perf_counter() - began) * 1000)
        _wait_for(look, lambda place=place: table.rows.row(place) is not None)  # type: ignore[misc]
    listed, *fetches = [taken * 1000 for taken in read]
    print(json.dumps({"listed": listed, "fetches": fetches, "held": held, "resident": _resident()}))
    _end()


def save(folder: str, password: str, count: int) -> None:
    """So many people registered, for whoever counts the system's calls."""
    from db.store import person
    from tests import factory
    from tests.bench.registers import opened

    with opened(Path(folder)) as database:
        for _number in range(count):
            database.write(lambda session: person.register(session, factory.person_values(**NO_NUMBER)))
    print("null")


NO_NUMBER = {"iin": "", "iin_state": "iin_absent", "iin_reason": "құжат жоқ"}


# the program, held by the hand ------------------------------------------------------------------------------------------


def _at_login() -> tuple[Any, Callable[[], None]]:
    """The program with its login shown and everything loaded that it loads while the password is typed."""
    from PySide6.QtWidgets import QApplication

    from desktop import app as programs
    from desktop.widgets import theme

    app = QApplication(sys.argv[:1])
    theme.dress(app)
    program = programs.Program(app, Path(os.environ["TIZILIM_FOLDER"]))
    program.start()
    _wait_for(app.processEvents, lambda: _login_of(program.window))
    program.desk.wait_idle(SECONDS)
    return program, app.processEvents


def _log_in(program: Any, password: str) -> None:
    entrance = program.window._entrance
    entrance.password.setText(password)
    entrance.log_in()


def _login_of(window: Any) -> Any:
    entrance = getattr(window, "_entrance", None)
    users = getattr(entrance, "users", None)
    return entrance if users is not None and users.count() and entrance.password.hasFocus() else None


def _today(program: Any) -> Any:
    """The first screen once its figures are there and nothing is under way any more."""
    page = program.window.page()
    figures = getattr(page, "figures", None)
    return page if figures and figures["total"].text() != "–" and not program.desk._pending else None


def _listed(program: Any) -> Any:
    page = program.window.page()
    table = getattr(page, "table", None)
    return page if table is not None and table.rows.rowCount() and table.rows.row(0) is not None and not program.desk._pending else None


def _wait_for(look: Callable[[], None], found: Callable[[], Any]) -> Any:
    until = time.monotonic() + SECONDS
    while not (value := found()):
        look()
        if time.monotonic() > until:
            raise TimeoutError
    return value


def _timed(owner: Any, name: str) -> list[float]:
    """Seconds of each call from now on."""
    times: list[float] = []
    call = getattr(owner, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return call(*arguments, **named)
        finally:
            times.append(time.perf_counter() - began)

    setattr(owner, name, timed)
    return times


def _timed_stretching() -> list[float]:
    from db.keys import password

    return _timed(password, "stretch")


def _timed_reads(program: Any) -> list[float]:
    return _timed(program.desk._database, "read")


def _every_moment(timer: Any, look: Callable[[], None]) -> None:
    def again() -> None:
        look()
        timer.singleShot(0, again)

    timer.singleShot(0, again)


def _resident() -> float:
    """MiB of memory that the process really holds."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _end() -> None:
    """At once: taking a window apart is not what is measured."""
    sys.stdout.flush()
    os._exit(0)
