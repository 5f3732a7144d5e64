"""The tree agrees with RFC 6962, however it is grown."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.log import merkle

# RFC 6962 test data as published with the certificate-transparency reference code: leaves and roots of trees of 1, 2, 3 and 8.
LEAVES = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def split_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return merkle.node_hash(split_root(leaves[:k]), split_root(leaves[k:]))


def test_roots_are_those_of_the_published_vectors() -> None:
    for size, root in ROOTS.items():
        assert merkle.root_of(merkle.leaf_hash(leaf) for leaf in LEAVES[:size]).hex() == root


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=600))
def test_a_frontier_grown_leaf_by_leaf_has_the_root_of_the_definition(leaves: list[bytes]) -> None:
    frontier, tiles = merkle.Frontier(), []
    for leaf in leaves:
        again = merkle.Frontier(frontier.size, frontier.packed())
        tile = again.append(leaf)
        frontier = again
        if tile:
            tiles.append(tile)
    assert frontier.root() == split_root(leaves)
    assert tiles == [split_root(leaves[i:i + 256]) for i in range(0, len(leaves) - 255, 256)]


def test_a_full_run_has_the_same_root_level_by_level() -> None:
    leaves = [bytes([i]) * 32 for i in range(256)]
    assert merkle.full_root(leaves) == merkle.root_of(leaves)


def test_a_tile_at_once_is_its_256_leaves_one_by_one() -> None:
    leaves = [merkle.leaf_hash(str(number).encode()) for number in range(merkle.TILE * 3 + 5)]
    slow, quick = merkle.Frontier(), merkle.Frontier()
    for leaf in leaves:
        slow.append(leaf)
    for start in range(0, merkle.TILE * 3, merkle.TILE):
        quick.append_tile(merkle.full_root(leaves[start:start + merkle.TILE]))
    for leaf in leaves[merkle.TILE * 3:]:
        quick.append(leaf)
    assert (quick.size, quick.packed()) == (slow.size, slow.packed())
    with pytest.raises(ValueError, match="not full"):
        quick.append_tile(leaves[0])
