"""The fold depends on the set of entries, never on the order of their arrival, and lets nobody win by chance."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.log import fold
from db.log.entry import Entry
from db.models import Person

PERSON = "0190a000-0000-7000-8000-000000000001"


def one(leaf: str, base: str, also: tuple[str, ...] = (), **fields: Any) -> tuple[str, Entry]:
    return leaf, Entry(v=1, kind="person", kv=1, id=leaf, record=PERSON, origin="a.a", epoch=1, seq=0, at="2026-11-20T10:00:00+05:00",
                       author="x", action="amend" if base else "record", fields=fields, base=base, also=also)


def test_a_chain_of_amendments_gives_the_newest_value() -> None:
    row, conflicts = fold.row_of(Person, [one("03", "02", surname="Үшінші"), one("01", "", surname="Бірінші", sex="male"), one("02", "01", surname="Екінші")])
    assert (row["surname"], row["sex"], row["head"], conflicts) == ("Үшінші", "male", "03", {})


def test_different_fields_changed_at_once_merge() -> None:
    row, conflicts = fold.row_of(Person, [one("01", "", surname="А", sex="male"), one("02", "01", surname="Б"), one("03", "01", sex="female")])
    assert (row["surname"], row["sex"], conflicts) == ("Б", "female", {})


def test_the_same_field_changed_differently_is_an_open_conflict_and_nobody_wins() -> None:
    row, conflicts = fold.row_of(Person, [one("01", "", surname="А"), one("02", "01", surname="Б"), one("03", "01", surname="В")])
    assert row["surname"] == "А"
    assert sorted(conflicts["surname"]) == ["Б", "В"]


def test_the_same_value_twice_is_no_conflict() -> None:
    row, conflicts = fold.row_of(Person, [one("01", "", surname="А"), one("02", "01", surname="Б"), one("03", "01", surname="Б")])
    assert (row["surname"], conflicts) == ("Б", {})


def test_an_entry_that_names_both_heads_settles_the_conflict() -> None:
    entries = [one("01", "", surname="А"), one("02", "01", surname="Б"), one("03", "01", surname="В"), one("04", "02", ("03",), surname="В")]
    row, conflicts = fold.row_of(Person, entries)
    assert (row["surname"], row["head"], conflicts) == ("В", "04", {})


@given(st.integers(0, 10_000), st.integers(2, 12))
def test_any_order_of_arrival_gives_the_same_row(seed: int, size: int) -> None:
    rng = random.Random(seed)
    entries = [one("00", "", surname="А", sex="male", iin="1")]
    for number in range(1, size):
        base, extra = rng.choice(entries)[0], rng.choice(entries)[0]
        also = (extra,) if extra != base and rng.random() < 0.3 else ()
        fields = {name: rng.choice("АБВ") for name in ("surname", "given_name", "iin") if rng.random() < 0.6}
        entries.append(one(f"{rng.randrange(1 << 32):08x}{number:02d}", base, also, **fields))
    expected = fold.row_of(Person, entries)
    for _ in range(5):
        rng.shuffle(entries)
        row, conflicts = fold.row_of(Person, entries)
        assert row == expected[0]
        assert {k: sorted(v) for k, v in conflicts.items()} == {k: sorted(v) for k, v in expected[1].items()}
