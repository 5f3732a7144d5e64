"""Each verb on a real demo register: what it answers to people and to programs, and with which exit status."""

import os
from pathlib import Path

import pytest

from db.engine import FILE, connect
from db.keys.keyring import Keyring
from db.models import Access
from db.proof import keys as proof_keys
from desktop.commands import entrance
from tests.desktop.commands.conftest import PASSWORD, Tizilim


def numbers(tizilim: Tizilim, folder: Path) -> list[dict[str, object]]:
    return tizilim("list", folder, "certifications", "--json").data


def printed(tizilim: Tizilim, folder: Path, number: str, out: Path, language: str = "both") -> Path:
    said = tizilim("paper", folder, "--kind", "certification", "--number", number, "--language", language, "--out", out)
    assert said.status == 0, said.err
    return out


def acts(folder: Path) -> list[tuple[str, str]]:
    """Traces in the log, newest last."""
    from sqlalchemy import select

    engine = connect(folder / FILE, Keyring.load(folder).unlock("officer", PASSWORD).register_key)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(select(Access.act, Access.detail).order_by(Access.row))]
    engine.dispose()
    return found


def test_demo_makes_a_register_and_a_password(tizilim: Tizilim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIZILIM_PASSWORD")
    said = tizilim("demo", tmp_path / "made", "--people", 12, "--seed", 8, "--json")
    assert said.status == 0
    assert said.data["users"] == ["officer", "medic", "head"]
    assert (said.data["people"], said.data["certifications"], said.data["demo"]) == (12, 3, True)
    monkeypatch.setenv("TIZILIM_PASSWORD", said.data["password"])
    assert tizilim("check", tmp_path / "made").status == 0


def test_demo_does_not_repeat_a_password_that_was_given(tizilim: Tizilim, tmp_path: Path) -> None:
    said = tizilim("demo", tmp_path / "made", "--people", 10)
    assert PASSWORD not in said.out
    assert "password" not in tizilim("demo", tmp_path / "other", "--people", 10, "--json").data


@pytest.mark.parametrize(("arguments", "status"), [(("--people", 5), 2), (("--people", 2_000_000), 2), (("--people", 0), 2), (("--seed", "x"), 2)])
def test_demo_refuses_impossible_sizes(tizilim: Tizilim, tmp_path: Path, arguments: tuple[object, ...], status: int) -> None:
    assert tizilim("demo", tmp_path / "made", *arguments).status == status
    assert not (tmp_path / "made").exists()


def test_check_of_a_whole_register(tizilim: Tizilim, demo: Path) -> None:
    said = tizilim("check", demo, "--json")
    assert said.status == 0
    assert said.data["whole"] is True
    assert said.data["findings"] == []
    assert said.data["records"]["person"] == 120
    assert len(said.data["root"]) == 64
    assert tizilim("check", demo, "--user", "head").out.count("\n") == 2


def altered(folder: Path, statement: str) -> None:
    """What somebody with the key and a database tool could do."""
    engine = connect(folder / FILE, Keyring.load(folder).unlock("officer", PASSWORD).register_key)
    with engine.begin() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_check_names_a_changed_row_and_rebuild_heals_it(tizilim: Tizilim, demo: Path) -> None:
    altered(demo, "UPDATE person SET surname = 'Басқа' WHERE row = 3")
    said = tizilim("check", demo, "--json")
    assert said.status == 1
    assert said.data["whole"] is False
    assert [(one["key"], one["fields"]) for one in said.data["findings"]] == [("row_differs", "surname")]
    assert said.err.count("\n") == 1
    assert "surname" in tizilim("check", demo).out
    assert tizilim("rebuild", demo, "--json").data["rebuilt"] is True
    assert tizilim("check", demo).status == 0


def test_nothing_is_rebuilt_from_a_log_that_is_not_whole(tizilim: Tizilim, demo: Path) -> None:
    altered(demo, "UPDATE entry SET body = CAST(CAST(body AS TEXT) || ' ' AS BLOB) WHERE seq = 10")
    said = tizilim("rebuild", demo, "--json")
    assert said.status == 1
    assert said.data["rebuilt"] is False
    assert {"entry_altered"} <= {one["key"] for one in said.data["findings"]}


def test_search_finds_and_says_when_it_does_not(tizilim: Tizilim, demo: Path) -> None:
    person = numbers(tizilim, demo)[0]["person_id"]
    name = next(one for letter in "аеиоу" for one in tizilim("search", demo, letter, "--limit", 200, "--json").data if one)["name"]
    said = tizilim("search", demo, name, "--json")
    assert said.status == 0
    assert set(said.data[0]) == {"id", "name", "birth_date", "match"}
    assert (said.data[0]["name"], said.data[0]["match"]) == (name, "exact")
    assert name in tizilim("search", demo, name).out
    nobody = tizilim("search", demo, "Жжжжжжжшшшш", "--json")
    assert (nobody.status, nobody.data) == (1, [])
    assert nobody.err
    assert person


def test_list_of_certifications(tizilim: Tizilim, demo: Path) -> None:
    listed = numbers(tizilim, demo)
    assert len(listed) == 3
    assert set(listed[0]) == {"number", "person_id", "sealed_at", "amendments"}
    assert sum(int(str(one["amendments"])) for one in listed) >= 1
    text = tizilim("list", demo, "certifications").out
    assert all(str(one["number"]) in text for one in listed)


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_a_printed_paper_is_genuine_and_leaves_its_trace(tizilim: Tizilim, demo: Path, tmp_path: Path, language: str) -> None:
    number = str(numbers(tizilim, demo)[0]["number"])
    paper = printed(tizilim, demo, number, tmp_path / "paper.pdf", language)
    assert ("print", number) in acts(demo)
    assert tizilim("keys", demo, "--out", tmp_path / "keys.json").status == 0
    said = tizilim("verify", paper, "--keys", tmp_path / "keys.json", "--json")
    assert said.status == 0, said.out
    assert (said.data["verdict"], said.data["number"], said.data["compared"], said.data["demo"]) == ("genuine", number, True, True)
    assert said.data["author"] == "Оразов Д. Е."


def test_an_ending_of_the_number_is_enough_when_no_other_has_it(tizilim: Tizilim, demo: Path, tmp_path: Path) -> None:
    number = str(numbers(tizilim, demo)[0]["number"])
    said = tizilim("paper", demo, "--kind", "certification", "--number", number[-9:], "--language", "kk", "--out", tmp_path / "a.pdf", "--json")
    assert said.data["number"] == number
    everything = tizilim("paper", demo, "--kind", "certification", "--number", "", "--language", "kk", "--out", tmp_path / "b.pdf")
    nothing = tizilim("paper", demo, "--kind", "certification", "--number", "99-9999", "--language", "kk", "--out", tmp_path / "b.pdf")
    assert everything.status == nothing.status == 1
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("user", ["officer", "head"])
def test_only_a_medic_prints(tizilim: Tizilim, demo: Path, tmp_path: Path, user: str) -> None:
    number = numbers(tizilim, demo)[0]["number"]
    said = tizilim("paper", demo, "--kind", "certification", "--number", number, "--language", "kk", "--out", tmp_path / "a.pdf", "--user", user)
    assert said.status == 1
    assert said.err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("user", ["officer", "medic", "head"])
def test_everybody_may_check_search_list_and_give_keys(tizilim: Tizilim, demo: Path, tmp_path: Path, user: str) -> None:
    assert tizilim("check", demo, "--user", user).status == 0
    assert tizilim("list", demo, "certifications", "--user", user).status == 0
    assert tizilim("keys", demo, "--out", tmp_path / "keys.json", "--user", user).status == 0


def test_keys_hold_everybody_and_the_amendments_and_no_name_of_a_held_person(tizilim: Tizilim, demo: Path, tmp_path: Path) -> None:
    said = tizilim("keys", demo, "--out", tmp_path / "keys.json", "--json")
    keys = proof_keys.load(tmp_path / "keys.json")
    assert [key.role for key in keys.keys] == ["officer", "medic", "head"] == [key["role"] for key in said.data["keys"]]
    assert said.data["amended"] == sum(map(len, keys.amended.values())) >= 1
    assert ("export_keys", "") in acts(demo)


def test_a_paper_printed_before_its_amendment_is_amended_since(tizilim: Tizilim, demo: Path, tmp_path: Path) -> None:
    from db.engine import Database
    from db.store import certification

    number = next(str(one["number"]) for one in numbers(tizilim, demo) if not one["amendments"])
    paper = printed(tizilim, demo, number, tmp_path / "paper.pdf")
    database = Database.open(demo, Keyring.load(demo).unlock("medic", PASSWORD))
    database.write(lambda session: certification.amend(session, number, "conclusion", "басқа", "amend_writing_error", "қате"))
    database.close()
    tizilim("keys", demo, "--out", tmp_path / "keys.json")
    said = tizilim("verify", paper, "--keys", tmp_path / "keys.json", "--json")
    assert (said.status, said.data["verdict"]) == (1, "amended_since")
    assert [one["number"] for one in said.data["amendments"]] == [f"{number}/1"]
    assert said.err.count("\n") == 1


def test_keys_of_another_register_are_unknown_and_those_in_the_settings_are_used(tizilim: Tizilim, demo: Path, tmp_path: Path) -> None:
    paper = printed(tizilim, demo, str(numbers(tizilim, demo)[0]["number"]), tmp_path / "paper.pdf")
    said = tizilim("verify", paper, "--json")
    assert (said.status, said.data["verdict"], said.data["author"]) == (1, "unknown_key", "")
    tizilim("keys", demo, "--out", tmp_path / "keys.json")      # where the settings of a test lie
    assert tizilim("verify", paper).status == 0


def test_what_is_no_paper_is_unreadable(tizilim: Tizilim, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("хат")
    for paper in (tmp_path / "letter.txt", "TZ1:ABC"):
        said = tizilim("verify", paper, "--json")
        assert (said.status, said.data["verdict"]) == (1, "unreadable")
    missing = tizilim("verify", tmp_path / "missing.pdf")
    assert (missing.status, missing.out) == (3, "")
    (tmp_path / "bad.json").write_text("{}")
    assert tizilim("verify", "TZ1:ABC", "--keys", tmp_path / "bad.json").status == 3


def test_a_wrong_password_a_missing_register_and_a_full_way_are_failures_of_the_world(
        tizilim: Tizilim, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tizilim("keys", demo, "--out", tmp_path / "no" / "keys.json").status == 3
    assert tizilim("check", tmp_path / "nowhere").status == 3
    assert tizilim("demo", demo).status == 3
    monkeypatch.setenv("TIZILIM_PASSWORD", "басқа-құпиясөз")
    said = tizilim("check", demo)
    assert (said.status, said.out) == (3, "")
    assert said.err.count("\n") == 1


def test_a_register_that_is_open_elsewhere_says_so(tizilim: Tizilim, demo: Path) -> None:
    from db.engine import hold

    lock = hold(demo)
    try:
        assert tizilim("check", demo).status == 3
    finally:
        lock.release()


def test_an_unknown_user_is_told_who_there_is(tizilim: Tizilim, demo: Path) -> None:
    said = tizilim("check", demo, "--user", "nobody")
    assert said.status == 2
    assert "officer, medic, head" in said.err


def test_a_password_is_read_from_a_descriptor_or_asked_for_and_is_never_an_argument(
        tizilim: Tizilim, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIZILIM_PASSWORD")
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORD}\nрест\n".encode())
    os.close(writing)
    assert tizilim("check", demo, "--password-fd", reading).status == 0
    os.close(reading)
    assert tizilim("check", demo, "--password-fd", 987).status == 2
    assert tizilim("check", demo, "--password", PASSWORD).status == 2
    assert tizilim("check", demo).status == 2       # no terminal to ask at
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(entrance.getpass, "getpass", lambda _prompt: PASSWORD)
    assert tizilim("check", demo).status == 0
