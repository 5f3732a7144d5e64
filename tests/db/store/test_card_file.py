"""A dirty card file: every line accounted for, nothing changed in silence, one transaction, and its origin in every entry."""

import datetime
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.engine import Database
from db.errors import Invalid, Refused
from db.models import Access, Person
from db.rules.card_file import CardMapping
from db.store import card_file, card_sheet, entry, health, person
from db.store.card_file import Plan, Planner
from tests import dirty_cards, factory

ROWS = int(os.environ.get("TIZILIM_CARDS", "5000"))     # 20,000 before a release
TODAY = "2026-11-20"


def _planned(database: Database, path: Path, **changes: Any) -> Plan:
    mapping = CardMapping(**{**dirty_cards.MAPPING, **changes})
    sheet = card_sheet.read(path, mapping.encoding, mapping.separator, mapping.sheet)
    planner = Planner(sheet, mapping, TODAY)
    while database.read(lambda session: planner.step(session, 200)) < planner.total:
        pass
    return planner.plan()


def _csv(path: Path, *rows: str, heads: str = ";".join(dirty_cards.HEADS)) -> Path:
    path.write_text("\n".join((heads, *rows)) + "\n", encoding="utf-8")
    return path


def _people(database: Database) -> dict[str, Person]:
    return {one.document_number: one for one in database.read(lambda session: list(session.execute(select(Person)).scalars()))}


def test_every_line_of_a_dirty_file_is_accounted_for(officer: Database, tmp_path: Path) -> None:
    made = dirty_cards.cards(ROWS)
    plan = _planned(officer, dirty_cards.write_csv(tmp_path / "cards.csv", made))
    full = {number: card for number, card in enumerate(made, 2) if card.outcome != "empty"}
    assert plan.empty == len(made) - len(full)
    assert [line.row for line in plan.lines] == list(full)
    for line in plan.lines:
        card = full[line.row]
        assert line.outcome == card.outcome, (line, card)
        keys = {problem.key for problem in line.problems} | set(line.why)
        assert not card.why or card.why in keys, (line, card)
    counts = officer.write(lambda session: card_file.take_in(session, plan)).value
    assert sum(counts.values()) == len(made)
    people = _people(officer)
    created = [card for card in full.values() if card.outcome == "create"]
    assert len(people) == len(created) == counts["create"]
    for card in created:
        one = people[card.values["document_number"]]
        assert {field: getattr(one, field) for field in card.values} == card.values


def test_what_is_read_otherwise_is_told_and_stays_in_the_entry(officer: Database, tmp_path: Path) -> None:
    path = _csv(tmp_path / "k.csv", "Axметов;Арман;;М;31.01.1985;8.50131300019E11;РК;1;")
    plan = _planned(officer, path)
    (line,) = plan.lines
    assert [(note.field, note.before, note.after) for note in line.notes] == [
        ("surname", "Axметов", "Ахметов"), ("date_of_birth", "31.01.1985", "1985-01-31"), ("iin", "8.50131300019E11", "850131300019")]
    officer.write(lambda session: card_file.take_in(session, plan))
    (one,) = _people(officer).values()
    (first,) = officer.read(lambda session: entry.of_record(session, one.id))
    assert f"k.csv · sha256:{plan.sha256} · № 2" in first.reason
    assert ("iin", "«8.50131300019E11»") in entry.reasons(first.reason)


def test_an_import_leaves_a_trace_with_digest_and_counts(officer: Database, tmp_path: Path) -> None:
    plan = _planned(officer, _csv(tmp_path / "k.csv", "Ахметов;Арман;;М;31.01.1985;850131300019;РК;1;", ";;;;;;;;"))
    officer.write(lambda session: card_file.take_in(session, plan))
    (trace,) = officer.read(lambda session: list(session.execute(select(Access)).scalars()))
    assert trace.act == "import"
    assert plan.sha256 in trace.detail
    assert "create=1" in trace.detail and "empty=1" in trace.detail
    assert officer.read(health.check).whole


def test_a_known_number_fills_what_is_empty_and_changes_nothing_else(officer: Database, tmp_path: Path) -> None:
    person_id = factory.admitted(officer, patronymic="", document_issued_by="")
    plan = _planned(officer, _csv(tmp_path / "k.csv", "Касымов;Алихан;Ғабитұлы;М;31.01.1985;850131300019;РК;099;"))
    (line,) = plan.lines
    assert (line.outcome, line.person_id, line.values) == ("update", person_id, {"patronymic": "Ғабитұлы"})
    assert {one.field for one in line.differences} == {"surname", "given_name", "document_number"}
    officer.write(lambda session: card_file.take_in(session, plan))
    one = officer.read(lambda session: person.load(session, person_id))
    assert (one.surname, one.patronymic, one.document_number) == ("Қасымов", "Ғабитұлы", "012345678")


@pytest.mark.parametrize(("row", "outcome", "key"), [
    ("Иванов;Иван;;М;31.01.1985;850131300019;РК;5;", "refusal", "card_iin_of_another"),
    ("Касымов;Алихан;;М;31.01.1985;;РК;5;", "duplicate", "name_and_birth"),
    ("Касымов;Алихан;;М;31.01.1985;850131300019;РК;012345678;", "duplicate", "iin"),
    ("Қасымов;Әлихан;Ғабитұлы;М;31.01.1985;850131300019;РК;012345678;", "unchanged", ""),
])
def test_whoever_is_known_is_not_created_again(officer: Database, tmp_path: Path, row: str, outcome: str, key: str) -> None:
    factory.admitted(officer)
    (line,) = _planned(officer, _csv(tmp_path / "k.csv", row)).lines
    assert line.outcome == outcome
    assert not key or key in {*line.why, *(problem.key for problem in line.problems)}


def test_one_number_of_two_people_is_refused_for_both(officer: Database, tmp_path: Path) -> None:
    plan = _planned(officer, _csv(tmp_path / "k.csv", "Ахметов;Арман;;М;31.01.1985;850131300019;РК;1;", "Ким;Виктор;;М;31.01.1985;850131300019;РК;2;"))
    assert [(line.outcome, line.problems[0].key, line.problems[0].values) for line in plan.lines] == [
        ("refusal", "card_iin_of_several", {"rows": "2, 3"})] * 2


def test_an_unusual_value_needs_a_reason_for_the_whole_file(officer: Database, tmp_path: Path) -> None:
    path = _csv(tmp_path / "k.csv", "Ахметов;Арман;;М;05.03.1990;850131300019;РК;1;")
    assert _planned(officer, path).lines[0].problems[0].key == "iin_date_differs"
    plan = _planned(officer, path, keep_warned="карточкада солай")
    assert plan.lines[0].outcome == "create"
    officer.write(lambda session: card_file.take_in(session, plan))
    (one,) = _people(officer).values()
    (first,) = officer.read(lambda session: entry.of_record(session, one.id))
    assert ("iin", "карточкада солай") in entry.reasons(first.reason)


def test_a_plan_of_yesterdays_register_is_refused(officer: Database, tmp_path: Path) -> None:
    plan = _planned(officer, _csv(tmp_path / "k.csv", "Ахметов;Арман;;М;31.01.1985;;РК;1;"))
    factory.admitted(officer)
    with pytest.raises(Refused, match="card_register_changed"):
        officer.write(lambda session: card_file.take_in(session, plan))


def test_an_import_that_is_stopped_leaves_nothing(officer: Database, tmp_path: Path) -> None:
    plan = _planned(officer, dirty_cards.write_csv(tmp_path / "k.csv", dirty_cards.cards(150)))

    class Stopped(Exception):
        pass

    def report(done: int, _total: int) -> None:
        if done >= 50:
            raise Stopped

    with pytest.raises(Stopped):
        officer.write(lambda session: card_file.take_in(session, plan, report))
    assert _people(officer) == {}
    assert officer.read(health.check).whole


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "kz1048"])
def test_encodings_and_separators_are_found_out(officer: Database, tmp_path: Path, encoding: str, separator: str) -> None:
    made = dirty_cards.cards(40, one_byte=encoding == "cp1251")
    sheet = card_sheet.read(dirty_cards.write_csv(tmp_path / "k.csv", made, encoding, separator))
    assert sheet.heads == dirty_cards.HEADS
    assert sheet.separator == separator
    shown = [tuple(cell.text for cell in line.cells) for line in sheet.lines]
    wanted = [card.cells for card in made if card.outcome != "empty"]
    assert [cells[0] for cells in shown] == [cells[0] for cells in wanted]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_dates_and_numbers_of_a_workbook(officer: Database, tmp_path: Path, epoch_1904: bool) -> None:
    born = datetime.date(1985, 1, 31)
    serial = (born - (datetime.date(1904, 1, 1) if epoch_1904 else datetime.date(1899, 12, 30))).days
    path = dirty_cards.write_xlsx(tmp_path / "k.xlsx", [
        ("Ахметов", "Арман", None, "М", born, 850131300019.0, "РК", "1", None), (None,) * 9,
        ("Оспанов", "Виктор", None, "М", serial, None, "РК", "2", None),
    ], epoch_1904)
    plan = _planned(officer, path)
    assert [(line.row, line.outcome, line.values.get("date_of_birth"), line.values.get("iin", "")) for line in plan.lines] == [
        (2, "create", "1985-01-31", "850131300019"), (4, "create", "1985-01-31", "")]
    assert plan.empty == 1


def test_a_serial_date_without_its_system_is_refused(officer: Database, tmp_path: Path) -> None:
    path = _csv(tmp_path / "k.csv", "Ахметов;Арман;;М;31078;;РК;1;")
    assert _planned(officer, path, serial_dates="").lines[0].problems[0].key == "card_date_serial"
    assert _planned(officer, path, serial_dates="1904").lines[0].values["date_of_birth"] == "1989-02-01"


def test_an_open_quote_does_not_swallow_lines_in_silence(officer: Database, tmp_path: Path) -> None:
    rows = ('Ахметов;Арман;;М;31.01.1985;;РК;1;"ескерту', "Ким;Виктор;;М;31.01.1985;;РК;2;", "Оспанов;Ерлан;;М;31.01.1985;;РК;3;")
    plan = _planned(officer, _csv(tmp_path / "k.csv", *rows))
    assert [line.problems[0].key for line in plan.lines] == ["card_line_torn"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _block in range(520):
                part.write(bytes(1 << 20))
    assert path.stat().st_size < card_sheet.MAX_BYTES
    with pytest.raises(Refused, match="card_file_bomb"):
        card_sheet.read(path)


@pytest.mark.parametrize(("data", "key"), [
    (b"", "card_file_empty"), (b"\n;;\n", "card_file_empty"), (b"PK\x03\x04\0 no package", "card_file_no_table"), (b"a;b\n1;2\0", "card_file_no_table"),
])
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "k.csv"
    path.write_bytes(data)
    with pytest.raises(Refused, match=key):
        card_sheet.read(path)


def test_a_mapping_that_does_not_fit_is_refused(officer: Database, tmp_path: Path) -> None:
    path = _csv(tmp_path / "k.csv", "Ахметов;Арман;;М;31.01.1985;;РК;1;")
    with pytest.raises(Invalid) as raised:
        _planned(officer, path, columns={"surname": "Тегі", "shoe_size": "Имя"})
    assert {problem.key for problem in raised.value.problems} == {"card_field_unknown", "card_column_missing"}
