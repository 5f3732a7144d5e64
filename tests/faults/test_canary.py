"""Clinical words planted by a medic occur nowhere that an officer, the head or a thief of the folder can read (P12)."""

import base64
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import Database
from db.models import Base
from db.store import certification, draft, screening
from tests import factory

CANARY = "КанарейкаҚұс"
SPELLINGS = [CANARY.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")] + [
    base64.b64encode(CANARY.encode())[:20], CANARY.encode("unicode_escape"), CANARY.encode().hex().encode()]


@pytest.fixture
def planted(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register in which a medic wrote the canary into every clinical field, closed as a killed program leaves it (WAL full)."""
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setenv("TMPDIR", str(temp))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temp))
    database = factory.opened(folder, "medic")
    person_id = factory.admitted(database)
    body = factory.screening_body(complaints=CANARY, notes=CANARY)
    screening_id = database.write(lambda s: screening.record(s, person_id, "exam_primary", "2026-11-20T10:00+05:00", "fit", body)).value
    database.write(lambda s: screening.amend(s, screening_id, "fit", factory.screening_body(complaints=CANARY + "2"), "дәлдеу"))
    number = factory.certified(database, person_id, account=CANARY, conclusion=CANARY, psychological_state=CANARY,
                               findings=(factory.finding(description=CANARY, claimed_cause=CANARY),))
    database.write(lambda s: certification.amend(s, number, "conclusion", CANARY, "amend_writing_error", CANARY))
    database.write(lambda s: draft.keep(s, "certification", "d", person_id, {"conclusion": CANARY}))
    database.write(lambda s: certification.sheet(s, number))
    for path in folder.iterdir():
        if path.is_file() and not path.name.endswith(".lock"):
            (tmp_path / "stolen").mkdir(exist_ok=True)
            (tmp_path / "stolen" / path.name).write_bytes(path.read_bytes())
    database.close()
    return tmp_path


def holds_canary(data: bytes) -> bool:
    return any(spelling in data for spelling in SPELLINGS)


def test_no_file_of_the_register_nor_any_temporary_one_shows_a_clinical_word(planted: Path) -> None:
    files = [path for path in planted.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
    assert [path.name for path in files if holds_canary(path.read_bytes())] == []


@pytest.mark.parametrize("login", ["officer", "head"])
def test_nobody_without_the_medical_key_finds_a_clinical_word_in_any_table(planted: Path, login: str) -> None:
    database = factory.opened(planted / "register", login)
    for value in database.read(lambda session: list(everything(session))):
        assert not holds_canary(value), value[:40]
        for part in re.findall(rb"[A-Za-z0-9+/=]{40,}", value):
            decoded = base64.b64decode(part + b"=" * (-len(part) % 4))
            assert not holds_canary(decoded) and not holds_canary(unpacked(decoded))
    database.close()


def everything(session) -> Iterator[bytes]:
    for table in Base.metadata.sorted_tables:
        for row in session.execute(text(f'SELECT * FROM "{table.name}"')):
            for value in row:
                yield value if isinstance(value, bytes) else str(value).encode()


def unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


def test_the_canary_is_found_by_whoever_holds_the_key(planted: Path) -> None:
    database: Database = factory.opened(planted / "register", "medic")
    number = database.read(certification.rows)[0].number
    assert database.write(lambda session: certification.sheet(session, number)).value.body.account == CANARY
    database.close()
