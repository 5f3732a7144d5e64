"""The preview: pages inside the window, then the printer or a file, each with its trace."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from db.errors import TizilimError
from db.store import access
from db.store.certification import public_keys
from desktop import i18n
from desktop.desk import Desk
from desktop.forms import pages, reader
from desktop.i18n import term
from desktop.screens.preview.preview import Preview, file_name
from desktop.screens.preview.printer import new_printer
from desktop.window import Window
from tests.conftest import Press, unlocked
from tests.desktop.screens.sealed import (
    CONCLUSION,
    amended,
    certified_register,
    name_file,
    printed,
    settle,
    shown,
    window_on,
)

CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "ЛА-155/8-A-2026-0001"
TITLES = {"kk": "КУӘЛАНДЫРУ", "ru": "ОСВИДЕТЕЛЬСТВОВАНИЕ"}


@pytest.fixture(scope="module")
def register_made(register_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certified") / "register"
    certified_register(register_made, folder)
    return folder


@pytest.fixture
def medic(desk: Desk) -> Iterator[Window]:
    unlocked(desk, "medic")
    with window_on(desk) as window:
        yield window


def previewed(desk: Desk, window: Window, press: Press) -> Preview:
    """The preview, opened from the card by its key."""
    card = shown(desk, window, "certification_card", number=NUMBER)
    press(card, Qt.Key.Key_P, modifier=CTRL)
    settle(desk)
    page = window.page()
    assert isinstance(page, Preview)
    return page


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(document[place].get_textpage().get_text_range() for place in range(len(document))).split())
    finally:
        document.close()


def acts(desk: Desk, person_id: str) -> list[str]:
    got = []
    desk.read(lambda session: access.rows(session, person_id), got.append)
    settle(desk)
    return [trace.act for trace in got[0]]


def person(desk: Desk, window: Window) -> str:
    return shown(desk, window, "certification_card", number=NUMBER).sheet.person_id


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_paper_is_shown_in_every_language_with_the_sealed_words(desk, medic, press, language):
    i18n.use(language)
    page = previewed(desk, medic, press)
    assert page.view.hasFocus() and page.view.count() >= 2 and page.view.is_drawn()
    assert all(title in words(page.pdf) for title in TITLES.values())
    for key, spoken, other in ((Qt.Key.Key_1, "kk", "ru"), (Qt.Key.Key_2, "ru", "kk")):
        press(page, key, modifier=CTRL)
        settle(desk)
        said = words(page.pdf)
        assert TITLES[spoken] in said and TITLES[other] not in said
        assert CONCLUSION in said and NUMBER in said
        assert page.view.is_drawn()


def test_keys_turn_the_pages_and_change_their_size_on_every_layout(desk, medic, press):
    page = previewed(desk, medic, press)
    last = page.view.count()
    turned = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        press(page, key)
        turned.append(page.view.page())
    assert turned == [2, last, last - 1, 1]
    sizes = [page.view.percent()]
    for sign in "+һ=-ө":
        press(page, sign)
        sizes.append(page.view.percent())
    assert sizes == [100, 125, 150, 200, 150, 125]
    press(page, "0")
    whole = page.view.percent()
    press(page, "ұ")
    assert whole < 60 < page.view.percent()
    settle(desk)
    assert page.view.is_drawn() and f"{page.view.percent()} %" in page.place.text()


def test_esc_goes_back_to_the_card(desk, medic, press):
    page = previewed(desk, medic, press)
    press(page, Qt.Key.Key_Escape)
    settle(desk)
    assert type(medic.page()).__name__ == "CertificationCard"


def test_the_paper_is_saved_whole_under_its_number_and_leaves_a_trace(desk, medic, press, tmp_path):
    person_id = person(desk, medic)
    page = previewed(desk, medic, press)
    press(page, Qt.Key.Key_2, modifier=CTRL)
    settle(desk)
    page.ask_file()
    assert Path(page._dialog.selectedFiles()[0]).name == "ЛА-155-8-A-2026-0001-ru.pdf"
    name_file(page._dialog, tmp_path / "куәландыру.pdf")
    settle(desk)
    file = tmp_path / "куәландыру.pdf"
    assert TITLES["ru"] in words(file.read_bytes()) and desk.heard.all[-1].kind == "done"
    assert [path.name for path in tmp_path.glob("*.p*")] == [file.name]
    assert acts(desk, person_id).count("export") == 1


def test_a_file_that_cannot_be_written_is_said_in_words(desk, medic, press, tmp_path):
    page = previewed(desk, medic, press)
    page.save_to(tmp_path / "no such folder" / "a.pdf")
    settle(desk)
    said = desk.heard.take()
    assert said.kind == "error" and "a.pdf" in said.text


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_what_the_printer_gets_can_be_verified_from_a_scan_of_it(desk, medic, press, tmp_path, language):
    person_id = person(desk, medic)
    page = previewed(desk, medic, press)
    page.speak(language)
    settle(desk)
    printer = new_printer(NUMBER)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(300)
    page.print_on(printer)
    settle(desk)
    found = reader.read(tmp_path / "printed.pdf")
    got = []
    desk.read(public_keys, got.append)
    settle(desk)
    verdict = reader.check(found, got[0])
    assert (found.pages, verdict.state, verdict.compared, verdict.number) == (page.view.count(), "genuine", False, NUMBER)
    assert acts(desk, person_id).count("print") == 1
    assert desk.heard.all[-1].kind == "done"


def test_chosen_pages_alone_are_printed(desk, medic, press, tmp_path):
    page = previewed(desk, medic, press)
    printer = new_printer(NUMBER)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(150)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    page.print_on(printer)
    settle(desk)
    assert len(pypdfium2.PdfDocument(tmp_path / "printed.pdf")) == 1


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
def test_without_a_printer_the_program_says_what_to_do(desk, medic, press):
    page = previewed(desk, medic, press)
    press(page, Qt.Key.Key_P, modifier=CTRL)
    said = desk.heard.take()
    assert said.kind == "warning" and said.action is not None


def test_a_paper_that_cannot_be_made_says_why_and_is_not_printed(desk, medic):
    def make(_language: str) -> bytes:
        raise TizilimError("font_missing", file="Tinos-Regular.ttf", name="Tinos-Regular.ttf")

    page = shown(desk, medic, "preview", title="", make=make, name="1")
    assert "Tinos-Regular.ttf" in page.state.text()
    assert not page.print.isEnabled() and not page.save.isEnabled()


def test_an_amendment_is_printed_as_a_sheet_of_its_own(desk, medic, press):
    before = previewed(desk, medic, press).view.count()
    amended(desk, NUMBER, "Арқада да қанталау бар")
    page = previewed(desk, medic, press)
    assert page.view.count() == before + 1
    assert "Арқада да қанталау бар" in words(page.pdf) and term("amend_writing_error") in words(page.pdf)


@pytest.mark.parametrize(("number", "name"), [
    ("ЛА-155/8-A-2026-0001", "ЛА-155-8-A-2026-0001-kk.pdf"), ("..\\..//x", "x-kk.pdf"), ("a:b*c?", "a-b-c-kk.pdf"), ("", "paper-kk.pdf"),
])
def test_the_name_of_the_file_is_one_that_every_disk_takes(number, name):
    assert file_name(number, "kk") == name


def test_strips_for_the_printer_join_without_a_seam(desk, medic, tmp_path):
    pdf = printed(desk, NUMBER, tmp_path / "a.pdf").read_bytes()
    whole = picture(pages.picture(pdf, 0, 200 / 72))
    joined = Image.new("RGB", whole.size)
    for strip in pages.strips(pdf, 0, 200):
        joined.paste(picture(strip), (0, strip.top))
    differences = ImageChops.difference(joined, whole)
    assert max(high for _low, high in differences.getextrema()) <= 8, "more than the rounding of a shade"


def picture(drawn: pages.Picture) -> Image.Image:
    return Image.frombuffer("RGB", (drawn.width, drawn.height), drawn.dots, "raw", "BGRX", drawn.stride, 1)
