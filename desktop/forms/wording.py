"""The values of a certification as the words that its paper prints, item by item; the printer and the verifier share it."""

from collections.abc import Callable
from typing import NamedTuple

from db.proof.values import NAMED_FINDINGS, Body
from db.rules import body as figure
from db.rules.certification import AmendmentBody, CertificationBody, Finding
from desktop.forms.words import NOTHING, Words
from desktop.i18n import N_


class Row(NamedTuple):
    """One line of the paper. ``free``: what somebody typed, printed once; the rest is said in each language."""

    item: str
    label: str
    value: str
    free: bool = False


class Section(NamedTuple):
    """A numbered part of the paper; ``wide`` parts are running text across the page."""

    key: str
    title: str
    rows: tuple[Row, ...]
    wide: bool = False


class FindingRow(NamedTuple):
    """One finding as the cells of its table: coded words to be said in each language, typed words once."""

    item: str
    number: str
    kind: str
    place: str
    size: str
    typed_size: str
    colour: str
    shape: str
    description: str
    source: str
    cause: str
    degree: str
    reason: str


FINDINGS_TITLE = N_("Findings of the examination")
SOURCE = N_("In the person's words")
LABELS: dict[str, str] = {
    "place": N_("Place of the examination"),
    "started_at": N_("Beginning of the examination"),
    "ended_at": N_("End of the examination"),
    "requested_by": N_("Examined at the request of"),
    "officers_present": N_("Presence of officers"),
    "restraints": N_("Means of restraint during the examination"),
    "author_name": N_("Surname and initials of the medical worker"),
    "author_speciality": N_("Speciality"),
    "author_years": N_("Years of service"),
    "account_language": N_("Language of the account"),
    "account_reason": N_("Why there is no account"),
    "certification_number": N_("Number of the certification"),
    "item": N_("Item that is amended"),
    "text": N_("To be read as"),
    "reason_detail": N_("Explanation"),
    "times": N_("Time of the examination"),
    "presence": N_("Who was present"),
    "author": N_("Medical worker"),
    "findings.rest": N_("Further findings"),
    "sealed_at": N_("Moment of sealing"),
    "code": N_("The code itself"),
}
TERMS: dict[str, str] = {
    "number": "number", "institution": "institution", "person": "full_name", "date_of_birth": "date_of_birth", "sex": "sex",
    "iin": "iin", "persons_present": "persons_present", "interpreter": "interpreter", "consent": "informed_consent",
    "account": "words_of_examined", "psychological_state": "psychological_state", "findings": "findings",
    "consistency": "cons_overall", "consistency_reason": "cons_reason", "conclusion": "conclusion",
    "recommendation": "recommendation", "author_post": "position", "reason": "reason_of_correction",
    "no_injuries": "no_injuries_found", "restraints_detail": "restraints_used", "interpreter_detail": "interpreter",
    "consent_reason": "reason_of_refusal", "person.surname": "surname", "person.given_name": "given_name",
    "person.patronymic": "patronymic", "person.date_of_birth": "date_of_birth", "person.sex": "sex", "person.iin": "iin",
}
FINDING_TERMS: dict[str, str] = {
    "kind": "lesion", "view": "body_chart", "x": "body_chart", "y": "body_chart", "region": "injury_location",
    "side": "injury_location", "length_mm": "injury_size_mm", "width_mm": "injury_size_mm", "size_reason": "injury_size_mm",
    "colour": "injury_colour", "shape": "injury_shape", "consistency": "cons_per_finding", "consistency_reason": "cons_reason",
    "claimed_cause": "circumstances", "description": "findings",
}


def label(field: str, words: Words) -> str:
    """What a field of the body is called on paper, with a capital letter."""
    if field in LABELS:
        return words.text(LABELS[field])
    return words.titled(TERMS[field])


def item_label(field: str, words: Words) -> str:
    """The name of any field or item that an amendment or a verdict can point at: ``presence``, ``finding.3``, ``findings.3.colour``,
    ``amendment.1.text``; an unknown one is shown as it is."""
    if field in LABELS or field in TERMS:
        return label(field, words)
    parts = field.split(".")
    if parts[0] == "amendment" and len(parts) > 2:
        return f"{words.titled('amendment')} № {parts[1]}: {item_label('.'.join(parts[2:]), words)}"
    if parts[0] == "finding" and len(parts) == 2:
        return f"{words.titled('findings')}, № {parts[1]}"
    if len(parts) == 3 and parts[0] == "findings" and parts[2] in FINDING_TERMS:
        return f"{words.titled('findings')}, № {parts[1]}: {words.term(FINDING_TERMS[parts[2]])}"
    return f"{words.titled('findings')}, № {parts[1]}" if parts[0] == "findings" and len(parts) == 2 else field


def name_of(body: Body) -> str:
    who = body.person
    return " ".join(part for part in (who.surname, who.given_name, who.patronymic) if part) or NOTHING


def sections(body: CertificationBody, words: Words) -> tuple[Section, ...]:
    """Everything but the findings, in the order of annex IV of the Istanbul Protocol."""
    def row(item: str, field: str, value: str, free: bool = False) -> Row:
        return Row(item, label(field, words), value or NOTHING, free)

    title = words.text
    return (
        Section("case", title(N_("Circumstances of the certification")), _case(body, words, row)),
        Section("person", title(N_("Examined person")), _person(body, words, row)),
        Section("conditions", title(N_("Conditions of the examination")), _conditions(body, words, row)),
        Section("author", title(N_("Medical worker")), _author(body, row)),
        Section("account", words.titled("words_of_examined"), _account(body, words), wide=True),
        Section("state", words.titled("psychological_state"), (
            Row("psychological_state", "", body.psychological_state or NOTHING, True),), wide=True),
        Section("findings", title(FINDINGS_TITLE), ()),
        Section("consistency", words.titled("cons_overall"), (
            row("consistency", "consistency", words.term(body.consistency)),
            Row("consistency", words.titled("cons_reason"), body.consistency_reason or NOTHING, True)), wide=True),
        Section("conclusion", words.titled("conclusion"), (
            Row("conclusion", "", body.conclusion or NOTHING, True),), wide=True),
        Section("recommendation", words.titled("recommendation"), (
            Row("recommendation", "", body.recommendation or NOTHING, True),), wide=True),
    )


_Make = Callable[..., Row]


def _case(body: CertificationBody, words: Words, row: _Make) -> tuple[Row, ...]:
    return (
        row("institution", "institution", body.institution, True),
        row("place", "place", words.say(body.place), True),
        row("requested_by", "requested_by", words.say(body.requested_by), True),
        row("times", "started_at", words.moment(body.started_at)),
        row("times", "ended_at", words.moment(body.ended_at)),
    )


def _person(body: Body, words: Words, row: _Make) -> tuple[Row, ...]:
    who = body.person
    return (
        row("person", "person", name_of(body), True),
        row("date_of_birth", "date_of_birth", words.date(who.date_of_birth)),
        row("sex", "sex", words.term(who.sex)),
        row("iin", "iin", who.iin),
    )


def _conditions(body: CertificationBody, words: Words, row: _Make) -> tuple[Row, ...]:
    return (
        row("presence", "officers_present", words.term(body.officers_present)),
        row("presence", "persons_present", body.persons_present, True),
        row("restraints", "restraints", _with(words.term(body.restraints), body.restraints_detail)),
        row("interpreter", "interpreter", _with(words.term(body.interpreter), body.interpreter_detail)),
        row("consent", "consent", _with(words.term(body.consent), body.consent_reason)),
    )


def _author(body: CertificationBody, row: _Make) -> tuple[Row, ...]:
    years = "" if body.author_years is None else str(body.author_years)
    return (
        row("author", "author_name", body.author_name, True),
        row("author", "author_post", body.author_post, True),
        row("author", "author_speciality", body.author_speciality, True),
        row("author", "author_years", years),
    )


def _account(body: CertificationBody, words: Words) -> tuple[Row, ...]:
    rows = [Row("account", "", body.account, True)] if body.account else []
    if body.account_language:
        rows.append(Row("account", label("account_language", words), words.say(body.account_language)))
    if body.account_reason or not body.account:
        rows.append(Row("account", label("account_reason", words), body.account_reason or NOTHING, True))
    return tuple(rows)


def _with(coded: str, detail: str) -> str:
    return f"{coded}; {detail}" if detail else coded


def findings(body: CertificationBody, words: Words) -> tuple[FindingRow, ...]:
    return tuple(_finding(place, finding, words) for place, finding in enumerate(body.findings))


def _finding(place: int, finding: Finding, words: Words) -> FindingRow:
    named = f"finding.{place + 1}" if place < NAMED_FINDINGS else "findings.rest"
    sizes = [str(size) for size in (finding.length_mm, finding.width_mm) if size is not None]
    return FindingRow(
        named, str(finding.number), words.term(finding.kind),
        _place(finding, words), " × ".join(sizes), finding.size_reason,
        words.term(finding.colour), finding.shape, finding.description, words.text(SOURCE), finding.claimed_cause,
        words.term(finding.consistency), finding.consistency_reason,
    )


def _place(finding: Finding, words: Words) -> str:
    """Region, side and surface in words; a region that has no place name of its own is said as it is."""
    if finding.view not in figure.VIEWS:
        return f"{words.term(finding.region)}, {words.term(finding.side)}"
    return figure.place_name(finding.view, figure.Place(finding.region, finding.side), words.term)


def amendment(body: AmendmentBody, words: Words) -> tuple[Row, ...]:
    """The rows of an amendment's sheet."""
    def row(item: str, field: str, value: str, free: bool = False) -> Row:
        return Row(item, label(field, words), value or NOTHING, free)

    return (
        row("certification_number", "certification_number", body.certification_number, True),
        row("institution", "institution", body.institution, True),
        *_person(body, words, row),
        row("item", "item", item_label(body.item, words)),
        row("reason", "reason", words.term(body.reason)),
        row("reason", "reason_detail", body.reason_detail, True),
        row("author", "author_name", body.author_name, True),
        row("author", "author_post", body.author_post, True),
    )


def spoken_values(number: str, body: Body, words: Words) -> list[tuple[str, str]]:
    """(item, text) for every value as printed in this language, in that order; the verifier looks for them on the page."""
    said = [("number", number)]
    if isinstance(body, AmendmentBody):
        return said + [(row.item, row.value) for row in amendment(body, words)] + [("text", body.text)]
    for section in sections(body, words):
        said += [(row.item, row.value) for row in section.rows]
        if section.key == "findings":
            said += _printed_findings(body, words)
    return [(item, text) for item, text in said if text != NOTHING]


def _printed_findings(body: CertificationBody, words: Words) -> list[tuple[str, str]]:
    if body.no_injuries:
        return [("no_injuries", words.titled("no_injuries_found"))]
    return [(row.item, text) for row in findings(body, words) for text in row[1:] if text and text != row.source]
