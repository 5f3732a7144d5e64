"""The file of public keys is believed only as far as it can be checked."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WorldError
from db.proof.keys import MAX_FILE, AmendedNote, BadKeys, PublicKeys, dump, load, parse, public_key

LEAF = "ab" * 32


def test_what_is_written_is_read_back(keys, tmp_path):
    noted = msgspec.structs.replace(keys, amended={LEAF: (AmendedNote("1/1", "2026-11-21T09:00+05:00", "cd" * 32),)})
    file = tmp_path / "keys.json"
    file.write_bytes(dump(noted))
    assert load(file) == noted
    assert noted.amendments(bytes.fromhex(LEAF))[0].number == "1/1"


def test_only_a_medic_signs_certifications(keys, medic):
    author = bytes.fromhex(keys.keys[0].id)
    assert keys.signer(author) == keys.keys[0]
    head = public_key(medic.public_key().public_bytes_raw(), "Бастық", "", "head", "")
    assert msgspec.structs.replace(keys, keys=(head,)).signer(author) is None


def test_a_key_under_another_keys_name_is_refused(keys):
    forged = msgspec.structs.replace(keys.keys[0], id="00" * 8)
    with pytest.raises(BadKeys):
        parse(dump(msgspec.structs.replace(keys, keys=(forged,))))


@pytest.mark.parametrize("raw", [
    b"", b"[]", b"{}", b"null", b'{"format":"tizilim-keys-2","institution":""}', b"[" * 100_000, b"\xff\xfe",
    b'{"format":"tizilim-keys-1","institution":"","keys":[{"id":"1","public":"zz","name":""}]}',
    b'{"format":"tizilim-keys-1","institution":"","amended":{"xx":[]}}',
    b'{"format":"tizilim-keys-1","institution":"","password":"x"}', b" " * (MAX_FILE + 1),
], ids=range(11))
def test_what_is_no_list_of_keys_is_refused(raw):
    with pytest.raises(BadKeys):
        parse(raw)


@given(st.one_of(st.binary(max_size=300), st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["format", "institution", "keys", "amended", "id", "public", "name"]), inner, max_size=4),
).map(msgspec.json.encode)))
def test_a_hostile_file_is_keys_or_a_refusal(raw):
    with contextlib.suppress(BadKeys):
        assert isinstance(parse(raw), PublicKeys)


def test_a_missing_file_is_the_worlds_fault(tmp_path):
    with pytest.raises(WorldError):
        load(tmp_path / "nothing.json")
