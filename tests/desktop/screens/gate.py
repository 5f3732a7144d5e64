"""What the tests of the gate stand on: people who came some minutes ago, pages that are shown, fingers."""

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt

from db.rules import moment
from db.store import custody, movement, person, presence
from desktop.desk import Desk, Go
from tests import factory
from tests.conftest import type_in

KEY = Qt.Key
ENTER, CONTROL = KEY.Key_Return, Qt.KeyboardModifier.ControlModifier


def ago(minutes: int) -> str:
    return moment.from_datetime(datetime.fromisoformat(moment.now()) - timedelta(minutes=minutes))


def told(desk: Desk, work: Any) -> Any:
    found: list[Any] = []
    desk.read(work, found.append)
    desk.wait_idle()
    return found[0]


def admitted(desk: Desk, minutes: int = 300, **more: Any) -> str:
    """Somebody who came so many minutes ago."""
    def work(session: Any) -> str:
        one = person.register(session, factory.person_values(**more))
        custody.open_(session, one, factory.custody_values(
            detained_at="", detained_reason="жоқ", delivered_at="", delivered_reason="жоқ", arrived_at=ago(minutes)))
        return one

    ids: list[str] = []
    desk.write(work, ids.append)
    desk.wait_idle()
    return ids[0]


def step(desk: Desk, person_id: str, code: str, minutes: int) -> None:
    values = {"movement": code, "at": ago(minutes), "place": "Алматы қалалық соты", "escort": "Ахметов"}
    desk.write(lambda session: movement.record(session, person_id, values, {"at": "тест"}))
    desk.wait_idle()


def shown(page: Any, qtbot: Any, **params: Any) -> Any:
    qtbot.addWidget(page)
    # Whoever drops the last reference to a window decides on which thread it dies; qtbot keeps none.
    vars(page.desk).setdefault("kept", []).append(page)
    page.resize(1150, 640)
    page.open(**params)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.set_words()
    page.desk.wait_idle()
    page.setFocus()
    return page


def press(page: Any, *what: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    type_in(page, *what, modifier=modifier)
    page.desk.wait_idle()


def save(page: Any) -> None:
    press(page, ENTER, modifier=CONTROL)


def went(desk: Desk) -> list[Go]:
    found: list[Go] = []
    desk.go.connect(found.append)
    return found


def movements(desk: Desk, person_id: str) -> list[Any]:
    return list(told(desk, lambda session: presence.of_person(session, person_id)))


def problem(page: Any, name: str) -> str:
    found = page.form.fields[name].problem
    return found.key if found is not None else ""
