"""Says the small records of a person in words: their columns, their fields, and why somebody belongs to a vulnerable group."""

from collections.abc import Callable
from typing import Any

from db.rules.particular import COUNTRY_FACTS, SHAPES, is_open
from db.rules.vulnerable import Group
from desktop.forms.steps import source as law
from desktop.i18n import N_, Phrase, _, country, date, is_term, ngettext, term, titled
from desktop.widgets.record_table import Column

RECORD = {"alias": "alias_record", "document": "document_record", "particular": "particular", "relation": "relation", "mark": "mark",
          "alert": "alert"}
TABS: dict[str, Phrase] = {
    "alias": N_("Other names"), "document": N_("Documents"), "particular": N_("Facts"), "relation": N_("Family and contacts"),
    "mark": N_("Special marks"), "alert": N_("Alerts"),
}
EMPTY: dict[str, Phrase] = {
    "alias": N_("No former name or alias is recorded. Ctrl+N adds one; the search finds the person by it."),
    "document": N_("No further document is recorded. Ctrl+N adds one."),
    "particular": N_("No facts are recorded yet: place of birth, address, education, language, disability. Ctrl+N adds one."),
    "relation": N_("Nobody is recorded who is to be told or who cares for the children. Ctrl+N adds one."),
    "mark": N_("No special marks are recorded. Ctrl+N adds one, with a photograph."),
    "alert": N_("There are no alerts. Ctrl+N adds one."),
}
# Fields whose word in the glossary is another than their own name.
TERMS = {
    "alias_kind": "kind_of_name", "document_kind": "identity_document", "number": "doc_number", "issued_by": "doc_issued_by",
    "issued_on": "doc_issued_on", "valid_until": "doc_valid_until", "held": "doc_held", "relation": "relation_kind", "name": "relation_name",
    "value": "fact_value", "source": "source_known", "place": "mark_place", "text": "mark_text", "photo": "photograph", "alert": "alert_kind",
}
_WHY = {
    "why_minor": N_("born {born}, {age}"), "why_over_age": N_("born {born}, {age}; from {limit}"), "why_children": N_("child born {born}, {age}"),
    "why_foreigner": N_("citizenship: {country}"),
}


def field_title(field: str) -> Callable[[], str]:
    return titled(TERMS.get(field, field))


def fact_value(fact: str, value: str) -> str:
    """An answer as a person would say it."""
    if fact in COUNTRY_FACTS:
        return country(value) if value else ""
    return term(value) if is_term(value) else value


def shown(kind: str, record: Any, field: str) -> str:
    """One field of a record in words."""
    value = getattr(record, field)
    if not value:
        return ""
    if field in SHAPES[kind].days:
        return date(value)
    if kind == "particular" and field == "value":
        return fact_value(record.fact, value)
    if field == "photo":
        return term("photo_held")
    return term(value) if field in SHAPES[kind].choices else value


def ended(kind: str, record: Any, day: str) -> bool:
    return bool(SHAPES[kind].end) and not is_open(kind, {field: getattr(record, field) for field in SHAPES[kind].fields}, day)


def gist(kind: str, record: Any) -> str:
    """The record in one line."""
    if kind == "alias":
        return " ".join(filter(None, (record.surname, record.given_name, record.patronymic)))
    return {"document": lambda: f"{term(record.document_kind)} {record.number}", "particular": lambda: shown(kind, record, "value"),
            "relation": lambda: record.name, "mark": lambda: record.text, "alert": lambda: term(record.alert)}[kind]()


def group_words(group: Group) -> str:
    """«Woman», «Disability: second group»."""
    return term(group.key, True)


def group_why(group: Group) -> str:
    """Why, and the article that says what follows."""
    values = group.values
    years = int(values.get("years", "0"))
    said = _(_WHY.get(group.why, "")).format(
        born=date(values.get("born", "")), age=ngettext("{n} year old", "{n} years old", years).format(n=years), limit=values.get("limit", ""),
        country=country(values["country"]) if "country" in values else "")
    which = term(values["group"]) if "group" in values else ""
    return " · ".join(filter(None, (said, which, values.get("source", ""), law(group.source))))


def columns(kind: str) -> tuple[Column, ...]:
    """What a list of this kind shows."""
    def column(field: str, width: int = 0) -> Column:
        return Column(field_title(field), lambda row: shown(kind, row, field), width, lambda row: getattr(row, field) or "")

    return {
        "alias": (column("alias_kind", 18), Column(titled("full_name_short"), lambda row: gist("alias", row)), column("note")),
        "document": (column("document_kind", 26), column("number", 16), column("issued_by"), column("issued_on", 12), column("valid_until", 12),
                     column("held", 16)),
        "particular": (column("fact", 30), column("value"), column("from_on", 12), column("until_on", 12), column("source")),
        "relation": (column("relation", 26), column("name"), column("date_of_birth", 12), column("phone", 18), column("carer", 22),
                     column("ended_on", 12)),
        "mark": (column("place", 22), column("text"), column("seen_on", 12), column("photo", 12)),
        "alert": (column("alert", 36), column("reason"), column("from_on", 12), column("until_on", 12)),
    }[kind]
