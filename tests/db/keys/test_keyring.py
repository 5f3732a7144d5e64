"""A password opens what it should and nothing else; failures are counted, and nobody is locked out by a clock."""

import msgspec
import pytest

from db.errors import NotAllowed, Refused, Throttled, WorldError, WrongKey, WrongPassword
from db.keys import keyring, password, recovery, seal, sign
from db.keys.keyring import Keyring
from db.rules.screening import ScreeningBody
from db.store import account, certification, draft, health
from tests import factory

WORD = factory.PASSWORDS["officer"]


class Seconds:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def fail(ring: Keyring, times: int, clock: Seconds) -> None:
    for _ in range(times):
        clock.now += 1000
        with pytest.raises(WrongPassword):
            ring.unlock("officer", "wrong")


def test_only_a_medic_holds_the_medical_key(folder) -> None:
    ring = Keyring.load(folder)
    users = {login: ring.unlock(login, word) for login, word in factory.PASSWORDS.items()}
    assert [users[login].is_medic for login in ("officer", "medic", "head")] == [False, True, False]
    assert len({user.register_key for user in users.values()}) == 1
    assert len({user.draft_key for user in users.values()}) == 3


def test_five_failures_make_one_wait_and_twenty_lock(folder) -> None:
    clock = Seconds()
    ring = Keyring.load(folder, clock)
    fail(ring, 5, clock)
    with pytest.raises(Throttled) as waits:
        ring.unlock("officer", WORD)
    assert waits.value.values["seconds"] > 0
    clock.now += 3
    assert ring.unlock("officer", WORD).login == "officer"
    fail(ring, 20, clock)
    clock.now += 1_000_000
    with pytest.raises(Throttled, match="locked"):
        ring.unlock("officer", WORD)
    assert ring.seconds_to_wait("officer") is None


def test_the_count_survives_a_new_start_and_a_clock_set_back_locks_nobody_for_years(folder) -> None:
    clock = Seconds()
    fail(Keyring.load(folder, clock), 6, clock)
    clock.now -= 10_000_000
    with pytest.raises(Throttled) as waits:
        Keyring.load(folder, clock).unlock("officer", WORD)
    assert waits.value.values["seconds"] <= keyring.LONGEST_WAIT + 1


def test_failures_before_a_login_are_told_once(folder) -> None:
    clock = Seconds()
    ring = Keyring.load(folder, clock)
    fail(ring, 3, clock)
    user = ring.unlock("officer", WORD)
    assert [ring.failures_before(user.id), ring.failures_before(user.id)] == [3, 0]


def test_a_slot_given_another_role_or_weaker_costs_does_not_open(folder) -> None:
    ring = Keyring.load(folder)
    slot = ring.content.slots[0]
    for changed in (msgspec.structs.replace(slot, role="medic"), msgspec.structs.replace(slot, cost=password.Cost(8, 1, 1))):
        forged = Keyring(folder, msgspec.structs.replace(ring.content, slots=(changed,)))
        with pytest.raises(WrongPassword):
            forged.unlock("officer", WORD)


def test_a_changed_password_opens_and_the_old_one_does_not(folder) -> None:
    ring = Keyring.load(folder)
    before = ring.unlock("officer", WORD)
    ring.change_password("officer", WORD, "жаңа құпиясөз 1")
    assert Keyring.load(folder).unlock("officer", "жаңа құпиясөз 1").signing_key == before.signing_key
    with pytest.raises(WrongPassword):
        Keyring.load(folder).unlock("officer", WORD)


def test_an_unreadable_keyring_is_said_in_words(folder) -> None:
    (folder / keyring.FILE).write_text("{}")
    with pytest.raises(WorldError, match="keyring_unreadable"):
        Keyring.load(folder)


def test_no_secret_shows_in_a_users_or_a_bodys_representation(folder) -> None:
    user = Keyring.load(folder).unlock("medic", factory.PASSWORDS["medic"])
    assert repr(user) == "User('medic')"
    assert factory.PASSWORDS["medic"] not in repr(factory.setup().users[1])
    assert "7" * 20 not in repr(seal.Sealed(b"7" * 20))


def test_a_paper_key_opens_its_register_and_no_other(tmp_path) -> None:
    one, other = recovery.new_paper_key(), recovery.new_paper_key()
    closed = recovery.close(one, "register", b"key")
    assert recovery.open_(one.lower().replace("-", " "), "register", closed) == b"key"
    for wrong in (other,):
        with pytest.raises(WrongKey, match="paper_key_other"):
            recovery.open_(wrong, "register", closed)
    with pytest.raises(WrongKey, match="paper_key_mistyped"):
        recovery.open_(("B" if one[0] != "B" else "C") + one[1:], "register", closed)
    with pytest.raises(WrongKey, match="paper_key_other"):
        recovery.open_(one, "medical", closed)
    assert recovery.is_group(one, 3, one.split("-")[2].lower())
    assert not recovery.is_group(one, 3, one.split("-")[3] if one.split("-")[3] != one.split("-")[2] else "AAAA")


def test_the_papers_of_a_new_register_open_its_keys(tmp_path) -> None:
    papers = factory.register(tmp_path / "r")
    content = Keyring.load(tmp_path / "r").content
    user = Keyring.load(tmp_path / "r").unlock("medic", factory.PASSWORDS["medic"])
    assert recovery.open_(papers.register, "register", content.paper_register) == user.register_key
    assert recovery.open_(papers.medical, "medical", content.paper_medical) == user.medical


def test_a_sealed_body_opens_only_with_its_key_as_its_record_and_unaltered() -> None:
    key, body = seal.new_key(), ScreeningBody(complaints="Ұстаған кезде")
    sealed = seal.seal(key, "screening", "id-1", body)
    assert seal.unseal(key, "screening", "id-1", sealed, ScreeningBody) == body
    for attempt in ((seal.new_key(), "screening", "id-1", sealed), (key, "screening", "id-2", sealed), (key, "certification", "id-1", sealed)):
        with pytest.raises(Refused):
            seal.unseal(*attempt, ScreeningBody)
    for at in range(len(sealed.ciphertext)):
        altered = bytearray(sealed.ciphertext)
        altered[at] ^= 1
        with pytest.raises(Refused):
            seal.unseal(key, "screening", "id-1", seal.Sealed(bytes(altered)), ScreeningBody)


def test_a_persons_key_unwraps_for_the_medical_key_and_that_person_alone(folder) -> None:
    medic = Keyring.load(folder).unlock("medic", factory.PASSWORDS["medic"])
    key = seal.new_key()
    wrapped = seal.wrap(key, medic.medical_public, "person-1")
    assert seal.unwrap(wrapped, medic.medical, "person-1") == key
    for private, person in ((None, "person-1"), (bytes(range(32)), "person-1"), (medic.medical, "person-2")):
        with pytest.raises(NotAllowed, match="medics_only"):
            seal.unwrap(wrapped, private, person)


def test_a_lost_password_is_renewed_with_the_paper_and_nothing_else_is_lost(tmp_path) -> None:
    papers = factory.register(tmp_path / "r")
    database = account.enter(tmp_path / "r", "officer", WORD)
    database.write(lambda session: draft.keep(session, "person", "k", "", {"surname": "Қасымов"}))
    database.close()
    ring = Keyring.load(tmp_path / "r")
    with pytest.raises(WrongKey, match="paper_key_other"):
        ring.recover("officer", "жаңа құпиясөз", papers.medical)
    ring.recover("officer", "жаңа құпиясөз", papers.register)
    with pytest.raises(WrongPassword):
        Keyring.load(tmp_path / "r").unlock("officer", WORD)
    database = account.enter(tmp_path / "r", "officer", "жаңа құпиясөз")
    assert database.read(lambda session: draft.load(session, "person", "k")) == {"surname": "Қасымов"}
    keys = [key.public for key in database.read(account.public_keys) if key.account_id == database.user.id]
    assert len(keys) == 2 and keys[-1] == sign.public_of(database.user.signing_key)
    database.close()


def test_a_medic_needs_both_papers_and_earlier_seals_stay_good(tmp_path) -> None:
    papers = factory.register(tmp_path / "r")
    database = factory.opened(tmp_path / "r", "medic")
    number = factory.certified(database, factory.admitted(database))
    database.close()
    ring = Keyring.load(tmp_path / "r")
    with pytest.raises(NotAllowed, match="medic_needs_both_papers"):
        ring.recover("medic", "жаңа құпиясөз", papers.register)
    ring.recover("medic", "жаңа құпиясөз", papers.register, papers.medical)
    database = account.enter(tmp_path / "r", "medic", "жаңа құпиясөз")
    assert database.write(lambda session: certification.sheet(session, number)).value.number == number
    factory.certified(database, database.read(certification.rows)[0].person_id)
    assert database.read(health.check).whole
    database.close()
