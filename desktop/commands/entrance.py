"""Opens a register for a verb: which user, whose password, and what that role may do."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.errors import NotAllowed
from desktop.commands.verb import wrong_use
from desktop.i18n import _

if TYPE_CHECKING:
    from db.engine import Database

EVERYBODY = ("officer", "medic", "head")
MEDICS = ("medic",)


@contextmanager
def opened(chosen: Namespace, roles: tuple[str, ...] = EVERYBODY) -> "Iterator[Database]":
    """The register of ``chosen.folder`` for the length of a ``with``. Raises ``NotAllowed`` for a user of another role."""
    from db.keys.keyring import Keyring  # cryptography and SQLAlchemy: not for --help
    from db.store import account

    logins = Keyring.load(chosen.folder).logins()
    login = next((one for one in logins if one.login.casefold() == chosen.user.strip().casefold()), None) if chosen.user else None
    if chosen.user and login is None:
        raise wrong_use(_("There is no user {name} in this register. Its users: {users}.").format(
            name=chosen.user, users=", ".join(one.login for one in logins)))
    login = login or next((one for one in logins if one.role in roles), logins[0])
    if login.role not in roles:
        raise NotAllowed("medics_only" if roles == MEDICS else "not_allowed")
    database = account.enter(chosen.folder, login.login, password(chosen, login.login))
    try:
        yield database
    finally:
        database.close()


def password(chosen: Namespace, login: str) -> str:
    """From the file descriptor, else from ``TIZILIM_PASSWORD``, else asked for at the terminal."""
    given = given_password(chosen)
    if given:
        return given
    if not sys.stdin.isatty():
        raise wrong_use(_("The password is missing. Set TIZILIM_PASSWORD, give --password-fd, or run this in a terminal."))
    return getpass.getpass(_("Password of {name}: ").format(name=login))


def given_password(chosen: Namespace) -> str:
    """The password that was given with the command; "" where none was."""
    if chosen.password_fd is None:
        return os.environ.get("TIZILIM_PASSWORD", "")
    try:
        with os.fdopen(chosen.password_fd, encoding="utf-8", closefd=False) as file:
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise wrong_use(_("No password can be read from file descriptor {number}.").format(number=chosen.password_fd)) from None
