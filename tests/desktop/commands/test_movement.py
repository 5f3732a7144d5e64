"""Head count, whereabouts and a day of the journal on the command line."""

from pathlib import Path

from db.rules import moment
from db.store import presence
from desktop import i18n
from tests.desktop.commands.conftest import Tizilim

YESTERDAY = presence.following(moment.now()[:10], -1)


def test_a_head_count_gives_its_total_and_its_categories(demo: Path, tizilim: Tizilim) -> None:
    found = tizilim("headcount", demo, "--at", f"{YESTERDAY}T23:59", "--json").data
    assert found["total"] == sum(found["categories"].values()) == sum(found["sexes"].values()) > 80
    assert found["held"] == found["total"] + found["away"]
    assert tizilim("headcount", demo, "--at", "2001-01-01 00:00", "--json").data["total"] == 0


def test_the_journals_numbers_are_those_of_the_head_counts(demo: Path, tizilim: Tizilim) -> None:
    day = tizilim("journal", demo, "--on", YESTERDAY, "--json").data
    before = tizilim("headcount", demo, "--at", f"{presence.following(YESTERDAY, -1)}T23:59", "--json").data["total"]
    after = tizilim("headcount", demo, "--at", f"{YESTERDAY}T23:59", "--json").data["total"]
    assert (day["yesterday"], day["today"]) == (before, after)
    assert day["yesterday"] + day["in"] - day["out"] == day["today"] and day["balances"]
    assert [line["direction"] for line in day["lines"]].count("in") == day["in"]
    assert [line["number"] for line in day["lines"]] == list(range(1, day["in"] + day["out"] + 1))
    closed = tizilim("journal", demo, "--on", presence.following(YESTERDAY, -1), "--json").data
    assert closed["closed"] is not None and closed["closed"]["today"] == closed["today"]


def test_whereabouts_before_and_after_a_step(demo: Path, tizilim: Tizilim) -> None:
    lines = [line for back in range(40) for line in tizilim("journal", demo, "--on", presence.following(YESTERDAY, -back), "--json").data["lines"]
             if line["movement"] == "move_to_court"][:1]
    (line,) = lines
    before = tizilim("where", demo, line["person_id"], "--at", f"{line['at'][:10]}T00:00", "--json").data
    then = tizilim("where", demo, line["person_id"], "--at", line["at"], "--json").data
    assert (before["status"], then["status"], then["inside"], then["since"]) == ("status_held", "status_out_court", False, line["at"])
    never = tizilim("where", demo, line["person_id"], "--at", "01.01.2001 12:00")
    assert never.status == 1 and never.err


def test_answers_are_given_in_both_languages(demo: Path, tizilim: Tizilim) -> None:
    for language, inside in (("kk", "Мекемеде"), ("ru", "В наличии")):
        assert inside in tizilim("headcount", demo, "--at", f"{YESTERDAY} 12:00", "--language", language).out
        i18n.use(language)
        assert i18n._("Yesterday {yesterday}, came {came}, went {left}, today {today}").split(" ", 1)[0] in tizilim(
            "journal", demo, "--on", YESTERDAY, "--language", language).out


def test_a_time_that_is_none_is_wrong_use(demo: Path, tizilim: Tizilim) -> None:
    assert tizilim("headcount", demo, "--at", "soon").status == 2
    assert tizilim("journal", demo, "--on", "31.02.2026").status == 2
    assert tizilim("where", demo, "nobody at all", "--at", f"{YESTERDAY} 12:00").status in (1, 2)
