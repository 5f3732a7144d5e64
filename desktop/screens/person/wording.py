"""Says entries of the log in words: names of fields, values and acts in the language of the moment."""

from collections.abc import Iterable
from typing import Any

from db.rules.moment import is_date, is_moment
from db.store.entry import Change, HistoryRow, reasons
from desktop.i18n import N_, _, country, date, moment, spoken, term
from desktop.screens.person.labels import LABELS

KINDS = {"person": "person_record", "custody": "custody_episode", "screening": "medical_screening",
         "certification": "medical_certification", "amendment": "amendment", "measure": "measure_of_restraint",
         "sentence": "sentence_verdict", "alias": "alias_record", "document": "document_record", "movement": "move_record"}
ACTIONS = {"record": N_("recorded"), "amend": N_("amended"), "void": N_("withdrawn")}
ACTS = {"read_medical": N_("Medical content was opened"), "print": N_("A paper was printed"), "export": N_("Data was carried out"),
        "login": N_("Login"), "failed_login": N_("Failed login"), "export_keys": N_("Public keys were carried out"),
        "import": N_("A card file was taken in")}

# Fields whose name in the glossary is another than their own.
TERMS = {
    "iin": "iin_short", "document_kind": "identity_document", "document_number": "doc_number", "document_issued_by": "doc_issued_by",
    "document_issued_on": "doc_issued_on", "photo": "photograph", "ground": "custody_ground", "authority": "custody_authority",
    "case_number": "custody_case_number", "detained_at": "time_of_actual_detention", "delivered_at": "time_of_delivery",
    "arrived_at": "time_of_arrival", "exam": "medical_screening", "body": "sealed_content", "number": "record_number",
    "sealed_at": "time_of_sealing", "examined_at": "time_of_examination", "date_of_birth_reason": "reason_date_unknown",
    "detained_reason": "reason_detention_unknown", "delivered_reason": "reason_delivery_unknown", "another_person": "another_person",
}
# The small records of a person: each is an event of its own on the timeline, and some of their fields have a name of their own.
SMALL: dict[str, dict[str, str]] = {
    "alias": {"alias_kind": "kind_of_name", "note": "note"},
    "document": {"document_kind": "identity_document", "number": "doc_number", "issued_by": "doc_issued_by", "issued_on": "doc_issued_on",
                 "valid_until": "doc_valid_until", "held": "doc_held", "note": "note"},
    "particular": {"value": "fact_value", "source": "source_known"},
    "relation": {"relation": "relation_kind", "name": "relation_name", "note": "note"},
    "mark": {"place": "mark_place", "text": "mark_text", "photo": "photograph"},
    "alert": {"alert": "alert_kind"},
    "link": {"state": "link_state"},
}
OWN = {**SMALL, "movement": {"place": "move_place"}, "release": {"ground": "release_ground", "number": "record_number"}}
DATES = frozenset({"date_of_birth", "document_issued_on", "issued_on", "valid_until", "from_on", "until_on", "seen_on", "ended_on"})
MOMENTS = frozenset({"detained_at", "delivered_at", "arrived_at", "examined_at", "sealed_at"})
CODED = frozenset({"sex", "iin_state", "document_kind", "ground", "category", "exam", "fitness", "alias_kind", "held", "relation",
                   "fact", "alert"})
UNSAID = frozenset({"person_id", "custody_id", "screening_id", "certification_id", "sentence_id", "extends", "replaced_by", "other_id",
                    "direction", "closes", "transfer_id", "counter", "year"})


def what(row: HistoryRow) -> str:
    """What was done to which record: «Person's data: amended»."""
    action = _(ACTIONS[row.action]) if row.action in ACTIONS else row.action
    return f"{kind(row)}: {action}"


def kind(row: HistoryRow) -> str:
    """Which kind of record, in words."""
    return term(KINDS.get(row.kind, row.kind), True)


def label(field: str, kind: str = "") -> str:
    """The name of a field; what a small record calls otherwise goes by its kind."""
    if field in OWN.get(kind, {}):
        return term(OWN[kind][field], True)
    return spoken(LABELS[field]) if field in LABELS else term(TERMS.get(field, field), True)


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
    if is_date(text):
        return date(text)
    if is_moment(text):
        return moment(text, offset=True)
    # What people type is in Cyrillic; codes are not.
    return ", ".join(term(one) for one in text.split(",")) if field in CODED or text.isascii() else text


def shown(changes: Iterable[Change]) -> list[Change]:
    """The changes that mean something to a reader."""
    return [change for change in changes if change.field not in UNSAID]


def fields(row: HistoryRow) -> str:
    """Which fields an amendment touched, for one line."""
    return ", ".join(label(change.field, row.kind).lower() if change.field in LABELS or row.kind in SMALL
                     else term(TERMS.get(change.field, change.field)) for change in shown(row.changes))


def gist(row: HistoryRow) -> str:
    """What a small record says, in a few words."""
    return ", ".join(value(change.field, change.after) for change in shown(row.changes)[:3] if change.field != "photo")


def why(text: str) -> list[tuple[str, str]]:
    """The reasons of an entry: (name of the field that was kept against a warning, or "", and the words)."""
    return [(label(field) if field else "", words) for field, words in reasons(text)]


def act(name: str) -> str:
    return _(ACTS[name]) if name in ACTS else name
