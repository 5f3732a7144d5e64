"""The file of public keys that a verifier carries: who could sign at an institution, and which papers were amended.

It holds nothing secret and no personal data of the people held. Whoever hands it over vouches for it: prosecutor,
department, ombudsman.
"""

from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from db.errors import TizilimError, WorldError
from db.proof.code import key_id

FORMAT: Final = "tizilim-keys-1"
MAX_FILE: Final = 8 * 2**20
MAX_KEYS: Final = 10_000
MAX_AMENDED: Final = 100_000
MAX_WORDS: Final = 300


class BadKeys(TizilimError):
    """The file is not a list of public keys that can be believed; ``values['why']`` is a word for the log."""

    key = "keys_unreadable"


class PublicKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person's public key. ``id`` and ``public`` are lower-case hex; ``valid_from`` is a date or moment, "" unknown."""

    id: str
    public: str
    name: str
    post: str = ""
    role: str = ""
    valid_from: str = ""


class AmendedNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An amendment that exists: its number, moment of sealing and the leaf of its entry, hex."""

    number: str
    sealed_at: str
    leaf: str


class PublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. ``amended`` maps the leaf of a certification, hex, to its amendments. The institution's full names,
    where given, must be those that its papers carry."""

    format: str
    institution: str
    keys: tuple[PublicKey, ...] = ()
    amended: dict[str, tuple[AmendedNote, ...]] = {}
    institution_kk: str = ""
    institution_ru: str = ""

    def signer(self, author: bytes) -> PublicKey | None:
        """The medic who owns the key with this id; others may not sign what a medic found."""
        wanted = author.hex()
        return next((key for key in self.keys if key.id == wanted and key.role == "medic"), None)

    def amendments(self, leaf: bytes) -> tuple[AmendedNote, ...]:
        return self.amended.get(leaf.hex(), ())


def public_key(raw: bytes, name: str, post: str, role: str, valid_from: str) -> PublicKey:
    """A row of the file for one raw Ed25519 public key (32 bytes)."""
    return PublicKey(key_id(raw).hex(), raw.hex(), name, post, role, valid_from)


def signed_by(key: PublicKey, signature: bytes, message: bytes) -> bool:
    """Whether this key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def load(path: Path) -> PublicKeys:
    """The keys in a file; raises BadKeys for what is not one, WorldError when it cannot be opened."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        raise WorldError("file_unreadable", name=path.name) from error
    return parse(raw)


def parse(raw: bytes) -> PublicKeys:
    """The keys in the bytes of a file, checked: bounded, typed, and every id is that of its key."""
    if len(raw) > MAX_FILE:
        raise BadKeys(why="size")
    try:
        keys = msgspec.json.decode(raw, type=PublicKeys)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadKeys(why="form") from None
    if keys.format != FORMAT:
        raise BadKeys(why="format")
    if len(keys.keys) > MAX_KEYS or len(keys.amended) > MAX_AMENDED or len(keys.institution) > MAX_WORDS:
        raise BadKeys(why="size")
    for key in keys.keys:
        _check(key)
    for leaf, notes in keys.amended.items():
        for digest in (leaf, *(note.leaf for note in notes)):
            _hex(digest, 32)
    return keys


def dump(keys: PublicKeys) -> bytes:
    """The file's bytes, readable by a person, ending with a line end."""
    return msgspec.json.format(msgspec.json.encode(keys), indent=2) + b"\n"


def _check(key: PublicKey) -> None:
    if key_id(_hex(key.public, 32)).hex() != key.id:
        raise BadKeys(why="id")
    if max(len(key.name), len(key.post), len(key.role), len(key.valid_from)) > MAX_WORDS:
        raise BadKeys(why="size")


def _hex(digits: str, size: int) -> bytes:
    try:
        raw = bytes.fromhex(digits)
    except ValueError:
        raise BadKeys(why="hex") from None
    if len(raw) != size or raw.hex() != digits:
        raise BadKeys(why="hex")
    return raw
