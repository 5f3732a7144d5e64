"""The printed code: small, exact, tolerant of how it was carried, and never trusting what it is given."""

import contextlib

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Refused
from db.proof.code import MAX_NUMBER, MAX_PAYLOAD, BadCode, build, from_text, key_id, parse, to_text
from db.proof.values import AMENDMENT, CERTIFICATION
from db.rules.certification import digest

NUMBER = "27-03.w1-2026-00012"
AT = "2026-11-20T15:02+05:00"
LEAF = bytes(range(32))


def test_a_code_says_what_was_put_into_it(body, medic):
    code = parse(build(CERTIFICATION, NUMBER, LEAF, body, medic, AT))
    assert (code.kind, code.number, code.leaf, code.sealed_at) == (CERTIFICATION, NUMBER, LEAF, AT)
    assert code.author == key_id(medic.public_key())
    assert code.digest == digest(body)
    medic.public_key().verify(code.signature, code.signed)


def test_an_amendment_has_a_code_of_its_own_kind(amendment, medic):
    assert parse(build(AMENDMENT, f"{NUMBER}/1", LEAF, amendment, medic)).kind == AMENDMENT
    with pytest.raises(Refused):
        build(CERTIFICATION, NUMBER, LEAF, amendment, medic)


def test_the_longest_number_still_fits_300_bytes_and_a_qr_of_medium_correction(body, medic):
    payload = build(CERTIFICATION, "9" * MAX_NUMBER, LEAF, body, medic, AT)
    assert len(payload) <= MAX_PAYLOAD
    assert segno.make_qr(to_text(payload), error="m", mode="alphanumeric", boost_error=False).version <= 13


@pytest.mark.parametrize("number", ["", "9" * (MAX_NUMBER + 1)])
def test_a_number_that_no_code_can_hold_is_refused(body, medic, number):
    with pytest.raises(Refused):
        build(CERTIFICATION, number, LEAF, body, medic)


@pytest.mark.parametrize("moment", ["1999-12-31T23:59+06:00", "2026-02-28T00:00-09:30", "2100-01-01T00:00+00:00", ""])
def test_the_moment_of_sealing_comes_back_as_it_was_said(body, medic, moment):
    assert parse(build(CERTIFICATION, NUMBER, LEAF, body, medic, moment)).sealed_at == moment


def test_a_code_survives_spaces_line_ends_and_lower_case(body, medic):
    payload = build(CERTIFICATION, NUMBER, LEAF, body, medic, AT)
    text = to_text(payload)
    carried = "\n ".join(text[at:at + 7] for at in range(0, len(text), 7)).lower()
    assert from_text(f"  {carried}\r\n") == payload


@given(st.binary(max_size=MAX_PAYLOAD))
def test_every_payload_comes_back_from_its_text(payload):
    assert from_text(to_text(payload)) == payload


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=3000), st.text(max_size=900).map("TZ1:".__add__),
                 st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./: ", max_size=700).map("TZ1:".__add__)))
def test_a_hostile_text_is_a_code_or_a_bad_code_and_nothing_else(text):
    with contextlib.suppress(BadCode):
        parse(from_text(text))


@settings(max_examples=400)
@given(st.one_of(st.binary(max_size=400), st.binary(min_size=160, max_size=300).map(b"\1\1".__add__)))
def test_hostile_bytes_are_a_code_or_a_bad_code_and_nothing_else(payload):
    with contextlib.suppress(BadCode):
        parse(payload)


def test_a_code_that_is_cut_or_grown_is_refused(body, medic):
    payload = build(CERTIFICATION, NUMBER, LEAF, body, medic, AT)
    for wrong in (payload[:-1], payload + b"\0", payload[1:], b""):
        with pytest.raises(BadCode):
            parse(wrong)


def test_a_code_of_a_newer_version_says_so(body, medic):
    payload = build(CERTIFICATION, NUMBER, LEAF, body, medic)
    with pytest.raises(BadCode) as refused:
        parse(b"\2" + payload[1:])
    assert refused.value.key == "code_version"
