"""The printed code of a sealed paper (record.md §7, version 1): at most 300 signed bytes that fit one small QR.

Layout, one after the other: version 1 · kind 1 · leaf of the sealed log entry 32 · author key id 8 · digest of the values 32 ·
moment of sealing 5 (minutes since 1970 UTC, four bytes; offset in quarter hours + 128, one byte; all zero when not said) ·
length of the number 1 · number (UTF-8, at most 40) · count of tags 1 · tags 3 each · Ed25519 signature 64 over all before it.
It holds no readable word but the number; whoever has only the code can still test a guess against a tag.
"""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from db.errors import Refused, TizilimError
from db.proof.values import KINDS, TAG, Body, keys_of, kind_of, tags
from db.rules.certification import digest

VERSION: Final = 1
PREFIX: Final = "TZ1:"
MAX_PAYLOAD: Final = 300
MAX_NUMBER: Final = 40
MAX_TEXT: Final = 2000
KEY_ID: Final = 8
SIGNATURE: Final = 64
# The alphanumeric alphabet of QR without its space: 44³ still holds two bytes in three signs, and a code that was
# wrapped, quoted or dictated can be read whatever spaces it has gathered on the way. (Base45 of RFC 9285 could not.)
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:"
_BASE: Final = len(ALPHABET)
_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_HEAD: Final = 2 + 32 + KEY_ID + 32 + 5


class BadCode(TizilimError):
    """What was read is not a code of ours; ``values['why']`` is a word for the log, never shown."""

    key = "code_unreadable"


class Code(msgspec.Struct, frozen=True):
    """A parsed code. ``signed`` is everything before the signature; ``sealed_at`` is "" when the code does not say it."""

    kind: int
    leaf: bytes
    author: bytes
    digest: bytes
    sealed_at: str
    number: str
    tags: tuple[bytes, ...]
    signature: bytes
    signed: bytes


def key_id(public: bytes | Ed25519PublicKey) -> bytes:
    """The short name of a signing key: the first 8 bytes of the SHA-256 of its raw public half."""
    raw = public if isinstance(public, bytes) else public.public_bytes_raw()
    return hashlib.sha256(raw).digest()[:KEY_ID]


def build(
    kind: int, number: str, leaf: bytes, body: Body, signing_key: Ed25519PrivateKey, sealed_at: str = "",
) -> bytes:
    """The payload for one sealed body, signed by its author. Refuses a kind, leaf or number that no code can hold."""
    said = number.encode()
    if kind != kind_of(body) or len(leaf) != 32 or not 0 < len(said) <= MAX_NUMBER:
        raise Refused("code_impossible", number=number)
    parts = tags(number, body, leaf)
    signed = b"".join((
        bytes((VERSION, kind)), leaf, key_id(signing_key.public_key()), digest(body), _moment(sealed_at),
        bytes((len(said),)), said, bytes((len(parts),)), *parts,
    ))
    return signed + signing_key.sign(signed)


def parse(payload: bytes) -> Code:
    """The code in a payload; raises BadCode for whatever is not exactly one."""
    if not _HEAD + 2 + SIGNATURE <= len(payload) <= MAX_PAYLOAD:
        raise BadCode(why="length")
    version, kind = payload[0], payload[1]
    if version != VERSION:
        raise BadCode("code_version" if version > VERSION else None, why="version")
    if kind not in KINDS:
        raise BadCode(why="kind")
    number_ends = _HEAD + 1 + payload[_HEAD]
    tags_start = number_ends + 1
    if number_ends >= len(payload) or not 0 < payload[_HEAD] <= MAX_NUMBER:
        raise BadCode(why="number")
    tags_end = tags_start + TAG * payload[number_ends]
    if payload[number_ends] != len(keys_of(kind)) or tags_end + SIGNATURE != len(payload):
        raise BadCode(why="tags")
    return Code(
        kind=kind, leaf=payload[2:34], author=payload[34:42], digest=payload[42:74], sealed_at=_said(payload[74:79]),
        number=_text(payload[_HEAD + 1:number_ends]),
        tags=tuple(payload[at:at + TAG] for at in range(tags_start, tags_end, TAG)),
        signature=payload[tags_end:], signed=payload[:tags_end],
    )


def to_text(payload: bytes) -> str:
    """The payload as the text of the QR: ``TZ1:`` and three signs for every two bytes, two for a last single one."""
    signs = [PREFIX]
    for at in range(0, len(payload), 2):
        pair = payload[at:at + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, sign = divmod(value, _BASE)
            signs.append(ALPHABET[sign])
    return "".join(signs)


def from_text(text: str) -> bytes:
    """The payload in a text; spaces, line ends and lower case do not matter. Raises BadCode."""
    if len(text) > MAX_TEXT:
        raise BadCode(why="length")
    signs = "".join(text.split()).upper()
    if not signs.startswith(PREFIX):
        raise BadCode(why="prefix")
    payload = bytearray()
    for at in range(len(PREFIX), len(signs), 3):
        payload += _bytes(signs[at:at + 3])
    if len(payload) > MAX_PAYLOAD:
        raise BadCode(why="length")
    return bytes(payload)


def _bytes(signs: str) -> bytes:
    size = len(signs) - 1
    value = 0
    for sign in reversed(signs):
        if sign not in _VALUE:
            raise BadCode(why="sign")
        value = value * _BASE + _VALUE[sign]
    if size < 1 or value >= 256 ** size:
        raise BadCode(why="sign")
    return value.to_bytes(size, "big")


def _text(said: bytes) -> str:
    try:
        text = said.decode()
    except UnicodeDecodeError:
        raise BadCode(why="number") from None
    if not text.isprintable():
        raise BadCode(why="number")
    return text


def _moment(sealed_at: str) -> bytes:
    if not sealed_at:
        return bytes(5)
    moment = datetime.fromisoformat(sealed_at)
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 900:
        raise Refused("code_impossible", moment=sealed_at)
    minutes = int(moment.timestamp()) // 60
    return minutes.to_bytes(4, "big") + bytes((int(offset.total_seconds()) // 900 + 128,))


def _said(moment: bytes) -> str:
    if moment == bytes(5):
        return ""
    quarters = moment[4] - 128
    if not -56 <= quarters <= 56:
        raise BadCode(why="moment")
    try:
        utc = datetime.fromtimestamp(int.from_bytes(moment[:4], "big") * 60, UTC)
    except (ValueError, OverflowError, OSError):
        raise BadCode(why="moment") from None
    return utc.astimezone(timezone(timedelta(minutes=15 * quarters))).isoformat(timespec="minutes")
