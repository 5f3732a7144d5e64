"""A certification is sealed once, amended only beside, read only by medics, and proved by its code."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from db.engine import Database
from db.errors import Invalid, NotAllowed, NotFound, Refused
from db.proof import code
from db.rules.certification import digest
from db.store import access, certification, draft, entry
from tests import factory


def test_a_sealed_certification_reads_back_as_it_was_written(medic: Database) -> None:
    number = factory.certified(medic, factory.admitted(medic))
    sheet = medic.write(lambda session: certification.sheet(session, number)).value
    assert sheet.body == factory.certification_body()
    assert number == "ЛА-155/8-A-2026-0001"


def test_numbers_count_up_within_the_workstation_and_year(medic: Database) -> None:
    person_id = factory.admitted(medic)
    assert [factory.certified(medic, person_id)[-4:] for _ in range(3)] == ["0001", "0002", "0003"]


def test_the_code_holds_leaf_number_and_digest_signed_by_the_medic(medic: Database) -> None:
    number = factory.certified(medic, factory.admitted(medic))
    sheet = medic.write(lambda session: certification.sheet(session, number)).value
    parsed = code.parse(code.from_text(sheet.code))
    assert (parsed.number, parsed.digest) == (number, digest(sheet.body))
    public = Ed25519PrivateKey.from_private_bytes(medic.user.signing_key).public_key()
    public.verify(parsed.signature, parsed.signed)
    assert parsed.leaf.hex() in {row.leaf for row in medic.read(lambda session: entry.of_record(session, sheet.id))}


def test_an_unanswered_item_refuses_the_seal_and_names_itself(medic: Database) -> None:
    person_id = factory.admitted(medic)
    with pytest.raises(Invalid) as refused:
        factory.certified(medic, person_id, conclusion="", findings=(factory.finding(consistency=""),))
    assert {problem.field for problem in refused.value.problems} == {"conclusion", "findings.1.consistency", "consistency"}


def test_no_injuries_found_is_a_full_record(medic: Database) -> None:
    assert factory.certified(medic, factory.admitted(medic), findings=(), no_injuries=True)


def test_an_amendment_stands_beside_and_the_original_stays(medic: Database) -> None:
    number = factory.certified(medic, factory.admitted(medic))
    before = medic.write(lambda session: certification.sheet(session, number)).value
    amended = medic.write(lambda session: certification.amend(session, number, "conclusion", "Жаңа мәтін", "amend_writing_error", "қате жазылған")).value
    after = medic.write(lambda session: certification.sheet(session, number)).value
    assert (after.body, after.code, amended) == (before.body, before.code, number + "/1")
    assert [sheet.body.text for sheet in after.amendments] == ["Жаңа мәтін"]
    assert medic.read(certification.rows)[0].amendments == 1
    assert medic.read(certification.amended_leaves)[0][1] == amended


def test_an_amendment_without_its_reason_is_refused(medic: Database) -> None:
    number = factory.certified(medic, factory.admitted(medic))
    with pytest.raises(Invalid) as refused:
        medic.write(lambda session: certification.amend(session, number, "conclusion", "Жаңа", "", " "))
    assert [problem.field for problem in refused.value.problems] == ["reason", "reason_detail"]


def test_a_sealed_certification_cannot_be_changed(medic: Database) -> None:
    number = factory.certified(medic, factory.admitted(medic))

    def change(session) -> None:
        certification._one(session, number).sealed_at = "2020-01-01T00:00+05:00"
        session.flush()

    with pytest.raises(Refused, match="sealed"):
        medic.write(change)


def test_officer_and_head_cannot_seal_read_or_amend(folder) -> None:
    database = factory.opened(folder, "medic")
    person_id = factory.admitted(database)
    number = factory.certified(database, person_id)
    database.close()
    for login in ("officer", "head"):
        database = factory.opened(folder, login)
        for work in (lambda s: certification.sheet(s, number), lambda s: certification.amend(s, number, "a", "b", "c", "d"),
                     lambda s: certification.seal(s, person_id, "", factory.certification_body())):
            with pytest.raises(NotAllowed, match="medics_only"):
                database.write(work)
        assert [row.number for row in database.read(certification.rows)] == [number]
        database.close()


def test_an_unknown_number_is_not_found(medic: Database) -> None:
    with pytest.raises(NotFound):
        medic.write(lambda session: certification.sheet(session, "ЛА-155/8-A-2026-9999"))


def test_reading_and_printing_leave_a_trace(medic: Database) -> None:
    person_id = factory.admitted(medic)
    number = factory.certified(medic, person_id)
    medic.write(lambda session: certification.sheet(session, number))
    medic.write(lambda session: certification.sheet(session, number, act="print"))
    acts = [row.act for row in medic.read(lambda session: access.rows(session, person_id))]
    assert acts.count("print") == 1 and acts.count("read_medical") == 2


def test_sealing_takes_its_draft_along(medic: Database) -> None:
    person_id = factory.admitted(medic)
    medic.write(lambda session: draft.keep(session, "certification", "d1", person_id, {"conclusion": "…"}))
    medic.write(lambda session: certification.seal(session, person_id, "", factory.certification_body(), draft_key="d1"))
    assert medic.read(draft.rows) == []


def test_a_body_exchanged_behind_the_programs_back_is_not_given_out(medic: Database) -> None:
    person_id = factory.admitted(medic)
    one, other = factory.certified(medic, person_id), factory.certified(medic, person_id, conclusion="Басқа")

    def exchange(session) -> None:
        session.execute(text("DROP TRIGGER certification_kept"))
        session.execute(text("UPDATE certification SET body = (SELECT body FROM certification WHERE number = :other) WHERE number = :one"),
                        {"one": one, "other": other})

    medic.write(exchange)
    with pytest.raises(Refused, match="sealed_altered"):
        medic.write(lambda session: certification.sheet(session, one))


def test_a_certification_too_large_for_an_entry_is_refused_in_words(medic: Database) -> None:
    import random
    rng = random.Random(1)
    noise = "".join(chr(rng.randrange(0x430, 0x450)) for _ in range(90_000))
    with pytest.raises(Refused, match="entry_too_large"):
        factory.certified(medic, factory.admitted(medic), account=noise)
    assert medic.read(certification.rows) == []


def test_the_restored_workstation_of_a_later_epoch_numbers_apart(medic: Database) -> None:
    person_id = factory.admitted(medic)
    factory.certified(medic, person_id)
    medic.info = msgspec.structs.replace(medic.info, epoch=2)
    assert factory.certified(medic, person_id) == "ЛА-155/8-A2-2026-0001"
