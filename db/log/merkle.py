"""The Merkle tree of an origin's log (RFC 6962): leaf and node hashes, a frontier that grows by one leaf, roots."""

import hashlib
from collections.abc import Iterable, Sequence

TILE = 256
_TILE_LEVEL = 8
_EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 | entry), 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 | left | right), 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a tree of ``size`` leaves: one hash for each 1-bit of the size, largest subtree first."""

    def __init__(self, size: int = 0, hashes: bytes = b"") -> None:
        if len(hashes) != 32 * size.bit_count():
            raise ValueError("frontier does not fit its size")
        self.size = size
        self._hashes = [hashes[i:i + 32] for i in range(0, len(hashes), 32)]

    def append(self, leaf: bytes) -> bytes | None:
        """Add one leaf; gives the root of the tile of 256 leaves that this leaf completes, else None."""
        tile, level, size = None, 0, self.size
        while size & 1:
            leaf = node_hash(self._hashes.pop(), leaf)
            size >>= 1
            level += 1
            if level == _TILE_LEVEL:
                tile = leaf
        self._hashes.append(leaf)
        self.size += 1
        return tile

    def append_tile(self, root: bytes) -> None:
        """Add 256 leaves at once by the root of their tile; only where the tile before is full."""
        size = self.size >> _TILE_LEVEL
        if self.size % TILE:
            raise ValueError("the tile before is not full")
        while size & 1:
            root = node_hash(self._hashes.pop(), root)
            size >>= 1
        self._hashes.append(root)
        self.size += TILE

    def root(self) -> bytes:
        """Root of all leaves; SHA-256 of nothing for an empty tree."""
        if not self._hashes:
            return _EMPTY
        root = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            root = node_hash(left, root)
        return root

    def packed(self) -> bytes:
        """The hashes in a row, to be kept beside the size."""
        return b"".join(self._hashes)


def full_root(leaves: Sequence[bytes]) -> bytes:
    """Root of a run whose length is a power of two, level by level: faster than one leaf at a time."""
    sha256 = hashlib.sha256
    level = leaves
    while len(level) > 1:
        level = [sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=True)]
    return level[0]


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root of any number of leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()
