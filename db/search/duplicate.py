"""Who may be registered already: the same number, document, name or birthday, allowing for what goes wrong in writing them."""

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from db.rules import name
from db.search.query import matching, near

# Reasons, the strongest first. Names are compared folded, in any of their spellings.
WHY = ("iin", "document", "name_and_birth", "day_month_swapped", "names_swapped", "similar_name", "name_birth_unknown")

_NEAR_DAYS = 366        # a year guessed one too high or too low
_LETTERS_OFF = 2        # in folded letters; one written letter may fold into two
_AT_ONCE = 300
_MOST = 20

_COLUMNS = ", ".join(
    f"person.{column}" for column in (
        "id", *(part + spelling for spelling in name.SPELLINGS for part in name.PARTS), "date_of_birth", "iin", "document_kind",
        "document_number",
    )
)
_NUMBER = text(f"SELECT {_COLUMNS} FROM person WHERE iin = :iin LIMIT {_MOST}")
_DOCUMENT = text(f"SELECT {_COLUMNS} FROM person WHERE document_number = :number AND document_kind = :kind LIMIT {_MOST}")
_ALIKE = f"SELECT {_COLUMNS} FROM person_fts JOIN person ON person.row = person_fts.rowid WHERE person_fts MATCH :match"
_BORN = " AND (person.date_of_birth BETWEEN :since AND :until OR person.date_of_birth IN (:swapped, ''))"
_ALIKE_BORN_THEN = text(f"{_ALIKE}{_BORN} LIMIT {_AT_ONCE}")
_ALIKE_AT_ALL = text(f"{_ALIKE} LIMIT {_AT_ONCE}")


class Duplicate(NamedTuple):
    """Somebody who may be the same person; ``why`` holds keys of :data:`WHY`, the strongest first."""

    id: str
    name: str
    birth_date: str
    iin: str
    why: tuple[str, ...]


def possible_duplicates(session: Session | Connection, values: Mapping[str, Any], but_not: str = "") -> list[Duplicate]:
    """People who may be the one described by these fields of ``Person``, the likeliest first; ``but_not`` is the id being edited."""
    found: dict[str, Duplicate] = {}
    for row in _candidates(session, values):
        if row.id != but_not and row.id not in found and (why := _why(values, dict(row._mapping))):
            found[row.id] = Duplicate(row.id, name.full(dict(row._mapping)), row.date_of_birth or "", row.iin or "", why)
    return sorted(found.values(), key=lambda one: ([WHY.index(key) for key in one.why], name.sort_key(one.name)))[:_MOST]


def _candidates(session: Session | Connection, values: Mapping[str, Any]) -> Iterator[Row[Any]]:
    if values.get("iin"):
        yield from session.execute(_NUMBER, {"iin": values["iin"]})
    if values.get("document_number"):
        yield from session.execute(_DOCUMENT, {"number": values["document_number"], "kind": values.get("document_kind") or ""})
    words = [written[-1] for part in name.PARTS[:2] if (written := name.words(values.get(part) or ""))]
    if not words:
        return
    match = " AND ".join(map(_near, words))
    born = values.get("date_of_birth") or ""
    if born:
        day, span = datetime.date.fromisoformat(born), datetime.timedelta(_NEAR_DAYS)
        then = {"since": str(day - span), "until": str(day + span), "swapped": _day_for_month(born)}
        yield from session.execute(_ALIKE_BORN_THEN, {"match": match, **then})
    else:
        yield from session.execute(_ALIKE_AT_ALL, {"match": match})


@lru_cache(maxsize=2048)        # names repeat, and a whole register is compared by this
def _near(word: str) -> str:
    return f"({matching(near(word))})"


def _why(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    found = []
    if one.get("iin") and one["iin"] == other["iin"]:
        found.append("iin")
    if one.get("document_number") and all(one.get(key) == other[key] for key in ("document_number", "document_kind")):
        found.append("document")
    key = _why_names(_likeness(one, other), one.get("date_of_birth") or "", other["date_of_birth"] or "", _fathers_differ(one, other))
    return (*found, key) if key else tuple(found)


def _why_names(likeness: str, born: str, other_born: str, fathers_differ: bool) -> str:
    if not likeness:
        return ""
    if not born or not other_born:
        return "name_birth_unknown" if likeness == "same" and not fathers_differ else ""
    close = _days_between(born, other_born) <= _NEAR_DAYS
    if born == other_born:
        return {"same": "name_and_birth", "swapped": "names_swapped", "similar": "similar_name"}[likeness]
    if _day_for_month(born) == other_born:
        return "names_swapped" if likeness == "swapped" else "day_month_swapped"
    if not close or fathers_differ:
        return ""
    return "names_swapped" if likeness == "swapped" else "similar_name"


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """``same``, ``swapped`` (surname for given name), ``similar`` or "", by the closest pair of spellings."""
    ours, theirs = _pairs(one), _pairs(other)
    if ours & theirs:
        return "same"
    if {(given, surname) for surname, given in ours} & theirs:
        return "swapped"
    close = any(_alike(a[0], b[0]) and _alike(a[1], b[1]) for a, b in product(ours, theirs))
    return "similar" if close else ""


def _pairs(values: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Folded surname and given name in each spelling that is filled in."""
    pairs = {(name.fold(values.get("surname" + s) or ""), name.fold(values.get("given_name" + s) or "")) for s in name.SPELLINGS}
    return pairs - {("", "")}


def _fathers_differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Both patronymics are known, and no spelling of one is close to any of the other."""
    ours, theirs = _fathers(one), _fathers(other)
    return bool(ours and theirs) and not any(_alike(a, b) for a, b in product(ours, theirs))


def _fathers(values: Mapping[str, Any]) -> set[str]:
    return {name.fold(values.get("patronymic" + spelling) or "") for spelling in name.SPELLINGS} - {""}


def _alike(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=_LETTERS_OFF) <= _LETTERS_OFF


def _day_for_month(date: str) -> str:
    """The date as it reads when day and month change places; itself when there is no such month."""
    return f"{date[:4]}-{date[8:]}-{date[5:7]}" if date[8:] <= "12" else date


def _days_between(one: str, other: str) -> int:
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
