"""What must hold for the small dated records of a person: other names, documents, facts, relations, marks, alerts.

Items: УИК 93(1); УПК 131(2), 135; Nelson Mandela Rules 7 and 8 (who is to be told, who cares for the children).
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from db.rules import name
from db.rules.moment import is_date
from db.rules.person import DOCUMENT_KINDS
from db.rules.problem import Problem

ALIAS_KINDS = ("former_name", "alias")
HELD = ("document_in_file", "document_with_person", "document_lost", "document_unknown")
FURTHER_DOCUMENTS = tuple(kind for kind in DOCUMENT_KINDS if kind != "doc_none") + ("doc_military", "doc_driving", "doc_pension", "doc_other")
FAMILY = ("spouse", "parent", "child", "sibling", "grandparent", "other_relative", "guardian_of_children")
CONTACTS = ("next_of_kin", "emergency_contact", "legal_representative", "advocate", "consulate")
RELATIONS = (*FAMILY, *CONTACTS)

_YES_NO = ("yes", "no")
# A fact and the answers that it is chosen from; () is words of one's own, and a country has its own list.
FACTS: dict[str, tuple[str, ...]] = {
    "place_of_birth": (), "address_registered": (), "address_of_residence": (), "no_fixed_residence": _YES_NO,
    "education": ("edu_none", "edu_primary", "edu_basic", "edu_secondary", "edu_vocational", "edu_higher"),
    "occupation": (), "marital_status": ("marital_single", "marital_married", "marital_divorced", "marital_widowed"),
    "native_language": (), "language_spoken": (), "interpreter_need": _YES_NO, "further_citizenship": (), "ethnicity": (), "religion": (),
    "fingerprint_card": (), "handedness": ("right_handed", "left_handed", "both_handed"),
    "disability_group": ("disability_1", "disability_2", "disability_3"),
    "pregnant_woman": _YES_NO, "woman_with_young_children": _YES_NO, "child_under_three_with_mother": _YES_NO, "lone_father": _YES_NO,
    "former_official": _YES_NO, "person_under_threat": _YES_NO, "first_timer": _YES_NO, "formerly_imprisoned": _YES_NO,
    "smoker": _YES_NO, "may_join_minors": _YES_NO,
}
COUNTRY_FACTS = ("further_citizenship",)
# What rights or separation follow from is never entered without the paper that it is known from.
WITH_SOURCE = (
    "disability_group", "pregnant_woman", "woman_with_young_children", "child_under_three_with_mother", "lone_father", "former_official",
    "person_under_threat", "first_timer", "formerly_imprisoned", "may_join_minors", "further_citizenship",
)
ALERTS = ("alert_escape", "alert_violence", "alert_self_harm", "alert_hostage", "alert_under_threat", "alert_conflict", "alert_special_control")
# Set by medics alone; whoever meets the person learns what to do and not why (medical secrecy).
MEDICAL_ALERTS = ("medical_apart", "mental_apart", "alert_medical_care")


class Shape(msgspec.Struct, frozen=True):
    """One kind of record: its fields in the order of the form, what must be answered, what is chosen, what is a day.

    ``ahead``: days that may lie in the future; ``span``: first and last day; ``end``: the field that closes the record.
    """

    fields: tuple[str, ...]
    required: tuple[str, ...]
    choices: dict[str, tuple[str, ...]] = {}
    days: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    span: tuple[str, str] = ("", "")
    end: str = ""


SHAPES: dict[str, Shape] = {
    "alias": Shape(("alias_kind", "surname", "given_name", "patronymic", "note"), ("alias_kind",), {"alias_kind": ALIAS_KINDS}),
    "document": Shape(("document_kind", "number", "issued_by", "issued_on", "valid_until", "held", "note"), ("document_kind", "number", "held"),
                      {"document_kind": FURTHER_DOCUMENTS, "held": HELD}, ("issued_on", "valid_until"), ("valid_until",),
                      ("issued_on", "valid_until")),
    "particular": Shape(("fact", "value", "from_on", "until_on", "source"), ("fact", "value"), {"fact": tuple(FACTS)},
                        ("from_on", "until_on"), ("until_on",), ("from_on", "until_on"), "until_on"),
    "relation": Shape(("relation", "name", "date_of_birth", "phone", "address", "carer", "note", "ended_on"), ("relation", "name"),
                      {"relation": RELATIONS}, ("date_of_birth", "ended_on"), (), ("date_of_birth", "ended_on"), "ended_on"),
    "mark": Shape(("place", "text", "seen_on", "photo"), ("place", "text", "seen_on"), {}, ("seen_on",)),
    "alert": Shape(("alert", "reason", "from_on", "until_on"), ("alert", "from_on"), {"alert": (*ALERTS, *MEDICAL_ALERTS)},
                   ("from_on", "until_on"), ("until_on",), ("from_on", "until_on"), "until_on"),
}
KINDS = tuple(SHAPES)
_LONGEST = {"note": 1000, "text": 1000, "value": 500, "address": 300, "reason": 500, "source": 300}
_LONGEST_ELSE = 200
_NOT_WORDS = ("photo",)


def problems(kind: str, values: Mapping[str, Any], today: str, born: str = "") -> list[Problem]:
    """Everything wrong with a record of this kind on the day ``today``; ``born``: the person's date of birth, "" when unknown."""
    shape = SHAPES[kind]
    filled = {field: values.get(field) or "" for field in shape.fields}
    found = [Problem(field, "required") for field in shape.required if not filled[field]]
    found += [Problem(field, "unknown_code") for field, codes in shape.choices.items() if filled[field] and filled[field] not in codes]
    found += _days(shape, filled, today[:10])
    found += _OWN[kind](filled, born) if kind in _OWN else []
    return found + _texts(filled, {*shape.choices, *shape.days})


def is_open(kind: str, values: Mapping[str, Any], day: str) -> bool:
    """Whether the record holds on a day: begun, and its last day not over."""
    shape = SHAPES[kind]
    first, last = (values.get(field) or "" if field else "" for field in (shape.span[0] if kind != "relation" else "", shape.end))
    return first <= day and (not last or day <= last)


def _days(shape: Shape, values: Mapping[str, str], today: str) -> list[Problem]:
    found = []
    for field in shape.days:
        if values[field] and not is_date(values[field]):
            found.append(Problem(field, "date_invalid"))
        elif values[field] > today and field not in shape.ahead:
            found.append(Problem(field, "date_in_future"))
    first, last = shape.span
    if not found and first and values[first] and values[last] and values[last] < values[first]:
        found.append(Problem(last, "end_before_start"))
    return found


def _texts(values: Mapping[str, str], not_words: set[str]) -> list[Problem]:
    found = []
    for field, text in values.items():
        if field in not_words or field in _NOT_WORDS:
            continue
        limit = _LONGEST.get(field, _LONGEST_ELSE)
        if len(text) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(text)), "limit": str(limit)}))
        if name.has_control_characters(text.replace("\n", "")):
            found.append(Problem(field, "control_characters"))
    return found


def _alias(values: Mapping[str, str], _born: str) -> list[Problem]:
    parts = {part: values[part] for part in name.PARTS}
    if not any(parts.values()):
        return [Problem("surname" if values["alias_kind"] != "alias" else "given_name", "alias_empty")]
    # A nickname may well have a digit in it; a former name is a name.
    return [problem for part, text in parts.items() for problem in name.problems(part, text)
            if values["alias_kind"] == "former_name" or problem.key != "digits_in_name"]


def _particular(values: Mapping[str, str], born: str) -> list[Problem]:
    found, answers = [], FACTS.get(values["fact"], ())
    if answers and values["value"] and values["value"] not in answers:
        found.append(Problem("value", "unknown_code"))
    if values["fact"] in WITH_SOURCE and not values["source"]:
        found.append(Problem("source", "source_required"))
    if born and is_date(values["from_on"]) and values["from_on"] < born:
        found.append(Problem("from_on", "before_birth"))
    return found


def _relation(values: Mapping[str, str], _born: str) -> list[Problem]:
    reached = values["phone"] or values["address"] or values["note"]
    return [] if reached or values["relation"] not in CONTACTS else [Problem("phone", "contact_unreachable")]


def _document(values: Mapping[str, str], born: str) -> list[Problem]:
    return [Problem("issued_on", "issued_before_birth")] if born and is_date(values["issued_on"]) and values["issued_on"] < born else []


def _alert(values: Mapping[str, str], _born: str) -> list[Problem]:
    medical = values["alert"] in MEDICAL_ALERTS
    if medical and values["reason"]:
        return [Problem("reason", "medical_alert_reason")]
    return [Problem("reason", "reason_required")] if values["alert"] and not medical and not values["reason"] else []


_OWN = {"alias": _alias, "particular": _particular, "relation": _relation, "document": _document, "alert": _alert}
