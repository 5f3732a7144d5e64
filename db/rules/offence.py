"""References to articles of the Criminal Code: read as officials type them, written in official Kazakh and Russian, sorted.

A reference is article, part and points (УПК 204(1) 3)); inserted articles and parts carry hyphens (``141-1``, ``3-1``).
Attempt (УК 24) and complicity (УК 28) are references to the General Part that stand before the article itself.
"""

import re
from collections.abc import Iterable

import msgspec

from db.rules.problem import Problem

CODES = ("2014", "1997", "1959")
GRAVITIES = (
    "gravity_misdemeanour", "gravity_minor", "gravity_medium", "gravity_grave", "gravity_especially_grave",
)
ATTEMPT, COMPLICITY = "24", "28"      # of the Codes of 2014 and 1997; in that of 1959 these articles are typed by themselves

_NUMBER = re.compile(r"\d{1,3}(?:-\d{1,2})?")
_TOKEN = re.compile(
    r"(?P<code>\b(?:1959|1997|2014)\b)|(?P<number>\d{1,3}(?:-\d{1,2})?(?!\d))\)?"
    r"|(?P<article>ст(?:\.|ать[а-я]+|\b)|ба[пб]\w*)|(?P<part>ч(?:\.|аст[а-я]+|\b)|бөлі[кг]\w*)"
    r"|(?P<point>пп?(?:\.|ункт\w*|\b)|тарма[қғ]\w*)|(?P<skip>ук|қк|уголовн\w*|қылмыстық|кодекс\w*|рк|қр|и|және|жылғы|ж\.|года|г\.|[\s.,;/()–—-]+)"
)
_LOOK_ALIKES = str.maketrans("aceikmoptxy", "асеікмортху")    # a Latin letter typed by mistake


class Offence(msgspec.Struct, frozen=True):
    """``attempt`` and ``complicity``: "" none, else article and part of the General Part, ``24`` or ``24.3``; ``gravity`` is
    a term id or "" unknown."""

    article: str
    part: str = ""
    points: tuple[str, ...] = ()
    attempt: str = ""
    complicity: str = ""
    code: str = "2014"
    gravity: str = ""


def parse(text: str, code: str = "2014") -> tuple[Offence, ...] | None:
    """The offences of a citation; None when it is not understood as a whole, for nothing may be dropped in silence.

    Understood: «ст. 99 ч. 2 п. 15)», «п. 15 ч. 2 ст. 99», «99-баптың 2-бөлігінің 15) тармағы», «бап 99 / бөлік 2 / тармақ
    15)», ``99/2/15``; several by comma or semicolon; «ст. 24 ч. 3, ст. 188 ч. 2» as an attempt; «УК 1997».
    """
    found: list[Offence] = []
    for piece in re.split(r"[;\n]", text):
        if not piece.strip():
            continue
        offences = _piece(piece, code)
        if offences is None:
            return None
        found += offences
    return tuple(found) or None


def citation(offence: Offence, language: str) -> str:
    """In running text: «ст. 24 ч. 3, ст. 99 ч. 2 п. 15)»; «24-баптың 3-бөлігі, 99-баптың 2-бөлігінің 15) тармағы»."""
    written = _kazakh if language == "kk" else _russian
    general = [written(*reference.partition(".")[::2], ()) for reference in (offence.complicity, offence.attempt) if reference]
    text = ", ".join([*general, written(offence.article, offence.part, offence.points)])
    if offence.code == "2014":
        return text
    return f"{text} (ҚК {offence.code} ж.)" if language == "kk" else f"{text} (УК {offence.code} г.)"


def table_form(offence: Offence, language: str) -> str:
    """In tables, without endings: «бап 99 / бөлік 2 / тармақ 15)», «статья 99 / часть 2 / пункт 15)»."""
    article, part, point = ("бап", "бөлік", "тармақ") if language == "kk" else ("статья", "часть", "пункт")
    cells = [f"{article} {offence.article}"]
    if offence.part:
        cells.append(f"{part} {offence.part}")
    if offence.points:
        cells.append(f"{point} {_points(offence.points)}")
    return " / ".join(cells)


def sort_key(offence: Offence) -> tuple[object, ...]:
    """The present Code first, then by the numbers of article, part and points, the completed crime before the attempt."""
    newest_first = CODES.index(offence.code) if offence.code in CODES else len(CODES)
    points = tuple(_numbers(point) for point in offence.points)
    return (newest_first, _numbers(offence.article), _numbers(offence.part), points, offence.attempt, offence.complicity)


def gravest(gravities: Iterable[str]) -> str:
    """The gravest of the gravities; "" when none is known."""
    known = [gravity for gravity in gravities if gravity in GRAVITIES]
    return max(known, key=GRAVITIES.index, default="")


def problems(offence: Offence) -> list[Problem]:
    """What is wrong with a reference, field by field; an unknown gravity is allowed and shown as unknown."""
    found = [] if offence.article else [Problem("article", "required")]
    for field, number in (("article", offence.article), ("part", offence.part), *(("points", point) for point in offence.points)):
        if number and not _NUMBER.fullmatch(number):
            found.append(Problem(field, "offence_number_bad", values={"number": number}))
    for field in ("attempt", "complicity"):
        if not all(_NUMBER.fullmatch(number) for number in getattr(offence, field).split(".") if number):
            found.append(Problem(field, "offence_number_bad", values={"number": getattr(offence, field)}))
    if offence.code not in CODES:
        found.append(Problem("code", "unknown_code"))
    if offence.gravity and offence.gravity not in GRAVITIES:
        found.append(Problem("gravity", "unknown_code"))
    return found


# reading -------------------------------------------------------------------------------------------------------------------

_Reference = tuple[str, str, tuple[str, ...]]


def _piece(text: str, code: str) -> list[Offence] | None:
    tokens = _tokens(text)
    if tokens is None:
        return None
    code = next((value for kind, value in tokens if kind == "code"), code)
    labelled = _labelled([token for token in tokens if token[0] != "code"])
    references = _references(labelled) if labelled else None
    return _offences(references, code) if references else None


def _tokens(text: str) -> list[tuple[str, str]] | None:
    """Kinds and values of the words; None when a word is none of ours."""
    text = text.lower().translate(_LOOK_ALIKES)
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            return None
        if match.lastgroup != "skip":
            found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


def _labelled(tokens: list[tuple[str, str]]) -> list[tuple[str, list[str]]] | None:
    """Numbers under their label: the label stands before them, or after when the text begins with a number (Kazakh)."""
    if tokens and all(kind == "number" for kind, _ in tokens):
        names = ("article", "part", *("point" for _ in tokens[2:]))
        return [(name, [value]) for name, (_, value) in zip(names, tokens, strict=False)]
    if all(kind != "article" for kind, _ in tokens):        # «99 ч. 2»
        tokens = [("article", ""), *tokens]
    ordered = tokens[::-1] if tokens[0][0] == "number" else tokens
    found: list[tuple[str, list[str]]] = []
    for kind, value in ordered:
        if kind != "number":
            if not (found and found[-1][0] == kind and not found[-1][1]):      # «п.п. 1), 3)», «ст.ст.»
                found.append((kind, []))
        elif found:
            found[-1][1].append(value)
        else:
            return None
    if not all(values for _, values in found):
        return None
    return [(kind, values[::-1]) for kind, values in found[::-1]] if ordered is not tokens else found


def _references(labelled: list[tuple[str, list[str]]]) -> list[_Reference] | None:
    """Groups of one article each, whichever end it stands at."""
    groups: list[dict[str, list[str]]] = []
    if labelled[0][0] != "article":
        labelled = _article_first(labelled)
    for kind, values in labelled:
        if kind == "article":
            groups += [{"article": [value]} for value in values]
        elif not groups or kind in groups[-1] or (kind == "part" and len(values) > 1):
            return None
        else:
            groups[-1][kind] = values
    return [(group["article"][0], group.get("part", [""])[0], tuple(group.get("point", ()))) for group in groups]


def _article_first(labelled: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """«п. 15 ч. 2 ст. 99» turned round, group by group."""
    turned: list[tuple[str, list[str]]] = []
    group: list[tuple[str, list[str]]] = []
    for one in labelled:
        group.append(one)
        if one[0] == "article":
            turned += group[::-1]
            group = []
    return turned + group


def _offences(references: list[_Reference], code: str) -> list[Offence] | None:
    """References to articles 24 and 28 belong to the article after them."""
    found: list[Offence] = []
    general = {ATTEMPT: "", COMPLICITY: ""}
    for article, part, points in references:
        if article in general and code != "1959" and not points:
            general[article] = f"{article}.{part}" if part else article
            continue
        found.append(Offence(article, part, points, general[ATTEMPT], general[COMPLICITY], code))
        general = {ATTEMPT: "", COMPLICITY: ""}
    return found if found and not any(general.values()) else None


# writing -------------------------------------------------------------------------------------------------------------------


def _russian(article: str, part: str, points: tuple[str, ...]) -> str:
    return f"ст. {article}" + (f" ч. {part}" if part else "") + (f" п. {_points(points)}" if points else "")


def _kazakh(article: str, part: str, points: tuple[str, ...]) -> str:
    """Endings hang on the words, not on the numbers, so they never change with them."""
    point = f"{_points(points)} {'тармағы' if len(points) == 1 else 'тармақтары'}" if points else ""
    if part:
        return f"{article}-баптың {part}-бөлігінің {point}" if point else f"{article}-баптың {part}-бөлігі"
    return f"{article}-баптың {point}" if point else f"{article}-бап"


def _points(points: tuple[str, ...]) -> str:
    return ", ".join(f"{point})" for point in points)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))
