"""What must hold for a custody episode: its ground, its authority, and moments that follow one another to the minute.

Grounds and categories: SIZO law 5 and 2 11); seed 003_0fbcd38d5f30be10.txt:367-382; УИК 90 and 92; УПК 131(2), 128(5).
"""

from collections.abc import Mapping
from typing import Any

from db.rules.moment import is_date, is_moment, utc_minutes
from db.rules.name import has_control_characters
from db.rules.problem import Problem

# The ground is the document that brings a person here, and it decides which categories are to be expected.
CATEGORIES_OF_GROUND: dict[str, tuple[str, ...]] = {
    "ground_custody_ruling": ("suspect", "accused", "defendant"),
    "ground_detention_protocol": ("cat_detained", "suspect"),
    "ground_sentence_not_in_force": ("convict_not_in_force",),
    "ground_sentence": ("convict", "cat_life"),
    "ground_arrest_sentence": ("cat_arrest_sentence",),
    "ground_admin_arrest": ("cat_admin_arrest",),
    "ground_transfer_order": ("convict", "cat_life", "convict_not_in_force"),
    "ground_returned_for_case": ("convict", "cat_life", "suspect", "accused", "defendant"),
    "ground_extradition_arrest": ("cat_extradition",),
    "ground_expulsion": ("cat_to_be_deported",),
    "ground_reception_ruling": (),
    "ground_other": (),
}
GROUNDS = tuple(CATEGORIES_OF_GROUND)
CATEGORIES = (
    "cat_detained", "suspect", "accused", "defendant", "convict_not_in_force", "convict", "cat_life", "cat_arrest_sentence",
    "cat_admin_arrest", "cat_extradition", "cat_to_be_deported",
)

# In the order in which they happen: field, its reason when unknown, what is wrong when it lies in the future.
MOMENTS = (
    ("detained_at", "detained_reason", "detention_in_future"),
    ("delivered_at", "delivered_reason", "delivery_in_future"),
    ("arrived_at", "", "arrival_in_future"),
)
_OUT_OF_ORDER = {
    ("detained_at", "delivered_at"): "delivery_before_detention",
    ("delivered_at", "arrived_at"): "arrival_before_delivery",
    ("detained_at", "arrived_at"): "arrival_before_detention",
}
LENGTHS = {"authority": 200, "case_number": 60, "detained_reason": 200, "delivered_reason": 200}


def problems(values: Mapping[str, Any], now: str, date_of_birth: str = "") -> list[Problem]:
    """Everything wrong with a custody's fields (absent ones count as empty) at the moment ``now``.

    ``date_of_birth`` is the person's, "" when unknown: nobody is detained before being born.
    """
    filled = {field: values.get(field) or "" for field in ("ground", "category", *LENGTHS, *(field for field, *_ in MOMENTS))}
    found = _ground(filled)
    if not filled["authority"]:
        found.append(Problem("authority", "required"))
    for field, limit in LENGTHS.items():
        if len(filled[field]) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(filled[field])), "limit": str(limit)}))
        if has_control_characters(filled[field]):
            found.append(Problem(field, "control_characters"))
    return found + _moments(filled, now, date_of_birth)


def _ground(values: Mapping[str, str]) -> list[Problem]:
    found = []
    for field, codes in (("ground", GROUNDS), ("category", CATEGORIES)):
        if not values[field]:
            found.append(Problem(field, "required"))
        elif values[field] not in codes:
            found.append(Problem(field, "unknown_code"))
    expected = CATEGORIES_OF_GROUND.get(values["ground"], ())
    if not found and expected and values["category"] not in expected:
        found.append(Problem("category", "category_not_of_ground", warning=True))
    return found


def _moments(values: Mapping[str, str], now: str, date_of_birth: str) -> list[Problem]:
    found, instants = [], {}
    for field, reason, in_future in MOMENTS:
        text = values[field]
        if not text:
            if not reason:
                found.append(Problem(field, "required"))
            elif not values[reason]:
                found.append(Problem(field, "moment_or_reason"))
        elif not is_moment(text):
            found.append(Problem(field, "moment_invalid"))
        elif utc_minutes(text) > utc_minutes(now):
            found.append(Problem(field, in_future))
        elif is_date(date_of_birth) and text[:10] < date_of_birth:
            found.append(Problem(field, "before_birth"))
        else:
            instants[field] = utc_minutes(text)
    return found + _order(instants)


def _order(instants: Mapping[str, int]) -> list[Problem]:
    """Each known moment against the known one before it; an unknown one between them hides nothing."""
    fields = [field for field, *_ in MOMENTS if field in instants]
    pairs = zip(fields, fields[1:], strict=False)
    return [Problem(later, _OUT_OF_ORDER[earlier, later]) for earlier, later in pairs if instants[later] < instants[earlier]]
