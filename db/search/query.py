"""Finds people as somebody types: any word of a name in any spelling and order, a number, one letter wrong; best first.

Steps are taken only while the ones before left room: whole words, beginnings of words, words one letter off, and (when nothing
at all was found) any part of a word. Each step reads a bounded number of rows, so that a million people answer nearly as a
thousand do. Words one letter off need no vocabulary: the some 400 foldings of one edit are asked for at once, in milliseconds.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, TextClause, text
from sqlalchemy.orm import Session

from db.rules import name
from db.rules.moment import typed_date

MATCHES = ("exact", "prefix", "folded", "misspelt")
EXACT, PREFIX, FOLDED, MISSPELT = range(4)

_AT_ONCE = 250          # rows that one step may read before they are put in order
_MOST_WORDS = 6
_LONGEST_WORD = 40
_SHORTEST_TYPO = 3      # letters; one letter off in a shorter word is another word
_SHORTEST_PART = 3
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшюя"     # one letter for each sound that folding keeps apart
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LAST = "\U0010ffff"

_NAMES = [f"{part}{spelling}" for spelling in name.SPELLINGS for part in name.PARTS]
_COLUMNS = ", ".join(f"person.{column}" for column in ("id", "row", *_NAMES, "date_of_birth", "iin", "sort_key"))
_IN_ORDER = text(f"SELECT {_COLUMNS} FROM person WHERE sort_key >= :low AND sort_key < :high ORDER BY sort_key LIMIT :limit")
_FOLDED = text(f"SELECT {_COLUMNS} FROM person WHERE fold >= :low AND fold < :high ORDER BY fold LIMIT :limit")
_NUMBER = text(f"SELECT {_COLUMNS} FROM person WHERE iin >= :low AND iin < :high ORDER BY iin LIMIT :limit")
_WORDS = f"SELECT {_COLUMNS} FROM person_fts JOIN person ON person.row = person_fts.rowid WHERE person_fts MATCH :match"
_VOCABULARY = text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.person_word USING fts5vocab('main', 'person_fts', 'row')")
_CONTAINING = text("SELECT term FROM temp.person_word WHERE instr(term, :part) LIMIT :limit")
_ALIASES = text("SELECT person_id, surname, given_name, patronymic FROM alias WHERE person_id IN (SELECT value FROM json_each(:ids))")
_BIRTH = " AND (person.date_of_birth LIKE :{0} OR person.iin LIKE :{0})"


class Match(NamedTuple):
    """A person found: ``name`` as in the document, ``match`` one of :data:`MATCHES`; ``alias``: the other name that was asked for."""

    id: str
    row: int
    name: str
    birth_date: str
    match: str
    alias: str = ""


class _Word(NamedTuple):
    """One typed word: as written and folded; of a double name its parts and, last, both together."""

    written: tuple[str, ...]
    folded: tuple[str, ...]


class _Asked(NamedTuple):
    words: list[_Word]
    numbers: list[str]

    @property
    def written(self) -> str:
        return " ".join(word.written[-1] for word in self.words)


class _Step(NamedTuple):
    """``best``: the best rank that this step can still bring; a last resort is taken only when nothing was found."""

    rows: Callable[[Session | Connection, _Asked, int], Iterable[Row[Any]]]
    best: int
    last_resort: bool = False


class _Found(NamedTuple):
    rank: int
    step: int
    row: Row[Any]
    alias: str = ""


def find(session: Session | Connection, text: str, limit: int = 50) -> list[Match]:
    """At most ``limit`` people, ranked exact, prefix, folded, misspelt, in each rank in Kazakh order.

    Digits alone are the beginning of an IIN, a date alone its six digits; beside words they narrow by year or date of birth or IIN.
    """
    asked = _read(text)
    if not asked.words:
        return _by_number(session, "".join(map(_beginning_of_number, asked.numbers)), limit)
    found: dict[int, _Found] = {}
    for number, step in enumerate(_STEPS):
        if (step.last_resort and found) or sum(one.rank <= step.best for one in found.values()) >= limit:
            break
        new = [row for row in step.rows(session, asked, limit) if row.row not in found]
        found.update((one.row.row, one) for one in _ranked(session, new, asked.words, number))
    first = sorted(found.values(), key=lambda one: (one.rank, one.step, one.row.sort_key, one.row.row))[:limit]
    return [_match(one.row, one.rank, one.alias) for one in first] or _by_number(session, name.digits_from_kazakh_layout(text), limit)


def near(word: str) -> set[str]:
    """Foldings of everything one wrong, missing, extra or swapped letter away from a written word, and its own."""
    return set(name.fold_lines([word, *sorted(_edits(word))])) - {""}


def matching(words: Iterable[str]) -> str:
    """Any of these folded words, as an FTS5 expression."""
    return " OR ".join(f'"{word}"' for word in sorted(words))


def _read(text: str) -> _Asked:
    words, numbers = [], []
    for piece in name.clean(text[:400]).split()[:_MOST_WORDS]:
        if date := typed_date(piece) if not piece.isdigit() and piece[:1].isdigit() else None:
            numbers.append(date)
        elif piece.isascii() and piece.isdigit():
            numbers.append(piece)
        elif folded := name.tokens(piece[:_LONGEST_WORD]):
            words.append(_Word(name.words(piece[:_LONGEST_WORD]), folded))
    return _Asked(words, numbers)


def _by_number(session: Session | Connection, digits: str, limit: int) -> list[Match]:
    if not (digits.isascii() and digits.isdigit()):
        return []
    rows = session.execute(_NUMBER, {"low": digits, "high": digits + ":", "limit": limit})
    return [_match(row, EXACT if row.iin == digits else PREFIX) for row in rows]


def _beginning_of_number(digits: str) -> str:
    return digits[2:].replace("-", "") if "-" in digits else digits


def _whole_names(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """People whose name begins with these very words, in order."""
    key = name.sort_key(asked.written)
    return [] if asked.numbers else session.execute(_IN_ORDER, {"low": key, "high": key + "!", "limit": limit})


def _whole_words(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """People who bear these words, folded, wherever they stand."""
    return _with_words(session, [_either(word, "") for word in asked.words], asked.numbers)


def _names_begun(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """People whose name begins as written, the last word perhaps unfinished, in order."""
    key = name.sort_key(asked.written)
    return [] if asked.numbers else session.execute(_IN_ORDER, {"low": key, "high": key + "~~", "limit": limit})


def _names_begun_folded(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """The same in another spelling."""
    key = name.fold(asked.written)
    return [] if asked.numbers else session.execute(_FOLDED, {"low": key, "high": key + _LAST, "limit": limit})


def _words_begun(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """People who bear words that begin so, wherever they stand."""
    return _with_words(session, [_either(word, "*") for word in asked.words], asked.numbers)


def _one_letter_off(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """Each word begun right, or one letter off as a whole."""
    return _with_words(session, [_misspelt(word, unfinished=False) for word in asked.words], asked.numbers)


def _one_letter_off_begun(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """One letter off in a word that is not finished yet."""
    return _with_words(session, [_misspelt(word, unfinished=True) for word in asked.words], asked.numbers)


def _parts_of_words(session: Session | Connection, asked: _Asked, limit: int) -> Iterable[Row[Any]]:
    """People who bear the words inside their own: reads every word of the index once, for when nothing else was found."""
    parts = [word.folded[-1] for word in asked.words]
    if min(map(len, parts)) < _SHORTEST_PART:
        return []
    session.execute(_VOCABULARY)
    groups = [matching(session.execute(_CONTAINING, {"part": part, "limit": _AT_ONCE}).scalars()) for part in parts]
    return _with_words(session, groups, asked.numbers) if all(groups) else []


_STEPS = (
    _Step(_whole_names, EXACT),
    _Step(_whole_words, EXACT),
    _Step(_names_begun, PREFIX),
    _Step(_names_begun_folded, PREFIX),
    _Step(_words_begun, PREFIX),
    _Step(_one_letter_off, MISSPELT),
    _Step(_one_letter_off_begun, MISSPELT, last_resort=True),
    _Step(_parts_of_words, FOLDED, last_resort=True),
)


def _with_words(session: Session | Connection, groups: list[str], numbers: list[str]) -> Iterable[Row[Any]]:
    conditions = "".join(_BIRTH.format(f"number{place}") for place in range(len(numbers)))
    values = {f"number{place}": digits + "%" for place, digits in enumerate(numbers)}
    match = " AND ".join(f"({group})" for group in groups)
    return session.execute(_statement(f"{_WORDS}{conditions} LIMIT {_AT_ONCE}"), {"match": match, **values})


def _either(word: _Word, star: str) -> str:
    """The word as one, or, of a double name, all of its parts."""
    terms = [f'"{folded}"{star}' for folded in word.folded]
    return terms[0] if len(terms) == 1 else f"{terms[-1]} OR ({' AND '.join(terms[:-1])})"


def _misspelt(word: _Word, unfinished: bool) -> str:
    written, folded = word.written[-1], word.folded[-1]
    if not _SHORTEST_TYPO <= len(written) <= _LONGEST_WORD:
        return _either(word, "*")
    off = near(written)
    if not unfinished:
        return f"{_either(word, '*')} OR {matching(off)}"
    begun = sorted(one for one in off if len(one) > _SHORTEST_TYPO and not folded.startswith(one))
    return " OR ".join([_either(word, "*"), matching(off), *(f'"{one}"*' for one in begun)])


def _edits(word: str) -> set[str]:
    letters = _LATIN if word.isascii() else _CYRILLIC
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    wrong = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    extra = {head + letter + tail for head, tail in cuts for letter in letters}
    return missing | swapped | wrong | extra


def _ranked(session: Session | Connection, rows: list[Row[Any]], words: list[_Word], number: int) -> Iterator[_Found]:
    """How well each row holds the words; where the person's own name does not, by which other name of the person it was found."""
    misspelt = _STEPS[number].best == MISSPELT
    ranked = [(MISSPELT if misspelt else _rank(row[2:2 + len(_NAMES)], words), row) for row in rows]
    others = _others(session, [row.id for rank, row in ranked if rank >= FOLDED])
    for rank, row in ranked:
        own = row[2:2 + len(_NAMES)]
        if row.id not in others or _bears(own, words):
            yield _Found(rank, number, row)
        else:
            best, alias = min((_rank((*own, *parts), words), " ".join(filter(None, parts))) for parts in others[row.id])
            yield _Found(MISSPELT if misspelt else best, number, row, alias)


def _others(session: Session | Connection, ids: list[str]) -> dict[str, list[tuple[str, ...]]]:
    """Former names and aliases of these people, by id."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for person_id, *parts in session.execute(_ALIASES, {"ids": json.dumps(ids)}) if ids else ():
        found.setdefault(person_id, []).append(tuple(parts))
    return found


def _bears(names: Iterable[str | None], words: list[_Word]) -> bool:
    """Whether the names hold each word, or one that begins so, folded."""
    borne = [token for value in names if value for token in name.tokens(value)]
    return all(any(token.startswith(word.folded[-1]) for token in borne) for word in words)


def _rank(names: Iterable[str | None], words: list[_Word]) -> int:
    """How well names that hold all words, folded, hold them as they were written; the worst word decides."""
    borne = {word for value in names if value for word in name.words(value)}
    return max(_rank_word(word.written, borne) for word in words)


def _rank_word(written: tuple[str, ...], borne: set[str]) -> int:
    if written[-1] in borne or (len(written) > 1 and borne.issuperset(written[:-1])):
        return EXACT
    return PREFIX if any(word.startswith(written[-1]) for word in borne) else FOLDED


def _match(row: Row[Any], rank: int, alias: str = "") -> Match:
    return Match(row.id, row.row, name.full(dict(row._mapping)), row.date_of_birth or "", MATCHES[rank], alias)


_statements: dict[str, TextClause] = {}


def _statement(sql: str) -> TextClause:
    """One object for each text, so that SQLAlchemy compiles it once."""
    if sql not in _statements:
        _statements[sql] = text(sql)
    return _statements[sql]
