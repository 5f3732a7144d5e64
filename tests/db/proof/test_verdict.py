"""Genuine, altered and which value, amended since, unknown key, unreadable."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.proof.code import build, to_text
from db.proof.keys import AmendedNote
from db.proof.values import AMENDMENT, CERTIFICATION
from db.proof.verdict import verify

NUMBER = "27-03.w1-2026-00012"
AT = "2026-11-20T15:02+05:00"
LEAF = b"\1" * 32


@pytest.fixture
def payload(body, medic):
    return build(CERTIFICATION, NUMBER, LEAF, body, medic, AT)


def test_what_was_sealed_is_genuine_and_names_its_author(payload, body, keys):
    verdict = verify(to_text(payload), body, keys)
    assert (verdict.state, verdict.fields, verdict.compared) == ("genuine", (), True)
    assert (verdict.number, verdict.sealed_at, verdict.author_name) == (NUMBER, AT, "Сейітова Г. Қ.")


def test_a_code_alone_is_judged_without_its_values(payload, keys):
    verdict = verify(payload, None, keys)
    assert (verdict.state, verdict.compared) == ("genuine", False)


@pytest.mark.parametrize(("field", "value", "named"), [
    ("conclusion", "жарақат жоқ", "conclusion"), ("started_at", "2026-11-20T14:06+05:00", "times"), ("place", "", "place"),
    ("officers_present", "within_hearing", "presence"), ("author_years", 13, "author"), ("institution", "ЛА-155/18", "institution"),
    ("consistency", "cons_not_consistent", "consistency"), ("recommendation", "жоқ", "recommendation"),
    ("account", "құлап қалған", "account"), ("findings", (), "finding.1"),
])
def test_an_altered_value_is_found_and_named(payload, body, keys, field, value, named):
    verdict = verify(payload, msgspec.structs.replace(body, **{field: value}), keys)
    assert verdict.state == "altered"
    assert verdict.fields[0] == named
    assert len(verdict.fields) == 1 or field == "findings"


def test_a_name_that_differs_by_one_letter_is_found(payload, body, keys):
    person = msgspec.structs.replace(body.person, surname="Кудайбергенұлы")
    assert verify(payload, msgspec.structs.replace(body, person=person), keys).fields == ("person",)


def test_every_altered_byte_of_the_code_is_found(payload, keys):
    for at in range(len(payload)):
        wrong = payload[:at] + bytes((payload[at] ^ 1,)) + payload[at + 1:]
        assert verify(wrong, None, keys).state in ("altered", "unknown_key", "unreadable"), at


def test_a_stranger_who_signs_everything_anew_is_an_unknown_key(body, keys):
    stranger = build(CERTIFICATION, NUMBER, LEAF, body, Ed25519PrivateKey.generate(), AT)
    assert verify(stranger, body, keys).state == "unknown_key"


def test_an_amendment_that_the_paper_does_not_carry_is_told(payload, body, keys):
    note = AmendedNote(f"{NUMBER}/1", "2026-11-21T09:00+05:00", "02" * 32)
    known = msgspec.structs.replace(keys, amended={LEAF.hex(): (note,)})
    verdict = verify(payload, body, known)
    assert (verdict.state, verdict.amendments) == ("amended_since", (note,))
    assert verify(payload, body, known, {b"\2" * 32}).state == "genuine"


def test_an_amendment_is_judged_by_its_own_values(amendment, medic, keys):
    payload = build(AMENDMENT, f"{NUMBER}/1", b"\2" * 32, amendment, medic)
    assert verify(payload, amendment, keys).state == "genuine"
    assert verify(payload, msgspec.structs.replace(amendment, text="басқа"), keys).fields == ("text",)
    assert verify(payload, msgspec.structs.replace(amendment, certification_number="2"), keys).fields == ("certification_number",)


def test_the_values_of_another_kind_of_paper_are_altered(payload, amendment, keys):
    assert verify(payload, amendment, keys).state == "altered"


@pytest.mark.parametrize("text", ["", "TZ1:", "hello", "TZ1:%%%", "TZ1:" + "A" * 5000])
def test_what_is_no_code_is_unreadable(text, keys):
    assert verify(text, None, keys).state == "unreadable"
