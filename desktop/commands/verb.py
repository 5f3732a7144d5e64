"""What a verb of the command line is, and the arguments that several of them share."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from db.errors import TizilimError
from desktop.commands.answer import Answer
from desktop.i18n import N_, _


class Verb(NamedTuple):
    """One word of the command line: what it does, its arguments, and the function that answers. ``opens``: a register, as a user."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Answer]
    opens: bool = True


def add_folder(parser: ArgumentParser) -> None:
    """The folder of a register."""
    parser.add_argument("folder", metavar=_("FOLDER"), type=Path, help=_("folder of the register"))


ASKED = N_("read the password from this file descriptor; otherwise from TIZILIM_PASSWORD, otherwise it is asked for")
MADE_UP = N_("read the password from this file descriptor; otherwise from TIZILIM_PASSWORD, otherwise one is made up and shown")


def add_password(parser: ArgumentParser, otherwise: str = ASKED) -> None:
    """Where the password comes from; it is never an argument, which everybody on the computer could read."""
    parser.add_argument("--password-fd", metavar="N", type=number(0), help=_(otherwise))


def number(lowest: int) -> Callable[[str], int]:
    """A whole number from ``lowest`` on."""
    def read(text: str) -> int:
        if not text.isascii() or not text.lstrip("-").isdigit() or int(text) < lowest:
            raise argparse.ArgumentTypeError(_("a whole number from {lowest} is needed, not {text}").format(lowest=lowest, text=text))
        return int(text)

    return read


def wrong_use(said: str) -> TizilimError:
    """What cannot be known before the folder has been looked at, and is wrong use all the same."""
    return TizilimError("wrong_use", said=said)
