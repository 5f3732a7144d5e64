"""Institutions with a source for their code; a sample to choose from, for any other the code is typed."""

import csv
import re
from functools import cache
from pathlib import Path

import msgspec

from db.rules import moment
from db.rules.problem import Problem

WORKSTATIONS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_LATIN = str.maketrans({
    "А": "A", "Ә": "A", "Б": "B", "В": "V", "Г": "G", "Ғ": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "Zh", "З": "Z", "И": "I", "Й": "I",
    "К": "K", "Қ": "Q", "Л": "L", "М": "M", "Н": "N", "Ң": "N", "О": "O", "Ө": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U",
    "Ұ": "U", "Ү": "U", "Ф": "F", "Х": "H", "Һ": "H", "Ц": "C", "Ч": "Ch", "Ш": "Sh", "Щ": "Sh", "Ъ": "", "Ы": "Y", "І": "I", "Ь": "",
    "Э": "E", "Ю": "Yu", "Я": "Ya", "№": "N",
})


class Institution(msgspec.Struct, frozen=True):
    """``code`` as printed; ``kind`` is a term id or ""; ``region_kato`` "" where unknown."""

    code: str
    region_kato: str
    kind: str
    place: str


@cache
def rows() -> tuple[Institution, ...]:
    """The institutions of ``institutions.csv``, in its order; each row names its source there."""
    with (Path(__file__).parent / "institutions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Institution(row["code"], row["region_kato"], row["kind"], row["place"]) for row in csv.DictReader(file))


def zone(code: str) -> str:
    """The time zone of an institution, by its region; that of the greater part of the country where the region is not known."""
    return moment.zone(next((row.region_kato for row in rows() if row.code == code), ""))


def origin(code: str, workstation: str) -> str:
    """The log's name for one workstation of one institution: ASCII, no blanks (``la-155-8.a``)."""
    latin = code.upper().translate(_LATIN)
    return re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-") + "." + workstation.lower()


def problems(code: str, name_kk: str, name_ru: str, workstation: str) -> list[Problem]:
    """Why this institution or workstation letter cannot be taken."""
    found = []
    if not code.strip():
        found.append(Problem("institution", "required"))
    elif len(code) > 20 or not origin(code, "a")[:-2]:
        found.append(Problem("institution", "institution_code_bad"))
    found += [Problem(field, "required") for field, name in (("institution_name_kk", name_kk), ("institution_name_ru", name_ru)) if not name.strip()]
    if len(workstation) != 1 or workstation not in WORKSTATIONS:
        found.append(Problem("workstation", "workstation_bad"))
    return found
