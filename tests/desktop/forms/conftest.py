"""A sealed certification as the printer gets it, with everything that can be said on its paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.proof.code import build, to_text
from db.proof.keys import FORMAT, PublicKeys, public_key
from db.rules.certification import AmendmentBody, CertificationBody, Finding, Identity
from desktop.forms.certification import AmendmentPaper, CertificationPaper, certification

NUMBER = "27-03.w1-2026-00012"
AT = "2026-11-20T15:02+05:00"
KEY = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
PLACES = (("body_front", "body_thigh", "left"), ("body_back", "body_upper_back", "right"), ("body_left", "body_upper_arm", "left"))


def finding(number: int) -> Finding:
    view, region, side = PLACES[number % 3]
    return Finding(
        number, "bruise", view, 3600 + number % 9 * 320, 1500 + number % 11 * 711, region, side, 10 + number, 5 + number, "",
        "purple", "сопақша", f"Шеттері анық емес, {number}-белгі; басқанда ауырады.", f"резеңке таяқ {number}",
        "cons_highly_consistent", f"Орналасуы мен түсі {number + 100} уақытқа сәйкес.",
    )


def body(findings: int = 10, **changes: object) -> CertificationBody:
    values: dict[str, object] = {
        "person": Identity("Құдайбергенұлы", "Әлімжан", "Өмірғалиұлы", "1987-03-05", "male", "870305301237"),
        "institution": "ЛА-155/8", "place": "Медициналық бөлім, № 2 кабинет", "started_at": "2026-11-20T14:05+05:00",
        "ended_at": "2026-11-20T14:50+05:00", "requested_by": "адвокат Жүнісова Ү.", "officers_present": "out_of_hearing_in_sight",
        "persons_present": "фельдшер Ғани Һасенова, Іңкәр", "restraints": "yes", "restraints_detail": "кісен", "interpreter": "yes",
        "interpreter_detail": "Иванова М. П.", "consent": "consent_partial", "consent_reason": "суретке түсіруге қарсы",
        "account": "Екі адам резеңке таяқпен ұрғанын айтады.\nҚолы байлаулы болған.", "account_language": "kazakh_language",
        "psychological_state": "Мазасыз, бағдары сақталған.", "findings": tuple(finding(at + 1) for at in range(findings)),
        "no_injuries": not findings, "consistency": "cons_typical", "consistency_reason": "Өзге себептері аз.",
        "conclusion": "Арқаның, оң санның көп қанталаулары анықталды.", "recommendation": "Невропатолог кеңесі.",
        "author_name": "Сейітова Г. Қ.", "author_post": "дәрігер-терапевт", "author_speciality": "терапия", "author_years": 12,
    }
    return CertificationBody(**{**values, **changes})


def amendment(certified: CertificationBody) -> AmendmentPaper:
    said = AmendmentBody(
        "conclusion", "Сол санның қанталауы да бар.", "amend_writing_error", "Терілмей қалған.", NUMBER, certified.person,
        certified.institution, certified.author_name, certified.author_post,
    )
    code = build(2, f"{NUMBER}/1", b"\2" * 32, said, KEY, "2026-11-21T09:00+05:00")
    return AmendmentPaper(f"{NUMBER}/1", "2026-11-21T09:00+05:00", said, to_text(code))


def paper(certified: CertificationBody | None = None, amended: bool = False, demo: bool = False) -> CertificationPaper:
    certified = certified or body()
    return CertificationPaper(
        NUMBER, AT, certified, to_text(build(1, NUMBER, b"\1" * 32, certified, KEY, AT)),
        (amendment(certified),) if amended else (), demo, "2026-11-20T15:10+05:00", "ЛА-155/8 мекемесі", "Учреждение ЛА-155/8",
    )


@pytest.fixture
def keys() -> PublicKeys:
    raw = KEY.public_key().public_bytes_raw()
    return PublicKeys(FORMAT, "ЛА-155/8", (public_key(raw, "Сейітова Г. Қ.", "дәрігер-терапевт", "medic", "2026-01-01"),))


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., Path]:
    """Prints a paper to a file: ``printed(paper, language)``."""
    def print_(said: CertificationPaper, language: str = "both") -> Path:
        file = tmp_path / f"{language}.pdf"
        file.write_bytes(certification(said, language))
        return file

    return print_
