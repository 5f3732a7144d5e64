"""What must hold for a person's record: names, sex, birth, number, citizenship and document; unknown needs its reason."""

import re
from collections.abc import Mapping
from typing import Any

from db.rules import iin, name
from db.rules.moment import age, is_date
from db.rules.problem import Problem

SEXES = ("male", "female", "unknown")
IIN_STATES = ("iin_checked", "iin_as_in_document", "iin_absent")
DOCUMENT_KINDS = (
    "doc_id_card", "doc_passport", "doc_birth_certificate", "doc_residence_permit", "doc_kandas", "doc_stateless",
    "doc_diplomatic_passport", "doc_service_passport", "doc_registration_certificate", "doc_foreign_passport", "doc_none",
)
DOCUMENTS_OF_CITIZENS = ("doc_id_card", "doc_passport", "doc_diplomatic_passport", "doc_service_passport")
CITIZENSHIP_WORDS = ("stateless", "unknown")
NAMES = tuple(part + spelling for spelling in name.SPELLINGS for part in name.PARTS)

FIRST_YEAR = "1900"
OLDEST = 110        # full years; more is asked about, not refused
LENGTHS = {
    "date_of_birth_reason": 200, "iin": 40, "iin_reason": 200, "document_number": 40, "document_issued_by": 200,
}

_COUNTRY = re.compile("[A-Z]{2}")


def problems(values: Mapping[str, Any], today: str) -> list[Problem]:
    """Everything wrong with a person's fields (absent ones count as empty) on the day ``today``, a date or a moment."""
    filled = {field: values.get(field) or "" for field in (*NAMES, *_OTHERS)}
    found = _names(filled)
    found += _choice("sex", filled["sex"], SEXES)
    found += _birth(filled, today[:10])
    found += _number(filled)
    found += _citizenship(filled["citizenship"])
    found += _document(filled, today[:10])
    return found + _texts(filled)


_OTHERS = (
    "sex", "date_of_birth", "date_of_birth_reason", "iin", "iin_state", "iin_reason", "citizenship", "document_kind",
    "document_number", "document_issued_by", "document_issued_on",
)


def _names(values: Mapping[str, str]) -> list[Problem]:
    found = [problem for field in NAMES for problem in name.problems(field, values[field])]
    if not values["surname"] and not values["given_name"]:
        found.append(Problem("surname", "name_required"))
    elif not values["surname"]:
        found.append(Problem("surname", "surname_missing", warning=True))
    elif not values["given_name"]:
        found.append(Problem("given_name", "given_name_missing", warning=True))
    return found


def _choice(field: str, value: str, codes: tuple[str, ...]) -> list[Problem]:
    if not value:
        return [Problem(field, "required")]
    return [] if value in codes else [Problem(field, "unknown_code")]


def _birth(values: Mapping[str, str], today: str) -> list[Problem]:
    born = values["date_of_birth"]
    if not born:
        return [] if values["date_of_birth_reason"] else [Problem("date_of_birth", "date_or_reason")]
    if not is_date(born):
        return [Problem("date_of_birth", "date_invalid")]
    if born > today:
        return [Problem("date_of_birth", "birth_in_future")]
    if born < FIRST_YEAR:
        return [Problem("date_of_birth", "birth_too_early", values={"year": FIRST_YEAR})]
    if age(born, today) > OLDEST:
        return [Problem("date_of_birth", "birth_long_ago", warning=True, values={"age": str(age(born, today))})]
    return []


def _number(values: Mapping[str, str]) -> list[Problem]:
    state, number, reason = values["iin_state"], values["iin"], values["iin_reason"]
    if not state:
        return [Problem("iin_state", "required")]
    if state not in IIN_STATES:
        return [Problem("iin_state", "unknown_code")]
    found = [] if reason or state == "iin_checked" else [Problem("iin_reason", "reason_required")]
    if state == "iin_absent":
        return found + ([Problem("iin", "iin_absent_but_typed")] if number else [])
    if not number:
        return [*found, Problem("iin", "iin_required")]
    wrong = iin.problems(number, values["date_of_birth"], values["sex"])
    if state == "iin_as_in_document":
        wrong = [Problem(problem.field, problem.key, True, problem.values) for problem in wrong]
    return found + wrong


def _citizenship(value: str) -> list[Problem]:
    if not value:
        return [Problem("citizenship", "required")]
    known = value in CITIZENSHIP_WORDS or _COUNTRY.fullmatch(value)
    return [] if known else [Problem("citizenship", "unknown_code")]


def _document(values: Mapping[str, str], today: str) -> list[Problem]:
    kind, issued = values["document_kind"], values["document_issued_on"]
    found = _choice("document_kind", kind, DOCUMENT_KINDS)
    if kind == "doc_none":
        typed = [field for field in ("document_number", "document_issued_by", "document_issued_on") if values[field]]
        return found + [Problem(field, "document_none_but_typed") for field in typed]
    if kind and not values["document_number"]:
        found.append(Problem("document_number", "required"))
    if kind in DOCUMENTS_OF_CITIZENS and values["citizenship"] not in ("KZ", ""):
        found.append(Problem("document_kind", "document_of_citizen", warning=True))
    return found + (_issued(issued, values["date_of_birth"], today) if issued else [])


def _issued(issued: str, born: str, today: str) -> list[Problem]:
    field = "document_issued_on"
    if not is_date(issued):
        return [Problem(field, "date_invalid")]
    if issued > today:
        return [Problem(field, "date_in_future")]
    return [Problem(field, "issued_before_birth")] if born and issued < born else []


def _texts(values: Mapping[str, str]) -> list[Problem]:
    found = []
    for field, limit in LENGTHS.items():
        if len(values[field]) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(values[field])), "limit": str(limit)}))
        if name.has_control_characters(values[field]):
            found.append(Problem(field, "control_characters"))
    return found
