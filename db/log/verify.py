"""Proof that the log is whole: every hash, every position, every root, every signature, and where the first doubt lies."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from db.keys import sign
from db.log import entry, merkle
from db.log.writer import checkpoint
from db.models import BY_KIND, LogEntry, LogHead, LogTile

BATCH = 4096
_BODIES = "SELECT seq, leaf, body FROM entry WHERE origin = ? AND epoch = ? ORDER BY seq"
_sha256 = hashlib.sha256


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
    """Everything wrong with the bytes of the log and their order. ``device``: public key of each (origin, epoch) whose heads we can check."""
    heads: list[Any] = list(connection.execute(select(LogHead)))
    known = {(head.origin, head.epoch) for head in heads}
    found = connection.execute(select(LogEntry.origin, LogEntry.epoch).distinct()).all()
    for origin, epoch in found:
        if (origin, epoch) not in known:
            yield Doubt(origin, epoch, -1, "log_without_head")
    for head in heads:
        yield from _origin(connection, head, device.get((head.origin, head.epoch)))


def _origin(connection: Connection, head: Any, device: bytes | None) -> Iterator[Doubt]:
    """Tile by tile: a whole tile is hashed and compared in one go, and only a tile with something wrong is looked at entry by entry."""
    place = (head.origin, head.epoch)
    frontier, position = merkle.Frontier(), 0
    wanted = select(LogTile.number, LogTile.root).where(LogTile.origin == head.origin, LogTile.epoch == head.epoch)
    tiles: dict[int, bytes] = dict(connection.execute(wanted).all())
    # The driver's own cursor: a row of SQLAlchemy costs as much as the hash of an entry.
    cursor = connection.connection.cursor()
    cursor.execute(_BODIES, place)
    while rows := cursor.fetchmany(merkle.TILE):
        seqs, leaves, bodies = zip(*rows, strict=True)
        hashes = tuple([_sha256(b"\x00" + body).digest() for body in bodies])
        if hashes != leaves or seqs != tuple(range(position, position + len(rows))):
            yield from _astray(place, position, seqs, hashes, leaves)
        elif len(rows) == merkle.TILE and frontier.size == position:
            root = merkle.full_root(leaves)
            if tiles.get(position // merkle.TILE) != root:
                yield Doubt(*place, position, "run_altered")
            frontier.append_tile(root)
            position += merkle.TILE
            continue
        for leaf in leaves:
            frontier.append(leaf)
        position = seqs[-1] + 1
    yield from _head(head, position, frontier.root(), device)


def _astray(place: tuple[str, int], position: int, seqs: Sequence[int], hashes: Sequence[bytes], leaves: Sequence[bytes]) -> Iterator[Doubt]:
    """What is wrong in these entries, of which the first should stand at ``position``."""
    for seq, found, leaf in zip(seqs, hashes, leaves, strict=True):
        if seq != position:
            yield Doubt(*place, min(seq, position), "entry_missing" if seq > position else "entry_twice")
        position = seq + 1
        if found != leaf:
            yield Doubt(*place, seq, "entry_altered")


def _head(head: Any, size: int, root: bytes, device: bytes | None) -> Iterator[Doubt]:
    place = (head.origin, head.epoch)
    if size != head.size:
        yield Doubt(*place, min(size, head.size), "entry_missing" if size < head.size else "entry_added")
    elif root != head.root:
        yield Doubt(*place, -1, "root_differs")
    if device and not sign.is_signed(device, head.signature, checkpoint(*place, head.size, head.root)):
        yield Doubt(*place, -1, "head_unsigned")


def misplaced(connection: Connection) -> Iterator[Doubt]:
    """Entries that are not what the columns beside them say: those columns find entries, but no hash covers them."""
    rows = connection.execute(select(LogEntry.origin, LogEntry.epoch, LogEntry.seq, LogEntry.kind, LogEntry.record_id, LogEntry.person_id,
                                     LogEntry.body).order_by(LogEntry.row).execution_options(yield_per=BATCH))
    for origin, epoch, seq, kind, record, person, body in rows:
        try:
            written = _places.decode(body)
        except msgspec.MsgspecError:
            written = None
        if written is None or (written.origin, written.epoch, written.seq, written.kind, written.record, written.person) != (
                origin, epoch, seq, kind, record, person):
            yield Doubt(origin, epoch, seq, "entry_moved")


def unsigned(connection: Connection, public_keys: dict[str, set[bytes]]) -> Iterator[Doubt]:
    """Entries of kinds that demand the author's signature, signed by nobody we know. Keys by account id."""
    signed = [kind for kind, model in BY_KIND.items() if model.signed]
    rows = connection.execute(select(LogEntry.origin, LogEntry.epoch, LogEntry.seq, LogEntry.body).where(LogEntry.kind.in_(signed))
                              .execution_options(yield_per=BATCH))
    for origin, epoch, seq, body in rows:
        author = _places.decode(body).author
        if not any(entry.is_signed_by(body, key) for key in public_keys.get(author, ())):
            yield Doubt(origin, epoch, seq, "signature_bad")
