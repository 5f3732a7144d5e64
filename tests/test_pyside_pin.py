"""Guards the pair of Qt binding and interpreter: PySide6 6.12 under Python 3.11 loses references and kills the process."""

import sys

import PySide6
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

EMITS = 2_000
VOID_CALLS = 10_000


class Bell(QObject):
    rung = Signal(object)


def counts() -> tuple[int, int, int]:
    return sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)


def test_the_installed_pair_of_qt_and_python_is_a_sound_one() -> None:
    qt = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    assert qt < (6, 12) or sys.version_info >= (3, 12), "PySide6 6.12 and later need Python 3.12 or later"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal from 3.12 on: nothing to count")
def test_emitting_and_void_calls_keep_the_reference_counts(qtbot: QtBot) -> None:
    bell, label, heard = Bell(), QLabel(), []
    qtbot.addWidget(label)
    bell.rung.connect(heard.append)
    calls = [lambda: bell.rung.emit(1)] * EMITS + [label.update] * VOID_CALLS
    before = counts()
    for number, call in enumerate(calls):
        call()
        if number % 100 == 99:  # an unsound pair aborts the interpreter after some 550 emits: say so before it dies
            lost = [was - now for was, now in zip(before, counts(), strict=True)]
            assert max(lost) < 50, f"references lost to None, True, False after {number + 1} calls: {lost}"
    assert len(heard) == EMITS
