"""The small records of a person: kept, amended with a reason, ended, found by the search, and the same after a rebuild."""

from typing import Any

import pytest

from db.engine import Database
from db.errors import Invalid, NotAllowed
from db.search import query
from db.store import alert, alias, entry, health, link, mark, particular, person, relation
from tests import factory


@pytest.fixture
def person_id(officer: Database) -> str:
    return factory.admitted(officer)


def _found(database: Database, typed: str) -> list[tuple[str, str]]:
    return [(one.alias, one.match) for one in database.read(lambda session: query.find(session, typed))]


@pytest.mark.parametrize(("typed", "match"), [
    ("Мұхаметжанова", "exact"), ("Мухаметжанова", "folded"), ("мұхам", "prefix"), ("Мұхамеджанова", "misspelt"), ("Мұхаметжанова Әлихан", "exact"),
])
def test_a_former_name_is_found_like_the_own(officer: Database, person_id: str, typed: str, match: str) -> None:
    officer.write(lambda session: alias.add(session, person_id, {"alias_kind": "former_name", "surname": "Мұхаметжанова"}))
    assert _found(officer, typed) == [("Мұхаметжанова", match)]
    assert _found(officer, "Касымов") == [("", "folded")]


def test_the_search_follows_an_amended_alias_an_amended_person_and_a_rebuild(officer: Database, person_id: str) -> None:
    record_id = officer.write(lambda session: alias.add(session, person_id, {"alias_kind": "former_name", "surname": "Ахметова"})).value
    officer.write(lambda session: alias.amend(session, record_id, {"surname": "Оспанова"}, "қате жазылған"))
    assert (_found(officer, "Ахметова"), _found(officer, "Оспанова")) == ([], [("Оспанова", "exact")])
    officer.write(lambda session: person.amend(session, person_id, {"surname": "Бөкеев"}, "құжат ауысты"))
    assert _found(officer, "Оспанова") == [("Оспанова", "exact")]
    officer.write(health.rebuild)
    assert _found(officer, "Оспанова") == [("Оспанова", "exact")]
    assert officer.read(health.check).whole


def test_an_amendment_needs_a_reason_and_keeps_what_was(officer: Database, person_id: str) -> None:
    record_id = officer.write(lambda session: relation.add(session, person_id, {"relation": "spouse", "name": "Қасымова Гүлнәр"})).value
    with pytest.raises(Invalid):
        officer.write(lambda session: relation.amend(session, record_id, {"phone": "1"}, " "))
    officer.write(lambda session: relation.end(session, record_id, "2026-11-01", "ажырасу"))
    history = officer.read(lambda session: entry.of_record(session, record_id))
    assert [(row.action, row.reason) for row in history] == [("record", ""), ("amend", "ажырасу")]


def test_an_alert_holds_to_its_last_day(officer: Database, person_id: str) -> None:
    values = {"alert": "alert_escape", "reason": "қашпақ болған", "from_on": "2026-01-10", "until_on": "2026-02-10"}
    officer.write(lambda session: alert.add(session, person_id, values))
    held = [day for day in ("2026-01-09", "2026-01-10", "2026-02-10", "2026-02-11")
            if officer.read(lambda session, day=day: alert.in_force(session, person_id, day))]
    assert held == ["2026-01-10", "2026-02-10"]


def test_medical_alerts_are_the_medics_alone(officer: Database, person_id: str) -> None:
    with pytest.raises(NotAllowed):
        officer.write(lambda session: alert.add(session, person_id, {"alert": "medical_apart", "from_on": "2026-01-10"}))


@pytest.mark.parametrize(("store", "values", "field", "key"), [
    (alias, {"alias_kind": "former_name"}, "surname", "alias_empty"),
    (alias, {"alias_kind": "former_name", "surname": "Ахметова2"}, "surname", "digits_in_name"),
    (particular, {"fact": "disability_group", "value": "disability_9", "source": "x"}, "value", "unknown_code"),
    (particular, {"fact": "disability_group", "value": "disability_1"}, "source", "source_required"),
    (particular, {"fact": "education", "value": "edu_higher", "from_on": "1980-01-01"}, "from_on", "before_birth"),
    (relation, {"relation": "advocate", "name": "Омаров"}, "phone", "contact_unreachable"),
    (mark, {"place": "қол", "text": "тыртық", "seen_on": "2027-01-01"}, "seen_on", "date_in_future"),
    (alert, {"alert": "alert_escape", "from_on": "2026-01-10"}, "reason", "reason_required"),
])
def test_what_is_wrong_is_named_field_by_field(officer: Database, person_id: str, store: Any, values: dict[str, str], field: str, key: str) -> None:
    with pytest.raises(Invalid) as raised:
        officer.write(lambda session: store.add(session, person_id, values))
    assert (field, key) in [(problem.field, problem.key) for problem in raised.value.problems]


def test_a_nickname_may_have_a_digit(officer: Database, person_id: str) -> None:
    officer.write(lambda session: alias.add(session, person_id, {"alias_kind": "alias", "given_name": "Жетінші 7"}))
    assert _found(officer, "жетінші") == [("Жетінші 7", "exact")]


def test_linked_people_know_each_other_through_a_third(officer: Database, person_id: str) -> None:
    others = [officer.write(lambda session, number=number: person.register(session, factory.person_values(
        iin="", iin_state="iin_absent", iin_reason="тест", document_number=str(number)))).value for number in range(3)]
    for one, other in ((person_id, others[0]), (others[1], others[0])):
        officer.write(lambda session, one=one, other=other: link.decide(session, one, other, "link_same", "саусақ таңбасы"))
    officer.write(lambda session: link.decide(session, others[2], person_id, "link_not_same", "егіздер"))
    assert {row.id for row in officer.read(lambda session: link.linked(session, others[1]))} == {person_id, others[0]}
    assert officer.read(health.check).whole


@pytest.mark.parametrize(("state", "reason"), [("link_same", " "), ("link_maybe", "x")])
def test_a_link_needs_a_reason_and_a_known_decision(officer: Database, person_id: str, state: str, reason: str) -> None:
    other = officer.write(lambda session: person.register(session, factory.person_values(document_number="9"))).value
    with pytest.raises(Invalid):
        officer.write(lambda session: link.decide(session, person_id, other, state, reason))
