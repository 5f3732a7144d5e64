"""An entry's bytes are read as they were written, signed by whom they say, and bounded."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Refused
from db.keys import sign
from db.log import entry

SEED = bytes(range(32))
ONE = entry.Entry(v=1, kind="person", kv=1, id="i", record="r", origin="a.a", epoch=1, seq=0, at="2026-11-20T10:00:00+05:00", author="x",
                  action="record", fields={"surname": "Қасымов"})


def test_what_is_written_is_read() -> None:
    assert entry.read(entry.write(ONE)) == ONE


def test_a_signature_covers_every_byte_before_it() -> None:
    data = entry.write(ONE, SEED)
    assert entry.is_signed_by(data, sign.public_of(SEED))
    assert not entry.is_signed_by(data, sign.public_of(bytes(32)))
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
        assert not entry.is_signed_by(changed, sign.public_of(SEED)), at
    assert not entry.is_signed_by(entry.write(ONE), sign.public_of(SEED))


def test_an_entry_over_64_kib_is_refused() -> None:
    with pytest.raises(Refused, match="entry_too_large"):
        entry.write(msgspec.structs.replace(ONE, fields={"surname": "ы" * 40_000}))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode) | st.just(b"[" * 30_000))
def test_any_bytes_are_an_entry_or_a_typed_refusal(data: bytes) -> None:
    try:
        entry.read(data)
    except Refused as refusal:
        assert refusal.key == "entry_malformed"
