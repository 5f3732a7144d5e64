"""The paper of a sealed certification: in Kazakh, in Russian or side by side, with the sheets of its amendments."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer

from db.proof.code import from_text, parse
from db.rules import body as figure
from db.rules.certification import Finding
from desktop.forms import blocks, wording
from desktop.forms.blocks import BODY, CELL, SMALL, gap, named, paragraph, strong
from desktop.forms.chart import GAP, ChartRow, chart_row
from desktop.forms.paper import AmendmentPaper, CertificationPaper, pack
from desktop.forms.sheet import HEIGHT, WIDTH, Sheet, pdf
from desktop.forms.wording import FindingRow, Row, Section
from desktop.forms.words import Words, spoken
from desktop.i18n import N_

__all__ = ["AmendmentPaper", "CertificationPaper", "certification"]

SEALED = N_("Sealed")
ALWAYS = ("body_front", "body_back")
CHART_MM = 86
WIDTHS = {1: (8, 43, 25, 56, 48), 2: (8, 50, 26, 46, 50)}
Tongues = tuple[Words, ...]


def certification(paper: CertificationPaper, language: str) -> bytes:
    """The PDF of the paper in ``kk``, ``ru`` or ``both``; the same values give the same bytes and every language the same
    code. Raises ``translation_missing``, ``glyph_missing``, ``font_missing``, ``unknown_language``, ``paper_too_large``."""
    tongues = spoken(language)
    *sections, last = _body(paper, tongues)
    story = _head("certification", paper, paper.number, paper.sealed_at, tongues)
    for section in sections:
        story += section
    story.append(KeepTogether([*last, *_signatures(paper, tongues)]))  # nobody signs a page without a word of the paper
    for amendment in paper.amendments:
        story += [PageBreak(), *_amendment(paper, amendment, tongues)]
    title = tongues[0].form("certification").title
    return pdf(story, Sheet(title, paper.number, tongues, paper.printed_at, paper.demo, pack(paper, language)))


def _head(kind: str, paper: CertificationPaper, number: str, sealed_at: str, tongues: Tongues) -> list[Flowable]:
    names = {"kk": paper.institution_kk, "ru": paper.institution_ru}
    institutions = [names[words.language] or paper.body.institution for words in tongues]
    forms = [words.form(kind) for words in tongues]
    blanks = [f"{words.titled('form_blank')} № {form.number or '________'}" for words, form in zip(tongues, forms, strict=True)]
    orders = [form.order for form in forms if form.order]
    sealed = [f"{words.text(SEALED)}: {words.moment(sealed_at)}" for words in tongues]
    return [
        *blocks.letterhead(institutions, [*orders, " / ".join(blanks)]),
        *blocks.titles([form.title for form in forms], [f"№ {number}", " / ".join(sealed)]),
    ]


def _body(paper: CertificationPaper, tongues: Tongues) -> list[list[Flowable]]:
    """The numbered sections, each in every language of the paper."""
    made: list[list[Flowable]] = []
    parts = zip(*(wording.sections(paper.body, words) for words in tongues), strict=True)
    for place, part in enumerate(parts):
        heading = blocks.section(str(place + 1), [section.title for section in part])
        if part[0].key == "findings":
            made.append(_findings(paper, tongues, heading))
        elif part[0].wide:
            made.append([heading, *_wide(part), gap(2)])
        else:
            made.append([heading, gap(0.5), _fields(part), gap(2.5)])
    return made


def _fields(part: Sequence[Section]) -> Flowable:
    if len(part) == 1:
        return blocks.pairs([(row.label, row.value) for row in part[0].rows])
    return blocks.fields([_cells(rows) for rows in zip(*(section.rows for section in part), strict=True)])


def _cells(rows: Sequence[Row]) -> list[Paragraph]:
    if rows[0].free:
        return [named(" / ".join(row.label for row in rows), rows[0].value)]
    return [named(row.label, row.value) for row in rows]


def _wide(part: Sequence[Section]) -> list[Flowable]:
    """Running text: typed words once, coded words in each language under each other."""
    story: list[Flowable] = []
    for rows in zip(*(section.rows for section in part), strict=True):
        names = " / ".join(dict.fromkeys(row.label for row in rows))
        values = " / ".join(dict.fromkeys(row.value for row in rows))
        story.append(named(names, values, BODY))
    return story


def _findings(paper: CertificationPaper, tongues: Tongues, heading: Flowable) -> list[Flowable]:
    body = paper.body
    if not body.findings:
        said = " / ".join(words.titled("no_injuries_found") if body.no_injuries else "—" for words in tongues)
        return [heading, paragraph(said), gap(2)]
    rows = [_finding(row) for row in zip(*(wording.findings(body, words) for words in tongues), strict=True)]
    heads = [[words.text(name) for name in _HEADS] for words in tongues]
    joined = [" / ".join(dict.fromkeys(parts)) for parts in zip(*heads, strict=True)]
    return [
        CondPageBreak(CHART_MM * mm + HEIGHT / 6), heading, gap(1), _chart(body.findings, tongues), gap(2),
        blocks.grid(joined, rows, WIDTHS[len(tongues)]), gap(3),
    ]


def _chart(findings: Sequence[Finding], tongues: Tongues) -> ChartRow:
    """Front and back always, a side only where it bears a mark; as tall as fits above the table."""
    marked = {finding.view for finding in findings}
    views = [view for view in figure.VIEWS if view in marked or view in ALWAYS]
    tall = figure.size(views[0])[1]
    wide = sum(figure.size(view)[0] for view in views) * CHART_MM * mm / tall + GAP * (len(views) - 1)
    row = chart_row(views, findings, min(wide, WIDTH), [_terms(tongues, f"view_{view}") for view in views])
    row.hAlign = "CENTER"
    return row


_HEADS = (N_("No."), N_("Kind, location"), N_("Size (mm), colour, shape"), N_("Description and cause in the person's words"),
          N_("Degree of consistency and its reason"))


def _finding(rows: Sequence[FindingRow]) -> list[Flowable | list[Flowable]]:
    first = rows[0]

    def each(field: str) -> str:
        return " / ".join(dict.fromkeys(getattr(row, field) for row in rows))

    sizes = [first.size, first.typed_size, each("colour"), first.shape]
    return [
        [paragraph(first.number, CELL)],
        [strong(each("kind"), CELL), paragraph(each("place"), CELL)],
        [paragraph(text, CELL) for text in sizes if text],
        _told(rows),
        [strong(each("degree"), CELL), *_some(first.reason)],
    ]


def _some(text: str) -> list[Flowable]:
    return [paragraph(text, CELL)] if text else []


def _told(rows: Sequence[FindingRow]) -> list[Flowable]:
    """What the medic saw, then what the person says it comes from."""
    first = rows[0]
    source = " / ".join(row.source for row in rows)
    cause = [named(source, first.cause, CELL)] if first.cause else []
    return [*_some(first.description), *cause] or [paragraph("—", CELL)]


def _signatures(paper: CertificationPaper, tongues: Tongues) -> list[Flowable]:
    body = paper.body
    captions = _captions(tongues)
    unposted = ["", *captions[1:]]
    signers = [blocks.signature(body.author_post or _each(tongues, N_("Medical worker")), body.author_name, captions)]
    if body.interpreter == "yes":
        signers.append(blocks.signature(_terms(tongues, "interpreter"), body.interpreter_detail, unposted))
    received = _each(tongues, N_("I have read the certification and received a copy of it (the examined person)"))
    signers.append(blocks.signature(received, wording.name_of(body), unposted))
    refused = f"□ {_terms(tongues, 'refused_to_sign')}"
    dates = [_each(tongues, N_("Date")) + ": «____» ______________ 20____", _each(tongues, N_("Copy No.")) + " ________"]
    seal = " / ".join(words.text(N_("Place of the seal (abbreviation)")) for words in tongues)
    return [
        *signers, gap(2), blocks.aside(seal, [refused, *dates]), gap(3),
        _code(paper.number, paper.sealed_at, paper.code_text, tongues),
    ]


def _captions(tongues: Tongues) -> list[str]:
    return [_terms(tongues, "position"), _terms(tongues, "signature"), _terms(tongues, "full_name_short")]


def _each(tongues: Tongues, message: str) -> str:
    return " / ".join(dict.fromkeys(words.text(message) for words in tongues))


def _terms(tongues: Tongues, term_id: str) -> str:
    return " / ".join(dict.fromkeys(words.term(term_id) for words in tongues))


def _code(number: str, sealed_at: str, text: str, tongues: Tongues) -> Flowable:
    """The code with its number, the moment of sealing, and two short prints that can be compared by telephone."""
    said = parse(from_text(text))
    lines: list[Flowable] = [paragraph(f"№ {number}", blocks.NUMBER)]
    for words in tongues:
        lines.append(paragraph(f"{words.text(SEALED)}: {words.moment(sealed_at)}", blocks.FIELD))
    lines += [Spacer(1, 2), paragraph(_each(tongues, N_("Record and key, to be compared by telephone")), SMALL)]
    lines += [paragraph(f"{_groups(said.leaf[:8])}  ·  {_groups(said.author)}", blocks.FIELD), Spacer(1, 2)]
    lines += [
        paragraph(words.text(N_("The code proves this paper without a network: a changed value is found and named.")), SMALL)
        for words in tongues
    ]
    return blocks.code(text, lines)


def _groups(raw: bytes) -> str:
    digits = raw.hex().upper()
    return " ".join(digits[at:at + 4] for at in range(0, len(digits), 4))


def _amendment(paper: CertificationPaper, amendment: AmendmentPaper, tongues: Tongues) -> list[Flowable]:
    body = amendment.body
    rows = zip(*(wording.amendment(body, words) for words in tongues), strict=True)
    table = (
        blocks.pairs([(row[0].label, row[0].value) for row in rows]) if len(tongues) == 1
        else blocks.fields([_cells(row) for row in rows])
    )
    return [
        *_head("amendment", paper, amendment.number, amendment.sealed_at, tongues), table, gap(3),
        blocks.section("", [wording.label("text", words) for words in tongues]), paragraph(body.text, BODY), gap(4),
        KeepTogether([
            blocks.signature(body.author_post, body.author_name, _captions(tongues)), gap(4),
            _code(amendment.number, amendment.sealed_at, amendment.code_text, tongues)]),
    ]
