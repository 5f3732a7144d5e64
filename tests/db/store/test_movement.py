"""Steps through the gate: what follows what, late entries, trips, releases, withdrawals; and the journal that they fill."""

from datetime import timedelta
from typing import Any

import pytest

from db.engine import Database
from db.errors import Invalid, NotAllowed
from db.models import Movement
from db.rules.moment import ZONE
from db.store import custody, entry, health, journal, movement, person, presence, release, screening, tally
from tests import factory

ARRIVED = "2026-11-20T09:00+05:00"
RULING = {"order_kind": "order_court_ruling", "order_number": "7", "order_on": "2026-11-20", "authority": "сот"}


@pytest.fixture
def clock() -> factory.FakeClock:
    return factory.FakeClock()


@pytest.fixture
def gate(folder: Any, clock: factory.FakeClock) -> Any:
    database = factory.opened(folder, clock=clock)
    yield database
    database.close()


@pytest.fixture
def person_id(gate: Database) -> str:
    return factory.admitted(gate)


def step(gate: Database, person_id: str, code: str, at: str, kept: dict[str, str] | None = None, **more: Any) -> str:
    own = {name: more.pop(name) for name in ("back_at", "end") if name in more}
    values = {"movement": code, "at": f"2026-11-20T{at}+05:00" if len(at) == 5 else at, "place": "Алматы қалалық соты", **more}
    return gate.write(lambda session: movement.record(session, person_id, values, kept, **own)).value


def refused(gate: Database, *given: Any, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        step(gate, *given, **more)
    return [(problem.field, problem.key) for problem in caught.value.problems]


def where(gate: Database, person_id: str, at: str) -> str:
    return gate.read(lambda session: presence.where(session, person_id, f"2026-11-20T{at}+05:00")).status


def page(gate: Database, on: str = "2026-11-20") -> journal.Day:
    now = gate.station().now().isoformat(timespec="minutes")
    return gate.read(lambda session: journal.day(session, on, now, ZONE))


# what follows what -----------------------------------------------------------------------------------------------------------


def test_the_arrival_of_an_episode_is_a_movement(gate: Database, person_id: str) -> None:
    (one,) = gate.read(lambda session: presence.of_person(session, person_id))
    assert (one.direction, one.movement, one.at, one.body_check) == ("in", "move_from_police", ARRIVED, "")
    assert one.custody_id == gate.read(lambda session: custody.latest(session, person_id)).id
    assert [where(gate, person_id, at) for at in ("08:59", "09:00")] == ["", "status_held"]


def test_to_court_and_back(gate: Database, person_id: str) -> None:
    step(gate, person_id, "move_to_court", "10:00")
    assert where(gate, person_id, "12:00") == "status_out_court"
    held = gate.read(lambda session: tally.held(session, "2008-11-20"))
    assert (held.total, held.away) == (1, 1)
    assert [one.movement for one in gate.read(presence.away)] == ["move_to_court"]
    step(gate, person_id, "move_from_court", "13:30")
    assert [where(gate, person_id, at) for at in ("09:59", "10:00", "13:29", "13:30")] == [
        "status_held", "status_out_court", "status_out_court", "status_held"]
    assert gate.read(presence.away) == []
    assert gate.read(tally.differences) == []


@pytest.mark.parametrize(("steps", "code", "at", "wrong"), [
    ((), "move_from_court", "10:00", ("movement", "movement_already_in")),
    ((("move_to_court", "10:00"),), "move_to_hospital", "11:00", ("movement", "movement_already_out")),
    ((), "move_to_court", "08:00", ("at", "movement_before_later")),
    ((("move_to_court", "10:00"),), "move_from_court", "09:30", ("at", "movement_before_later")),
    ((), "move_to_court", "15:00", ("at", "movement_in_future")),
    ((), "move_nowhere", "10:00", ("movement", "unknown_code")),
    ((("move_to_court", "10:00"),), "move_from_hospital", "11:00", ("movement", "movement_other_return")),
    ((("move_death", "10:00"),), "move_from_court", "11:00", ("movement", "movement_after_death")),
    ((("move_to_court", "10:00"),), "move_from_escape", "11:00", ("movement", "movement_no_escape")),
])
def test_a_contradiction_is_answered_at_its_field(gate: Database, person_id: str, steps: Any, code: str, at: str, wrong: Any) -> None:
    for done in steps:
        step(gate, person_id, *done)
    assert wrong in refused(gate, person_id, code, at)


def test_who_has_never_come_neither_leaves_nor_returns(gate: Database) -> None:
    stranger = gate.write(lambda session: person.register(session, factory.person_values())).value
    assert ("movement", "movement_never_came") in refused(gate, stranger, "move_to_court", "10:00")
    assert ("movement", "movement_needs_custody") in refused(gate, stranger, "move_from_court", "10:00")


def test_a_warning_is_kept_with_its_reason_in_the_history(gate: Database, person_id: str) -> None:
    assert ("fitness", "departs_unfit") in refused(gate, person_id, "move_to_court", "10:00", fitness="not_fit")
    one = step(gate, person_id, "move_to_court", "10:00", {"fitness": "сот талабы, дәрігер бірге"}, fitness="not_fit")
    (row,) = gate.read(lambda session: entry.of_record(session, one))
    assert entry.reasons(row.reason) == [("fitness", "сот талабы, дәрігер бірге")]


def test_papers_that_a_kind_must_have(gate: Database, person_id: str) -> None:
    assert refused(gate, person_id, "move_to_investigation", "10:00") == [
        ("order_number", "required"), ("order_on", "required"), ("authority", "required")]
    step(gate, person_id, "move_to_investigation", "10:00", **RULING)
    assert [one.due for one in gate.read(presence.away)] == ["2026-12-20"]


def test_a_body_check_that_was_not_made_needs_its_reason_and_a_missing_one_is_seen(gate: Database, person_id: str) -> None:
    assert refused(gate, person_id, "move_to_court", "10:00", body_check="body_check_refused") == [("body_check_reason", "body_check_reason_missing")]
    step(gate, person_id, "move_to_court", "10:00", body_check="body_check_done")
    assert [line.check_missing for line in page(gate).lines] == [True, False]


def test_a_late_entry_needs_its_reason(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    clock.now += timedelta(days=1)
    assert refused(gate, person_id, "move_to_court", "15:00") == [("at", "movement_back_dated")]
    step(gate, person_id, "move_to_court", "15:00", {"at": "кезекші кеш тапсырды"})
    assert where(gate, person_id, "15:00") == "status_out_court"


def test_a_forgotten_trip_is_entered_whole(gate: Database, person_id: str) -> None:
    step(gate, person_id, "move_to_court", "12:00")
    assert refused(gate, person_id, "move_to_hospital", "10:00") == [("at", "movement_before_later")]
    assert refused(gate, person_id, "move_to_hospital", "10:00", back_at="2026-11-20T12:30+05:00") == [("back_at", "movement_before_later")]
    assert refused(gate, person_id, "move_to_hospital", "10:00", back_at="2026-11-20T09:30+05:00") == [("back_at", "movement_back_before_out")]
    step(gate, person_id, "move_to_hospital", "10:00", back_at="2026-11-20T11:00+05:00")
    assert [where(gate, person_id, at) for at in ("10:30", "11:30", "12:30")] == ["status_outside_hospital", "status_held", "status_out_court"]


def test_several_come_back_by_the_same_car_or_nobody_does(gate: Database, person_id: str) -> None:
    other = factory.admitted(gate, iin="", iin_state="iin_absent", iin_reason="жоқ")
    for one in (person_id, other):
        step(gate, one, "move_to_court", "10:00")
    values = {"movement": "move_from_court", "at": "2026-11-20T13:00+05:00", "escort": "Ахметов"}
    with pytest.raises(Invalid):
        gate.write(lambda session: movement.back(session, [person_id, "nobody"], values))
    assert len(gate.read(presence.away)) == 2
    gate.write(lambda session: movement.back(session, [person_id, other], values))
    assert gate.read(presence.away) == []


# the end of custody ----------------------------------------------------------------------------------------------------------


def test_a_release_has_its_ground_and_papers(gate: Database, person_id: str) -> None:
    assert refused(gate, person_id, "move_release", "13:00") == [("ground", "required")]
    assert ("order_number", "required") in refused(gate, person_id, "move_release", "13:00", end={"ground": "relg_case_body_ruling"})
    step(gate, person_id, "move_release", "13:00", end={"ground": "relg_case_body_ruling", "certificate_number": "12"}, **RULING)
    (one,) = gate.read(lambda session: release.rows(session, person_id))
    assert (one.ground, one.number, one.authority, one.certificate_number, one.at) == (
        "relg_case_body_ruling", "7", "сот", "12", "2026-11-20T13:00+05:00")
    assert where(gate, person_id, "13:00") == "status_released"
    assert gate.read(lambda session: tally.held(session, "2008-11-20")) == tally.Held(0, 0, 0, 0, 0)
    assert gate.read(tally.differences) == []


def test_whoever_is_gone_waits_for_no_medic(gate: Database, person_id: str) -> None:
    assert len(gate.read(screening.waiting)) == 1
    step(gate, person_id, "move_release", "13:00", end={"ground": "relg_term_served"})
    assert gate.read(screening.waiting) == []


def test_a_new_arrest_after_a_release_is_a_new_episode(gate: Database, person_id: str) -> None:
    step(gate, person_id, "move_release", "13:00", end={"ground": "relg_term_served"})
    assert ("movement", "movement_needs_custody") in refused(gate, person_id, "move_from_police", "13:30")
    again = factory.custody_values(arrived_at="2026-11-20T13:30+05:00")
    episode = gate.write(lambda session: custody.open_(session, person_id, again, None, {"place": "ТҚҰИ", "escort": "Ахметов"})).value
    newest = gate.read(lambda session: presence.of_person(session, person_id))[0]
    assert (newest.custody_id, newest.place, newest.escort) == (episode, "ТҚҰИ", "Ахметов")
    assert where(gate, person_id, "13:30") == "status_held"


def test_an_escape_ends_and_a_return_reopens(gate: Database, person_id: str) -> None:
    assert refused(gate, person_id, "move_escape", "10:00", end={}) == [("note", "required")]
    step(gate, person_id, "move_escape", "10:00", end={"note": "қоршаудан асып"})
    assert [one.ground for one in gate.read(lambda session: release.rows(session, person_id))] == ["escape"]
    assert gate.read(lambda session: tally.held(session, "2008-11-20")).total == 0
    assert ("movement", "movement_after_escape") in refused(gate, person_id, "move_from_court", "12:00")
    step(gate, person_id, "move_from_escape", "12:00")
    first, last = (gate.read(lambda session: presence.of_person(session, person_id))[at] for at in (-1, 0))
    assert first.custody_id == last.custody_id
    assert (where(gate, person_id, "12:00"), where(gate, person_id, "11:00")) == ("status_returned", "status_escaped")
    assert gate.read(lambda session: tally.held(session, "2008-11-20")).total == 1
    assert gate.read(tally.differences) == []


# amending --------------------------------------------------------------------------------------------------------------------


def test_an_amended_arrival_of_the_episode_takes_its_movement_along(gate: Database, person_id: str) -> None:
    step(gate, person_id, "move_to_court", "10:00")
    episode = gate.read(lambda session: custody.latest(session, person_id))
    gate.write(lambda session: custody.amend(session, episode.id, factory.custody_values(arrived_at="2026-11-20T08:30+05:00"), "журнал бойынша"))
    assert where(gate, person_id, "08:30") == "status_held"
    with pytest.raises(Invalid) as caught:
        gate.write(lambda session: custody.amend(session, episode.id, factory.custody_values(arrived_at="2026-11-20T11:00+05:00"), "қате"))
    assert [(one.field, one.key) for one in caught.value.problems] == [("arrived_at", "movement_before_later")]
    assert where(gate, person_id, "08:30") == "status_held"


def test_an_amended_movement_keeps_its_order_and_its_history(gate: Database, person_id: str) -> None:
    one = step(gate, person_id, "move_to_court", "10:00")
    step(gate, person_id, "move_from_court", "13:00")
    gate.write(lambda session: movement.amend(session, one, {"at": "2026-11-20T10:20+05:00", "body_check": "body_check_done"}, "журнал"))
    assert (where(gate, person_id, "10:10"), where(gate, person_id, "10:20")) == ("status_held", "status_out_court")
    for values, key in (({"at": "2026-11-20T13:30+05:00"}, "movement_before_later"), ({"movement": "move_from_court"}, "movement_other_direction")):
        with pytest.raises(Invalid) as caught:
            gate.write(lambda session, values=values: movement.amend(session, one, values, "қате"))  # type: ignore[misc]
        assert key in [problem.key for problem in caught.value.problems]
    assert len(gate.read(lambda session: entry.of_record(session, one))) == 2


def test_only_the_last_movement_can_be_withdrawn_and_it_stays_in_the_history(gate: Database, person_id: str) -> None:
    out = step(gate, person_id, "move_to_court", "10:00")
    back = step(gate, person_id, "move_from_court", "13:00")
    with pytest.raises(Invalid) as caught:
        gate.write(lambda session: movement.withdraw(session, out, "басқа адам"))
    assert caught.value.problems[0].key == "movement_not_last"
    for one in (back, out):
        gate.write(lambda session, one=one: movement.withdraw(session, one, "басқа адам"))  # type: ignore[misc]
    assert where(gate, person_id, "12:00") == "status_held"
    assert [one.withdrawn for one in gate.read(lambda session: presence.of_person(session, person_id))] == ["yes", "yes", ""]
    arrival = gate.read(lambda session: presence.of_person(session, person_id))[-1]
    with pytest.raises(Invalid) as caught:
        gate.write(lambda session: movement.withdraw(session, arrival.id, "қате"))
    assert caught.value.problems[0].key == "movement_of_custody"
    assert gate.read(health.check).whole


# the journal -----------------------------------------------------------------------------------------------------------------


def close(gate: Database, on: str) -> str:
    return gate.write(lambda session: journal.close(session, on)).value


def not_closed(gate: Database, on: str) -> str:
    with pytest.raises(Invalid) as caught:
        close(gate, on)
    return str(caught.value.problems[0].key)


def test_days_are_closed_in_order_from_the_registers_first_and_only_when_over(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    assert not_closed(gate, "2026-11-20") == "journal_day_not_over"
    assert not_closed(gate, "2026-11-19") == "journal_before_register"
    clock.now += timedelta(days=3)
    assert not_closed(gate, "2026-11-21") == "journal_earlier_open"
    close(gate, "2026-11-20")
    assert not_closed(gate, "2026-11-20") == "journal_closed_already"
    close(gate, "2026-11-21")
    line = page(gate).closing
    assert line is not None and (line.yesterday, line.came, line.left, line.today) == (0, 1, 0, 1)
    after = page(gate, "2026-11-21").closing
    assert after is not None and (after.yesterday, after.came, after.left, after.today) == (1, 0, 0, 1)


def test_only_a_records_officer_closes_a_day(folder: Any, gate: Database, clock: factory.FakeClock) -> None:
    gate.close()
    clock.now += timedelta(days=1)
    other = factory.opened(folder, "medic", clock)
    with pytest.raises(NotAllowed):
        close(other, "2026-11-20")
    other.close()


def test_a_day_that_does_not_balance_is_not_closed_and_the_numbers_are_said(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    def came_by_another_way(session: Any) -> None:
        session.add(Movement(person_id=person_id, direction="in", movement="move_from_court", at="2026-11-20T12:00+05:00"))

    gate.write(came_by_another_way)
    clock.now += timedelta(days=1)
    with pytest.raises(Invalid) as caught:
        close(gate, "2026-11-20")
    (problem,) = caught.value.problems
    assert (problem.key, problem.values) == ("journal_unbalanced", {"yesterday": "0", "came": "2", "left": "0", "today": "1", "sum": "2"})


def test_a_movement_on_a_closed_day_is_a_correction_that_later_days_show(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    clock.now += timedelta(days=3)
    for on in ("2026-11-20", "2026-11-21"):
        close(gate, on)
    assert refused(gate, person_id, "move_release", "13:00", end={"ground": "relg_term_served"}) == [("at", "movement_day_closed")]
    step(gate, person_id, "move_release", "13:00", {"at": "ұмыт қалған"}, end={"ground": "relg_term_served"})
    first, second = page(gate), page(gate, "2026-11-21")
    (correction,) = first.corrections
    assert (correction.yesterday, correction.came, correction.left, correction.today, correction.note) == (0, 1, 1, 0, "ұмыт қалған")
    assert correction.annotates == first.closing.id  # type: ignore[union-attr]
    assert (first.since, second.since, second.today, second.closing.today) == (-1, -1, 0, 1)  # type: ignore[union-attr]
    close(gate, "2026-11-22")
    assert page(gate, "2026-11-22").closing.today == 0  # type: ignore[union-attr]
    assert gate.read(health.check).whole


def test_what_changes_a_closed_day_without_a_correction_is_found(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    clock.now += timedelta(days=2)
    close(gate, "2026-11-20")

    def came_from_elsewhere(session: Any) -> None:
        session.add(Movement(person_id=person_id, direction="out", movement="move_to_court", at="2026-11-20T12:00+05:00"))

    gate.write(came_from_elsewhere)
    assert not_closed(gate, "2026-11-21") == "journal_unexplained"


def test_an_arrival_before_the_first_closed_day_corrects_its_first_number(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    clock.now += timedelta(days=2)
    close(gate, "2026-11-20")
    other = gate.write(lambda session: person.register(session, factory.person_values(iin="", iin_state="iin_absent", iin_reason="жоқ"))).value
    earlier = factory.custody_values(detained_at="2026-11-10T10:00+05:00", delivered_at="2026-11-10T11:00+05:00", arrived_at="2026-11-11T09:00+05:00")
    with pytest.raises(Invalid) as caught:
        gate.write(lambda session: custody.open_(session, other, earlier))
    assert [(one.field, one.key) for one in caught.value.problems] == [("arrived_at", "movement_day_closed")]
    gate.write(lambda session: custody.open_(session, other, earlier, {"arrived_at": "ескі карточкадан"}))
    (correction,) = page(gate).corrections
    assert (correction.yesterday, correction.came, correction.today, correction.note) == (1, 1, 2, "ескі карточкадан")
    close(gate, "2026-11-21")


def test_a_moved_and_a_withdrawn_movement_correct_both_days(gate: Database, person_id: str, clock: factory.FakeClock) -> None:
    out = step(gate, person_id, "move_to_court", "12:00")
    clock.now += timedelta(days=3)
    for on in ("2026-11-20", "2026-11-21"):
        close(gate, on)
    gate.write(lambda session: movement.amend(session, out, {"at": "2026-11-21T08:00+05:00"}, "күні қате"))
    assert [(one.left, one.today) for one in page(gate).corrections] == [(0, 1)]
    assert [(one.yesterday, one.left, one.today) for one in page(gate, "2026-11-21").corrections] == [(1, 1, 0)]
    gate.write(lambda session: movement.withdraw(session, out, "басқа адам"))
    close(gate, "2026-11-22")
    assert page(gate, "2026-11-22").closing.today == 1  # type: ignore[union-attr]
