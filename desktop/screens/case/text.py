"""What is read beside the list: the chosen record in full, and of a sentence every date with the steps that lead to it."""

from collections.abc import Iterable
from html import escape
from typing import Any

from db.rules.case import CaseDate
from db.rules.offence import citation, table_form
from db.store import offence
from db.store.sentence import Judged
from desktop.forms import steps
from desktop.i18n import _, date, language, moment, term
from desktop.screens.case.rows import Facts, Row, length
from desktop.widgets import theme
from desktop.widgets.reading import heading, paragraph, plain, table

Lines = list[tuple[str, str]]


def text(row: Row | None, facts: Facts) -> str:
    """The record as marked-up text in the language of the moment."""
    if row is None:
        return paragraph(_("Choose a line to read it."), quiet=True)
    lines: Lines = []
    if row.kind in ("sentence", "set_off"):
        judged = next(one for one in facts.sentences if row.record.id == one.sentence.id or row.record in one.set_off)
        head = table(_set_off(row.record)) if row.kind == "set_off" else ""
        return head + _sentence(judged)
    lines = {"offence": _offence, "measure": _measure, "category": _category, "hearing": _hearing, "custody": _custody}[row.kind](row.record)
    return table([line for line in lines if line[1]])


def _sentence(judged: Judged) -> str:
    one = judged.sentence
    dates = table((term(found.key, True), steps.shown(found)) for found in judged.dates)
    asked = _("Computed from what is recorded, by the law of {date}; nothing of it is kept.").format(date=date(judged.on))
    parts = [heading(_("Dates")), dates, paragraph(asked, quiet=True),
             heading(term("sentence_verdict", True)), table(line for line in _verdict(one) if line[1])]
    return "".join([*parts, heading(_("Why")), *(_why(found) for found in judged.dates)])


def _verdict(one: Any) -> Lines:
    full = steps.span(one.full_years or 0, one.full_months or 0, 0)
    return [
        (term("court", True), one.court), (term("number", True), one.number), (_("Passed on"), date(one.passed_on)),
        (_("In force since"), date(one.in_force_on)), (term("term_of_sentence", True), length(one)), (term("start_of_term", True), date(one.begins_on)),
        (_("Type of institution"), term(one.place) if one.place else ""), (_("In full security"), full),
        (_("Limit of the term"), term(one.cumulation) if one.cumulation else ""),
        (_("Of the person and the case"), ", ".join(term(trait) for trait in one.traits.split(",") if trait)), (_("Note"), one.note),
        (_("Sentence no longer stands since"), ": ".join(filter(None, (date(one.closed_on), one.closed_because)))),
    ]


def _why(found: CaseDate) -> str:
    """A date and, numbered, the steps to it; a source that is not sure says so."""
    colours = theme.colours()
    lines = []
    for number, step in enumerate(found.steps, 1):
        said = steps.said(step)
        source = f' <span style="color:{colours.quiet}">{escape(said.source)}</span>' if said.source else ""
        doubt = f' <span style="color:{colours.warning}">▲ {escape(said.doubt)}</span>' if said.doubt else ""
        lines.append(f'<p style="margin:0 0 4px 12px">{number}. {plain(said.text)}{source}{doubt}</p>')
    title = f'<p style="margin:10px 0 4px 0"><b>{escape(term(found.key, True))}: {escape(steps.shown(found))}</b></p>'
    return title + "".join(lines)


def _set_off(one: Any) -> Iterable[tuple[str, str]]:
    lines = [(_("Kind of custody"), term(one.interval_kind)), (_("First day"), date(one.first_on)), (_("Last day"), date(one.last_on)),
             (_("Own ratio"), one.ratio), (term("reason", True), one.reason), (_("Not counted since"), date(one.withdrawn_on))]
    return [line for line in lines if line[1]]


def _offence(one: Any) -> Lines:
    read = offence.reference(one)
    general = [(term(kind, True), table_form(type(read)(*value.partition(".")[::2]), language()))
               for kind, value in (("attempt", one.attempt), ("complicity", one.complicity)) if value]
    return [
        (term("qualification", True), citation(read, language())), ("", table_form(read, language())), *general,
        (term("criminal_code", True), one.code), (_("Gravity"), term(one.gravity) if one.gravity else term("unknown")),
        (_("Qualified so since"), date(one.since_on)), (_("Requalified on"), date(one.closed_on)), (_("Act in short"), one.act), (_("Note"), one.note),
    ]


def _measure(one: Any) -> Lines:
    return [
        (term("measure_of_restraint", True), term(one.measure)), (_("Court or body that sanctioned it"), one.authority),
        (_("Number of the ruling"), one.number), (_("Date of the ruling"), date(one.issued_on)), (_("Since"), moment(one.from_at, offset=True)),
        (_("Until"), moment(one.until_at, offset=True)), (term("body_conducting_case", True), one.case_body),
        (_("Official: name, position, telephone"), one.investigator),
        (_("Ended"), ": ".join(filter(None, (moment(one.ended_at), one.ended_because)))), (_("Note"), one.note),
    ]


def _category(one: Any) -> Lines:
    document = " ".join(filter(None, (term(one.document) if one.document else "", f"№ {one.number}" if one.number else "", date(one.document_on))))
    return [(term("category", True), term(one.category)), (_("Since"), moment(one.from_at, offset=True)), (_("Document"), document),
            (term("custody_authority", True), one.authority), (_("Note"), one.note)]


def _custody(one: Any) -> Lines:
    return [(term("category", True), term(one.category)), (term("time_of_arrival", True), moment(one.arrived_at, offset=True)),
            (term("custody_ground", True), term(one.ground)), (term("custody_authority", True), one.authority),
            (term("custody_case_number", True), one.case_number)]


def _hearing(one: Any) -> Lines:
    return [(term("court", True), one.court), (_("Date and time"), moment(one.at, offset=True)), (_("Subject"), one.purpose),
            (_("Outcome"), one.outcome)]
