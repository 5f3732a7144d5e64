"""A verdict in words: what it is, of which paper, what was compared, and what was not and how a person can compare it."""

from collections.abc import Iterator

from db.proof.code import Code
from db.proof.values import AMENDMENT
from db.proof.verdict import ALTERED, AMENDED_SINCE, GENUINE, UNKNOWN_KEY, UNREADABLE
from desktop import errors
from desktop.forms import wording
from desktop.forms.words import Words as PaperWords
from desktop.i18n import N_, _, language, moment, ngettext, term
from desktop.screens.verify.judge import PDF, TEXT, Judgement
from desktop.widgets.reading import heading, paragraph, plain, table

SIGNS = {GENUINE: ("✓", "done"), ALTERED: ("✗", "error"), AMENDED_SINCE: ("✎", "warning"), UNKNOWN_KEY: ("?", "warning"),
         UNREADABLE: ("○", "quiet")}
OUTSIDE = N_("Words or marks on the pages that no sealed answer holds")


class _Words(PaperWords):
    """The names of items in the window's language; nothing is refused for want of a translation."""

    def text(self, message: str) -> str:
        return _(message)

    def term(self, term_id: str) -> str:
        return term(term_id)


def answer(one: Judgement) -> str:
    """The large word."""
    if one.verdict.state == GENUINE and one.source != PDF:
        return _("The code is genuine")
    return {GENUINE: _("The paper is genuine"), ALTERED: _("Altered"), AMENDED_SINCE: _("Amended since"), UNKNOWN_KEY: _("Unknown key"),
            UNREADABLE: _("Not readable")}[one.verdict.state]


def is_proven(one: Judgement) -> bool:
    """Whether the code's own words can be believed: its signature fits a known key."""
    return one.verdict.state in (GENUINE, AMENDED_SINCE) or (one.verdict.state == ALTERED and "code" not in one.verdict.fields)


def explanation(one: Judgement) -> str:
    """Everything under the large word, as markup."""
    if one.verdict.state == UNREADABLE:
        return paragraph(_unreadable(one))
    demo = paragraph("▲ " + _("Demo: this paper comes from a register of made-up people.")) if one.demo else ""
    return "".join((demo, _meaning(one), _facts(one), *_compared(one)))


def _unreadable(one: Judgement) -> str:
    advice = _("Photograph the code straight from above, near, flat and in good light, or scan the page at 300 dpi; or give the PDF file; or "
               "copy the text of the code.")
    if one.error is None:
        return " ".join((_("No code of this program was found on it."), advice))
    said = errors.sentence(one.error)
    return said if one.error.key.startswith(("file_unreadable", "file_too", "code_version")) else f"{said} {advice}"


def _meaning(one: Judgement) -> str:
    state, verdict = one.verdict.state, one.verdict
    if state == ALTERED:
        items = "".join(f"<li>{plain(item)}</li>" for item in _items(one))
        return paragraph(_("This is not what was sealed. Different from the sealed values:")) + f"<ul>{items}</ul>"
    if state == UNKNOWN_KEY:
        return paragraph(_("The key that signed this code is not among the known keys. Either the paper comes from another institution, or somebody "
                           "made the code himself. Get the keys file of that institution from the department and verify again with it."))
    if state == AMENDED_SINCE:
        sheets = "".join(f"<li>№ {plain(note.number)}, {plain(moment(note.sealed_at, offset=True))}</li>" for note in verdict.amendments)
        said = (_("What this paper says was sealed so, but it does not carry the amendments that were sealed beside it. Read it only together "
                  "with them:") if one.source == PDF else
                _("A paper with this number was sealed, and amendments beside it that are not to be seen here. Read it only together with them:"))
        return paragraph(said) + f"<ul>{sheets}</ul>"
    if one.source == PDF:
        return paragraph(_("It is what the medical worker sealed."))
    return paragraph(_("A paper with this number was sealed. Whether the printed words are the sealed ones, the code alone does not say."))


def _items(one: Judgement) -> Iterator[str]:
    said = _Words(language())
    for field in one.verdict.fields:
        yield _(OUTSIDE) if field == "text" else wording.item_label(field, said)


def _facts(one: Judgement) -> str:
    verdict = one.verdict
    kind = term("amendment", True) if verdict.kind == AMENDMENT else term("paper_certification", True)
    who = f"{verdict.author_name}, {verdict.author_post}".strip(", ")
    rows = [(term("number", True), verdict.number), (_("Kind of paper"), kind), (_("Sealed"), moment(verdict.sealed_at, offset=True))]
    rows += [(_("Sealed by"), who)] if is_proven(one) else []
    title = _("The sealed paper") if is_proven(one) else _("What the code says of itself; it is not proven")
    return heading(title) + table([row for row in rows if row[1]])


def _compared(one: Judgement) -> Iterator[str]:
    yield heading(_("What was compared"))
    yield from (paragraph(f"• {line}") for line in _done(one))
    not_done = list(_not_done(one))
    if not_done:
        yield heading(_("What was not compared"))
        yield from (paragraph(f"▲ {line}") for line in not_done)
    if one.source != PDF and is_proven(one):
        yield from _by_eye(one)


def _done(one: Judgement) -> Iterator[str]:
    yield _("The signature of the code with the known public keys")
    if one.source == PDF and is_proven(one):
        yield _("Every value in the file with the code")
    if one.source == PDF and one.verdict.compared and is_proven(one):
        yield _("Words and chart of every page with those values")
    others = len(one.codes) - 1
    if one.source == PDF and others > 0 and is_proven(one):
        yield ngettext("{n} amendment in the same way", "{n} amendments in the same way", others).format(n=others)
    if one.verdict.state in (GENUINE, AMENDED_SINCE):
        yield _("The amendments that this register knows") if one.own else _("The amendments that the keys file knows")


def _not_done(one: Judgement) -> Iterator[str]:
    if one.source == TEXT:
        yield _("The paper itself: only its code was given.")
    elif one.source != PDF:
        yield _("The printed words, figures and marks: they cannot be read from a picture with certainty. The code was read, nothing else.")
    elif not one.verdict.compared and one.verdict.state in (GENUINE, AMENDED_SINCE):
        yield _("The look of the pages and the marks on the chart: another version of the program printed them.")
    if not one.own:
        yield _("Amendments sealed after the keys file was written: they are not known here.")


def _by_eye(one: Judgement) -> Iterator[str]:
    """What a person can hold against the paper, and no more than the code says."""
    code, verdict = one.code, one.verdict
    yield heading(_("Compare by eye"))
    rows = [(_("The number in the head and at the foot of each page"), verdict.number)]
    rows += [(_("The moment of sealing"), moment(verdict.sealed_at, offset=True))] if verdict.sealed_at else []
    rows += [(_("The medical worker who signs"), verdict.author_name)]
    rows += [(_("The two short prints beside the code"), _prints(code))] if code is not None else []
    yield table(rows)
    yield paragraph(_("For the findings and the conclusion ask for the PDF file, or let a medical worker open the certification in the "
                      "register and read it beside the paper."), quiet=True)


def _prints(code: Code) -> str:
    """As the paper shows them: record · key."""
    return " · ".join(" ".join(digits[at:at + 4] for at in range(0, len(digits), 4)) for digits in
                      (raw.hex().upper() for raw in (code.leaf[:8], code.author)))
