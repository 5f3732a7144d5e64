"""The printed certification, read by other people's programs: poppler, zbar, qpdf."""

import re
import shutil
import subprocess

import msgspec
import pypdfium2
import pytest

from db.errors import TizilimError
from db.rules.certification import CertificationBody, Finding, Identity
from desktop.forms import fonts
from desktop.forms.certification import certification
from tests.desktop.forms.conftest import body, paper

LANGUAGES = ("kk", "ru", "both")


def told(tool: str, *arguments: object) -> str:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed here")
    return subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def overlapping(file) -> list[tuple[str, str]]:
    """Pairs of words that lie over one another, and words beyond the margins."""
    wrong = []
    for page in told("pdftotext", "-bbox", file, "-").split("<page")[1:]:
        boxes = [(*map(float, found[:4]), found[4]) for found in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
        for place, (left, top, right, bottom, word) in enumerate(boxes):
            if left < 56 or right > 567.5:
                wrong.append((word, "margin"))
            for other in boxes[place + 1:]:
                across = min(right, other[2]) - max(left, other[0])
                down = min(bottom, other[3]) - max(top, other[1])
                if across > 1 and down > 4.5:
                    wrong.append((word, other[4]))
    return wrong


def test_the_kazakh_print_gives_back_the_kazakh_letters(printed):
    text = " ".join(told("pdftotext", printed(paper(), "kk"), "-").split())
    assert set("ҚӘҒӨҰҮІҺқәғңөұүі") <= set(text)
    assert "Құдайбергенұлы Әлімжан Өмірғалиұлы" in text
    assert "ДЕНЕ ЖАРАҚАТТАРЫН МЕДИЦИНАЛЫҚ КУӘЛАНДЫРУ" in text
    assert "2026 жылғы 20 қараша, 14:05" in text
    assert re.search(r"1-бет, барлығы \d", text)


def test_the_russian_print_speaks_russian_and_keeps_what_was_typed(printed):
    text = " ".join(told("pdftotext", printed(paper(), "ru"), "-").split())
    assert "20 ноября 2026 года, 14:05" in text
    assert "Стр. 1 из" in text
    assert "Екі адам резеңке таяқпен ұрғанын айтады." in text
    assert "жылғы" not in text


def test_side_by_side_says_coded_words_twice_and_typed_words_once(printed):
    text = " ".join(told("pdftotext", "-layout", printed(paper(), "both"), "-").split())
    assert text.count("Арқаның, оң санның көп қанталаулары анықталды.") == 1
    assert "ішінара келісім берді" in text
    assert "согласие дано частично" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_independent_reader_reads_the_code_at_150_dpi(printed, tmp_path, language):
    if not shutil.which("zbarimg"):
        pytest.skip("zbarimg is not installed here")
    said = paper(amended=True)
    told("pdftoppm", "-r", "150", "-gray", "-png", printed(said, language), tmp_path / "page")
    found = [subprocess.run(["zbarimg", "-q", "--raw", page], check=False, capture_output=True, text=True).stdout.strip()
             for page in sorted(tmp_path.glob("page*.png"))]
    assert [text for text in found if text] == [said.code_text, said.amendments[0].code_text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded_and_the_file_is_sound(printed, language):
    file = printed(paper(demo=True, amended=True), language)
    rows = told("pdffonts", file).splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows), rows
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", file)
    assert file.stat().st_size <= 200 * 1024


def test_the_file_says_its_title_and_language(printed):
    file = printed(paper(), "ru")
    assert "Медицинское освидетельствование телесных повреждений 27-03.w1-2026-00012" in told("pdfinfo", file)
    assert b"/Lang" in file.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_give_the_same_bytes(language):
    assert certification(paper(), language) == certification(paper(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_findings_go_over_pages_and_nothing_lies_over_anything(printed, language):
    file = printed(paper(body(60), amended=True), language)
    text = told("pdftotext", file, "-")
    assert text.count("60-белгі") == 1
    assert len(pypdfium2.PdfDocument(file)) >= 5
    assert overlapping(file) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_words_without_a_break_and_long_texts_stay_in_their_boxes(printed, language):
    long = "Мұхаммедғалиқожабайұлының" * 5
    certified = body(
        3, person=Identity(long, long, "Өмірғалиұлы"), author_name=long, place=long, conclusion="Ұзақ мәтін. " * 300,
        account=long * 4,
    )
    finding = msgspec.structs.replace(certified.findings[0], description="Көп сөз " * 480, consistency_reason="Себебі көп " * 360)
    certified = msgspec.structs.replace(certified, findings=(finding, *certified.findings[1:]))
    file = printed(paper(certified), language)
    assert overlapping(file) == []
    assert told("pdftotext", file, "-").split().count("Ұзақ") == 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_left_empty_is_a_dash(printed, language):
    bare = CertificationBody(person=Identity("Сокол", "Ян"), institution="ЛА-155/8", no_injuries=True)
    text = told("pdftotext", printed(paper(bare), language), "-")
    assert text.count("—") >= 15
    assert ("телесных повреждений не обнаружено" in text.lower()) == (language != "kk")


def test_the_demo_word_stands_on_every_page_of_a_demo_and_on_no_other(printed):
    pages = told("pdftotext", printed(paper(demo=True)), "-").rstrip("\f").split("\f")
    assert all("ДЕМО" in page for page in pages)
    assert "ДЕМО" not in told("pdftotext", printed(paper()), "-")


def test_what_looks_like_markup_is_printed_as_it_stands(printed):
    text = told("pdftotext", printed(paper(body(conclusion="<b>жоқ</b> & <br/> a<5"))), "-")
    assert "<b>жоқ</b> & <br/> a<5" in " ".join(text.split())


def test_a_sign_that_no_font_has_stops_the_print_and_is_named():
    with pytest.raises(TizilimError) as refused:
        certification(paper(body(conclusion="жарақат 🩹")), "kk")
    assert refused.value.key == "glyph_missing"
    assert refused.value.values["name"] == "U+1FA79 ADHESIVE BANDAGE"


def test_a_sign_that_only_the_second_font_has_is_set_in_it(printed):
    assert "☑" in told("pdftotext", printed(paper(body(conclusion="☑ иә")), "kk"), "-")


def test_invisible_signs_and_decomposed_letters_do_not_stop_the_print(printed):
    text = told("pdftotext", printed(paper(body(conclusion="бо\u200bлды, и\u0306")), "kk"), "-")
    assert "болды, й" in text


def test_a_word_that_is_not_translated_stops_the_print():
    finding = Finding(1, "no_such_kind", "body_front", 1, 1, "body_thigh", "left", 1, 1, "", "red")
    with pytest.raises(TizilimError) as refused:
        certification(paper(body(findings=0, no_injuries=False, consistency="cons_imagined")), "ru")
    assert refused.value.key == "translation_missing"
    with pytest.raises(TizilimError):
        certification(paper(msgspec.structs.replace(body(0), findings=(finding,))), "ru")


def test_a_language_nobody_speaks_here_is_refused():
    with pytest.raises(TizilimError) as refused:
        certification(paper(), "en")
    assert refused.value.key == "unknown_language"


def test_a_missing_font_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "locate", tmp_path.joinpath)
    with pytest.raises(TizilimError) as refused:
        fonts.load.__wrapped__()
    assert refused.value.key == "font_missing"
    assert str(refused.value.values["name"]).endswith(".ttf")
