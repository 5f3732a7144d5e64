"""The questions of each small record of a person, with what they mean and which law asks them."""

from collections.abc import Callable

from db.rules.name import sort_key
from db.rules.particular import (
    ALERTS,
    ALIAS_KINDS,
    COUNTRY_FACTS,
    FACTS,
    FURTHER_DOCUMENTS,
    HELD,
    MEDICAL_ALERTS,
    RELATIONS,
)
from desktop.desk import Desk
from desktop.i18n import N_, country, country_codes, titled
from desktop.screens.particulars.wording import field_title as titled_field
from desktop.widgets.fields import Choice, DateField, Line, TextField
from desktop.widgets.form import Form
from desktop.widgets.photo_field import PhotoField

NAME_LAW = N_("Criminal Procedure Code 131(2); Penal Executive Code 93(1)")
TOLD_LAW = N_("Nelson Mandela Rules 7 and 68")
EMBASSY_LAW = N_("Criminal Procedure Code 135")
REASON = "reason_of_change"


def ask(form: Form, desk: Desk, kind: str) -> None:
    """Puts the questions of this kind into the form, the reason for a change at the end."""
    _ASK[kind](form, desk)
    form.add(REASON, Line(N_("Reason for the change"), required=True, help=N_(
        "Why the record is amended: which document or whose statement. The earlier values stay in the history.")))


def _alias(form: Form, _desk: Desk) -> None:
    form.add("alias_kind", Choice(titled_field("alias_kind"), ALIAS_KINDS, required=True, source=NAME_LAW, help=N_(
        "A former name stood in a document once; an alias is what others call the person.")))
    form.add("surname", Line(titled("surname"), help=N_("As it stood in the document. The search finds the person by it.")))
    form.add_row(("given_name", Line(titled("given_name"), help=N_("Leave it empty where it has not changed."))),
                 ("patronymic", Line(titled("patronymic"), help=N_("Leave it empty where it has not changed."))))
    form.add("note", Line(titled("note"), help=N_("Until when it was borne, and from which paper that is known.")))


def _document(form: Form, _desk: Desk) -> None:
    form.add("document_kind", Choice(titled_field("document_kind"), FURTHER_DOCUMENTS, required=True, source=NAME_LAW, help=N_(
        "Documents beside the one that the person was registered by.")))
    form.add("number", Line(titled_field("number"), required=True, help=N_("Series and number as printed in the document.")))
    form.add("issued_by", Line(titled_field("issued_by"), help=N_("The body that issued the document, as printed in it.")))
    form.add_row(("issued_on", DateField(titled_field("issued_on"), help=N_("Day, month and year, as in the document."))),
                 ("valid_until", DateField(titled_field("valid_until"), help=N_("Leave it empty where the document has no such date."))))
    form.add("held", Choice(titled_field("held"), HELD, required=True, help=N_("Where the paper itself lies now.")))
    form.add("note", Line(titled("note"), help=N_("Anything else that is known of this document.")))


def _particular(form: Form, _desk: Desk) -> None:
    form.add("fact", Choice(titled_field("fact"), tuple(FACTS), required=True, source=NAME_LAW, help=N_(
        "What is known of the person. A fact that no longer holds is ended, not overwritten; the new one is added.")))
    form.add("value", Choice(titled_field("value"), ("yes", "no"), required=True, help=N_("Choose one of the answers in the list.")))
    form.add("words", Line(titled_field("value"), longest=500, required=True, help=N_("In words, as the paper or the person says it.")))
    form.add("country", Choice(titled_field("value"), countries(), word=country, required=True, source=EMBASSY_LAW,
                               help=N_("Type the first letters of the country.")))
    form.add_row(("from_on", DateField(titled("from_on"), help=N_("Since when it holds; empty where that is not known."))),
                 ("until_on", DateField(titled("until_on"), help=N_("The last day on which it holds; empty while it does."))))
    form.add("source", Line(titled_field("source"), help=N_(
        "The paper that it is known from, with its number and date. Rights and separation follow from some facts: those need it.")))


def _relation(form: Form, _desk: Desk) -> None:
    form.add("relation", Choice(titled_field("relation"), RELATIONS, required=True, source=TOLD_LAW, help=N_(
        "Family, whoever is to be told of custody, illness or death, the advocate, the consulate.")))
    form.add("name", Line(titled_field("name"), required=True, help=N_("Full name of a person, or the name of an office.")))
    form.add_row(("date_of_birth", DateField(titled("date_of_birth"), help=N_(
                     "Of a child above all: care for young children gives rights of its own."), source=N_("Criminal Code 72(4)"))),
                 ("phone", Line(titled("phone"), help=N_("With the code of the country: +7 701 000 00 00."))))
    form.add("address", Line(titled("address"), longest=300, help=N_("Where the person lives or the office is.")))
    form.add("carer", Line(titled("carer"), source=TOLD_LAW, help=N_("Who cares for the child while the parent is held: name and phone.")))
    form.add("note", Line(titled("note"), longest=1000, help=N_("What else whoever calls there must know.")))
    form.add("ended_on", DateField(titled("ended_on"), help=N_("Fill it in when this no longer holds: divorce, another advocate, death.")))


def _mark(form: Form, desk: Desk) -> None:
    form.add("place", Line(titled_field("place"), required=True, help=N_(
        "Where on the body, always in the same words: the same mark seen again then stands beside the earlier ones.")))
    form.add("text", TextField(titled_field("text"), required=True, lines=3, longest=1000, help=N_(
        "Scar, tattoo, birthmark, what is missing: form, size, colour, what it shows.")))
    form.add("seen_on", DateField(titled("seen_on"), required=True, help=N_("The day on which it was looked at.")))
    form.add("photo", PhotoField(titled("photograph"), desk, help=N_(
        "The original file is kept bit for bit; a small picture is made for lists. JPEG or PNG.")))


def _alert(form: Form, desk: Desk) -> None:
    medic = desk.user is not None and desk.user.role == "medic"
    form.add("alert", Choice(titled_field("alert"), MEDICAL_ALERTS if medic else ALERTS, required=True, help=N_(
        "What everybody who meets the person must know. Alerts on medical grounds are given by medics and name no illness.")))
    form.add("reason", Line(titled("reason"), longest=500, required=True, help=N_("What happened or which paper says so, and when.")))
    form.add_row(("from_on", DateField(titled("from_on"), required=True, help=N_("From which day everybody must know it."))),
                 ("until_on", DateField(titled("until_on"), help=N_("The last day; empty as long as nobody has lifted it."))))


def countries() -> tuple[str, ...]:
    """Every state but one's own, in the alphabet of the language of the moment."""
    return tuple(sorted((code for code in country_codes() if code != "KZ"), key=lambda code: sort_key(country(code))))


def answer_field(fact: str) -> str:
    """Which of the three fields takes the answer of this fact."""
    return "country" if fact in COUNTRY_FACTS else "value" if FACTS.get(fact) else "words"


_ASK: dict[str, Callable[[Form, Desk], None]] = {
    "alias": _alias, "document": _document, "particular": _particular, "relation": _relation, "mark": _mark, "alert": _alert,
}
