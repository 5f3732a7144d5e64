"""Records with valid defaults: a test says only what matters to it."""

import io
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PIL import Image

from db.create import NewUser, Recovery, Setup, create
from db.engine import Database
from db.keys.keyring import Keyring
from db.rules.certification import CertificationBody, Finding, Identity
from db.rules.screening import ScreeningBody
from db.store import certification, custody, person, screening

PASSWORDS = {"officer": "есеп-2026-құпия", "medic": "дәрігер-2026-құпия", "head": "бастық-2026-құпия"}
NOW = datetime(2026, 11, 20, 14, 5, tzinfo=timezone(timedelta(hours=5)))


class FakeClock:
    """Time that moves only when a test says so, a second at each look."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def setup(**changes: Any) -> Setup:
    values: dict[str, Any] = {
        "institution": "ЛА-155/8", "institution_name_kk": "ЛА-155/8 мекемесі", "institution_name_ru": "Учреждение ЛА-155/8", "workstation": "A",
        "users": (
            NewUser("officer", "Серікова Айгүл", "есепке алу қызметкері", "officer", PASSWORDS["officer"]),
            NewUser("medic", "Ермеков Бауыржан", "дәрігер", "medic", PASSWORDS["medic"], "терапевт", 12),
            NewUser("head", "Жұмабаев Қанат", "мекеме бастығы", "head", PASSWORDS["head"]),
        ),
    }
    return Setup(**{**values, **changes})


def register(folder: Path, **changes: Any) -> Recovery:
    """A new register in ``folder`` with the three users."""
    return create(folder, setup(**changes), FakeClock())


def copy(template: Path, folder: Path) -> Path:
    """A register of one's own, copied from one made before: making one costs three password derivations."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    return folder


def opened(folder: Path, login: str = "officer", clock: FakeClock | None = None) -> Database:
    """The register, opened by that user."""
    return Database.open(folder, Keyring.load(folder).unlock(login, PASSWORDS[login]), clock or FakeClock())


def person_values(**changes: Any) -> dict[str, Any]:
    return {
        "surname": "Қасымов", "given_name": "Әлихан", "patronymic": "Ғабитұлы", "sex": "male", "date_of_birth": "1985-01-31",
        "iin": "850131300019", "iin_state": "iin_checked", "citizenship": "KZ", "document_kind": "doc_id_card",
        "document_number": "012345678", **changes,
    }


def custody_values(**changes: Any) -> dict[str, Any]:
    return {
        "ground": "ground_custody_ruling", "category": "suspect", "authority": "Алматы қаласының тергеу соты", "case_number": "26-0001",
        "detained_at": "2026-11-18T10:05+05:00", "delivered_at": "2026-11-18T11:30+05:00", "arrived_at": "2026-11-20T09:00+05:00",
        **changes,
    }


def category_values(**changes: Any) -> dict[str, Any]:
    return {
        "category": "accused", "from_at": "2026-11-20T12:00+05:00", "document": "ruling", "number": "7", "document_on": "2026-11-20",
        "authority": "Алматы қаласының Полиция департаменті", **changes,
    }


def measure_values(**changes: Any) -> dict[str, Any]:
    return {
        "measure": "custody", "authority": "Алматы қаласының тергеу соты", "number": "1", "issued_on": "2026-11-20",
        "from_at": "2026-11-20T10:05+05:00", "until_at": "2026-12-20T10:05+05:00", **changes,
    }


def offence_values(citation: str = "ст. 188 ч. 2", **changes: Any) -> dict[str, Any]:
    return {"citation": citation, "code": "2014", "gravity": "", "since_on": "2026-11-18", **changes}


def sentence_values(**changes: Any) -> dict[str, Any]:
    return {
        "court": "Алматы қаласының Бостандық аудандық соты", "number": "1-26", "passed_on": "2024-03-15", "years": 2, "months": None, "days": None,
        "begins_on": "2024-03-15", "place": "inst_medium", **changes,
    }


def set_off_values(**changes: Any) -> dict[str, Any]:
    return {"interval_kind": "custody", "first_on": "2024-01-05", "last_on": "2024-03-14", **changes}


def screening_body(**changes: Any) -> ScreeningBody:
    values: dict[str, Any] = {
        "complaints": "басы ауырады", "general_condition": "condition_satisfactory", "temperature": 366, "pulse": 72, "systolic": 120,
        "diastolic": 80, "visible_injuries": "yes", "ill_treatment": "yes",
    }
    return ScreeningBody(**{**values, **changes})


def finding(number: int = 1, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "number": number, "kind": "bruise", "view": "body_front", "x": 4200, "y": 2600, "region": "body_chest", "side": "right",
        "length_mm": 30, "width_mm": 20, "colour": "purple", "consistency": "cons_consistent", "consistency_reason": "тиіп кетуге сай",
    }
    return Finding(**{**values, **changes})


def certification_body(**changes: Any) -> CertificationBody:
    values: dict[str, Any] = {
        "person": Identity("Қасымов", "Әлихан", "Ғабитұлы", "1985-01-31", "male", "850131300019"), "institution": "ЛА-155/8",
        "place": "медициналық бөлім", "started_at": "2026-11-20T10:05+05:00", "ended_at": "2026-11-20T10:35+05:00",
        "requested_by": "медицина қызметкері", "officers_present": "nobody_present", "restraints": "no", "interpreter": "no",
        "consent": "consent_given", "account": "Ұстаған кезде ұрды", "account_language": "қазақ тілі", "psychological_state": "мазасыз",
        "findings": (finding(),), "consistency": "cons_consistent", "consistency_reason": "белгілер айтылғанға сай",
        "conclusion": "Кеуденің оң жағында қанталау", "recommendation": "48 сағаттан кейін қайта тексеру",
        "author_name": "Ермеков Бауыржан", "author_post": "дәрігер", "author_speciality": "терапевт", "author_years": 12,
    }
    return CertificationBody(**{**values, **changes})


def admitted(database: Database, **changes: Any) -> str:
    """A person with a custody episode; gives the id."""
    person_id = database.write(lambda session: person.register(session, person_values(**changes))).value
    database.write(lambda session: custody.open_(session, person_id, custody_values()))
    return person_id


def screened(database: Database, person_id: str, **changes: Any) -> str:
    """A screening by the medic who opened the register; gives the id."""
    return database.write(lambda session: screening.record(
        session, person_id, "exam_primary", "2026-11-20T10:00+05:00", "fit", screening_body(**changes))).value


def certified(database: Database, person_id: str, **changes: Any) -> str:
    """A sealed certification by the medic who opened the register; gives the number."""
    return database.write(lambda session: certification.seal(session, person_id, "", certification_body(**changes))).value


def picture(width: int = 640, height: int = 800, form: str = "JPEG") -> bytes:
    """A photograph of nobody."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(out, form)
    return out.getvalue()
