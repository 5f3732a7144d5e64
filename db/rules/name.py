"""Names of people: how they are kept, sorted in Kazakh order, and recognised across Kazakh, Russian and Latin spellings."""

import re
import string
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from db.rules.problem import Problem

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
MAX_LETTERS = 100
PARTS = ("surname", "given_name", "patronymic")
SPELLINGS = ("", "_kk", "_ru")          # as in the document, in Kazakh, in Russian

# Letters of neighbours' alphabets stand where their nearest Kazakh letter stands.
_NEIGHBOURS = {"ї": "і", "є": "е", "ґ": "г", "ў": "у", "җ": "ж", "ҳ": "х", "ҡ": "қ", "ҙ": "з", "ҫ": "с", "ӊ": "ң", "ҷ": "ч"}
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʹ`´"))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")

# Latin letters that look like Cyrillic ones, as they stand inside Cyrillic words of badly typed texts (Latin i for і above all).
_LOOK_ALIKE = str.maketrans("ABEKMHOPCTYXIaeopcyxkmtihƏəɵ", "АВЕКМНОРСТУХІаеорсухкмтіһӘәө")

# RST KazSSR 903-90, as in X11's "kz" and Windows' "Kazakh": the row of keys from 1 to =, without and with Shift.
_KAZAKH_ROW = str.maketrans('"әіңғ,.үұқөһ!ӘІҢҒ;:ҮҰҚӨҺ', "1234567890-=" * 2)
_KAZAKH_ROW_LETTERS = str.maketrans('"әіңғүұқөһ!ӘІҢҒҮҰҚӨҺ', "12345890-=" * 2)


class _SortOrder(dict[int, str]):
    """Letter to its place as one ASCII character: a space first, then digits, then the 42 letters, then Latin, then the rest."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if letter in _NEIGHBOURS:
            place = self[ord(_NEIGHBOURS[letter])]
        elif base != letter:
            place = self[ord(base)]
        elif letter in string.digits:
            place = letter
        elif letter in string.ascii_lowercase:
            place = "{" + letter
        elif unicodedata.combining(letter):
            place = ""
        else:
            place = f"|{code:06x}" if letter.isalnum() else " "
        self[code] = place
        return place


_SORT_ORDER = _SortOrder(
    {ord(letter): slot for letter, slot in zip(ALPHABET, string.ascii_uppercase + string.ascii_lowercase, strict=False)}
)
_SORT_ORDER.update(dict.fromkeys(_APOSTROPHES, ""))

_LATIN = {
    "shch": "ш", "sch": "ш", "tch": "ч", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "г", "ph": "ф", "th": "т", "ts": "ц",
    "tz": "ц", "ck": "к", "yo": "е", "ye": "е", "x": "кс", "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г",
    "h": "х", "i": "и", "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с",
    "t": "т", "u": "у", "v": "в", "w": "в", "y": "и", "z": "з", "ı": "и", "ş": "ш", "š": "ш", "ç": "ч", "č": "ч", "ž": "ж",
    "ł": "л", "ø": "о", "ə": "а", "đ": "д", "æ": "е",
}
_LATIN_PARTS = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_SOFT_C = re.compile("c(?=[eiy])")      # Cecilia, but Carl
_ACCENTED = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code) not in _LATIN]
_PLAIN = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in _ACCENTED}
_MARKS = dict.fromkeys(range(0x300, 0x370))
_CYRILLIC = str.maketrans({
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "й": "и", "ы": "и", "ё": "е",
    "э": "е", "щ": "ш", "ю": "иу", "я": "иа", "ъ": None, "ь": None, **_NEIGHBOURS, "ї": "и", "ҡ": "к", "ӊ": "н",
})
_SAME_SOUND = re.compile("йо|йе|дж|тс")
_SAME_SOUND_AS = {"йо": "е", "йе": "е", "дж": "ж", "тс": "ц"}
_DOUBLED = re.compile(r"(.)\1+")
_NOT_A_LETTER = re.compile(r"[^\w\s]+|_+")
_HAS_LATIN = re.compile("[a-z\u00df-\u024fə\u1e00-\u1eff]")
_HAS_CYRILLIC = re.compile("[\u0400-\u04ff]")


def sort_key(text: str) -> str:
    """ASCII text whose byte order is the order of the Kazakh alphabet, equal in Python, SQLite and PostgreSQL (COLLATE "C")."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().translate(_SORT_ORDER).split())


def clean(text: str) -> str:
    """The name as it is kept: composed letters (NFC), single spaces, no Latin look-alikes inside Cyrillic words."""
    composed = unicodedata.normalize("NFC", text.replace("\u00a0", " "))
    return re.sub(" +", " ", one_script(composed)).strip()


def one_script(text: str) -> str:
    """Words that mix Cyrillic with Latin look-alike letters, in Cyrillic; every other word unchanged."""
    return re.sub(r"\w+", lambda word: _in_cyrillic(word[0]), text)


def _in_cyrillic(word: str) -> str:
    if word.isascii() or not _HAS_CYRILLIC.search(word):
        return word
    return word.translate(_LOOK_ALIKE)


def fold(text: str) -> str:
    """The name without what spellings differ in: Қасымов, Касымов, Kassymov and Qasymov all give «касимов»; words stay apart."""
    return " ".join(_fold_word(word) for word in text.split())


def fold_lines(lines: list[str]) -> list[str]:
    """:func:`fold` of many lower-case words at once, which is fifty times cheaper than one by one; empty results stay in place."""
    return _fold_text("\n".join(lines)).split("\n")


@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    composed = unicodedata.normalize("NFC", word)
    return _fold_text(_in_cyrillic(composed).casefold())


def _fold_text(text: str) -> str:
    text = text.translate(_APOSTROPHES).translate(_DASHES).translate(_MARKS)
    if _HAS_LATIN.search(text):
        text = _SOFT_C.sub("s", text.translate(_PLAIN))
        text = _LATIN_PARTS.sub(lambda part: _LATIN[part[0]], text)
    text = _SAME_SOUND.sub(lambda part: _SAME_SOUND_AS[part[0]], text)
    return _DOUBLED.sub(r"\1", text.translate(_CYRILLIC))


def words(text: str) -> tuple[str, ...]:
    """The name's words as written, in lower case; a double name gives its parts and both together (нұр, сұлтан, нұрсұлтан)."""
    return tuple(dict.fromkeys(word for written in text.split() for word in _parts(written)))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of :func:`words`, without repetition, in order: what the index holds and a query asks for."""
    return tuple(dict.fromkeys(filter(None, map(_fold_word, words(text)))))


@lru_cache(maxsize=1 << 16)
def _parts(written: str) -> tuple[str, ...]:
    word = one_script(unicodedata.normalize("NFC", written)).casefold().translate(_APOSTROPHES).translate(_MARKS)
    parts = _NOT_A_LETTER.sub(" ", word).split()
    return (*parts, "".join(parts)) if len(parts) > 1 else tuple(parts)


def problems(field: str, text: str) -> list[Problem]:
    """What keeps this text from being a name; an empty one is for the caller to judge."""
    found = []
    if has_control_characters(text):
        found.append(Problem(field, "control_characters"))
    if any(letter.isdigit() for letter in text):
        found.append(Problem(field, "digits_in_name"))
    if text and not any(letter.isalpha() for letter in text):
        found.append(Problem(field, "name_without_letters"))
    if len(text) > MAX_LETTERS:
        found.append(Problem(field, "too_long", values={"length": str(len(text)), "limit": str(MAX_LETTERS)}))
    return found


def has_control_characters(text: str) -> bool:
    """Anything that is not to be seen on paper: control, direction, zero-width, private and unassigned characters."""
    return any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp") for letter in text)


def digits_from_kazakh_layout(text: str, *, points: bool = True) -> str:
    """What was meant in a field of digits typed on the Kazakh layout, whose keys 1 to = give " ә і ң ғ , . ү ұ қ ө һ in either case.

    ``points=False`` leaves , ; . : as they are: in dates and times they stand between the digits, and only letters are certain.
    """
    return text.translate(_KAZAKH_ROW if points else _KAZAKH_ROW_LETTERS)


def full(values: Mapping[str, Any], spelling: str = "") -> str:
    """Surname, given name and patronymic with single spaces, in one of :data:`SPELLINGS`; absent parts leave no gap."""
    return " ".join(filter(None, (values.get(part + spelling) for part in PARTS)))


def search_columns(values: Mapping[str, Any]) -> dict[str, str]:
    """What is derived from a person's names: order and recognition by the document's spelling, search words by all three."""
    document = full(values)
    found = dict.fromkeys(token for spelling in SPELLINGS for token in tokens(full(values, spelling)))
    return {"sort_key": sort_key(document), "fold": fold(document), "search": " ".join(found)}
