"""A card file as rows of cells: CSV in whatever encoding and separator it was saved, XLSX as it is; bounded before it is read."""

import csv
import datetime
import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from db.errors import Refused
from db.files import world

MAX_BYTES = 64 << 20
MAX_UNPACKED = 512 << 20
MAX_PARTS = 2000            # files inside an XLSX
MAX_ROWS = 1_000_000
MAX_COLUMNS = 200
MAX_CELL = 4000
ENCODINGS = ("utf-8-sig", "utf-16", "utf-8", "cp1251", "kz1048")
SEPARATORS = (";", ",", "\t")

# Bytes that KZ-1048 gives to Kazakh letters, and CP1251 to letters that neither Kazakh nor Russian has.
_KZ1048_ONLY = frozenset(b"\x8d\x8e\x9d\x9e\xa1\xa2\xa3\xa5\xaa\xaf\xb4\xba\xbc\xbd\xbe\xbf")


class Cell(msgspec.Struct, frozen=True, gc=False):
    """``text`` as it stands in the file; ``kind``: ``text``, ``number``, ``date`` (then ``YYYY-MM-DD``) or ``error``."""

    text: str
    kind: str = "text"


class Line(msgspec.Struct, frozen=True):
    """One line of the file with the number that the user sees beside it; ``torn``: an open quote has swallowed the lines below."""

    number: int
    cells: tuple[Cell, ...]
    torn: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """A file, read: ``heads`` are its first line; ``date_system`` is the workbook's (``1900`` or ``1904``), "" in a CSV."""

    name: str
    sha256: str
    encoding: str
    separator: str
    sheet: str
    sheets: tuple[str, ...]
    date_system: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: int


def read(path: Path, encoding: str = "", separator: str = "", sheet: str = "") -> Sheet:
    """The whole file. Raises ``Refused`` for what is too large or no table, ``WorldError`` for what cannot be read.

    ``encoding``, ``separator``, ``sheet``: as the user says; "" = found out from the file itself.
    """
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _workbook(path.name, digest, data, sheet)
    return _csv(path.name, digest, data, encoding, separator)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
            raise Refused("card_file_unreadable", name=path.name) from None
        raise world(error, path) from None
    if len(data) > MAX_BYTES:
        raise Refused("card_file_too_large", megabytes=MAX_BYTES >> 20)
    return data


# CSV -----------------------------------------------------------------------------------------------------------------------


def _csv(name: str, digest: str, data: bytes, encoding: str, separator: str) -> Sheet:
    encoding = encoding or guess_encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        raise Refused("card_file_encoding", encoding=encoding) from None
    if "\0" in text:
        raise Refused("card_file_no_table")
    separator = separator or guess_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return _sheet(name, digest, encoding, separator, "", (), "", _csv_lines(reader))


def _csv_lines(reader: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """A record that runs over several lines bears the number of its first."""
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refused("card_file_line", line=number) from None
        yield number, tuple(Cell(text) for text in row)


def guess_encoding(data: bytes) -> str:
    """By its mark; else UTF-16 by its zeros; else UTF-8 if it is that; else a one-byte encoding, Kazakh if its letters are there."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    if head.count(0) > len(head) // 8:
        return "utf-16-le" if head[1::2].count(0) + head[1::2].count(4) > head[::2].count(0) + head[::2].count(4) else "utf-16-be"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        counted = Counter(data)
        return "kz1048" if any(counted[byte] for byte in _KZ1048_ONLY) else "cp1251"


def guess_separator(text: str) -> str:
    """Whatever divides the first line with words into most columns, quoted text aside."""
    first = next((line for line in text.splitlines() if line.strip(" ;,\t")), "")
    unquoted = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=lambda sign: (unquoted.count(sign), -SEPARATORS.index(sign)))


# XLSX ----------------------------------------------------------------------------------------------------------------------


def _workbook(name: str, digest: str, data: bytes, sheet: str) -> Sheet:
    _bound(data)
    # Half a second of import, needed for this alone.
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:   # whatever a damaged package makes of the library
        raise Refused("card_file_no_table") from None
    try:
        names = tuple(book.sheetnames)
        if not names or (sheet and sheet not in names):
            raise Refused("card_file_sheet", sheet=sheet)
        page: Any = book[sheet or names[0]]
        # The size that the file states may be wrong, and lines beyond it would be left out without a word.
        page.reset_dimensions()
        system = "1904" if book.epoch == CALENDAR_MAC_1904 else "1900"
        return _sheet(name, digest, "", "", page.title, names, system, _page_lines(page))
    finally:
        book.close()


def _bound(data: bytes) -> None:
    """Refuses a bomb by what the package says of itself; the reader takes no more than that from any part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile:
        raise Refused("card_file_no_table") from None
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused("card_file_bomb", megabytes=MAX_UNPACKED >> 20)
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Refused("card_file_no_table")


def _page_lines(page: Any) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    number = 0
    try:
        for number, row in enumerate(page.iter_rows(), 1):  # noqa: B007 - the number is told when the next line fails
            yield number, tuple(_cell(cell) for cell in row)
    except Refused:
        raise
    except Exception:   # see _workbook
        raise Refused("card_file_line", line=number + 1) from None


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, getattr(cell, "data_type", "s")
    if value is None:
        return Cell("")
    if kind == "e":
        return Cell(str(value), "error")
    if isinstance(value, datetime.datetime | datetime.date):
        return Cell(value.isoformat()[:10], "date")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(str(value))
    # A number has no text of its own: all of its digits, as the file has them.
    return Cell(str(int(value)) if float(value).is_integer() and abs(value) < 1 << 53 else repr(value), "number")


# both ----------------------------------------------------------------------------------------------------------------------


def _sheet(name: str, digest: str, encoding: str, separator: str, sheet: str, sheets: tuple[str, ...], system: str,
           rows: Iterator[tuple[int, tuple[Cell, ...]]]) -> Sheet:
    heads: tuple[str, ...] = ()
    lines: list[Line] = []
    empty = 0
    for number, cells in rows:
        if not any(cell.text.strip() for cell in cells):
            empty += 1
        elif not heads:
            heads = tuple(" ".join(cell.text.split()) for cell in _trimmed(number, cells))
        else:
            lines.append(Line(number, _trimmed(number, cells), _torn(cells, separator, len(heads))))
        if len(lines) + empty > MAX_ROWS:
            raise Refused("card_file_too_long", rows=MAX_ROWS)
    if not heads:
        raise Refused("card_file_empty")
    return Sheet(name, digest, encoding, separator, sheet, sheets, system, heads, tuple(lines), empty)


def _torn(cells: tuple[Cell, ...], separator: str, width: int) -> bool:
    """Whether a cell of several lines holds what looks like whole lines of the table."""
    held = (line for cell in cells if "\n" in cell.text for line in cell.text.splitlines()[1:])
    return bool(separator) and any(line.count(separator) >= max(width - 1, 1) // 2 + 1 for line in held)


def _trimmed(number: int, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without the empty cells at the end."""
    last = max((place for place, cell in enumerate(cells) if cell.text.strip()), default=-1)
    if last >= MAX_COLUMNS or any(len(cell.text) > MAX_CELL for cell in cells):
        raise Refused("card_file_line", line=number)
    return cells[:last + 1]
