"""The admission screening: the short form, its plausible ranges, and what it opens.

Content after УИК 93(1) (injuries, health, complaints on admission), Mandela rule 30 and CPT 23rd General Report §71 ff.
"""

import msgspec

from db.rules.moment import utc_minutes
from db.rules.problem import Problem

KINDS = ("exam_primary",)
FITNESS = ("fit", "fit_with_limits", "not_fit", "fitness_unknown")
CONDITIONS = ("condition_satisfactory", "condition_moderate", "condition_grave", "condition_unknown")
ILL_TREATMENT = ("yes", "no", "refused")
YES_NO = ("yes", "no")

# value, plausible from, to (inclusive); outside is a warning, not an error. Ranges of adults at rest, wide on purpose.
RANGES: dict[str, tuple[int, int]] = {
    "temperature": (340, 415),      # tenths of °C
    "pulse": (35, 180),             # per minute
    "systolic": (70, 230),          # mmHg
    "diastolic": (40, 140),         # mmHg
    "respiration": (8, 40),         # per minute
    "saturation": (80, 100),        # %
    "height": (120, 220),           # cm
    "weight": (300, 2000),          # tenths of kg
}


class ScreeningBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sealed content of a screening. Temperature in tenths of °C, weight in tenths of kg, height in cm, pressure in mmHg."""

    complaints: str = ""
    general_condition: str = ""
    temperature: int | None = None
    pulse: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    respiration: int | None = None
    saturation: int | None = None
    height: int | None = None
    weight: int | None = None
    vitals_reason: str = ""
    visible_injuries: str = ""
    ill_treatment: str = ""
    notes: str = ""
    overrides: dict[str, str] = {}      # field -> why an implausible value was kept


def problems(body: ScreeningBody, fitness: str, examined_at: str, now: str = "") -> list[Problem]:
    """Errors for what is missing, warnings for what is implausible; field names are the attributes'. ``now`` bounds the moment."""
    found = [Problem(name, "required") for name in ("general_condition", "visible_injuries", "ill_treatment")
             if not getattr(body, name)]
    if not fitness:
        found.append(Problem("fitness", "required"))
    if not examined_at:
        found.append(Problem("examined_at", "required"))
    elif now and utc_minutes(examined_at) > utc_minutes(now):
        found.append(Problem("examined_at", "exam_in_future"))
    if body.temperature is None and body.pulse is None and not body.vitals_reason:
        found.append(Problem("vitals_reason", "vitals_or_reason"))
    for name, (low, high) in RANGES.items():
        value = getattr(body, name)
        if value is not None and not low <= value <= high:
            found.append(Problem(name, "implausible", warning=True, values={"low": _shown(name, low), "high": _shown(name, high)}))
    if body.systolic and body.diastolic and body.systolic <= body.diastolic:
        found.append(Problem("diastolic", "pressure_crossed", warning=True))
    return found


def wants_certification(body: ScreeningBody) -> bool:
    """Injuries seen or ill-treatment complained of open a certification (CPT 23rd General Report §§71-74)."""
    return body.visible_injuries == "yes" or body.ill_treatment == "yes"


def _shown(name: str, value: int) -> str:
    return f"{value // 10},{value % 10}" if name in ("temperature", "weight") else str(value)
