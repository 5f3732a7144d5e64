"""A case on a real register: what changes keeps what was, what follows is computed anew, and the log still accounts for every row."""

from collections.abc import Callable
from typing import Any

import pytest

from db.engine import Database
from db.errors import Invalid
from db.store import category, custody, entry, health, hearing, measure, offence, person, sentence, used
from tests import factory

COURT = "Алматы қаласының Бостандық аудандық соты"


@pytest.fixture
def person_id(officer: Database) -> str:
    return factory.admitted(officer)


def done(database: Database, work: Callable[..., Any], *given: Any) -> Any:
    return database.write(lambda session: work(session, *given)).value


def refused(database: Database, work: Callable[..., Any], *given: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        done(database, work, *given)
    return [(problem.field, problem.key) for problem in caught.value.problems]


def whole(database: Database) -> bool:
    """The tables equal the log, before and after they are made anew from it."""
    before = database.read(health.check).whole
    database.write(health.rebuild)
    return before and database.read(health.check).whole


def test_the_newest_status_is_shown_and_each_change_has_its_document(officer: Database, person_id: str) -> None:
    later = factory.category_values(category="convict", from_at="2026-11-20T13:00+05:00", document="sentence_verdict")
    done(officer, category.add, person_id, later)
    done(officer, category.add, person_id, factory.category_values(category="defendant"))
    shown = officer.read(lambda session: person.page(session, person.ordered_rows(session)))
    assert [row.category for row in shown] == ["convict"] == [officer.read(lambda session: category.now(session, person_id))]
    assert [row.category for row in officer.read(lambda session: category.rows(session, person_id))] == ["convict", "defendant"]
    assert refused(officer, category.add, person_id, factory.category_values(document="", authority="")) == [
        ("document", "required"), ("authority", "required")]
    assert whole(officer)


def test_a_new_custody_begins_with_its_own_status(officer: Database, person_id: str) -> None:
    done(officer, category.add, person_id, factory.category_values(category="convict"))
    done(officer, custody.open_, person_id, factory.custody_values(category="accused", arrived_at="2026-11-20T13:30+05:00"))
    assert officer.read(lambda session: category.now(session, person_id)) == "accused"


def test_a_measure_is_extended_ended_and_runs_out(officer: Database, person_id: str) -> None:
    first = done(officer, measure.add, person_id, factory.measure_values())
    following = factory.measure_values(from_at="2026-12-20T10:05+05:00", until_at="2027-01-20T10:05+05:00", extends=first, number="2")
    second = done(officer, measure.add, person_id, following)
    rows = officer.read(lambda session: measure.rows(session, person_id))
    assert measure.states(rows, "2027-01-19T10:04+05:00") == {first: "extended", second: "holds"}
    assert measure.states(rows, "2027-01-19T10:05+05:00")[second] == "ends_soon"        # SIZO law 48(2): 24 hours before
    assert measure.states(rows, "2027-01-20T10:05+05:00")[second] == "expired"
    ended = {**following, "ended_at": "2026-11-20T12:00+05:00", "ended_because": ""}
    assert refused(officer, measure.amend, second, ended, "сот қаулысы") == [("ended_because", "reason_required")]
    done(officer, measure.amend, second, {**ended, "ended_because": "кепіл"}, "сот қаулысы")
    assert measure.states(officer.read(lambda session: measure.rows(session, person_id)), "2027-02-01T00:00+05:00")[second] == "ended"
    assert whole(officer)


def test_a_day_in_court_gets_its_outcome_afterwards(officer: Database, person_id: str) -> None:
    values = {"court": COURT, "at": "2026-12-01T10:00+05:00", "purpose": "алдын ала тыңдау"}
    hearing_id = done(officer, hearing.add, person_id, values)
    assert refused(officer, hearing.amend, hearing_id, {**values, "outcome": "кейінге қалды"}, "хабар") == [
        ("outcome", "outcome_before_hearing")]
    done(officer, hearing.amend, hearing_id, {**values, "at": "2026-11-20T10:00+05:00", "outcome": "кейінге қалды"}, "хабар")
    assert officer.read(lambda session: hearing.rows(session, person_id))[0].outcome == "кейінге қалды"
    assert whole(officer)


def test_requalification_closes_the_old_and_keeps_it(officer: Database, person_id: str) -> None:
    old = done(officer, offence.add, person_id, factory.offence_values("ст. 99 ч. 2 п. 15)", gravity="gravity_especially_grave"))
    new = done(officer, offence.requalify, old, factory.offence_values("ст. 106 ч. 3", gravity="gravity_grave", since_on="2026-11-20"), "қаулы № 7")
    standing, closed = officer.read(lambda session: offence.rows(session, person_id))
    assert (standing.id, standing.article, standing.closed_on) == (new, "106", "")
    assert (closed.id, closed.article, closed.points, closed.closed_on, closed.replaced_by) == (old, "99", "15", "2026-11-20", new)
    assert officer.read(lambda session: entry.of_record(session, old))[-1].reason == "қаулы № 7"
    assert officer.read(lambda session: sentence.gravities(session, person_id, standing.custody_id)) == ("gravity_grave",)
    again = factory.offence_values("ст. 107 ч. 1", since_on="2026-11-20")
    assert refused(officer, offence.requalify, old, again, "қаулы") == [("citation", "requalified_before")]
    assert refused(officer, offence.requalify, new, {**again, "since_on": "2026-11-19"}, "қаулы") == [("since_on", "requalified_too_early")]
    assert whole(officer)


@pytest.mark.parametrize(("typed", "key"), [("", "required"), ("кража", "citation_not_understood"), ("ст. 188 ч. 2; ст. 189", "one_offence")])
def test_what_is_not_one_act_is_not_recorded(officer: Database, person_id: str, typed: str, key: str) -> None:
    assert refused(officer, offence.add, person_id, factory.offence_values(typed)) == [("citation", key)]


def dates(database: Database, person_id: str, on: str = "2026-11-20") -> dict[str, str | None]:
    (judged,) = database.read(lambda session: sentence.judged(session, person_id, on))
    return {one.key: one.date for one in judged.dates}


def test_the_dates_follow_every_change_and_are_kept_nowhere(officer: Database, person_id: str) -> None:
    sentence_id = done(officer, sentence.add, person_id, factory.sentence_values())
    assert dates(officer, person_id) == {                   # УИК 165: two years from 15.03.2024 end on Saturday 14.03.2026
        "end_of_term": "2026-03-14", "release_day": "2026-03-13", "parole_date": None, "replacement_by_milder": None, "type_change": None}
    done(officer, offence.add, person_id, factory.offence_values("ст. 188 ч. 2", gravity="gravity_medium"))
    assert dates(officer, person_id)["parole_date"] == "2024-11-15"                                     # УК 72(3) 1): a third
    set_off_id = done(officer, sentence.add_set_off, sentence_id, factory.set_off_values())
    assert dates(officer, person_id)["end_of_term"] == "2025-11-29"       # УК 62(3): 70 days in medium security count for 105
    values = factory.set_off_values(withdrawn_on="2026-11-20")
    done(officer, sentence.amend_set_off, set_off_id, values, "басқа іс")
    assert dates(officer, person_id)["end_of_term"] == "2026-03-14"
    assert whole(officer)


def test_an_override_needs_its_reason_and_keeps_the_computed_date_in_sight(officer: Database, person_id: str) -> None:
    sentence_id = done(officer, sentence.add, person_id, factory.sentence_values())
    own = factory.sentence_values(end_override="2026-02-07")
    assert refused(officer, sentence.amend, sentence_id, own, "сот қаулысы") == [("end_reason", "reason_required")]
    done(officer, sentence.amend, sentence_id, {**own, "end_reason": "сот есебі"}, "сот қаулысы")
    (judged,) = officer.read(lambda session: sentence.judged(session, person_id, "2026-11-20"))
    ends, release = judged.dates[:2]
    assert (ends.date, release.date) == ("2026-02-07", "2026-02-06")            # Saturday: the Friday before
    assert ends.steps[-1].key == "step_overridden" and ends.steps[-1].values["computed"] == "2026-03-14"


def test_a_term_outside_the_limits_is_kept_with_a_reason_and_a_bad_one_refused(officer: Database, person_id: str) -> None:
    done(officer, sentence.add, person_id, factory.sentence_values(years=16), {"years": "үкім солай"})
    assert refused(officer, sentence.add, person_id, factory.sentence_values(years=None, in_force_on="2024-03-01")) == [
        ("in_force_on", "in_force_before_passed"), ("years", "required")]
    assert whole(officer)


def test_an_arrest_has_an_end_and_no_parole(officer: Database, person_id: str) -> None:
    done(officer, sentence.add, person_id, factory.sentence_values(years=None, days=15, place="arrest_punishment"))
    assert dates(officer, person_id) == {"end_of_term": "2024-03-29", "release_day": "2024-03-29"}


def test_names_grow_by_use_the_most_usual_first(officer: Database, person_id: str) -> None:
    done(officer, hearing.add, person_id, {"court": "Б соты", "at": "2026-12-01T10:00+05:00"})
    for _time in range(2):
        done(officer, hearing.add, person_id, {"court": "А соты", "at": "2026-12-01T10:00+05:00"})
    done(officer, sentence.add, person_id, factory.sentence_values(court="А соты"))
    assert officer.read(lambda session: used.lately(session, "court")) == ["А соты", "Б соты"]
    assert "Алматы қаласының тергеу соты" in officer.read(lambda session: used.lately(session, "authority"))
