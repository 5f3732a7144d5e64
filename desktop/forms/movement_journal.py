"""A day of the movement journal: every step in and out with its paper, the totals by category, and the line that balances; A4, Kazakh,
Russian or both."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from reportlab.platypus import Flowable, KeepTogether

from desktop.forms import blocks, fonts
from desktop.forms.blocks import gap, paragraph
from desktop.forms.sheet import Sheet, pdf
from desktop.forms.words import NOTHING, Words, capital, spoken
from desktop.i18n import N_

if TYPE_CHECKING:
    from db.engine import Info
    from db.keys.keyring import User
    from db.store.journal import Closing, Day
    from db.store.journal import Sum as JournalSum

FORM: Final = "movement_journal"
WIDTHS: Final = (9, 13, 52, 20, 38, 48)
"""Millimetres: number in order, time, name, date of birth, movement, from or to with the reason."""
SUMS: Final = (72, 27, 27, 27, 27)


class Step(msgspec.Struct, frozen=True):
    """One movement; ``movement``, ``order`` and ``category`` are terms, the rest is as typed."""

    direction: str
    movement: str
    at: str
    name: str
    date_of_birth: str
    category: str
    place: str
    order: str
    order_number: str
    order_on: str
    authority: str
    escort: str
    reason: str


class Sum(msgspec.Struct, frozen=True):
    """Yesterday, came, went, today; ``title`` is a term, "" for everybody."""

    title: str
    yesterday: int
    came: int
    left: int
    today: int

    @property
    def changed(self) -> int:
        """Who was in the group at the end without having come: the status changed in between."""
        return self.today - (self.yesterday + self.came - self.left)


class Note(msgspec.Struct, frozen=True):
    """A correction that stands beside the closed line."""

    at: str
    who: str
    note: str
    yesterday: int
    came: int
    left: int
    today: int


class JournalPaper(msgspec.Struct, frozen=True):
    """Everything that the paper shows; ``closed_at`` and ``closed_by`` are "" while the day is open."""

    on: str
    steps: tuple[Step, ...]
    sums: tuple[Sum, ...]
    away: int
    held: int
    closed_at: str
    closed_by: str
    closed: tuple[int, int, int, int] | None
    notes: tuple[Note, ...]
    institution_kk: str
    institution_ru: str
    post: str
    name: str
    printed_at: str = ""
    demo: bool = False


def of_day(page: "Day", sums: "Iterable[JournalSum]", info: "Info", user: "User", printed_at: str) -> JournalPaper:
    """The paper of a day as the register has it now, signed by whoever prints it."""
    steps = tuple(Step(line.direction, line.movement, line.at, line.name, line.date_of_birth, line.category, line.place, line.order_kind,
                       line.order_number, line.order_on, line.authority, line.escort, line.reason) for line in page.lines)
    closing = page.closing
    return JournalPaper(
        page.on, steps, tuple(Sum(*one) for one in sums), page.after.away, page.after.held, closing.at if closing else "",
        closing.who if closing else "", _four(closing) if closing else None,
        tuple(Note(one.at, one.who, one.note, one.yesterday, one.came, one.left, one.today) for one in page.corrections),
        info.institution_name_kk, info.institution_name_ru, user.post, user.name, printed_at, info.demo)


def movement_journal(paper: JournalPaper, language: str) -> bytes:
    """The paper as PDF bytes. Raises ``translation_missing``, ``unknown_language``, and ``glyph_missing`` for a sign without a letter."""
    fonts.load()
    tongues = spoken(language)
    forms = [words.form(FORM) for words in tongues]
    names = [paper.institution_kk if words.language == "kk" else paper.institution_ru for words in tongues]
    story = [*blocks.letterhead(names, []), *blocks.titles([form.title for form in forms], _unique(words.date(paper.on) for words in tongues))]
    for direction, title in (("in", "balance_in"), ("out", "balance_out")):
        story += _steps([step for step in paper.steps if step.direction == direction], title, tongues)
    story += [blocks.section("", [words.text(N_("Totals by category")) for words in tongues]), gap(1), _totals(paper, tongues), gap(2)]
    story += _state(paper, tongues)
    return pdf(story, Sheet(forms[0].title, "", tongues, paper.printed_at, paper.demo))


def _steps(steps: Sequence[Step], title: str, tongues: Sequence[Words]) -> list[Flowable]:
    heading = blocks.section("", [f"{words.titled(title)}: {len(steps)}" for words in tongues])
    if not steps:
        return [heading, paragraph(" / ".join(_unique(words.text(N_("No movement on this day.")) for words in tongues)), blocks.FIELD), gap(2)]
    heads = ["№", *(_both(tongues, name) for name in ("hour", "full_name_short", "date_of_birth", "move_kind", "move_place"))]
    return [heading, gap(1), blocks.grid(heads, [_row(step, place, tongues) for place, step in enumerate(steps, 1)], WIDTHS), gap(3)]


def _row(step: Step, place: int, tongues: Sequence[Words]) -> list[Flowable | Sequence[Flowable]]:
    kind = " / ".join(_unique(words.term(step.movement) for words in tongues))
    category = " / ".join(_unique(words.term(step.category) for words in tongues))
    return [paragraph(str(place), blocks.CELL), paragraph(step.at[11:16], blocks.CELL),
            [paragraph(step.name, blocks.CELL), paragraph(category, blocks.SMALL)], paragraph(_day(step.date_of_birth), blocks.CELL),
            paragraph(capital(kind), blocks.CELL), _why(step, tongues)]


def _why(step: Step, tongues: Sequence[Words]) -> list[Flowable]:
    """Where from or to, by which paper, with whom."""
    order = " / ".join(_unique(words.term(step.order) for words in tongues)) if step.order else ""
    number = f"№ {step.order_number}" if step.order_number else ""
    by = ", ".join(filter(None, (" ".join(filter(None, (capital(order), number))), _day(step.order_on) if step.order_on else "",
                                 step.authority if step.authority != step.place else "")))
    escort = f"{_both(tongues, 'escort')}: {step.escort}" if step.escort else ""
    told = [paragraph(step.place or NOTHING, blocks.CELL)]
    return told + [paragraph(line, blocks.SMALL) for line in (by, step.reason, escort) if line]


def _totals(paper: JournalPaper, tongues: Sequence[Words]) -> Flowable:
    heads = [_both(tongues, "category_short"), *(_both(tongues, name) for name in ("balance_yesterday", "balance_in", "balance_out", "balance_today"))]
    rows: list[list[Flowable | Sequence[Flowable]]] = []
    for one in paper.sums:
        rows.append([_title(one, tongues), *(_number(value, not one.title) for value in (one.yesterday, one.came, one.left, one.today))])
    return blocks.grid(heads, rows, SUMS)


def _title(one: Sum, tongues: Sequence[Words]) -> list[Flowable]:
    if not one.title:
        return [blocks.strong(_text(tongues, N_("Total")), blocks.CELL)]
    told: list[Flowable] = [paragraph(_both(tongues, one.title), blocks.CELL)]
    if one.changed:
        sign = "+" if one.changed > 0 else "−"
        why = _text(tongues, N_("status changed on this day"))
        told.append(paragraph(f"{why}: {sign}{abs(one.changed)}", blocks.SMALL))
    return told


def _number(value: int, strong: bool) -> Flowable:
    return blocks.strong(str(value), blocks.CELL) if strong else paragraph(str(value), blocks.CELL)


def _state(paper: JournalPaper, tongues: Sequence[Words]) -> list[Flowable]:
    lines = []
    for words in tongues:
        said = words.text(N_("Out for now: {away}; held together with them: {held}")).format(away=paper.away, held=paper.held)
        lines.append(paragraph(said, blocks.FIELD))
        if paper.closed is not None:
            closed = words.text(N_("Closed {time} by {name}: {yesterday} + {came} − {left} = {today}"))
            lines.append(paragraph(closed.format(time=_moment(paper.closed_at), name=paper.closed_by or NOTHING, **_named(paper.closed)), blocks.FIELD))
        else:
            lines.append(paragraph(words.text(N_("The day is not closed.")), blocks.FIELD))
        for note in paper.notes:
            said = words.text(N_("Correction of {time}, {name}: {yesterday} + {came} − {left} = {today}. {note}"))
            numbers = _named((note.yesterday, note.came, note.left, note.today))
            lines.append(paragraph(said.format(time=_moment(note.at), name=note.who or NOTHING, note=note.note, **numbers), blocks.FIELD))
    captions = [" / ".join(words.term(name) for words in tongues) for name in ("position", "signature", "full_name_short")]
    return [KeepTogether([*lines, gap(4), blocks.signature(paper.post or NOTHING, paper.name or NOTHING, captions)])]


def _four(one: "Closing") -> tuple[int, int, int, int]:
    return one.yesterday, one.came, one.left, one.today


def _named(four: tuple[int, int, int, int]) -> dict[str, int]:
    return dict(zip(("yesterday", "came", "left", "today"), four, strict=True))


def _both(tongues: Sequence[Words], term_id: str) -> str:
    return capital(" / ".join(_unique(words.term(term_id) for words in tongues)))


def _text(tongues: Sequence[Words], message: str) -> str:
    return " / ".join(_unique(words.text(message) for words in tongues))


def _day(text: str) -> str:
    return f"{text[8:10]}.{text[5:7]}.{text[:4]}" if text else NOTHING


def _moment(text: str) -> str:
    return f"{_day(text)} {text[11:16]}"


def _unique(said: Iterable[str]) -> list[str]:
    """Words that are the same in both languages stand once."""
    return list(dict.fromkeys(said))
