"""The content of a certification of injuries: what the medic found, under which conditions, and how it is graded.

Structure after the Istanbul Protocol (2022), annex IV, and CPT 23rd General Report §74. The body is sealed as a whole and
is exactly what the paper prints; the person's identity is a snapshot of the day of the examination.
"""

import hashlib

import msgspec

from db.rules.moment import utc_minutes
from db.rules.problem import Problem

CONSISTENCY = (
    "cons_not_consistent", "cons_consistent", "cons_highly_consistent", "cons_typical", "cons_diagnostic",
    "cons_not_assessed",
)
INJURY_KINDS = (
    "bruise", "haematoma", "abrasion", "scratch", "wound", "wound_lacerated", "wound_contused", "wound_cut", "wound_stab",
    "wound_bite", "wound_gunshot", "fracture", "dislocation", "sprain", "burn", "frostbite", "swelling", "redness", "scar",
    "ligature_mark", "restraint_mark", "electric_injury", "concussion", "tooth_injury", "eardrum_perforation", "tattoo",
    "injury_other",
)
COLOURS = ("red", "purple", "blue", "green", "yellow", "brown", "black", "white", "skin_coloured", "mixed", "colour_not_seen")
SIDES = ("right", "left", "midline")
YES_NO_UNKNOWN = ("yes", "no", "unknown")
CONSENTS = ("consent_given", "consent_partial", "refusal")
PRESENCE = ("nobody_present", "out_of_hearing_in_sight", "within_hearing", "presence_unknown")
REASONS_OF_AMENDMENT = ("amend_writing_error", "amend_new_information", "amend_expert_result", "amend_person_request")

ALWAYS = (
    "place", "started_at", "ended_at", "requested_by", "officers_present", "restraints", "interpreter", "consent",
    "psychological_state", "consistency", "conclusion", "author_name", "author_speciality",
)
OF_FINDING = ("kind", "region", "side", "colour", "consistency", "consistency_reason")

LONG = 4000
SHORT = 200
MAX_FINDINGS = 200


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mark on the body. ``x``, ``y``: ten-thousandths of the view's width and height from its top left corner (integers,
    so that the same bytes are hashed everywhere); sizes in millimetres; ``view`` and ``region`` are keys of ``db.rules.body``."""

    number: int
    kind: str
    view: str
    x: int
    y: int
    region: str
    side: str
    length_mm: int | None = None
    width_mm: int | None = None
    size_reason: str = ""
    colour: str = ""
    shape: str = ""
    description: str = ""
    claimed_cause: str = ""
    consistency: str = ""
    consistency_reason: str = ""


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who was examined, as the register knew the person on that day."""

    surname: str
    given_name: str
    patronymic: str = ""
    date_of_birth: str = ""
    sex: str = ""
    iin: str = ""


class CertificationBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sealed content of a certification; times are local wall time with offset, ISO 8601, to the minute."""

    person: Identity
    institution: str
    place: str = ""
    started_at: str = ""
    ended_at: str = ""
    requested_by: str = ""
    officers_present: str = ""
    persons_present: str = ""
    restraints: str = ""
    restraints_detail: str = ""
    interpreter: str = ""
    interpreter_detail: str = ""
    consent: str = ""
    consent_reason: str = ""
    account: str = ""
    account_language: str = ""
    account_reason: str = ""
    psychological_state: str = ""
    no_injuries: bool = False
    findings: tuple[Finding, ...] = ()
    consistency: str = ""
    consistency_reason: str = ""
    conclusion: str = ""
    recommendation: str = ""
    author_name: str = ""
    author_post: str = ""
    author_speciality: str = ""
    author_years: int | None = None


class AmendmentBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sealed content of an amendment: which item of the certification it concerns, what it is to read, and why."""

    item: str
    text: str
    reason: str
    reason_detail: str
    certification_number: str
    person: Identity
    institution: str
    author_name: str = ""
    author_post: str = ""


def canonical(body: msgspec.Struct) -> bytes:
    """The body as bytes that are the same on every machine: JSON with sorted keys, UTF-8, no floats."""
    return msgspec.json.encode(body, order="sorted")


def digest(body: msgspec.Struct) -> bytes:
    """SHA-256 of the canonical body, 32 bytes."""
    return hashlib.sha256(canonical(body)).digest()


def problems(body: CertificationBody) -> list[Problem]:
    """Why this body cannot be sealed yet, item by item; empty when it can. Fields of findings are ``findings.N.name``."""
    found = [Problem(name, "required") for name in ALWAYS if not getattr(body, name)]
    found += [Problem(name, "reason_required") for name, answered in _pairs(body) if not answered]
    found += _findings(body)
    if body.consistency and not all_graded(body):
        found.append(Problem("consistency", "findings_not_graded"))
    if body.started_at and body.ended_at and utc_minutes(body.ended_at) < utc_minutes(body.started_at):
        found.append(Problem("ended_at", "end_before_start"))
    return found


def asked(body: CertificationBody) -> tuple[str, ...]:
    """Every item that must be answered, given the answers so far; an item stays here once it is answered."""
    items = [*ALWAYS, *(name for name, _ in _pairs(body))]
    items += [f"findings.{one.number}.{name}" for one in body.findings for name in (*OF_FINDING, "length_mm")]
    return tuple(items if body.findings else [*items, "findings"])


def all_graded(body: CertificationBody) -> bool:
    """Whether every finding has its degree and its reason: only then may the overall degree be written (Istanbul Protocol)."""
    return all(one.consistency and one.consistency_reason for one in body.findings)


def _pairs(body: CertificationBody) -> list[tuple[str, bool]]:
    """Words that an answer needs beside it (who, which, why), with whether they are there. Unknown is an answer with its reason."""
    pairs = [("account", True) if body.account else ("account_reason", bool(body.account_reason)),
             ("consistency_reason", bool(body.consistency_reason))]
    if body.officers_present in ("within_hearing", "presence_unknown"):
        pairs.append(("persons_present", bool(body.persons_present)))
    if body.restraints in ("yes", "unknown"):
        pairs.append(("restraints_detail", bool(body.restraints_detail)))
    if body.interpreter in ("yes", "unknown"):
        pairs.append(("interpreter_detail", bool(body.interpreter_detail)))
    if body.consent in ("refusal", "consent_partial"):
        pairs.append(("consent_reason", bool(body.consent_reason)))
    return pairs


def _findings(body: CertificationBody) -> list[Problem]:
    if not body.findings:
        return [] if body.no_injuries else [Problem("findings", "no_finding")]
    if body.no_injuries:
        return [Problem("no_injuries", "findings_contradict")]
    found = []
    for finding in body.findings:
        at = f"findings.{finding.number}"
        found += [Problem(f"{at}.{name}", "required") for name in OF_FINDING if not getattr(finding, name)]
        if finding.length_mm is None and not finding.size_reason:
            found.append(Problem(f"{at}.length_mm", "size_or_reason"))
    return found
