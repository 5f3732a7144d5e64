"""The card of terms: what holds a person, until when, and every date of the sentence with the steps that lead to it."""

from collections.abc import Sequence

import msgspec
from reportlab.platypus import Flowable, Paragraph

from db.rules.case import CaseDate
from db.rules.moment import date_short, moment_short
from db.rules.offence import Offence, citation
from db.rules.setoff import Interval
from desktop.forms import blocks, steps
from desktop.forms.blocks import CELL, SMALL, gap, named, paragraph, strong
from desktop.forms.sheet import Sheet, pdf
from desktop.forms.words import NOTHING, Words, spoken
from desktop.i18n import N_, speaking

Tongues = tuple[Words, ...]
WIDTHS = (42, 26, 112)


class CardMeasure(msgspec.Struct, frozen=True):
    """A measure of restraint that stands: moments as kept, ``until_at`` "" where it has no end of its own."""

    measure: str
    authority: str
    number: str
    from_at: str
    until_at: str


class CardSentence(msgspec.Struct, frozen=True):
    """A sentence that stands, what is set off against it, and its dates by the law of the day ``on``."""

    court: str
    number: str
    passed_on: str
    in_force_on: str
    years: int
    months: int
    days: int
    life: bool
    begins_on: str
    place: str
    set_off: tuple[Interval, ...]
    dates: tuple[CaseDate, ...]
    on: str


class TermsCard(msgspec.Struct, frozen=True):
    """Everything that the card shows; ``printed_at`` is a value like the others."""

    institution_kk: str
    institution_ru: str
    name: str
    date_of_birth: str
    iin: str
    category: str
    offences: tuple[Offence, ...]
    measures: tuple[CardMeasure, ...]
    sentences: tuple[CardSentence, ...]
    officer: str
    post: str
    printed_at: str
    demo: bool = False


def terms_card(card: TermsCard, language: str) -> bytes:
    """The PDF in ``kk``, ``ru`` or ``both``; the same values give the same bytes. Raises ``translation_missing``,
    ``glyph_missing``, ``font_missing``, ``unknown_language``."""
    tongues = spoken(language)
    names = {"kk": card.institution_kk, "ru": card.institution_ru}
    title = tongues[0].titled("sentence_term_card")
    story = [*blocks.letterhead([names[words.language] for words in tongues], ()),
             *blocks.titles([words.titled("sentence_term_card") for words in tongues], [card.name])]
    story += [_fields([_person(card, words) for words in tongues]), gap(3)]
    if card.measures:
        story += [blocks.section("", [words.titled("measure_of_restraint") for words in tongues]), *_measures(card, tongues), gap(3)]
    for sentence in card.sentences:
        story += [blocks.section("", [words.titled("sentence_verdict") for words in tongues]),
                  _fields([_verdict(sentence, words) for words in tongues]), gap(3), *_dates(sentence, tongues), gap(3)]
    captions = [_term(tongues, name) for name in ("position", "signature", "full_name_short")]
    story.append(blocks.signature(card.post, card.officer, captions))
    return pdf(story, Sheet(title, "", tongues, card.printed_at, card.demo))


def _person(card: TermsCard, words: Words) -> list[tuple[str, str]]:
    acts = "; ".join(citation(one, words.language) for one in card.offences)
    return [(words.titled("date_of_birth"), date_short(card.date_of_birth) or NOTHING), (words.titled("iin_short"), card.iin or NOTHING),
            (words.titled("category"), words.term(card.category)), (words.titled("qualification"), acts or NOTHING)]


def _verdict(one: CardSentence, words: Words) -> list[tuple[str, str]]:
    number = " ".join(filter(None, (one.court, f"№\u00a0{one.number}" if one.number else "", date_short(one.passed_on))))
    set_off = "; ".join(f"{words.term(part.kind)}, {date_short(part.first)} – {date_short(part.last)}" for part in one.set_off)
    return [
        (words.titled("court"), number), (words.text(N_("In force since")), date_short(one.in_force_on) or NOTHING),
        (words.titled("term_of_sentence"), _length(one, words)), (words.titled("start_of_term"), date_short(one.begins_on)),
        (words.text(N_("Type of institution")), words.term(one.place)), (words.titled("set_off"), set_off or NOTHING),
    ]


def _length(one: CardSentence, words: Words) -> str:
    if one.life:
        return words.term("life_imprisonment")
    with speaking(words.language):
        return steps.span(one.years, one.months, one.days) or NOTHING


def _fields(sides: Sequence[Sequence[tuple[str, str]]]) -> Flowable:
    """Name | value in one language, Kazakh | Russian in two."""
    if len(sides) == 1:
        return blocks.pairs(sides[0])
    return blocks.fields([[named(name, value) for name, value in row] for row in zip(*sides, strict=True)])


def _measures(card: TermsCard, tongues: Tongues) -> list[Flowable]:
    heads = [_text(tongues, text) for text in (N_("Measure"), N_("Since"), N_("Until"))]
    rows: list[list[Flowable]] = []
    for one in card.measures:
        what = _term(tongues, one.measure)
        by = ", ".join(filter(None, (one.authority, f"№\u00a0{one.number}" if one.number else "")))
        rows.append([_cell([what, by]), paragraph(moment_short(one.from_at), CELL), paragraph(moment_short(one.until_at) or NOTHING, CELL)])
    return [gap(1), blocks.grid(heads, rows, (112, 34, 34))]


def _dates(one: CardSentence, tongues: Tongues) -> list[Flowable]:
    heads = [_text(tongues, text) for text in (N_("What is computed"), N_("Date"), N_("Computation"))]
    rows: list[list[Flowable | list[Paragraph]]] = []
    for found in one.dates:
        what = [strong(words.titled(found.key), CELL) for words in tongues]
        why = [paragraph(line, SMALL) for words in tongues for line in _steps(found, words)]
        rows.append([what, strong(_date(found, tongues), CELL), why])
    asked = _text(tongues, N_("Computed from what is recorded, by the law of {date}; nothing of it is kept.")).format(date=date_short(one.on))
    return [blocks.grid(heads, rows, WIDTHS), gap(1), paragraph(asked, SMALL)]


def _steps(found: CaseDate, words: Words) -> list[str]:
    with speaking(words.language):
        return [f"{number}. {steps.line(step)}" for number, step in enumerate(found.steps, 1)]


def _date(found: CaseDate, tongues: Tongues) -> str:
    return date_short(found.date) if found.date else _text(tongues, N_("no date"))


def _cell(lines: Sequence[str]) -> list[Paragraph]:
    return [paragraph(line, CELL) for line in lines if line]


def _text(tongues: Tongues, message: str) -> str:
    return " / ".join(dict.fromkeys(words.text(message) for words in tongues))


def _term(tongues: Tongues, term_id: str) -> str:
    return " / ".join(dict.fromkeys(words.term(term_id) for words in tongues))
