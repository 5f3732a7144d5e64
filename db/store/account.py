"""Users as the log knows them, and their public keys: all that were ever theirs."""

import base64
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Database
from db.keys import sign
from db.keys.keyring import Keyring, User
from db.log import clock, entry
from db.models import Account, LogEntry
from db.store import access


class AccountRow(msgspec.Struct, frozen=True):
    """A user of this register."""

    id: str
    login: str
    name: str
    post: str
    role: str


class PublicKey(msgspec.Struct, frozen=True):
    """A key that signs or once signed: raw Ed25519 public key, whose it is, since when."""

    account_id: str
    public: bytes
    name: str
    post: str
    role: str
    since: str


def enter(folder: Path, login: str, word: str, now: clock.Clock = clock.system_clock) -> Database:
    """The register of ``folder``, opened by this user; wrong passwords that came before are written into the log now, when
    somebody can write again. Raises what ``Keyring.unlock`` and ``Database.open`` raise."""
    keyring = Keyring.load(folder)
    user = keyring.unlock(login, word)
    database = Database.open(folder, user, now)
    database.write(lambda session: _renew_key(session, user))
    if failures := keyring.failures_before(user.id):
        database.write(lambda session: access.note(session, "failed_login", subject_id=user.id, detail=str(failures)))
    return database


def _renew_key(session: Session, user: User) -> None:
    """After a password was recovered the user signs with a new key; the log must know it before he signs."""
    account = session.execute(select(Account).where(Account.id == user.id)).scalar_one()
    public = sign.public_of(user.signing_key)
    if account.public_key != public:
        account.public_key = public
        session.info["reason"] = "recovered_password"


def rows(session: Session) -> list[AccountRow]:
    """The users in the order of their enrolment."""
    query = select(Account.id, Account.login, Account.name, Account.post, Account.role).order_by(Account.row)
    return [AccountRow(*row) for row in session.execute(query)]


def public_keys(session: Session) -> list[PublicKey]:
    """Every key that an account ever had, read from the log, so that old papers stay verifiable."""
    names = {row.id: row for row in rows(session)}
    query = select(LogEntry.body).where(LogEntry.kind == Account.kind).order_by(LogEntry.row)
    found = []
    for (body,) in session.execute(query):
        one = entry.read(body)
        if "public_key" in one.fields and one.record in names:
            row = names[one.record]
            public = base64.b64decode(one.fields["public_key"])
            found.append(PublicKey(row.id, public, row.name, row.post, row.role, one.at))
    return found
