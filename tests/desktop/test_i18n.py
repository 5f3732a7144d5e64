"""Words: both languages, terms, numbers, and the traps of gettext."""

import os
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from db.errors import TizilimError
from desktop import i18n
from desktop.i18n import _, ngettext, term


def test_kazakh_is_spoken_first_and_russian_when_asked() -> None:
    assert _("Save") == "Сақтау"
    i18n.use("ru")
    assert _("Save") == "Сохранить"


def test_an_unknown_language_is_refused_and_the_old_one_stays() -> None:
    with pytest.raises(TizilimError) as refused:
        i18n.use("en")
    assert refused.value.key == "unknown_language"
    assert i18n.language() == "kk"


def test_the_empty_message_does_not_answer_with_the_catalogues_header() -> None:
    assert _("") == ""


def test_russian_has_three_plurals() -> None:
    i18n.use("ru")
    one, many = "Too many wrong passwords. Try again in {n} second.", "Too many wrong passwords. Try again in {n} seconds."
    endings = [ngettext(one, many, n).format(n=n).rsplit(" ", 1)[1] for n in (1, 2, 5, 21)]
    assert endings == ["секунду.", "секунды.", "секунд.", "секунду."]


def test_terms_come_from_the_glossary_and_an_unknown_one_is_shown_as_it_is() -> None:
    assert term("bruise") == "қанталау (көгеру)"
    assert term("surname", capital=True) == "Тегі"
    assert term("no_such_term") == "no_such_term"


def test_numbers_have_a_comma_and_no_break_spaces() -> None:
    assert i18n.number(1234567) == "1\u00a0234\u00a0567"
    assert i18n.number(366, tenths=True) == "36,6"
    assert i18n.number(-5) == "\u22125"


def test_countries_are_named_in_both_languages() -> None:
    assert i18n.country("KZ") == "Қазақстан"
    i18n.use("ru")
    assert i18n.country("UZ") == "Узбекистан"
    assert i18n.country("stateless") == term("stateless_person")
    assert i18n.country_codes()[0] == "KZ"
    assert not {"EU", "ZZ", "QO"} & set(i18n.country_codes())


def test_a_paper_speaks_its_language_without_telling_the_window() -> None:
    told: list[str] = []
    i18n.listeners.append(lambda: told.append(i18n.language()))
    try:
        with i18n.speaking("ru"):
            assert _("Save") == "Сохранить"
        assert _("Save") == "Сақтау"
        assert told == []
    finally:
        i18n.listeners.pop()


def test_a_catalogue_newer_than_its_compiled_file_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "i18n" / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po, mo = folder / "tizilim.po", folder / "tizilim.mo"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    po.write_text(head + 'msgid "Save"\nmsgstr "ескі"\n', encoding="utf-8")
    with po.open("rb") as source, mo.open("wb") as compiled:
        write_mo(compiled, read_po(source))
    po.write_text(head + 'msgid "Save"\nmsgstr "жаңа"\n', encoding="utf-8")
    os.utime(mo, (1, 1))
    monkeypatch.setattr(i18n, "locate", tmp_path.joinpath)
    i18n.forget()
    try:
        assert _("Save") == "жаңа"
    finally:
        monkeypatch.undo()
        i18n.forget()
