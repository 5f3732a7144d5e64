"""Proof that the log is whole: every hash, every position, every root, every signature, and where the first doubt lies."""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from db.keys import sign
from db.log import entry, merkle
from db.log.writer import checkpoint
from db.models import BY_KIND, LogEntry, LogHead, LogTile

BATCH = 4096


class Doubt(msgspec.Struct, frozen=True):
    """Something in the log that cannot be true: ``why`` is a key; ``seq`` the first position concerned; -1 for the whole."""

    origin: str
    epoch: int
    seq: int
    why: str


class _Place(msgspec.Struct):
    """The part of an entry that says where it belongs."""

    origin: str
    epoch: int
    seq: int
    kind: str
    record: str
    author: str
    person: str = ""


_places = msgspec.json.Decoder(_Place)


def doubts(connection: Connection, device: dict[tuple[str, int], bytes]) -> Iterator[Doubt]:
    """Everything wrong with the log. ``device``: public key of each (origin, epoch) whose heads we can check."""
    heads = connection.execute(select(LogHead)).all()
    known = {(head.origin, head.epoch) for head in heads}
    found = connection.execute(select(LogEntry.origin, LogEntry.epoch).distinct()).all()
    for origin, epoch in found:
        if (origin, epoch) not in known:
            yield Doubt(origin, epoch, -1, "log_without_head")
    for head in heads:
        yield from _origin(connection, head, device.get((head.origin, head.epoch)))


def _origin(connection: Connection, head: LogHead, device: bytes | None) -> Iterator[Doubt]:
    frontier, position = merkle.Frontier(), 0
    tiles = dict(connection.execute(select(LogTile.number, LogTile.root)
                                    .where(LogTile.origin == head.origin, LogTile.epoch == head.epoch)).all())
    rows = connection.execute(
        select(LogEntry.seq, LogEntry.leaf, LogEntry.kind, LogEntry.record_id, LogEntry.person_id, LogEntry.body)
        .where(LogEntry.origin == head.origin, LogEntry.epoch == head.epoch).order_by(LogEntry.seq)
        .execution_options(yield_per=BATCH))
    for seq, leaf, kind, record, person, body in rows:
        if seq != position:
            yield Doubt(head.origin, head.epoch, min(seq, position), "entry_missing" if seq > position else "entry_twice")
            position = seq
        position += 1
        if hashlib.sha256(b"\x00" + body).digest() != leaf:
            yield Doubt(head.origin, head.epoch, seq, "entry_altered")
        elif not _in_place(body, head, seq, kind, record, person):
            yield Doubt(head.origin, head.epoch, seq, "entry_moved")
        tile = frontier.append(leaf)
        if tile and tiles.get(seq // merkle.TILE) != tile:
            yield Doubt(head.origin, head.epoch, seq // merkle.TILE * merkle.TILE, "run_altered")
    if position != head.size:
        yield Doubt(head.origin, head.epoch, min(position, head.size), "entry_missing" if position < head.size else "entry_added")
    elif frontier.root() != head.root:
        yield Doubt(head.origin, head.epoch, -1, "root_differs")
    if device and not sign.is_signed(device, head.signature, checkpoint(head.origin, head.epoch, head.size, head.root)):
        yield Doubt(head.origin, head.epoch, -1, "head_unsigned")


def _in_place(body: bytes, head: LogHead, seq: int, kind: str, record: str, person: str) -> bool:
    try:
        place = _places.decode(body)
    except msgspec.MsgspecError:
        return False
    return (place.origin, place.epoch, place.seq, place.kind, place.record, place.person) == (
        head.origin, head.epoch, seq, kind, record, person)


def unsigned(connection: Connection, public_keys: dict[str, set[bytes]]) -> Iterator[Doubt]:
    """Entries of kinds that demand the author's signature, signed by nobody we know. Keys by account id."""
    signed = [kind for kind, model in BY_KIND.items() if model.signed]
    rows = connection.execute(select(LogEntry.origin, LogEntry.epoch, LogEntry.seq, LogEntry.body).where(LogEntry.kind.in_(signed))
                              .execution_options(yield_per=BATCH))
    for origin, epoch, seq, body in rows:
        author = _places.decode(body).author
        if not any(entry.is_signed_by(body, key) for key in public_keys.get(author, ())):
            yield Doubt(origin, epoch, seq, "signature_bad")
