"""The answer to "is this paper what was sealed?": genuine, altered (and which value), amended since, or unknown key."""

from collections.abc import Collection
from typing import Final

import msgspec

from db.proof.code import BadCode, Code, from_text, parse
from db.proof.keys import AmendedNote, PublicKey, PublicKeys, signed_by
from db.proof.values import CERTIFICATION, Body, keys_of, kind_of, tags
from db.rules.certification import digest

GENUINE: Final = "genuine"
ALTERED: Final = "altered"
AMENDED_SINCE: Final = "amended_since"
UNKNOWN_KEY: Final = "unknown_key"
UNREADABLE: Final = "unreadable"
STATES: Final = (GENUINE, ALTERED, AMENDED_SINCE, UNKNOWN_KEY, UNREADABLE)


class Verdict(msgspec.Struct, frozen=True):
    """What can be said of one paper.

    ``fields``: keys of the altered items (``db.proof.values``; besides them "code", "text", "sealed_at"), empty unless altered.
    ``compared``: the values themselves were held against the code, not the code alone. ``amendments``: those that exist and
    that the paper does not carry.
    """

    state: str
    fields: tuple[str, ...] = ()
    number: str = ""
    kind: int = 0
    sealed_at: str = ""
    author_name: str = ""
    author_post: str = ""
    amendments: tuple[AmendedNote, ...] = ()
    compared: bool = False


def verify(
    code: Code | bytes | str, body: Body | None, keys: PublicKeys, carried: Collection[bytes] = (),
) -> Verdict:
    """The verdict on a code (parsed, as bytes or as text) and, if there is one, the body that stands beside it.
    ``carried``: the leaves of the amendments that the same document holds. Never raises for what it was given to judge."""
    try:
        said = _parsed(code)
    except BadCode:
        return Verdict(UNREADABLE)
    signer = keys.signer(said.author)
    if signer is None:
        return _verdict(UNKNOWN_KEY, said)
    if not signed_by(signer, said.signature, said.signed):
        return _verdict(ALTERED, said, signer, ("code",))
    altered = () if body is None else _altered(said, body)
    if altered:
        return _verdict(ALTERED, said, signer, altered, compared=True)
    missing = tuple(note for note in keys.amendments(said.leaf) if bytes.fromhex(note.leaf) not in carried)
    state = AMENDED_SINCE if missing and said.kind == CERTIFICATION else GENUINE
    return _verdict(state, said, signer, amendments=missing, compared=body is not None)


def altered(code: Code, fields: Collection[str], keys: PublicKeys, compared: bool = True) -> Verdict:
    """The verdict "altered" that a reader of the whole document gives for what it found outside the values."""
    return _verdict(ALTERED, code, keys.signer(code.author), tuple(dict.fromkeys(fields)), compared=compared)


def _parsed(code: Code | bytes | str) -> Code:
    if isinstance(code, str):
        code = from_text(code)
    return parse(code) if isinstance(code, bytes) else code


def _altered(code: Code, body: Body) -> tuple[str, ...]:
    """The items whose tags differ; "text" if only the digest of the whole does."""
    if kind_of(body) != code.kind:
        return ("text",)
    pairs = zip(keys_of(code.kind), tags(code.number, body, code.leaf), code.tags, strict=True)
    differing = tuple(key for key, now, then in pairs if now != then)
    if differing:
        return differing
    return () if digest(body) == code.digest else ("text",)


def _verdict(
    state: str, code: Code, signer: PublicKey | None = None, fields: tuple[str, ...] = (),
    amendments: tuple[AmendedNote, ...] = (), compared: bool = False,
) -> Verdict:
    return Verdict(
        state, fields, code.number, code.kind, code.sealed_at, signer.name if signer else "", signer.post if signer else "",
        amendments, compared,
    )
