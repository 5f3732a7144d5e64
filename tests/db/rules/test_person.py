"""What a person's record must have, and what is refused or asked about."""

from typing import Any

import pytest

from db.rules import person

TODAY = "2026-11-20"


def values(**changed: Any) -> dict[str, Any]:
    """A record that is complete and right, with what the test changes."""
    right = {
        "surname": "Қасымов", "given_name": "Нұрлан", "patronymic": "Серікұлы", "sex": "male", "date_of_birth": "1985-01-31",
        "iin": "850131300019", "iin_state": "iin_checked", "citizenship": "KZ", "document_kind": "doc_id_card",
        "document_number": "012345678", "document_issued_by": "ІІМ", "document_issued_on": "2015-06-01",
    }
    return right | changed


def found(**changed: Any) -> list[tuple[str, str, bool]]:
    return [(problem.field, problem.key, problem.warning) for problem in person.problems(values(**changed), TODAY)]


def test_a_complete_record_passes() -> None:
    assert found() == []
    assert found(date_of_birth_reason=None, photo=None) == []


def test_an_empty_record_names_every_required_field() -> None:
    fields = {problem.field for problem in person.problems({}, TODAY)}
    assert fields == {"surname", "sex", "date_of_birth", "iin_state", "citizenship", "document_kind"}


@pytest.mark.parametrize("changed, problem", [
    ({"surname": "", "given_name": ""}, ("surname", "name_required", False)),
    ({"surname": ""}, ("surname", "surname_missing", True)),
    ({"given_name": ""}, ("given_name", "given_name_missing", True)),
    ({"surname": "А" * 300}, ("surname", "too_long", False)),
    ({"given_name_ru": "Нур\tлан"}, ("given_name_ru", "control_characters", False)),
    ({"sex": "мужской"}, ("sex", "unknown_code", False)),
    ({"date_of_birth": "", "iin": "850131300019"}, ("date_of_birth", "date_or_reason", False)),
    ({"date_of_birth": "31.01.1985"}, ("date_of_birth", "date_invalid", False)),
    ({"date_of_birth": "2026-11-21", "document_issued_on": ""}, ("date_of_birth", "birth_in_future", False)),
    ({"date_of_birth": "1899-12-31"}, ("date_of_birth", "birth_too_early", False)),
    ({"date_of_birth": "1901-01-31"}, ("date_of_birth", "birth_long_ago", True)),
    ({"citizenship": ""}, ("citizenship", "required", False)),
    ({"citizenship": "Kazakhstan"}, ("citizenship", "unknown_code", False)),
    ({"document_number": ""}, ("document_number", "required", False)),
    ({"document_kind": "doc_none"}, ("document_number", "document_none_but_typed", False)),
    ({"citizenship": "RU"}, ("document_kind", "document_of_citizen", True)),
    ({"document_issued_on": "2026-12-01"}, ("document_issued_on", "date_in_future", False)),
    ({"document_issued_on": "1980-01-01"}, ("document_issued_on", "issued_before_birth", False)),
    ({"document_issued_by": "ІІМ\u202e"}, ("document_issued_by", "control_characters", False)),
    ({"document_number": "1" * 41}, ("document_number", "too_long", False)),
])
def test_what_is_wrong_is_named_at_its_field(changed: dict[str, Any], problem: tuple[str, str, bool]) -> None:
    assert problem in found(**changed)


def test_an_unknown_date_of_birth_needs_only_its_reason() -> None:
    assert found(date_of_birth=None, date_of_birth_reason="құжаты жоқ") == []


@pytest.mark.parametrize("changed, problems", [
    ({"iin": "850131300018"}, [("iin", "iin_check_digit", False)]),
    ({"iin": ""}, [("iin", "iin_required", False)]),
    ({"iin_state": ""}, [("iin_state", "required", False)]),
    ({"iin_state": "maybe"}, [("iin_state", "unknown_code", False)]),
    ({"iin": "061211600012"}, [("iin", "iin_date_differs", True), ("iin", "iin_sex_differs", True)]),
    ({"iin_state": "iin_as_in_document", "iin": "850131300018"}, [("iin_reason", "reason_required", False), ("iin", "iin_check_digit", True)]),
    ({"iin_state": "iin_as_in_document", "iin": "85-01", "iin_reason": "паспорт"}, [("iin", "iin_not_digits", True)]),
    ({"iin_state": "iin_absent", "iin": ""}, [("iin_reason", "reason_required", False)]),
    ({"iin_state": "iin_absent", "iin": "", "iin_reason": "шетелдік"}, []),
    ({"iin_state": "iin_absent", "iin_reason": "шетелдік"}, [("iin", "iin_absent_but_typed", False)]),
])
def test_the_number_is_checked_kept_as_in_the_document_or_absent(changed: dict[str, Any], problems: list[tuple[str, str, bool]]) -> None:
    assert found(**changed) == problems


def test_a_stateless_person_without_papers_passes() -> None:
    assert found(citizenship="stateless", document_kind="doc_none", document_number="", document_issued_by="", document_issued_on="") == []
