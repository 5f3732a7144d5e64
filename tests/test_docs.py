"""Guards the documentation: every command, file and folder that it names exists, and both languages say as much."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from desktop import i18n
from resources import locate

ROOT = Path(__file__).parents[1]
GUIDES = ("docs/guide.kk.md", "docs/guide.ru.md")
PAGES = ("README.md", "installers/README.md", "CHANGELOG.md", *GUIDES)
SOURCES = ("db", "desktop", "docs", "installers", "resources", "tests", "tools", ".ci")
EXAMPLE = "placement"  # the record type that README.md adds


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def words_of_make() -> set[str]:
    return set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))


def code_in(page: str) -> list[str]:
    """What stands in backticks or in an indented or fenced command line."""
    text = text_of(page)
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"^(?:make|tizilim) .*$", text, re.MULTILINE)


def verbs_of(page: str) -> set[str]:
    return {verb for code in code_in(page) for verb in re.findall(r"\btizilim ([a-z]+(?:-[a-z]+)*)", code)}


def tizilim(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LANGUAGE": "", "LC_ALL": "C.UTF-8"}
    return subprocess.run([sys.executable, "-m", "desktop", *arguments], cwd=ROOT, env=environment, check=False,
                          capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_make_that_a_page_names_exists(page: str) -> None:
    commands = [code.split("  ")[0].split()[1:] for code in code_in(page) if code.startswith("make ")]
    named = {word for words in commands for word in words if word.isalpha() and word.islower()}
    assert named <= words_of_make()


def test_make_help_lists_every_word() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z]+) ", listed, re.MULTILINE)) == words_of_make()


@pytest.mark.parametrize("verb", sorted({verb for page in PAGES for verb in verbs_of(page)}))
def test_every_verb_that_a_page_names_can_be_asked_for_help(verb: str) -> None:
    answer = tizilim(verb, "--help")
    assert answer.returncode == 0, answer.stderr
    assert verb in answer.stdout


def test_the_readme_names_every_verb_of_the_program() -> None:
    offered = re.search(r"\{([a-z,-]+)\}", tizilim("--help").stdout)
    assert offered, "the help lists no verbs"
    assert set(offered[1].split(",")) == verbs_of("README.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_folder_that_a_page_names_exists(page: str) -> None:
    folders = "|".join(SOURCES)
    for code in code_in(page):
        for name in re.findall(rf"(?<![\w./-])((?:{folders})/[\w./-]*)", code):
            assert EXAMPLE in name or (ROOT / name).exists(), f"{page} names {name}"
    for link in re.findall(r"\]\(([^)#:]+)\)", text_of(page)):
        assert ((ROOT / page).parent / link).exists(), f"{page} links to {link}"


def test_both_guides_have_the_same_chapters_and_tables() -> None:
    shapes = [[(line[:4], line.count("|")) for line in text_of(guide).splitlines() if line.startswith(("#", "|", "- "))] for guide in GUIDES]
    shapes = [[(re.sub(r"[^#|\-\d]", "", head), bars) for head, bars in shape] for shape in shapes]
    assert shapes[0] == shapes[1]


def test_the_kazakh_guide_is_written_in_kazakh_letters() -> None:
    text = text_of("docs/guide.kk.md")
    assert all(letter in text for letter in "әғқңөұүі")
    mixed = re.findall(r"\b(?=\w*[a-zA-Z])(?=\w*[а-яёәғқңөұүһі])\w+\b", text)
    assert not mixed, f"Latin letters inside Kazakh words: {mixed}"


# what the guides say of the window ----------------------------------------------------------------------------------------

EXAMPLES = ("Қасымов", "Касымов", "Kassymov", "N-бет", "стр. N", "жоқ", "нет", "бөлек", "отдельно", "99")
BY_QT = frozenset({"Enter", "Tab", "Shift+Tab", "Esc", "Ctrl+Enter", "Alt+1", "Alt+9", "Ctrl+1", "Ctrl+4"})
"""Keys that Qt, or a loop over numbers, gives; every other one stands in the source."""


def shown_in(language: str) -> str:
    """Everything that the window can say in that language."""
    with locate("i18n", language, "LC_MESSAGES", "tizilim.po").open("rb") as file:
        texts = [text for message in read_po(file) for text in ((message.string,) if isinstance(message.string, str) else message.string)]
    return "\n".join((*texts, *(row[language] for row in i18n.glossary().values()))).casefold()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_the_guide_puts_in_quotes_stands_in_the_window(language: str) -> None:
    shown = shown_in(language)
    quoted = re.findall(r"«([^»]+)»", text_of(f"docs/guide.{language}.md"))
    lost = [words for words in quoted if words.casefold() not in shown and not words.startswith(EXAMPLES)]
    assert not lost, lost


@pytest.mark.parametrize("guide", GUIDES)
def test_every_key_of_the_guide_is_known_to_the_program(guide: str) -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "desktop").rglob("*.py"))
    known = set(re.findall(r'"((?:Ctrl\+|Alt\+|Shift\+)*(?:F\d+|[A-Z]|\d|Return|Enter|Esc|PgUp|PgDown|Left|[+-]))"', source)) | BY_QT
    table = text_of(guide).split("## ")[1]
    named = {key.strip() for row in table.splitlines() if row.startswith("| ") and "+" in row or row.startswith("| F") for key in
             re.split(r", | … ", row.split("|")[1])}
    assert len(named) > 10
    assert not named - known, named - known


@pytest.mark.parametrize("page", ("README.md", *GUIDES))
def test_every_option_that_a_page_names_is_one_of_its_verb(page: str) -> None:
    for code in code_in(page):
        verb = re.search(r"\btizilim ([a-z-]+)", code)
        if verb:
            options = set(re.findall(r"(?<!\w)--[a-z-]+", code))
            assert options <= set(re.findall(r"--[a-z-]+", tizilim(verb[1], "--help").stdout)), code
