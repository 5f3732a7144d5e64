"""The keyring: a small file beside the register with each user's keys, wrapped under that user's password."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.errors import NotAllowed, RegisterMissing, Throttled, WorldError, WrongKey, WrongPassword
from db.files import write_whole
from db.keys import password, recovery, seal, sign
from db.keys.logins import FILE, FORMAT, Login

ATTEMPTS = "attempts.json"
ROLES = ("officer", "medic", "head")
FREE_FAILURES = 5
LOCKED_AT = 20
LONGEST_WAIT = 300


class User(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """Who is logged in, with the keys that the password opened; ``medical`` is there for medics only."""

    id: str
    login: str
    name: str
    post: str
    role: str
    speciality: str
    years: int | None
    register_key: bytes
    signing_key: bytes
    draft_key: bytes
    medical_public: bytes
    medical: bytes | None = None

    @property
    def is_medic(self) -> bool:
        return self.medical is not None

    def __repr__(self) -> str:
        return f"User({self.login!r})"


class Slot(msgspec.Struct, frozen=True):
    """One user's place in the file."""

    id: str
    login: str
    name: str
    post: str
    role: str
    speciality: str
    years: int | None
    public: bytes
    salt: bytes
    cost: password.Cost
    wrapped: bytes
    draft_kept: bytes


class Bundle(msgspec.Struct, frozen=True):
    """What a password opens."""

    register_key: bytes
    signing_key: bytes
    draft_key: bytes
    medical: bytes | None = None


class KeyringFile(msgspec.Struct, frozen=True):
    """The file as it lies on disk; bytes are base64 in the JSON."""

    format: str
    register: str
    medical_public: bytes
    slots: tuple[Slot, ...]
    paper_register: bytes
    paper_medical: bytes


class Attempts(msgspec.Struct, frozen=True):
    """Failures in a row and when the last one was (seconds since 1970)."""

    failures: int = 0
    last: float = 0.0


class Keyring:
    """The keyring of one register folder."""

    def __init__(self, folder: Path, content: KeyringFile, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self.content = content
        self._clock = clock

    @classmethod
    def load(cls, folder: Path, clock: Callable[[], float] = time.time) -> "Keyring":
        """Raises ``RegisterMissing`` where no register lies, ``WorldError`` where the file is unreadable."""
        path = folder / FILE
        try:
            content = msgspec.json.decode(path.read_bytes(), type=KeyringFile)
        except FileNotFoundError:
            raise RegisterMissing() from None
        except (OSError, msgspec.MsgspecError):
            raise WorldError("keyring_unreadable") from None
        if content.format != FORMAT:
            raise WorldError("keyring_unreadable")
        return cls(folder, content, clock)

    def logins(self) -> list[Login]:
        """The users in the order of their enrolment."""
        return [Login(s.id, s.login, s.name, s.post, s.role) for s in self.content.slots]

    def unlock(self, login: str, word: str) -> User:
        """The user whose password this is. Failures are counted: a wait after 5, locked at 20."""
        slot = self._slot(login)
        attempts = self._attempts().get(slot.id, Attempts())
        self._hold_back(attempts)
        try:
            bundle = _opened(slot, self.content.register, word)
        except WrongPassword:
            self._count(slot.id, attempts.failures + 1)
            raise
        if attempts.failures:
            self._remember_failures(slot.id, attempts.failures)
        return self._user(slot, bundle)

    def failures_before(self, user_id: str) -> int:
        """How many wrong passwords preceded the last login; read once by whoever writes it into the log."""
        content = self._attempts()
        before = content.pop("before " + user_id, Attempts())
        if before.failures:
            self._write_attempts(content)
        return before.failures

    def recover(self, login: str, word: str, register_paper: str, medical_paper: str = "") -> None:
        """A new password for a user who lost the old one, with the register's paper key; a medic needs the medical one too.

        The signing key is new: the next login writes its public half into the log. Drafts stay readable. Raises ``WrongKey``,
        ``NotAllowed``.
        """
        slot = self._slot(login)
        if slot.role == "medic" and not medical_paper.strip():
            raise NotAllowed("medic_needs_both_papers")
        register_key = recovery.open_(register_paper, "register", self.content.paper_register)
        medical = recovery.open_(medical_paper, "medical", self.content.paper_medical) if slot.role == "medic" else None
        draft_key = seal.open_bytes(_keeps(register_key, medical), _draft(slot), slot.draft_kept)
        bundle = Bundle(register_key, os.urandom(32), draft_key, medical)
        self._replace(_closed(slot, self.content.register, word, bundle))
        self._count(slot.id, 0)

    def change_password(self, login: str, old: str, new: str) -> None:
        """Wrap the same keys under another password."""
        slot = self._slot(login)
        bundle = _opened(slot, self.content.register, old)
        self._replace(_closed(slot, self.content.register, new, bundle))

    def seconds_to_wait(self, login: str) -> float | None:
        """How long this user must wait before another try; None when locked."""
        return self._wait(self._attempts().get(self._slot(login).id, Attempts()))

    def _slot(self, login: str) -> Slot:
        for slot in self.content.slots:
            if slot.login.casefold() == login.strip().casefold():
                return slot
        raise WrongPassword("wrong_password")

    def _user(self, slot: Slot, bundle: Bundle) -> User:
        return User(slot.id, slot.login, slot.name, slot.post, slot.role, slot.speciality, slot.years, bundle.register_key,
                    bundle.signing_key, bundle.draft_key, self.content.medical_public, bundle.medical)

    def _hold_back(self, attempts: Attempts) -> None:
        wait = self._wait(attempts)
        if wait is None:
            raise Throttled("locked")
        if wait > 0:
            raise Throttled(seconds=int(wait) + 1)

    def _wait(self, attempts: Attempts) -> float | None:
        if attempts.failures >= LOCKED_AT:
            return None
        if attempts.failures < FREE_FAILURES:
            return 0.0
        wait = min(2.0 ** (attempts.failures - FREE_FAILURES + 1), LONGEST_WAIT)
        # A clock set back must not lock anybody out for years: never wait longer than the wait itself.
        return max(0.0, min(wait, attempts.last + wait - self._clock()))

    def _attempts(self) -> dict[str, Attempts]:
        try:
            return msgspec.json.decode((self.folder / ATTEMPTS).read_bytes(), type=dict[str, Attempts])
        except (OSError, msgspec.MsgspecError):
            return {}

    def _count(self, user_id: str, failures: int) -> None:
        content = self._attempts()
        content[user_id] = Attempts(failures, self._clock())
        self._write_attempts(content)

    def _remember_failures(self, user_id: str, failures: int) -> None:
        content = self._attempts()
        content.pop(user_id, None)
        content["before " + user_id] = Attempts(failures, self._clock())
        self._write_attempts(content)

    def _write_attempts(self, content: dict[str, Attempts]) -> None:
        write_whole(self.folder / ATTEMPTS, msgspec.json.encode(content))

    def _replace(self, slot: Slot) -> None:
        slots = tuple(slot if s.id == slot.id else s for s in self.content.slots)
        self.content = msgspec.structs.replace(self.content, slots=slots)
        save(self.folder, self.content)


def save(folder: Path, content: KeyringFile) -> None:
    """Write the file whole."""
    write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(content)))


def new_slot(register: str, slot: Slot, word: str, bundle: Bundle) -> Slot:
    """A user's place, closed under a first password."""
    return _closed(slot, register, word, bundle)


def _closed(slot: Slot, register: str, word: str, bundle: Bundle) -> Slot:
    salt = password.new_salt()
    key = password.stretch(word, salt, slot.cost)
    return msgspec.structs.replace(
        slot, public=sign.public_of(bundle.signing_key), salt=salt,
        wrapped=seal.close_bytes(key, _purpose(slot, register), msgspec.json.encode(bundle)),
        draft_kept=seal.close_bytes(_keeps(bundle.register_key, bundle.medical), _draft(slot), bundle.draft_key))


def _keeps(register_key: bytes, medical: bytes | None) -> bytes:
    """The key under which a user's draft key waits for a lost password: a medic's only for whoever holds the medical key."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"tizilim draft key 1").derive(medical or register_key)


def _draft(slot: Slot) -> str:
    return f"tizilim draft key 1\0{slot.id}"


def _opened(slot: Slot, register: str, word: str) -> Bundle:
    try:
        key = password.stretch(word, slot.salt, slot.cost)
        return msgspec.json.decode(seal.open_bytes(key, _purpose(slot, register), slot.wrapped), type=Bundle)
    except (seal.Refused, ValueError):
        raise WrongPassword() from None


def _purpose(slot: Slot, register: str) -> str:
    """Bound to register, user and role: a slot copied from elsewhere or given another role does not open."""
    return f"tizilim bundle 1\0{register}\0{slot.id}\0{slot.role}"


__all__ = ["FILE", "FORMAT", "Bundle", "Keyring", "KeyringFile", "Login", "Slot", "User", "WrongKey", "new_slot", "save"]
