"""Reads a paper and judges it, away from the window; what comes back is all that can be said of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from db.errors import TizilimError
from db.proof.code import Code, from_text, parse
from db.proof.keys import PublicKeys
from db.proof.values import CERTIFICATION
from db.proof.verdict import UNREADABLE, Verdict

PDF, PICTURE, TEXT = "pdf", "picture", "text"
"""What was handed in: a file of ours, which carries its values; a photograph, a scan or any other file; a typed code."""


class Judgement(NamedTuple):
    """``codes`` are those that were found on the paper; ``own`` says that the keys are the register's own, ``demo`` that the file calls
    itself made up, ``error`` why nothing could be read."""

    verdict: Verdict
    source: str
    name: str
    codes: tuple[Code, ...] = ()
    own: bool = False
    demo: bool = False
    error: TizilimError | None = None

    @property
    def code(self) -> Code | None:
        """The code that the verdict is about."""
        mine = [code for code in self.codes if code.number == self.verdict.number]
        return next((code for code in mine if code.kind == CERTIFICATION), mine[0] if mine else None)


def judge(given: Path | str, keys: PublicKeys, own: bool, report: Callable[[int, int], None]) -> Judgement:
    """The judgement on a file or on a typed code. Never raises for what it was given to judge; ``report`` may raise to stop."""
    from desktop.forms import reader  # brings the readers of PDF and pictures, 300 ms that only this room needs

    report(0, 2)
    name = given.name if isinstance(given, Path) else ""
    try:
        found = reader.read(given if isinstance(given, Path) else _text(given))
        report(1, 2)
        verdict = reader.check(found, keys)
    except TizilimError as error:
        return Judgement(Verdict(UNREADABLE), TEXT if isinstance(given, str) else PICTURE, name, own=own, error=error)
    report(2, 2)
    source = TEXT if isinstance(given, str) else PDF if found.embedded is not None else PICTURE
    demo = found.embedded is not None and found.embedded.paper.demo
    return Judgement(verdict, source, name, tuple(parse(from_text(code)) for code in found.codes), own, demo)


def _text(typed: str) -> str:
    """A typed code; a text that is none is refused here, because the reader would take it for the name of a file."""
    from_text(typed)
    return typed.strip()
