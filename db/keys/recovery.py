"""Paper keys: a key that two people can keep in two safes, printed as groups of letters and typed back."""

import base64
import hashlib
import os
import re

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.errors import WrongKey
from db.keys import seal

GROUP = 4
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_LOOKALIKE = str.maketrans({"0": "O", "1": "I", "8": "B", "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M",
                            "О": "O", "Р": "P", "Т": "T", "Х": "X", "У": "Y", "І": "I"})


def new_paper_key() -> str:
    """A fresh paper key: 32 random bytes and a 3-byte checksum in base32, fourteen groups of four letters."""
    secret = os.urandom(32)
    text = base64.b32encode(secret + _checksum(secret)).decode()
    return "-".join(text[i:i + GROUP] for i in range(0, len(text), GROUP))


def groups(paper_key: str) -> list[str]:
    """The groups as printed, the first being group 1."""
    return paper_key.split("-")


def is_group(paper_key: str, number: int, typed: str) -> bool:
    """Whether what was typed is group ``number`` (from 1), forgiving case and look-alike letters."""
    return groups(paper_key)[number - 1] == _cleaned(typed)


def secret_of(typed: str) -> bytes:
    """The 32 bytes behind a typed paper key; raises ``WrongKey`` where letters are missing or mistyped."""
    cleaned = _cleaned(typed)
    if len(cleaned) != 56 or set(cleaned) - set(ALPHABET):
        raise WrongKey("paper_key_mistyped")
    data = base64.b32decode(cleaned)
    if _checksum(data[:32]) != data[32:]:
        raise WrongKey("paper_key_mistyped")
    return data[:32]


def close(paper_key: str, purpose: str, payload: bytes) -> bytes:
    """``payload`` closed so that the paper key opens it."""
    return seal.close_bytes(_stretched(secret_of(paper_key), purpose), purpose, payload)


def open_(paper_key: str, purpose: str, closed: bytes) -> bytes:
    """What ``close`` closed; raises ``WrongKey`` when the paper belongs to another register."""
    try:
        return seal.open_bytes(_stretched(secret_of(paper_key), purpose), purpose, closed)
    except seal.Refused:
        raise WrongKey("paper_key_other") from None


def _stretched(secret: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"tizilim paper key 1\0" + purpose.encode()).derive(secret)


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"tizilim paper key\0" + secret).digest()[:3]


def _cleaned(typed: str) -> str:
    return re.sub(r"[\s\-–—.]", "", typed).upper().translate(_LOOKALIKE)
