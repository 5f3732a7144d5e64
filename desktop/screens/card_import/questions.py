"""What is asked of a card file: its columns, what is said once for all lines, and how its dates and signs are to be read."""

from collections.abc import Sequence
from typing import Any

from db.rules import card_file as rules
from db.rules.card_file import CardMapping
from db.rules.person import DOCUMENT_KINDS, SEXES
from desktop.i18n import N_, Phrase, _, country, term, titled
from desktop.widgets.fields import Choice, Line
from desktop.widgets.form import Form

TERMS = {rules.FULL_NAME: "full_name_short", "iin": "iin_short", "document_kind": "identity_document", "document_number": "doc_number",
         "document_issued_by": "doc_issued_by", "document_issued_on": "doc_issued_on"}
CONSTANTS: dict[str, tuple[str, ...]] = {"sex": SEXES, "citizenship": ("KZ", "stateless", "unknown"), "document_kind": DOCUMENT_KINDS}
_DATES: dict[str, Phrase] = {"day_first": N_("day, month, year"), "month_first": N_("month, day, year")}
_SERIAL: dict[str, Phrase] = {"1900": N_("days since 1900 (Windows)"), "1904": N_("days since 1904 (old Macintosh)")}
_SIGNS: dict[str, Phrase] = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tabulator")}
_IN_A_ROW = (2, 2, 3, 3, 3, 2, 3)      # as many fields in a row as their words leave room for
OF_FILE = ("encoding", "separator", "sheet")


def title_of(field: str) -> Phrase:
    return N_("Document") if field == "document_kind" else titled(TERMS.get(field, field))


def ask(form: Form) -> None:
    """Every question, in the order in which one reads the file."""
    form.group(N_("File"))
    form.add("file", Line(N_("Path of the file"), required=True, help=N_("CSV or XLSX, at most 64 MB. The file is only read, never changed.")))
    form.group(N_("Columns"))
    fields = [(f"column_{field}", Choice(title_of(field), (), word=str, help=N_(
        "Which column of the file is this field. Backspace: none."))) for field in rules.FIELDS]
    at = 0
    for count in _IN_A_ROW:
        form.add_row(*fields[at:at + count])
        at += count
    form.group(N_("Said once for all lines"))
    form.add_row(*((f"constant_{field}", Choice(title_of(field), codes, word=country if field == "citizenship" else term, help=N_(
        "Where there is no such column, or its cell is empty."))) for field, codes in CONSTANTS.items()))
    form.add("absent_iin", Line(N_("Why there is no IIN"), help=N_("Kept with every line without a number; without it such lines are refused.")))
    form.add("absent_date_of_birth", Line(N_("Why there is no date of birth"), help=N_(
        "Kept with every line without a date; without it such lines are refused.")))
    form.add("keep_warned", Line(N_("Why unusual values are kept"), help=N_(
        "An IIN that says another date, a very old person: kept with this reason; without it such lines are refused.")))
    form.group(N_("How it is to be read"))
    form.add_row(("dates", Choice(N_("Order in dates"), rules.ORDERS, word=lambda code: _(str(_DATES[code])), help=N_(
                     "03.04.1985 is the third of April or the fourth of March. It is never guessed line by line."))),
                 ("serial_dates", Choice(N_("Dates that are plain numbers"), rules.SYSTEMS[1:], word=lambda code: _(str(_SERIAL[code])), help=N_(
                     "Only for CSV: a workbook says it itself. Without it such lines are refused."))))
    form.add_row(("encoding", Choice(N_("Encoding"), ("utf-8", "utf-8-sig", "utf-16", "cp1251", "kz1048"), word=str, help=N_(
                     "Found out from the file; choose another one where letters look wrong."))),
                 ("separator", Choice(N_("Separator"), tuple(_SIGNS), word=lambda code: _(str(_SIGNS[code])))),
                 ("sheet", Choice(N_("Sheet of the workbook"), (), word=str)))


def offer(form: Form, heads: Sequence[str], sheets: Sequence[str]) -> None:
    """The columns and sheets of the file that was read."""
    for field in rules.FIELDS:
        choice = form.fields[f"column_{field}"]
        assert isinstance(choice, Choice)
        choice.set_codes(tuple(dict.fromkeys(filter(None, heads))))
    sheet = form.fields["sheet"]
    assert isinstance(sheet, Choice)
    sheet.set_codes(sheets)


def mapping_of(values: dict[str, Any], opened: CardMapping | None = None) -> CardMapping:
    """The answers as a mapping; what the form does not ask for is taken from the mapping that was ``opened``."""
    def picked(prefix: str, fields: Sequence[str]) -> dict[str, str]:
        return {field: values[prefix + field] for field in fields if values.get(prefix + field)}

    def text(name: str) -> str:
        return values.get(name) or ""

    others = {field: value for field, value in opened.constants.items() if field not in CONSTANTS} if opened is not None else {}
    return CardMapping(
        picked("column_", rules.FIELDS), constants={**others, **picked("constant_", tuple(CONSTANTS))},
        absent=picked("absent_", ("iin", "date_of_birth")), values=opened.values if opened is not None else {},
        keep_warned=text("keep_warned"), dates=text("dates") or "day_first", serial_dates=text("serial_dates"), encoding=text("encoding"),
        separator=text("separator"), sheet=text("sheet"))


def answers_of(mapping: CardMapping) -> dict[str, str]:
    """The mapping as answers, the empty ones too."""
    found = {f"column_{field}": mapping.columns.get(field, "") for field in rules.FIELDS}
    found.update({f"constant_{field}": mapping.constants.get(field, "") for field in CONSTANTS})
    found.update({f"absent_{field}": mapping.absent.get(field, "") for field in ("iin", "date_of_birth")})
    return {**found, **{name: getattr(mapping, name) for name in ("keep_warned", "dates", "serial_dates", *OF_FILE)}}
