"""Whatever is changed behind the program's back is reported, and says where (P11 on the local log)."""

import random

import pytest
from sqlalchemy import text

from db.engine import Database
from db.errors import TizilimError
from db.log import merkle, verify
from db.store import access, health
from tests import factory

GUARDS = ("entry_kept", "entry_stays", "person_kept", "person_stays", "certification_kept", "certification_stays")


@pytest.fixture
def filled(medic: Database) -> Database:
    for number in range(3):
        person_id = factory.admitted(medic, surname=f"Қасымов{'абв'[number]}")
        factory.screened(medic, person_id)
        factory.certified(medic, person_id)
    assert medic.read(health.check).whole
    return medic


def tampered(database: Database, *statements: str, **values: object) -> list[health.Finding]:
    def work(session) -> None:
        for guard in GUARDS:
            session.execute(text(f"DROP TRIGGER {guard}"))
        for statement in statements:
            session.execute(text(statement), values)

    database.write(work)
    return database.read(health.check).findings


def keys(findings: list[health.Finding]) -> set[str]:
    return {finding.key for finding in findings}


def test_one_changed_byte_in_any_entry_is_found_at_its_place(filled: Database) -> None:
    rng = random.Random(7)
    rows = filled.read(lambda s: s.execute(text("SELECT row, seq, body FROM entry ORDER BY row")).all())
    for row, seq, body in rng.sample(rows, 8):
        at = rng.randrange(len(body))
        altered = body[:at] + bytes([body[at] ^ 1]) + body[at + 1:]

        def change(session, row=row, altered=altered) -> list[health.Finding]:
            session.execute(text("DROP TRIGGER entry_kept"))
            session.execute(text("UPDATE entry SET body = :body WHERE row = :row"), {"row": row, "body": altered})
            findings = _check_log(session)
            session.rollback()
            return findings

        found = filled.write(change).value
        assert ("entry_altered", str(seq)) in {(f.key, f.values["seq"]) for f in found}


def _check_log(session) -> list[health.Finding]:
    return [health.Finding(doubt.why, {"seq": str(doubt.seq)}) for doubt in verify.doubts(session.connection(), {})]


def test_a_changed_entry_with_its_leaf_made_to_fit_is_found(filled: Database) -> None:
    row, seq, body = filled.read(lambda s: s.execute(text("SELECT row, seq, body FROM entry WHERE kind = 'person' LIMIT 1")).one())
    forged = body.replace("Қасымов".encode(), "Қасымхан".encode())
    findings = tampered(filled, "UPDATE entry SET body = :body, leaf = :leaf WHERE row = :row", row=row, body=forged, leaf=merkle.leaf_hash(forged))
    assert {"root_differs", "row_differs"} <= keys(findings)
    assert any("surname" in finding.values.get("fields", "") for finding in findings)


def test_a_deleted_entry_is_found_at_its_place(filled: Database) -> None:
    assert ("entry_missing", "5") in {(f.key, f.values.get("seq")) for f in tampered(filled, "DELETE FROM entry WHERE seq = 5")}


def test_the_newest_entries_cut_off_are_found(filled: Database) -> None:
    assert "entry_missing" in keys(tampered(filled, "DELETE FROM entry WHERE seq > 8"))


def test_two_entries_exchanged_are_found(filled: Database) -> None:
    findings = tampered(filled, "UPDATE entry SET seq = 100 WHERE seq = 4", "UPDATE entry SET seq = 4 WHERE seq = 5", "UPDATE entry SET seq = 5 WHERE seq = 100")
    assert {("entry_moved", "4"), ("entry_moved", "5")} <= {(f.key, f.values.get("seq")) for f in findings}


def test_an_entry_inserted_is_found(filled: Database) -> None:
    findings = tampered(filled, "INSERT INTO entry (origin, epoch, seq, leaf, kind, record_id, person_id, body) "
                        "SELECT origin, epoch, (SELECT max(seq) + 1 FROM entry), x'00', kind, record_id, person_id, body FROM entry WHERE seq = 3")
    assert {"entry_altered", "entry_added"} <= keys(findings)


def test_a_changed_row_is_found_and_its_field_named(filled: Database) -> None:
    findings = tampered(filled, "UPDATE person SET date_of_birth = '1999-09-09' WHERE row = 1")
    assert [(f.key, f.values["fields"]) for f in findings] == [("row_differs", "date_of_birth")]


def test_a_sealed_row_removed_or_added_is_found(filled: Database) -> None:
    assert "row_missing" in keys(tampered(filled, "DELETE FROM certification WHERE row = 1"))


def test_an_added_row_is_found(filled: Database) -> None:
    findings = tampered(filled, "INSERT INTO person (id, head, recorded_at, author, surname) VALUES ('ffffffff', '', '', '', 'Х')")
    assert "row_extra" in keys(findings)


def test_a_head_signed_by_another_device_is_found(filled: Database) -> None:
    assert keys(tampered(filled, "UPDATE log_head SET signature = zeroblob(64)")) == {"head_unsigned"}


def test_a_run_of_entries_is_located_by_its_tile(filled: Database) -> None:
    def notes(session) -> None:
        for number in range(290):
            access.note(session, "export", detail=str(number))

    filled.write(notes)
    assert filled.read(health.check).whole
    row, body = filled.read(lambda s: s.execute(text("SELECT row, body FROM entry WHERE seq = 100")).one())
    forged = body.replace(b'"export"', b'"print!"')
    findings = tampered(filled, "UPDATE entry SET body = :body, leaf = :leaf WHERE row = :row", row=row, body=forged, leaf=merkle.leaf_hash(forged))
    assert ("run_altered", "0") in {(f.key, f.values.get("seq")) for f in findings}


def test_a_flipped_byte_of_the_file_is_found(folder) -> None:
    database = factory.opened(folder, "medic")
    factory.admitted(database)
    database.write(lambda s: s.execute(text("PRAGMA user_version")))
    database.close()
    path = folder / "register.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    try:
        database = factory.opened(folder, "medic")
        try:
            assert "page_damaged" in keys(database.read(health.check).findings)
        finally:
            database.close()
    except TizilimError as refusal:
        assert refusal.key == "register_damaged"
