"""Keeps the catalogues of words: extract, take translations from tables, compile, and check that nothing is missing."""

import argparse
import csv
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("kk", "ru")
PLURALS = {"kk": 2, "ru": 3}
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[a-z_]*\}|%\(\w+\)[srd]|%[srd\d]")
HEADER = "# Words of Tizilim.\n"


def main(arguments: list[str]) -> int:
    """0 done, 1 the catalogues are not in order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="changes nothing; tells what is missing, fuzzy, stale or unequal")
    parser.add_argument("--compile", action="store_true", help="only makes the .mo files, where a .po is newer")
    parser.add_argument("--take", type=Path, metavar="DIR", help="takes translations from the CSV tables of a folder first")
    chosen = parser.parse_args(arguments)
    if chosen.compile:
        return compile_all()
    template = extracted()
    if chosen.check:
        faults = [fault for language in LANGUAGES for fault in check(language, template)]
        print("\n".join(faults) if faults else "Every message has its Kazakh and Russian words.")
        return 1 if faults else 0
    taken = take(chosen.take) if chosen.take else {}
    if chosen.take:
        take_terms(chosen.take)
    write(I18N / "messages.pot", template)
    for language in LANGUAGES:
        update(language, template, taken)
    return 0


def compile_all() -> int:
    """The form that the program reads at start; reading the .po itself costs a tenth of a second each time."""
    for language in LANGUAGES:
        po = path_of(language)
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with mo.open("wb") as file:
                write_mo(file, load(language))
    return 0


def extracted() -> Catalog:
    """Every message of the source, in the order of files and lines."""
    catalogue = Catalog(domain="tizilim", project="Tizilim", version="", charset="utf-8", header_comment=HEADER, fuzzy=False)
    for folder in ("desktop", "db", "resources"):
        found = extract_from_dir(ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for name, line, message, _comments, _context in sorted(found, key=lambda one: (one[0], one[1])):
            if message:
                catalogue.add(message, locations=[(f"{folder}/{name}", line)])
    return catalogue


def path_of(language: str) -> Path:
    return I18N / language / "LC_MESSAGES" / "tizilim.po"


def load(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, domain="tizilim", project="Tizilim", version="", charset="utf-8", header_comment=HEADER, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, template: Catalog, taken: dict[str, dict[str, str]]) -> None:
    """Messages of the template with the words known so far; compiled beside it."""
    known = load(language)
    fresh = Catalog(locale=language, domain="tizilim", project="Tizilim", version="", charset="utf-8", header_comment=HEADER, fuzzy=False)
    for message in template:
        if message.id:
            kept = known.get(message.id)
            words = _taken(message, taken, language) or (kept.string if kept is not None else None)
            fresh.add(message.id, words or ("" if isinstance(message.id, str) else ("",) * PLURALS[language]),
                      locations=message.locations, flags=message.flags - {"fuzzy"})
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, fresh)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, fresh)


def _taken(message: Message, taken: dict[str, dict[str, str]], language: str) -> str | tuple[str, ...] | None:
    if isinstance(message.id, str):
        return taken.get(message.id, {}).get(language) or None
    row = taken.get("|||".join(message.id))
    parts = tuple(row[language].split("|||")) if row else ()
    return parts if len(parts) == PLURALS[language] else None


def write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, sort_output=False, ignore_obsolete=True)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid-Bugs-To): .*?\\n"\n', "", text),
                    encoding="utf-8")


def take(folder: Path) -> dict[str, dict[str, str]]:
    """Translations by message from ``*.csv`` (msgid, kk, ru) and ``*.errors.csv`` (key, english, kk, ru)."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name.endswith(".terms.csv"):
            continue
        for row in _rows(path):
            message = row.get("msgid") or row.get("english")
            if message:
                found[message.replace("\\n", "\n")] = {language: (row[language] or "").replace("\\n", "\n") for language in LANGUAGES}
    return found


def take_terms(folder: Path) -> None:
    """New terms go to the end of the glossary; a term that is there already keeps its words."""
    glossary = I18N / "glossary.csv"
    known = {row["term_id"] for row in _rows(glossary)}
    fields = ("term_id", "en", "kk", "ru", "area", "confidence")
    with glossary.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, extrasaction="ignore", lineterminator="\n")
        for path in sorted(folder.glob("*.terms.csv")):
            for row in _rows(path):
                if row["term_id"] not in known:
                    known.add(row["term_id"])
                    writer.writerow(row)


def check(language: str, template: Catalog) -> list[str]:
    """What is not in order, one line each."""
    known, faults = load(language), []
    for message in template:
        if not message.id:
            continue
        mine = known.get(message.id)
        strings = mine.string if mine is not None else ""
        words = (strings,) if isinstance(strings, str) else strings
        shown = message.id if isinstance(message.id, str) else message.id[0]
        if not words or not all(words):
            faults.append(f"{language}: missing: {shown}")
        elif mine is not None and mine.fuzzy:
            faults.append(f"{language}: fuzzy: {shown}")
        elif any(places(word) != places(shown) for word in words):
            faults.append(f"{language}: placeholders differ: {shown}")
    faults += [f"{language}: stale: {message.id}" for message in known if message.id and template.get(message.id) is None]
    return faults


def places(text: str) -> list[str]:
    """Placeholders of a message, in alphabetical order."""
    return sorted(PLACEHOLDER.findall(text))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
