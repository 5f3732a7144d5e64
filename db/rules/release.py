"""On what ground custody ends and which papers belong to it.

Sources: УИК 161(1), 163, 165; УПК 133; law on custody in special institutions 47, 48; glossary ``relg_*``.
"""

from collections.abc import Mapping
from typing import Any

from db.rules.name import has_control_characters
from db.rules.problem import Problem

# Grounds of convicts, of people detained, of suspects and accused, of administrative arrest.
OF_CONVICTS = ("relg_term_served", "relg_parole", "relg_milder", "relg_sentence_quashed", "relg_amnesty", "relg_pardon", "relg_illness",
               "relg_deferral", "relg_other")
OF_DETAINED = ("relg_suspicion_not_confirmed", "relg_no_ground_for_custody", "relg_breach_of_detention_rules", "relg_no_lawful_ground",
               "relg_no_court_ruling_in_time")
OF_ACCUSED = ("relg_case_body_ruling", "relg_custody_term_expired")
OF_ARRESTED = ("relg_admin_arrest_served",)
GROUNDS = (*OF_CONVICTS, *OF_DETAINED, *OF_ACCUSED, *OF_ARRESTED)
ENDS = {"move_death": "death", "move_escape": "escape"}

CONVICTS = ("convict", "convict_not_in_force", "cat_life", "cat_arrest_sentence")
# The end of a term needs no order: the sentence itself says when it is over.
WITHOUT_ORDER = ("relg_term_served", "relg_admin_arrest_served", "relg_no_court_ruling_in_time")

LENGTHS = {"certificate_number": 60, "money": 60, "receipt": 200, "note": 1000}
OWN = tuple(LENGTHS)


def expected(category: str) -> tuple[str, ...]:
    """All grounds, those of this category first."""
    first = OF_CONVICTS if category in CONVICTS else OF_DETAINED if category == "cat_detained" else \
        OF_ARRESTED if category == "cat_admin_arrest" else OF_ACCUSED
    return (*first, *(ground for ground in GROUNDS if ground not in first))


def ground_of(movement: str, ground: str) -> str:
    """What stands in the record: death and escape are grounds of their own."""
    return ENDS.get(movement, ground)


def problems(movement: Mapping[str, Any], end: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a release, death or escape; ``movement`` holds its paper."""
    found = []
    if movement.get("movement") not in ENDS:
        ground = end.get("ground") or ""
        if ground not in GROUNDS:
            found.append(Problem("ground", "unknown_code" if ground else "required"))
        elif ground not in WITHOUT_ORDER:
            found += [Problem(field, "required") for field in ("order_kind", "order_number", "order_on", "authority") if not movement.get(field)]
    elif movement.get("movement") == "move_escape" and not (end.get("note") or "").strip():
        found.append(Problem("note", "required"))
    for field, limit in LENGTHS.items():
        text = end.get(field) or ""
        if len(text) > limit:
            found.append(Problem(field, "too_long", values={"length": str(len(text)), "limit": str(limit)}))
        if has_control_characters(text.replace("\n", " ")):
            found.append(Problem(field, "control_characters"))
    return found
