"""One entry: immutable JSON bytes that say who recorded what, about whom, when, on top of which earlier entry."""

import base64
from typing import Any

import msgspec

from db.errors import Refused
from db.keys import sign
from db.keys.seal import Sealed

VERSION = 1
MAX_BYTES = 64 * 1024
ACTIONS = ("record", "amend", "void")
_SIG = b',"sig":"'
_SIG_LENGTH = len(_SIG) + 88 + 2


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An entry as read. ``at`` is local time with offset; order inside an origin is (epoch, seq), never the clock.

    ``base`` is the head that the author saw (hex leaf); ``also`` names further heads that this entry settles.
    """

    v: int
    kind: str
    kv: int
    id: str
    record: str
    origin: str
    epoch: int
    seq: int
    at: str
    author: str
    action: str
    fields: dict[str, Any]
    person: str = ""
    base: str = ""
    also: tuple[str, ...] = ()
    clock: str = "ok"
    reason: str = ""
    attachments: tuple[str, ...] = ()
    sig: str = ""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Entry)


def write(entry: Entry, signing_key: bytes | None = None) -> bytes:
    """The entry's bytes, with the author's own signature over all that precedes it where the kind demands one."""
    data = _encoder.encode(entry)
    if signing_key is not None:
        signature = base64.b64encode(sign.sign(signing_key, data))
        data = data[:-1] + _SIG + signature + b'"}'
    if len(data) > MAX_BYTES:
        raise Refused("entry_too_large")
    return data


def read(data: bytes) -> Entry:
    """The entry from its bytes; raises ``Refused`` where they are not one."""
    if len(data) > MAX_BYTES:
        raise Refused("entry_too_large")
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        raise Refused("entry_malformed") from None


def is_signed_by(data: bytes, public: bytes) -> bool:
    """Whether the bytes end in a signature of this key over what stands before it."""
    if data[-_SIG_LENGTH:][:len(_SIG)] != _SIG:
        return False
    try:
        signature = base64.b64decode(data[-90:-2], validate=True)
    except ValueError:
        return False
    # Base64 has idle bits in its last letter: only the one spelling that we write counts, or a byte could change unseen.
    if base64.b64encode(signature) + b'"}' != data[-90:]:
        return False
    return sign.is_signed(public, signature, data[:-_SIG_LENGTH] + b"}")


def shown(value: Any) -> Any:
    """A column's value as it stands in an entry: bytes and sealed bodies in base64."""
    if isinstance(value, Sealed):
        return base64.b64encode(value.ciphertext).decode()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value
