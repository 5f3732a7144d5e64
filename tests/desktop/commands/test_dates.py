"""The command that tells dates: by id, IIN or name, in words and for programs, each step with its article."""

from pathlib import Path

import pytest

from db.engine import Database
from db.store import account, offence, person, sentence
from tests import factory
from tests.desktop.commands.conftest import PASSWORD, Tizilim

IIN = "850131300019"


@pytest.fixture
def sentenced(demo: Path) -> Path:
    """The demo register with one person more, sentenced to the worked example of УИК 165."""
    database: Database = account.enter(demo, "officer", PASSWORD)
    person_id = database.write(lambda session: person.register(session, factory.person_values(surname="Өтежан", given_name="Қарлыға"))).value
    sentence_id = database.write(lambda session: sentence.add(session, person_id, factory.sentence_values())).value
    database.write(lambda session: offence.add(session, person_id, factory.offence_values(gravity="gravity_medium")))
    database.write(lambda session: sentence.add_set_off(session, sentence_id, factory.set_off_values()))
    database.close()
    return demo


@pytest.mark.parametrize("whom", [IIN, "Өтежан Қарлыға", "Отежан"])
def test_a_person_is_named_by_iin_or_by_any_spelling_of_the_name(sentenced: Path, tizilim: Tizilim, whom: str) -> None:
    said = tizilim("dates", sentenced, whom, "--on", "2026-11-20", "--json")
    assert said.status == 0
    dates = {one["key"]: one["date"] for one in said.data}
    assert dates == {"end_of_term": "2025-11-29", "release_day": "2025-11-28", "parole_date": "2024-08-02",
                     "replacement_by_milder": "2024-06-02", "type_change": "2024-06-02"}
    step = said.data[0]["steps"][1]
    assert set(step) == {"key", "text", "source", "confidence"} and step["key"] == "step_day_before" and step["confidence"] == "law"


@pytest.mark.parametrize(("language", "source"), [("kk", "ҚАК 165(2)"), ("ru", "УИК 165(2)")])
def test_in_words_each_step_names_its_article(sentenced: Path, tizilim: Tizilim, language: str, source: str) -> None:
    said = tizilim("dates", sentenced, IIN, "--language", language)
    assert said.status == 0 and source in said.out and "29.11.2025" in said.out and "step_" not in said.out


def test_the_law_is_that_of_the_day_asked_for(sentenced: Path, tizilim: Tizilim) -> None:
    early = tizilim("dates", sentenced, IIN, "--on", "2018-01-01", "--json")
    assert early.data[0]["date"] == "2026-01-03" and "unconfirmed" in {step["confidence"] for step in early.data[0]["steps"]}
    assert tizilim("dates", sentenced, IIN, "--on", "2026-02-30").status == 2


def test_nobody_several_and_no_sentence_are_told_apart(sentenced: Path, tizilim: Tizilim) -> None:
    assert tizilim("dates", sentenced, "жоқадамжоқ").status == 1
    several = tizilim("search", sentenced, "а", "--json").data
    assert several and tizilim("dates", sentenced, several[0]["id"], "--json").data == []
    assert tizilim("dates", sentenced, several[0]["id"]).status == 1
    assert tizilim("dates", sentenced, "а").status == 2
