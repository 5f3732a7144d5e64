"""How a line of an old card file is read as a person: by a mapping that the officer made, without guessing and without a silent change.

Whatever is read otherwise than it stands in the file is a :class:`Note` with what stood there; whatever cannot be read is a problem.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from db.rules import iin, name, person
from db.rules.moment import is_date, typed_date
from db.rules.problem import Problem

FULL_NAME = "full_name"     # one column that holds surname, given name and patronymic
FIELDS = (
    FULL_NAME, *person.NAMES, "sex", "date_of_birth", "iin", "citizenship", "document_kind", "document_number", "document_issued_by",
    "document_issued_on",
)
DATES = ("date_of_birth", "document_issued_on")
CODED = ("sex", "citizenship", "document_kind")
ORDERS = ("day_first", "month_first")
SYSTEMS = ("", "1900", "1904")
VERSION = 1

# What the words of the commonest card files mean; a mapping may add to them and overrules them.
WORDS: dict[str, dict[str, str]] = {
    "sex": {**dict.fromkeys(("м", "муж", "мужской", "мужчина", "е", "ер", "еркек", "m", "male", "1"), "male"),
            **dict.fromkeys(("ж", "жен", "женский", "женщина", "ә", "әйел", "f", "female", "2"), "female")},
    "citizenship": {**dict.fromkeys(("рк", "қр", "казахстан", "қазақстан", "республика казахстан", "қазақстан республикасы", "kz", "kaz"), "KZ"),
                    **dict.fromkeys(("рф", "россия", "ресей", "российская федерация", "ru", "rus"), "RU"),
                    **dict.fromkeys(("узбекистан", "өзбекстан", "uz"), "UZ"), **dict.fromkeys(("кыргызстан", "қырғызстан", "kg"), "KG"),
                    **dict.fromkeys(("таджикистан", "тәжікстан", "tj"), "TJ"), **dict.fromkeys(("туркменистан", "түрікменстан", "tm"), "TM"),
                    **dict.fromkeys(("китай", "қытай", "кнр", "cn"), "CN"),
                    **dict.fromkeys(("лбг", "без гражданства", "азаматтығы жоқ", "stateless"), "stateless"),
                    **dict.fromkeys(("неизвестно", "белгісіз", "unknown"), "unknown")},
    "document_kind": {**dict.fromkeys(("уд", "удостоверение", "удостоверение личности", "жеке куәлік", "id"), "doc_id_card"),
                      **dict.fromkeys(("паспорт", "паспорт рк", "төлқұжат", "passport"), "doc_passport"),
                      **dict.fromkeys(("внж", "вид на жительство", "ықтиярхат"), "doc_residence_permit"),
                      **dict.fromkeys(("свидетельство о рождении", "туу туралы куәлік"), "doc_birth_certificate"),
                      **dict.fromkeys(("паспорт иностранца", "иностранный паспорт", "шетел төлқұжаты"), "doc_foreign_passport"),
                      **dict.fromkeys(("нет", "жоқ", "без документа"), "doc_none")},
}
HEADS: dict[str, tuple[str, ...]] = {
    FULL_NAME: ("фио", "ф.и.о.", "ф.и.о", "тәа", "таә", "аты-жөні", "full name"),
    "surname": ("фамилия", "тегі", "surname"), "given_name": ("имя", "аты", "given name", "name"),
    "patronymic": ("отчество", "әкесінің аты", "patronymic"), "sex": ("пол", "жынысы", "sex"),
    "date_of_birth": ("дата рождения", "туған күні", "д.р.", "др", "г.р.", "date of birth", "born"),
    "iin": ("иин", "жсн", "iin"), "citizenship": ("гражданство", "азаматтығы", "citizenship"),
    "document_kind": ("документ", "вид документа", "құжат", "құжаттың түрі", "document"),
    "document_number": ("номер документа", "№ документа", "құжат нөмірі", "құжаттың нөмірі", "document number"),
    "document_issued_by": ("кем выдан", "берген орган", "issued by"), "document_issued_on": ("дата выдачи", "берілген күні", "issued on"),
}

# What is not asked for any more where the value itself could not be read.
_FOLLOWS = {"iin": ("iin_state", "iin_reason"), "date_of_birth": ("date_of_birth_reason",)}

_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eе]\+?(\d{1,2})", re.IGNORECASE | re.ASCII)
_YEAR_FIRST = re.compile(r"\d{4}[./]\d{1,2}[./]\d{1,2}", re.ASCII)
_WITH_TIME = re.compile(r"(.+?)[T ]00?:00(?::00)?(?:\.0+)?", re.ASCII)
_SERIAL = re.compile(r"\d{1,5}(?:\.0+)?", re.ASCII)
_DAY_ZERO = {"1900": datetime.date(1899, 12, 30), "1904": datetime.date(1904, 1, 1)}
_DIGITS_KEPT = 10
_FIRST_SERIAL = 61      # before 1 March 1900 the two systems of Excel disagree with the calendar


class CardMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which column is which field, and what the officer says once for the whole file; kept as a JSON file and used again.

    ``columns``: field to heading; ``constants``: field to value where there is no column or the cell is empty; ``absent``: why there
    is no ``iin`` or ``date_of_birth``; ``values``: field to what a word of the file means; ``keep_warned``: why unusual values
    are kept ("" = such lines are refused); ``dates``: one of :data:`ORDERS`; ``serial_dates``: what plain numbers count from in a CSV.
    """

    columns: dict[str, str]
    version: int = VERSION
    constants: dict[str, str] = {}
    absent: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    keep_warned: str = ""
    dates: str = "day_first"
    serial_dates: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


class Note(msgspec.Struct, frozen=True):
    """A value that was read otherwise than it stands in the file: why, and what stood there."""

    field: str
    key: str
    before: str
    after: str


class Reading(msgspec.Struct, frozen=True):
    """A line, read: the fields of a person, what was changed in reading, what is wrong."""

    values: dict[str, str]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]


def guess(heads: Sequence[str]) -> CardMapping:
    """Columns whose headings are known words; the officer sees and mends the rest."""
    known = {word: field for field, words in HEADS.items() for word in words}
    columns: dict[str, str] = {}
    for head in heads:
        field = known.get(head.casefold())
        if field and field not in columns:
            columns[field] = head
    return CardMapping(columns)


def mapping_problems(mapping: CardMapping, heads: Sequence[str]) -> list[Problem]:
    """What keeps this mapping from being used for a file with these headings."""
    found = [Problem(field, "card_field_unknown", values={"field": field})
             for field in (*mapping.columns, *mapping.constants, *mapping.values) if field not in FIELDS]
    found += [Problem(field, "card_column_missing", values={"column": head}) for field, head in mapping.columns.items() if head not in heads]
    found += [Problem(field, "card_column_twice", values={"column": head}) for field, head in mapping.columns.items() if list(heads).count(head) > 1]
    if not {FULL_NAME, "surname", "given_name"} & set(mapping.columns):
        found.append(Problem("surname", "card_no_name"))
    if mapping.version != VERSION or mapping.dates not in ORDERS or mapping.serial_dates not in SYSTEMS:
        found.append(Problem("", "card_mapping_other"))
    return found


def read(cells: Mapping[str, tuple[str, str]], mapping: CardMapping, today: str, date_system: str = "") -> Reading:
    """One line: ``cells`` holds, by heading, a cell's text and kind (``text``, ``number``, ``date``, ``error``)."""
    reader = _Reader(mapping, today, date_system or mapping.serial_dates)
    for field, head in mapping.columns.items():
        reader.take(field, *cells.get(head, ("", "text")))
    reader.complete()
    wrong = person.problems(reader.values, today)
    unread = {field for problem in reader.problems for field in (problem.field, *_FOLLOWS.get(problem.field, ()))}
    found = [*reader.problems, *(problem for problem in wrong if problem.field not in unread)]
    if mapping.keep_warned:
        kept = found
    else:
        kept = [Problem(problem.field, problem.key, False, problem.values) for problem in found]
    return Reading(reader.values, tuple(reader.notes), tuple(kept))


class _Reader:
    """Collects the fields of one line."""

    def __init__(self, mapping: CardMapping, today: str, date_system: str) -> None:
        self.mapping, self.today, self.date_system = mapping, today[:10], date_system
        self.values: dict[str, str] = {}
        self.notes: list[Note] = []
        self.problems: list[Problem] = []

    def take(self, field: str, text: str, kind: str) -> None:
        text = text.strip()
        if kind == "error":
            self._refuse(field, "card_cell_error", text)
        elif not text:
            return
        elif field in DATES:
            self._take_date(field, text, kind)
        elif field == "iin":
            self._take_iin(text)
        elif field in CODED:
            self._take_code(field, text)
        elif field == FULL_NAME:
            for part, words in zip(name.PARTS, _parted(text), strict=False):
                self._take_text(part, words)
        else:
            self._take_text(field, text)

    def complete(self) -> None:
        """What the officer said once for the whole file, where the line itself says nothing."""
        refused = {problem.field for problem in self.problems}
        for field, value in self.mapping.constants.items():
            if not self.values.get(field) and field not in refused and field != FULL_NAME:
                self._take_constant(field, value)
        values, absent = self.values, self.mapping.absent
        if values.get("iin"):
            values["iin_state"] = "iin_checked"
        elif "iin" not in refused:
            values["iin_state"], values["iin_reason"] = "iin_absent", absent.get("iin", "")
        if not values.get("date_of_birth") and "date_of_birth" not in refused:
            values["date_of_birth_reason"] = absent.get("date_of_birth", "")

    def _take_constant(self, field: str, value: str) -> None:
        if field == "document_kind" and value != "doc_none" and not self.values.get("document_number"):
            return      # what kind of document it is says nothing where the line names none
        self.values[field] = value

    def _take_text(self, field: str, text: str) -> None:
        words = " ".join(text.replace("\u00a0", " ").split())
        kept = name.clean(words) if field in person.NAMES else words
        self._keep(field, text, kept, "card_look_alike" if field in person.NAMES and kept != words else "card_spaces")

    def _take_code(self, field: str, text: str) -> None:
        known = {**WORDS[field], **{_plain(word): code for word, code in self.mapping.values.get(field, {}).items()}}
        codes = {"sex": person.SEXES, "document_kind": person.DOCUMENT_KINDS}.get(field, ())
        code = text if text in codes else known.get(_plain(text))
        if code is None:
            self._refuse(field, "card_word_unknown", text)
        else:
            self.values[field] = code

    def _take_iin(self, text: str) -> None:
        digits = _digits(text)
        if digits is None:
            self._refuse("iin", "card_iin_digits_lost", text)
        elif digits.isascii() and digits.isdigit() and 8 <= len(digits) < iin.LENGTH and iin.is_valid(digits.zfill(iin.LENGTH)):
            self._keep("iin", text, digits.zfill(iin.LENGTH), "card_iin_zeros")
        else:
            self._keep("iin", text, digits, "card_iin_number")

    def _take_date(self, field: str, text: str, kind: str) -> None:
        read = text if kind == "date" else self._date(text)
        if read is None:
            serial = _SERIAL.fullmatch(text) is not None
            self._refuse(field, "card_date_serial" if serial and not self.date_system else "card_date_unreadable", text)
        elif kind == "date" or read == text:
            self.values[field] = read
        else:
            self._keep(field, text, read, _date_key(text))

    def _date(self, text: str) -> str | None:
        timed = _WITH_TIME.fullmatch(text)
        text = timed[1] if timed else text
        if is_date(text):
            return text
        if _YEAR_FIRST.fullmatch(text):
            year, month, day = re.split("[./]", text)
            return typed_date(f"{year}-{int(month):02}-{int(day):02}")
        if _SERIAL.fullmatch(text):
            return _of_serial(int(float(text)), self.date_system)
        if self.mapping.dates == "month_first" and (parts := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2,4})", text, re.ASCII)):
            text = f"{parts[3]}.{parts[1]}.{parts[4]}"
        return typed_date(text, self.today) if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})", text, re.ASCII) else None

    def _keep(self, field: str, before: str, after: str, key: str) -> None:
        if after:
            self.values[field] = after
        if before != after:
            self.notes.append(Note(field, key, before, after))

    def _refuse(self, field: str, key: str, text: str) -> None:
        self.problems.append(Problem(field, key, values={"text": text[:60]}))


def _parted(text: str) -> list[str]:
    """Surname, given name, and all that follows."""
    words = text.replace("\u00a0", " ").split()
    return [*words[:2], " ".join(words[2:])]


def _plain(text: str) -> str:
    return " ".join(name.one_script(text).casefold().strip(" .").split())


def _digits(text: str) -> str | None:
    """The number as twelve digits would stand; None where a spreadsheet has rounded digits away."""
    text = text.replace("\u00a0", "").replace(" ", "").lstrip("'")
    if match := _SCIENTIFIC.fullmatch(text):
        written, power = match[1] + (match[2] or ""), int(match[3])
        whole = written.ljust(power + 1, "0")
        # Programs leave out zeros at the end; a spreadsheet that rounds shows six digits. The check digit decides.
        full = len(written) > power or (len(written) >= _DIGITS_KEPT and iin.is_valid(whole))
        return whole if full and len(whole) == power + 1 else None
    if re.fullmatch(r"\d+[.,]0+", text, re.ASCII):
        try:
            return str(int(Decimal(text.replace(",", "."))))
        except InvalidOperation:
            return text
    return text


def _of_serial(number: int, system: str) -> str | None:
    if not system or number < _FIRST_SERIAL:
        return None
    return (_DAY_ZERO[system] + datetime.timedelta(number)).isoformat()


def _date_key(text: str) -> str:
    if _SERIAL.fullmatch(text):
        return "card_date_number"
    return "card_date_short_year" if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}", text, re.ASCII) else "card_date_format"


def as_json(mapping: CardMapping) -> bytes:
    """The mapping as a file, to be read and mended by people too."""
    return msgspec.json.format(msgspec.json.encode(mapping), indent=1)


def from_json(data: bytes) -> CardMapping | None:
    """The mapping of a file; None for anything else."""
    try:
        return msgspec.json.decode(data, type=CardMapping)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def described(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields that a line fills, without those that say why something is not there."""
    return {field: value for field, value in values.items() if value and field in FIELDS}
