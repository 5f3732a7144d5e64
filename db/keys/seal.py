"""Closing clinical content: one key a person, wrapped for those who may read it."""

import os
import zlib
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from db.errors import NotAllowed, Refused

T = TypeVar("T")

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
VERSION = b"\x01"
MAX_OPENED = 1 << 20


@dataclass(frozen=True, repr=False)
class Sealed:
    """Ciphertext of one record's body: version byte, nonce (12), ChaCha20-Poly1305 of the zlib-packed JSON."""

    ciphertext: bytes

    def __repr__(self) -> str:
        return f"Sealed({len(self.ciphertext)} bytes)"


def new_key() -> bytes:
    """32 random bytes from the system."""
    return os.urandom(32)


def seal(key: bytes, kind: str, record_id: str, body: msgspec.Struct) -> Sealed:
    """Close ``body`` so that it opens only with ``key`` and only as this record: kind and id are authenticated."""
    nonce = os.urandom(12)
    packed = zlib.compress(msgspec.json.encode(body, order="sorted"), 6)
    return Sealed(VERSION + nonce + ChaCha20Poly1305(key).encrypt(nonce, packed, _bound(kind, record_id)))


def unseal(key: bytes, kind: str, record_id: str, sealed: Sealed, as_: type[T]) -> T:
    """The body again, typed; raises ``Refused`` where it was altered or belongs to another record."""
    data = sealed.ciphertext
    if data[:1] != VERSION:
        raise Refused("sealed_newer")
    try:
        packed = ChaCha20Poly1305(key).decrypt(data[1:13], data[13:], _bound(kind, record_id))
    except InvalidTag:
        raise Refused("sealed_altered") from None
    opener = zlib.decompressobj()
    body = opener.decompress(packed, MAX_OPENED)
    if opener.unconsumed_tail:
        raise Refused("sealed_altered")
    try:
        return msgspec.json.decode(body, type=as_)
    except msgspec.MsgspecError:
        raise Refused("sealed_altered") from None


def wrap(key: bytes, recipient: bytes, person_id: str) -> bytes:
    """A person's key, closed for a medical recipient's X25519 public key (raw 32 bytes), bound to the person."""
    return SUITE.encrypt(key, X25519PublicKey.from_public_bytes(recipient), info=_for_person(person_id))


def unwrap(wrapped: bytes, private: bytes | None, person_id: str) -> bytes:
    """The person's key; ``NotAllowed`` for whoever holds no medical key or another one."""
    if private is None:
        raise NotAllowed("medics_only")
    try:
        return SUITE.decrypt(wrapped, X25519PrivateKey.from_private_bytes(private), info=_for_person(person_id))
    except InvalidTag:
        raise NotAllowed("medics_only") from None


def close_bytes(key: bytes, purpose: str, data: bytes) -> bytes:
    """Any bytes closed for one purpose (a draft, a photograph): nonce, ciphertext."""
    nonce = os.urandom(12)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, data, purpose.encode())


def open_bytes(key: bytes, purpose: str, data: bytes) -> bytes:
    """The bytes again; ``Refused`` where they were altered or the key is another's."""
    try:
        return ChaCha20Poly1305(key).decrypt(data[:12], data[12:], purpose.encode())
    except InvalidTag:
        raise Refused("sealed_altered") from None


def _bound(kind: str, record_id: str) -> bytes:
    return b"tizilim sealed 1\0" + kind.encode() + b"\0" + record_id.encode()


def _for_person(person_id: str) -> bytes:
    return b"tizilim person key 1\0" + person_id.encode()
