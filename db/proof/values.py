"""The values of a sealed paper, item by item, so that a changed one can be named from the printed code alone.

Each item has a tag of three bytes in the signed code. A tag depends on the sealed entry, the item's key and its value only,
so one altered value changes one tag. Three bytes name the item; it is the digest of the whole body that proves it.
"""

import hashlib
from typing import Final

import msgspec

from db.rules.certification import AmendmentBody, CertificationBody, Identity

CERTIFICATION: Final = 1
AMENDMENT: Final = 2
KINDS: Final = (CERTIFICATION, AMENDMENT)

TAG: Final = 3
NAMED_FINDINGS: Final = 10

Body = CertificationBody | AmendmentBody


def kind_of(body: Body) -> int:
    """Which kind of paper this body is."""
    return AMENDMENT if isinstance(body, AmendmentBody) else CERTIFICATION


def items(number: str, body: Body) -> dict[str, object]:
    """Item key → value, in the fixed order of the tags; every field of the body is in exactly one item."""
    if isinstance(body, AmendmentBody):
        return _amendment(number, body)
    return _certification(number, body)


def keys_of(kind: int) -> tuple[str, ...]:
    """The item keys of one kind of paper, in the order of the tags."""
    return _KEYS[kind]


def tags(number: str, body: Body, leaf: bytes) -> tuple[bytes, ...]:
    """The three-byte tags of all items of the body, salted with the leaf of its sealed entry."""
    return tuple(_tag(leaf, key, value) for key, value in items(number, body).items())


def _tag(leaf: bytes, key: str, value: object) -> bytes:
    said = msgspec.json.encode(value, order="sorted")
    return hashlib.sha256(b"tizilim tag\0" + leaf + key.encode() + b"\0" + said).digest()[:TAG]


def _who(body: Body) -> dict[str, object]:
    who = body.person
    return {
        "institution": body.institution,
        "person": [who.surname, who.given_name, who.patronymic],
        "date_of_birth": who.date_of_birth,
        "sex": who.sex,
        "iin": who.iin,
    }


def _certification(number: str, body: CertificationBody) -> dict[str, object]:
    named: dict[str, object] = {
        f"finding.{place + 1}": body.findings[place] if place < len(body.findings) else None
        for place in range(NAMED_FINDINGS)
    }
    return {
        "number": number,
        **_who(body),
        "times": [body.started_at, body.ended_at],
        "place": body.place,
        "requested_by": body.requested_by,
        "presence": [body.officers_present, body.persons_present],
        "restraints": [body.restraints, body.restraints_detail],
        "interpreter": [body.interpreter, body.interpreter_detail],
        "consent": [body.consent, body.consent_reason],
        "account": [body.account, body.account_language, body.account_reason],
        "psychological_state": body.psychological_state,
        "no_injuries": body.no_injuries,
        "consistency": [body.consistency, body.consistency_reason],
        "conclusion": body.conclusion,
        "recommendation": body.recommendation,
        "author": [body.author_name, body.author_post, body.author_speciality, body.author_years],
        **named,
        "findings.rest": body.findings[NAMED_FINDINGS:],
    }


def _amendment(number: str, body: AmendmentBody) -> dict[str, object]:
    return {
        "number": number,
        **_who(body),
        "certification_number": body.certification_number,
        "item": body.item,
        "text": body.text,
        "reason": [body.reason, body.reason_detail],
        "author": [body.author_name, body.author_post],
    }


def _keys() -> dict[int, tuple[str, ...]]:
    nobody = Identity("", "")
    certification = CertificationBody(person=nobody, institution="")
    amendment = AmendmentBody("", "", "", "", "", nobody, "")
    return {CERTIFICATION: tuple(items("", certification)), AMENDMENT: tuple(items("", amendment))}


_KEYS = _keys()
