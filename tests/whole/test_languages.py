"""P18: no screen and no paper shows a word of the source language; a change of language at any moment changes every word and nothing that was
typed; no sign is missing from the fonts; and words that are 40 % longer still fit."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QTableView, QWidget

from desktop import i18n, settings
from desktop.forms import certification as certification_form
from desktop.forms import recovery
from desktop.forms.paper import of_sheet
from resources import locate
from tests import factory
from tests.whole import tour
from tests.whole.hands import SCREEN, Hands, hands_on
from tests.whole.steps import seen, typed_in, words_of
from tests.whole.tour import World

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TOURS = ("first_day", "entrances", "officer", "medic")
ROOT = Path(__file__).parents[2]
KEYS = "Ctrl Enter Esc Alt Shift Tab Page Up Down Home End Del Delete Insert Caps Lock"
ALLOWED = frozenset(f"{KEYS} PDF pdf PNG JPEG TIFF WebP Tizilim tizilim UTC ENG CPT Inf part dpi SpO officer medic head jpg jpeg png tif tiff webp".split())
"""Names of keys, kinds of files, the program's own name, sources of law that have no other, and the login names of the test register."""
UI_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
PAPER_FONTS = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")


@pytest.fixture(scope="module")
def made(register_made: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    return tour.world(register_made, tmp_path_factory.mktemp("world") / "register")


@pytest.fixture
def walked(dressed: QApplication, made: World, tmp_path: Path) -> Callable[..., Iterator[tuple[Hands, str]]]:
    """Walks a tour in a language, on a register of its own."""
    def walk(name: str, language: str) -> Iterator[tuple[Hands, str]]:
        there = made._replace(folder=factory.copy(made.folder, tmp_path / f"{name}-{language}" / "register"))
        settings.language_chosen.set(name != "first_day")
        settings.login.set("")
        i18n.use(language)
        with hands_on(dressed, None if name == "first_day" else there.folder) as hands:
            more: tuple[Any, ...] = {"first_day": (tmp_path / f"new-{language}",), "medic": (there,)}.get(name, ())
            for stop in getattr(tour, name)(hands, *more):
                hands.settle()
                yield hands, stop
            hands.expect_anything()

    return walk


def words(hands: Hands) -> set[str]:
    """What the window says, without the sentence at its foot, which is of its moment; figures and times are all alike."""
    passing = {hands.window.messages.text}
    found = {text for part in seen(hands.window) if part not in passing for text in words_of(part) if text}
    return {re.sub(r"\d+", "0", re.sub(r"/tmp/\S+", "", text)) for text in (*found, hands.window.windowTitle())}


def typed(hands: Hands) -> list[str]:
    return [text for part in seen(hands.window) for text in typed_in(part)]


def foreign(text: str) -> list[str]:
    """Latin words that nobody allowed; codes and file names are told by their digits and slashes, prints of keys by their four signs."""
    tokens = (token for token in text.split() if not re.search(r"\d|^/|\w/\w", token))
    found = [word for token in tokens for word in re.findall(r"[A-Za-z]{2,}", token)]
    return [word for word in found if word not in ALLOWED and not re.fullmatch("[IVX]+|[A-F]{4}", word)]


@pytest.mark.slow
@pytest.mark.parametrize("name", TOURS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_screen_shows_a_word_of_the_source_language(walked: Any, name: str, language: str) -> None:
    wrong = []
    for hands, stop in walked(name, language):
        texts = [text for part in seen(hands.window) for text in words_of(part)]
        wrong += [f"{stop}: {words_} in «{text}»" for text in texts if (words_ := foreign(text))]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


@pytest.mark.slow
@pytest.mark.parametrize("name", TOURS)
def test_a_change_of_language_changes_every_word_and_nothing_that_was_typed(walked: Any, name: str) -> None:
    kazakh = {stop: words(hands) for hands, stop in walked(name, "kk")}
    kazakh.pop("search", None)      # a change of language folds the list of what was found
    wrong = []
    for hands, stop in walked(name, "ru"):
        if stop not in kazakh:
            continue
        russian, answers = words(hands), typed(hands)
        i18n.use("kk")
        hands.settle()
        now = words(hands)
        wrong += [f"{stop}: «{text}» is left or new" for text in now - kazakh[stop]] + [f"{stop}: «{text}» is gone" for text in kazakh[stop] - now]
        wrong += [f"{stop}: typed text is lost"] if typed(hands) != answers else []
        i18n.use("ru")
        hands.settle()
        wrong += [f"{stop}: «{text}» after changing back" for text in words(hands) ^ russian]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("name", TOURS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("longer", [0, 40])
def test_no_word_is_cut_on_an_ordinary_screen(walked: Any, name: str, language: str, longer: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if longer:
        stretch(monkeypatch, longer)
    wrong = []
    for hands, stop in walked(name, language):
        wrong += [f"{stop}: {text}" for part in seen(hands.window) for text in cut(part)]
        size = hands.window.size()
        if size.width() > SCREEN[0] or size.height() > SCREEN[1]:
            wrong.append(f"{stop}: the window needs {size.width()} × {size.height()}")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def stretch(monkeypatch: pytest.MonkeyPatch, percent: int) -> None:
    """A pretended language: every word is longer by so much, placeholders stay."""
    def longer(text: str) -> str:
        return re.sub(r"\{[^}]*\}|[^\W\d_]{2,}", lambda found: found[0] if found[0][0] == "{" else found[0] + _more(found[0], percent), text)

    class Longer:
        def __init__(self, real: Any) -> None:
            self._real = real

        def gettext(self, message: str) -> str:
            return longer(self._real.gettext(message))

        def ngettext(self, one: str, many: str, number: int) -> str:
            return longer(self._real.ngettext(one, many, number))

    real, terms = i18n.catalogue, {key: {name: longer(word) if name in i18n.LANGUAGES else word for name, word in row.items()}
                                   for key, row in i18n.glossary().items()}
    monkeypatch.setattr(i18n, "catalogue", lambda language: Longer(real(language)))
    monkeypatch.setattr(i18n, "glossary", lambda: terms)


def _more(word: str, percent: int) -> str:
    wanted = round(len(word) * percent / 100)
    return (word.lower() * 2)[-wanted:] if wanted else ""


def cut(part: QWidget) -> Iterator[str]:
    """Words of the widget for which it has no room."""
    if isinstance(part, QLabel) and part.text() and part.pixmap().isNull():
        yield from _cut_label(part)
    elif isinstance(part, QPushButton | QCheckBox) and part.text() and not _fits(part.sizeHint(), part.size()):
        yield f"button «{part.text()}» has {part.width()} of {part.sizeHint().width()} px"
    elif isinstance(part, QTableView):
        header = part.horizontalHeader()
        for column in range(part.model().columnCount()):
            title, room = str(part.model().headerData(column, header.orientation())), header.sectionSize(column) - 12
            if max(QFontMetrics(header.font()).horizontalAdvance(word) for word in title.split()) > room:
                yield f"heading «{title}» has {room} px"


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.wordWrap():
        if not _fits(label.sizeHint(), label.size()):
            yield f"label «{label.text()}» has {label.width()} of {label.sizeHint().width()} px"
    elif label.heightForWidth(label.width()) > label.height() + 2:
        yield f"label «{label.text()}» has {label.height()} of {label.heightForWidth(label.width())} px of height"
    elif label.textFormat().name == "PlainText" and max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split()) > label.width():
        yield f"label «{label.text()}» is narrower than its longest word"


def _fits(needed: QSize, there: QSize) -> bool:
    return needed.width() <= there.width() + 1 and needed.height() <= there.height() + 1


# papers -----------------------------------------------------------------------------------------------------------------


def _papers(made: World, tmp_path: Path) -> Iterator[tuple[str, bytes]]:
    """Every paper of the program in every language."""
    medic = factory.opened(factory.copy(made.folder, tmp_path / "papers"), "medic")
    from db.store import certification

    sheet = medic.write(lambda session: certification.sheet(session, made.number)).value
    for language in (*i18n.LANGUAGES, "both"):
        yield language, certification_form.certification(of_sheet(sheet, medic.info, "2026-11-20T15:10+05:00"), language)
        for kind in ("register", "medical"):
            yield language, recovery.sheet("АААА-ББББ".replace("А", "A").replace("Б", "B"), kind, "ЛА-155/8 мекемесі", language)
    medic.close()


def test_no_paper_shows_a_word_of_the_source_language(made: World, tmp_path: Path) -> None:
    for language, paper in _papers(made, tmp_path):
        with pypdfium2.PdfDocument(paper) as pdf:
            text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
        wrong = [word for word in foreign(text) if word not in ("AAAA", "BBBB", "SHA", "QR")]
        assert not wrong, f"{language}: {wrong}"


def test_every_message_of_the_code_is_in_the_catalogue() -> None:
    """Babel does not see a message inside an f-string: it would be shown as it stands in the source."""
    with locate("i18n", "messages.pot").open("rb") as file:
        known = {text for message in read_po(file) for text in ((message.id,) if isinstance(message.id, str) else message.id)}
    lost = [f"{path.name}:{call.lineno} {word.value!r}" for path in (ROOT / "desktop").rglob("*.py")
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "N_", "ngettext")
            for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str) and word.value not in known]
    assert not lost, "\n".join(lost)


# signs ------------------------------------------------------------------------------------------------------------------


def _signs(fonts: tuple[str, ...]) -> set[str]:
    """What every one of these fonts can draw."""
    return set.intersection(*({chr(code) for code in TTFont(locate("fonts", name)).getBestCmap()} for name in fonts))


def _catalogue(language: str) -> Iterator[tuple[str, str]]:
    """Every translated text with the first file that says it."""
    with locate("i18n", language, "LC_MESSAGES", "tizilim.po").open("rb") as file:
        for message in read_po(file):
            forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
            yield from ((text, message.locations[0][0] if message.locations else "") for text in forms if message.id)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_sign_of_the_catalogues_can_be_drawn(language: str) -> None:
    window, paper = _signs(UI_FONTS) | set("\n"), _signs(PAPER_FONTS) | set("\n")
    for text, source in _catalogue(language):
        assert not set(text) - window, f"{set(text) - window} in «{text}»"
        letters = set(text) if source.startswith("desktop/forms") else {sign for sign in text if sign.isalnum()}
        assert not letters - paper - set("₂"), f"{letters - paper} in «{text}» ({source})"
    for term_id, row in i18n.glossary().items():
        assert not set(row[language]) - window, f"{term_id}: {set(row[language]) - window}"
        assert not set(row[language]) - paper, f"{term_id}: {set(row[language]) - paper}"


@pytest.mark.slow
@pytest.mark.parametrize("name", TOURS)
def test_every_sign_on_the_screens_can_be_drawn(walked: Any, name: str) -> None:
    window = _signs(UI_FONTS) | set("\n\u2028\u2029\ufffc")
    for hands, stop in walked(name, "kk"):
        for part in seen(hands.window):
            for text in words_of(part):
                assert not set(text) - window, f"{stop}: {set(text) - window} in «{text}»"
