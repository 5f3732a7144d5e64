"""How single cells of an old card file are read: what is changed is told, what is doubtful is refused, nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import card_file
from db.rules.card_file import CardMapping, Reading

TODAY = "2026-11-20"
COLUMNS = {"surname": "S", "given_name": "G", "sex": "X", "date_of_birth": "D", "iin": "I", "document_number": "N"}


def _read(mapping: CardMapping | None = None, date_system: str = "", kind: str = "text", **cells: str) -> Reading:
    base = {"S": "Ахметов", "G": "Арман", "X": "М", "D": "31.01.1985", "I": "850131300019", "N": "1"}
    mapping = mapping or CardMapping(COLUMNS, constants={"citizenship": "KZ", "document_kind": "doc_id_card"})
    return card_file.read({head: (text, kind if head in cells else "text") for head, text in {**base, **cells}.items()}, mapping, TODAY, date_system)


@pytest.mark.parametrize(("text", "read"), [
    ("31.01.1985", "1985-01-31"), ("31/01/1985", "1985-01-31"), ("1985-01-31", "1985-01-31"), ("1985.01.31", "1985-01-31"), ("31.1.85", "1985-01-31"),
    ("1985-01-31 00:00:00", "1985-01-31"), ("1.2.1985", "1985-02-01"), ("31.02.1985", None), ("01/31/1985", None), ("1985", None),
    ("31 января 1985", None), ("31.01.1985 15:30", None), ("0", None), ("3101", None),
])
def test_dates_are_read_in_one_order_only(text: str, read: str | None) -> None:
    reading = _read(D=text)
    assert reading.values.get("date_of_birth") == read
    assert (read is None) == any(problem.field == "date_of_birth" for problem in reading.problems)


def test_month_first_is_chosen_for_the_whole_file() -> None:
    mapping = CardMapping(COLUMNS, constants={"citizenship": "KZ", "document_kind": "doc_id_card"}, dates="month_first")
    assert _read(mapping, D="01/31/1985").values["date_of_birth"] == "1985-01-31"
    assert "date_of_birth" not in _read(mapping, D="31/01/1985").values


@pytest.mark.parametrize(("text", "read"), [
    ("850131300019", "850131300019"), ("8.50131300019E11", "850131300019"), ("8,50131300019E+11", "850131300019"), ("850131300019.0", "850131300019"),
    ("850 131 300 019", "850131300019"), ("'850131300019", "850131300019"), ("61211600012", "061211600012"), ("61211600012.0", "061211600012"),
    ("8.50131E+11", None), ("8.5E11", None),
])
def test_numbers_mangled_by_spreadsheets(text: str, read: str | None) -> None:
    reading = _read(I=text, D="", S="Ахметов")
    assert reading.values.get("iin") == read
    if read is None:
        assert [problem.key for problem in reading.problems if problem.field == "iin"] == ["card_iin_digits_lost"]
    else:
        assert [note.before for note in reading.notes] == ([] if text == read else [text])


@pytest.mark.parametrize(("text", "kept"), [
    ("Axметов", "Ахметов"), ("  Ахметов ", "Ахметов"), ("Cмaил\u00a0ов", "Смаил ов"), ("Smith", "Smith"), ("ӘБІЛОВ", "ӘБІЛОВ"),
])
def test_look_alike_letters_and_spaces_are_mended_and_told(text: str, kept: str) -> None:
    reading = _read(S=text)
    assert reading.values["surname"] == kept
    assert [(note.before, note.after) for note in reading.notes if note.field == "surname"] == ([] if text.strip() == kept else [(text.strip(), kept)])


@pytest.mark.parametrize(("cells", "kind", "key"), [
    ({"X": "?"}, "text", "card_word_unknown"), ({"I": "#N/A"}, "error", "card_cell_error"), ({"S": "", "G": ""}, "text", "name_required"),
    ({"D": ""}, "text", "date_or_reason"), ({"I": ""}, "text", "reason_required"), ({"I": "850131300018"}, "text", "iin_check_digit"),
])
def test_what_cannot_be_kept_is_refused_with_its_reason(cells: dict[str, str], kind: str, key: str) -> None:
    assert key in {problem.key for problem in _read(kind=kind, **cells).problems}


def test_one_column_of_three_names() -> None:
    mapping = CardMapping({"full_name": "S", "sex": "X", "date_of_birth": "D", "iin": "I"}, constants={"citizenship": "KZ", "document_kind": "doc_none"})
    values = _read(mapping, S="Ахметов Арман Серік ұлы").values
    assert (values["surname"], values["given_name"], values["patronymic"]) == ("Ахметов", "Арман", "Серік ұлы")


def test_headings_are_recognised_in_both_languages() -> None:
    heads = ("№", "Тегі", "Имя", "Туған күні", "ИИН", "Кем выдан")
    assert card_file.guess(heads).columns == {"surname": "Тегі", "given_name": "Имя", "date_of_birth": "Туған күні", "iin": "ИИН",
                                              "document_issued_by": "Кем выдан"}


@given(st.dictionaries(st.sampled_from(sorted(COLUMNS.values())), st.text(max_size=30)))
def test_no_cell_breaks_the_reading_and_every_change_is_told(cells: dict[str, str]) -> None:
    reading = _read(**cells)
    changed = {note.field for note in reading.notes}
    for field, head in COLUMNS.items():
        value, text = reading.values.get(field, ""), cells.get(head)
        if text is not None and field != "sex" and value and value != text.strip():
            assert field in changed


def test_a_mapping_comes_back_from_its_file() -> None:
    mapping = CardMapping(COLUMNS, absent={"iin": "жоқ"}, values={"sex": {"erkek": "male"}}, separator=";")
    assert card_file.from_json(card_file.as_json(mapping)) == mapping
    assert card_file.from_json(b"[]") is None
    assert card_file.from_json(b'{"columns": {}, "more": 1}') is None
