"""Logging in leaves the trace that the law of this house wants, and keys stay verifiable."""

import pytest

from db.errors import WrongPassword
from db.store import access, account
from tests import factory


def test_wrong_passwords_before_a_login_are_written_into_the_log(folder) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassword):
            account.enter(folder, "officer", "қате")
    database = account.enter(folder, "officer", factory.PASSWORDS["officer"])
    rows = database.read(lambda session: access.rows(session, ""))
    assert [(row.act, row.detail, row.who) for row in rows] == [("failed_login", "2", "Серікова Айгүл")]
    database.close()
    database = account.enter(folder, "officer", factory.PASSWORDS["officer"])
    assert len(database.read(lambda session: access.rows(session, ""))) == 1
    database.close()


def test_the_register_lists_the_public_key_of_each_user(medic) -> None:
    keys = {key.name: key.public for key in medic.read(account.public_keys)}
    from db.keys import sign
    assert keys["Ермеков Бауыржан"] == sign.public_of(medic.user.signing_key)
    assert len(keys) == 3
