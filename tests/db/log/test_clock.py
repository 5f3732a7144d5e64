"""The clock on the institution's wall, and the word for one that jumped."""

from datetime import UTC, datetime

from db.engine import Database
from db.log import clock
from db.store import draft
from tests import factory


def test_times_are_the_institutions_whatever_zone_the_computer_was_set_to(folder) -> None:
    user = factory.Keyring.load(folder).unlock("officer", factory.PASSWORDS["officer"])
    database = Database.open(folder, user, lambda: datetime(2026, 11, 20, 9, 5, tzinfo=UTC))
    assert database.write(lambda session: draft.keep(session, "person", "k", "", {})).value == "2026-11-20T14:05:00+05:00"
    database.close()


def test_a_clock_that_stands_before_the_newest_entry_has_jumped_back() -> None:
    now = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    assert clock.quality(now, "2026-11-20T14:06:00+05:00") == "ok"
    assert clock.quality(now, "2026-11-20T14:08:00+05:00") == "back"
