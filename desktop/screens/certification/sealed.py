"""A sealed certification and its amendments as text of the screen, in the words and the order of the paper."""

from collections.abc import Iterable, Iterator

from db.proof import values
from db.proof.values import CERTIFICATION, NAMED_FINDINGS
from db.rules.certification import CertificationBody
from db.store.certification import AmendmentSheet, Sheet
from desktop.forms import wording
from desktop.forms.wording import FindingRow
from desktop.forms.words import NOTHING
from desktop.forms.words import Words as PaperWords
from desktop.i18n import _, language, moment, term
from desktop.widgets import theme
from desktop.widgets.reading import heading, paragraph, plain, table

ANCHOR = "finding-"


class ScreenWords(PaperWords):
    """The words of papers, but for the screen: what has no translation is shown as it is, because a record must never hide."""

    def text(self, message: str) -> str:
        return _(message)

    def term(self, term_id: str) -> str:
        return term(term_id) if term_id else NOTHING


def words() -> ScreenWords:
    """In the window's language of the moment."""
    return ScreenWords(language())


def sheet_text(sheet: Sheet) -> str:
    """Amendments first, because they change how the rest is read; then every section, findings as a table."""
    said = words()
    parts = [_amendment(one, said) for one in sheet.amendments]
    for section in wording.sections(sheet.body, said):
        parts.append(heading(section.title))
        if section.key == "findings":
            parts.append(_findings(sheet.body, said))
        else:
            parts.append(table((row.label, row.value) for row in section.rows))
    return "".join(parts)


def item_codes(body: CertificationBody) -> tuple[str, ...]:
    """The items that an amendment may be about: all but the number, and of the findings those that there are."""
    there = min(len(body.findings), NAMED_FINDINGS)
    named = {f"finding.{place}" for place in range(1, NAMED_FINDINGS + 1)}
    shown = {f"finding.{place}" for place in range(1, there + 1)}
    return tuple(key for key in values.keys_of(CERTIFICATION) if key != "number" and (key not in named or key in shown))


def item_name(item: str) -> str:
    """What the item is called on the paper."""
    return wording.item_label(item, words())


def item_text(body: CertificationBody, item: str) -> str:
    """What the sealed certification says under this item; several answers on lines of their own."""
    said = words()
    if item == "no_injuries":
        return term("no_injuries_found", True) if body.no_injuries else NOTHING
    if item.startswith("finding"):
        return "\n".join(_line(row) for row in wording.findings(body, said) if row.item == item) or NOTHING
    rows = [row for section in wording.sections(body, said) for row in section.rows if row.item == item]
    return "\n".join(f"{row.label}: {row.value}" if row.label and len(rows) > 1 else row.value for row in rows) or NOTHING


def _amendment(one: AmendmentSheet, said: ScreenWords) -> str:
    """A sheet of its own beside the certification."""
    body = one.body
    rows = ((said.text(wording.LABELS["item"]), wording.item_label(body.item, said)), (said.text(wording.LABELS["text"]), body.text),
            (said.titled("reason_of_correction"), "; ".join(filter(None, (said.term(body.reason), body.reason_detail)))),
            (_("Sealed"), f"{moment(one.sealed_at, offset=True)}, {_who(body.author_name, body.author_post)}"))
    shade = theme.colours()
    title = f'<b style="color:{shade.sealed}">▣ {plain(said.titled("amendment"))} № {plain(one.number)}</b>'
    return (f'<table width="100%" cellpadding="8" cellspacing="0" bgcolor="{shade.stripe}" style="margin-bottom:8px">'
            f'<tr><td>{title}{table(rows)}</td></tr></table>')


def _who(name: str, post: str) -> str:
    return f"{name} ({post})" if post else name


def _findings(body: CertificationBody, said: ScreenWords) -> str:
    if not body.findings:
        return paragraph(term("no_injuries_found", True) if body.no_injuries else NOTHING)
    line = theme.colours().line
    cell = f'style="padding:4px 8px 4px 0; border-bottom:1px solid {line}" valign="top"'
    rows = (f'<tr><td {cell}><a name="{ANCHOR}{plain(row.number)}"></a><b>{plain(row.number)}</b></td>'
            f'<td {cell} width="34%"><b>{plain(_first(row.kind))}</b><br>{plain(row.place)}</td><td {cell}>{_told(row)}</td></tr>'
            for row in wording.findings(body, said))
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'


def _told(row: FindingRow) -> str:
    cause = f"{row.source}: {row.cause}" if row.cause else ""
    return "<br>".join(plain(part) for part in (_size(row), row.description, cause, f"{_first(row.degree)}. {row.reason}") if part)


def _size(row: FindingRow) -> str:
    size = _("{size} mm").format(size=row.size) if row.size else row.typed_size
    return ", ".join(_some((size, row.colour, row.shape)))


def _line(row: FindingRow) -> str:
    """One finding in a few lines, for the amendment's form."""
    return "\n".join(_some((f"{row.number}. {row.kind}, {row.place}", _size(row), row.description, row.cause, f"{row.degree}; {row.reason}")))


def _some(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if part and part != NOTHING)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]
