"""Wrong inputs, tried at the window: each is answered in the window's language, where it stands, and nothing that was typed is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from db.errors import TizilimError
from db.rules.problem import Problem
from desktop import errors, i18n, settings
from desktop.screens.first_start import FirstStart
from desktop.screens.login import Login
from desktop.screens.person.editor import PersonEditor
from desktop.widgets.form import Form
from tests import factory
from tests.whole import steps
from tests.whole.hands import ENTER, SAVE, SPACE, Hands, ctrl, hands_on
from tests.whole.steps import visible_words

ROOT = Path(__file__).parents[2]
Key = Qt.Key
LANGUAGES = pytest.mark.parametrize("language", i18n.LANGUAGES)
Window = Callable[[str], Hands]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(dressed: QApplication, register: Path) -> Iterator[Window]:
    """The program before a register, in a language."""
    opened = []

    def open_(language: str) -> Hands:
        settings.language_chosen.set(True)
        i18n.use(language)
        opened.append(hands_on(dressed, register))
        return opened[-1].__enter__()

    yield open_
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def officer(window: Window) -> Window:
    def open_(language: str) -> Hands:
        hands = window(language)
        hands.log_in("officer")
        return hands

    return open_


def said(hands: Hands, key: str, **values: str) -> None:
    """The sentence of this failure stands in the window, in its language, whole."""
    sentence = errors.sentence(Problem("", key, values=values))
    assert sentence != errors.SENTENCES.get(key), "the sentence is in the source language"
    assert sentence in visible_words(hands.window), f"«{sentence}» is not in the window"


def form_of(hands: Hands) -> Form:
    return next(form for form in hands.page.findChildren(Form) if form.isVisible())


def at(hands: Hands, name: str) -> str:
    """What stands under this field."""
    return form_of(hands).fields[name]._wrong.text()


def typed(hands: Hands, name: str) -> Any:
    return form_of(hands).fields[name].raw()


def new_person(hands: Hands, name: str) -> None:
    hands.room("person")
    hands.press(ctrl(Key.Key_N))
    assert isinstance(hands.page, PersonEditor)
    hands.press(name)


# fields -----------------------------------------------------------------------------------------------------------------


@LANGUAGES
def test_an_iin_that_fails_its_check_is_named_and_stays(officer: Window, language: str) -> None:
    hands = officer(language)
    new_person(hands, "Сейітов")
    form_of(hands).focus("iin")
    hands.press("850131300010", ENTER)
    assert any(errors.sentence(Problem("iin", "iin_check_digit")) in word for word in visible_words(hands.window))
    hands.press("1", SAVE)
    assert typed(hands, "iin") == "850131300010" and typed(hands, "surname") == "Сейітов"
    assert isinstance(hands.page, PersonEditor)


@LANGUAGES
def test_the_letters_of_the_kazakh_digit_row_are_read_as_digits(officer: Window, language: str) -> None:
    hands = officer(language)
    new_person(hands, "Сейітов")
    form_of(hands).focus("iin")
    hands.press("ұү0ә")
    assert typed(hands, "iin").isdigit()


@LANGUAGES
def test_a_name_of_300_letters_is_refused_with_its_length(officer: Window, language: str) -> None:
    hands = officer(language)
    new_person(hands, "Ә" * 300)
    hands.press(SAVE)
    said(hands, "too_long", length="300", limit="100")
    assert typed(hands, "surname") == "Ә" * 300


@LANGUAGES
def test_invisible_characters_that_were_pasted_are_refused(officer: Window, language: str) -> None:
    hands = officer(language)
    new_person(hands, "")
    QGuiApplication.clipboard().setText("Қасы\u200bмов")
    hands.press(ctrl(Key.Key_V), SAVE)
    said(hands, "control_characters")
    assert typed(hands, "surname") == "Қасы\u200bмов"


@LANGUAGES
@pytest.mark.parametrize(("detained", "delivered", "field", "key"), [
    ("010119801005", "", "detained_at", "before_birth"),
    ("010120991005", "", "detained_at", "detention_in_future"),
    ("181120201005", "181120200905", "delivered_at", "delivery_before_detention"),
    ("310220201005", "", "detained_at", "moment_unreadable"),
])
def test_impossible_moments_are_named_at_their_field(officer: Window, register: Path, language: str, detained: str, delivered: str, field: str,
                                                     key: str) -> None:
    hands = officer(language)
    steps.search_in_vain(hands)
    steps.register_person(hands, language)
    form_of(hands).focus("detained_at")
    hands.press(detained, *([ENTER, delivered] if delivered else []), SAVE)
    assert at(hands, field) == errors.sentence(Problem(field, key)) != errors.SENTENCES[key]
    assert typed(hands, "detained_at")["date"].replace(".", "").startswith(detained[:8])


# photographs ------------------------------------------------------------------------------------------------------------


def _pick_photo(hands: Hands, path: Path) -> None:
    form_of(hands).focus("photo")
    hands.pick(path, SPACE)


@LANGUAGES
def test_an_empty_file_is_no_photograph(officer: Window, language: str, tmp_path: Path) -> None:
    hands = officer(language)
    new_person(hands, "Сейітов")
    (tmp_path / "бос.jpg").write_bytes(b"")
    _pick_photo(hands, tmp_path / "бос.jpg")
    said(hands, "photo_empty")
    assert typed(hands, "surname") == "Сейітов"


@pytest.mark.slow
@LANGUAGES
def test_a_photograph_of_60_megapixels_is_taken_and_one_of_100_is_refused(officer: Window, language: str, tmp_path: Path) -> None:
    hands = officer(language)
    new_person(hands, "Сейітов")
    for width, height in ((10_000, 10_000), (9_000, 6_667)):
        Image.new("L", (width, height), 128).save(tmp_path / f"{width}.jpg")
    _pick_photo(hands, tmp_path / "10000.jpg")
    said(hands, "photo_too_large", megabytes="30", megapixels="80")
    _pick_photo(hands, tmp_path / "9000.jpg")
    assert form_of(hands).fields["photo"].value() == (tmp_path / "9000.jpg").read_bytes()
    assert at(hands, "photo") == "" and typed(hands, "surname") == "Сейітов"


# passwords and registers ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@LANGUAGES
def test_the_sixth_wrong_password_makes_one_wait(window: Window, language: str) -> None:
    hands = window(language)
    login = hands.entrance
    assert isinstance(login, Login)
    for _try in range(5):
        hands.press("қате", ENTER)
        said(hands, "wrong_password")
    hands.press("қате", ENTER)
    seconds = int("".join(filter(str.isdigit, login.message.text())))
    assert login.message.text() == errors.sentence(TizilimError("throttled", seconds=seconds))
    assert not login.enter.isEnabled() and hands.desk.user is None


@LANGUAGES
def test_a_register_of_a_newer_version_is_not_touched(window: Window, register: Path, language: str) -> None:
    database = factory.opened(register)
    database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999_future'")))
    database.close()
    before = (register / "register.db").read_bytes()
    hands = window(language)
    hands.press(factory.PASSWORDS["officer"], ENTER)
    said(hands, "register_too_new")
    assert hands.desk.user is None and (register / "register.db").read_bytes() == before


@LANGUAGES
def test_a_second_program_is_told_that_the_register_is_open(window: Window, register: Path, language: str) -> None:
    first = factory.opened(register)
    hands = window(language)
    hands.press(factory.PASSWORDS["officer"], ENTER)
    said(hands, "register_in_use")
    first.close()
    hands.log_in("officer")


@LANGUAGES
def test_a_folder_that_cannot_be_written_is_said_at_its_field(dressed: QApplication, language: str) -> None:
    """Under /proc nobody writes, not even an administrator."""
    i18n.use(language)
    with hands_on(dressed, None) as hands:
        hands.press(SPACE)
        steps.name_institution(hands, Path("/proc/tizilim"))
        steps.name_users(hands, language)
        first = hands.entrance
        assert isinstance(first, FirstStart) and first.institution is not None
        said(hands, "folder_read_only")
        assert first.institution.fields["folder"]._wrong.text() == errors.sentence(Problem("folder", "folder_read_only"))
        assert first.institution.fields["institution"].value() == "ЛА-155/8"
        assert first.users[0].fields["name"].value() == steps.USERS["officer"]


@LANGUAGES
def test_a_folder_without_a_register_leads_to_the_first_start(dressed: QApplication, tmp_path: Path, language: str) -> None:
    settings.language_chosen.set(True)
    i18n.use(language)
    with hands_on(dressed, tmp_path) as hands:
        assert isinstance(hands.entrance, FirstStart)


# the program itself -----------------------------------------------------------------------------------------------------


def _started(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh program in a process of its own; it ends by itself, because it cannot begin."""
    whole = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TIZILIM_SETTINGS": str(folder / "settings.json"), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run([sys.executable, "-m", "desktop", *words], cwd=folder if (folder / "desktop").exists() else ROOT, env=whole, check=False,
                          capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.mark.slow
@LANGUAGES
def test_without_its_font_the_program_says_which_and_ends(tmp_path: Path, language: str) -> None:
    for part in ("desktop", "db", "resources"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources" / "fonts" / "DejaVuSans.ttf").unlink()
    ended = _started(tmp_path, "--language", language)
    i18n.use(language)
    assert ended.stderr.strip() == errors.sentence(TizilimError("font_missing", name="DejaVuSans.ttf"))
    assert ended.returncode == 3


@pytest.mark.slow
def test_a_language_that_the_program_does_not_speak_is_refused(tmp_path: Path) -> None:
    ended = _started(tmp_path, TIZILIM_LANGUAGE="en")
    assert ended.stderr.strip() == errors.sentence(TizilimError("unknown_language", language="en"))
    assert ended.returncode == 2
    ended = _started(tmp_path, "--language", "en")
    assert ended.returncode == 2 and "en" in ended.stderr and "kk" in ended.stderr
    assert "invalid choice" not in ended.stderr


def test_an_unknown_language_in_the_settings_is_as_if_none_were_there(tmp_path: Path) -> None:
    settings.path().write_text('{"language": "xx", "folder": 7}', encoding="utf-8")
    settings.forget()
    assert settings.language.get() == "kk" and settings.folder.get() == ""
