"""A signing medic, a key file that knows the medic, and a body worth proving."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.proof.keys import FORMAT, PublicKeys, public_key
from db.rules.certification import AmendmentBody, CertificationBody, Finding, Identity

PERSON = Identity("Құдайбергенұлы", "Әлімжан", "Өмірғалиұлы", "1987-03-05", "male", "870305301237")


@pytest.fixture
def medic() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(b"\7" * 32)


@pytest.fixture
def keys(medic: Ed25519PrivateKey) -> PublicKeys:
    raw = medic.public_key().public_bytes_raw()
    return PublicKeys(FORMAT, "ЛА-155/8", (public_key(raw, "Сейітова Г. Қ.", "дәрігер", "medic", "2026-01-01"),))


@pytest.fixture
def body() -> CertificationBody:
    findings = tuple(
        Finding(at, "bruise", "body_front", 4000, 3000, "body_thigh", "left", 30 + at, 10, colour="blue",
                consistency="cons_consistent", consistency_reason="орналасуы сәйкес")
        for at in range(1, 13)
    )
    return CertificationBody(
        person=PERSON, institution="ЛА-155/8", place="№ 2 кабинет", started_at="2026-11-20T14:05+05:00",
        ended_at="2026-11-20T14:50+05:00", requested_by="прокурор", officers_present="nobody_present", restraints="no",
        interpreter="no", consent="consent_given", account="ұрған", psychological_state="мазасыз", findings=findings,
        consistency="cons_consistent", consistency_reason="орналасуы", conclusion="қанталаулар", author_name="Сейітова Г. Қ.",
        author_post="дәрігер", author_speciality="терапия", author_years=12,
    )


@pytest.fixture
def amendment() -> AmendmentBody:
    return AmendmentBody(
        "conclusion", "сол санның қанталауы", "amend_writing_error", "қате терілген", "27-03.w1-2026-00012", PERSON, "ЛА-155/8",
        "Сейітова Г. Қ.", "дәрігер",
    )
