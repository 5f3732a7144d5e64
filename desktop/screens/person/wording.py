"""Says entries of the log in words: names of fields, values and acts in the language of the moment."""

from collections.abc import Iterable
from typing import Any

from db.store.entry import Change, HistoryRow, reasons
from desktop.i18n import N_, _, country, date, moment, term

KINDS = {"person": "person_record", "custody": "custody_episode", "screening": "medical_screening",
         "certification": "medical_certification", "amendment": "amendment"}
ACTIONS = {"record": N_("recorded"), "amend": N_("amended"), "void": N_("withdrawn")}
ACTS = {"read_medical": N_("Medical content was opened"), "print": N_("A paper was printed"), "export": N_("Data was carried out"),
        "login": N_("Login"), "failed_login": N_("Failed login"), "export_keys": N_("Public keys were carried out")}

# Fields whose name in the glossary is another than their own.
TERMS = {
    "iin": "iin_short", "document_kind": "identity_document", "document_number": "doc_number", "document_issued_by": "doc_issued_by",
    "document_issued_on": "doc_issued_on", "photo": "photograph", "ground": "custody_ground", "authority": "custody_authority",
    "case_number": "custody_case_number", "detained_at": "time_of_actual_detention", "delivered_at": "time_of_delivery",
    "arrived_at": "time_of_arrival", "exam": "medical_screening", "body": "sealed_content", "number": "record_number",
    "sealed_at": "time_of_sealing", "examined_at": "time_of_examination", "date_of_birth_reason": "reason_date_unknown",
    "detained_reason": "reason_detention_unknown", "delivered_reason": "reason_delivery_unknown", "another_person": "another_person",
}
DATES = frozenset({"date_of_birth", "document_issued_on"})
MOMENTS = frozenset({"detained_at", "delivered_at", "arrived_at", "examined_at", "sealed_at"})
CODED = frozenset({"sex", "iin_state", "document_kind", "ground", "category", "exam", "fitness"})
UNSAID = frozenset({"person_id", "custody_id", "screening_id", "certification_id"})


def what(row: HistoryRow) -> str:
    """What was done to which record: «Person's data: amended»."""
    action = _(ACTIONS[row.action]) if row.action in ACTIONS else row.action
    return f"{term(KINDS.get(row.kind, row.kind), True)}: {action}"


def label(field: str) -> str:
    return term(TERMS.get(field, field), True)


def value(field: str, held: Any) -> str:
    """A value as a person would say it; a dash for nothing."""
    if held in (None, ""):
        return "—"
    text = str(held)
    if field in DATES:
        return date(text)
    if field in MOMENTS:
        return moment(text, offset=True)
    if field == "citizenship":
        return country(text)
    if field == "photo":
        return term("photo_held")
    return term(text) if field in CODED else text


def shown(changes: Iterable[Change]) -> list[Change]:
    """The changes that mean something to a reader."""
    return [change for change in changes if change.field not in UNSAID]


def fields(row: HistoryRow) -> str:
    """Which fields an amendment touched, for one line."""
    return ", ".join(term(TERMS.get(change.field, change.field)) for change in shown(row.changes))


def why(text: str) -> list[tuple[str, str]]:
    """The reasons of an entry: (name of the field that was kept against a warning, or "", and the words)."""
    return [(label(field) if field else "", words) for field, words in reasons(text)]


def act(name: str) -> str:
    return _(ACTS[name]) if name in ACTS else name
