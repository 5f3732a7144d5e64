"""A paper taken back in: as it was printed, altered in every way there is, photographed, or typed."""

import io
import zlib

import msgspec
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from db.errors import TizilimError
from db.proof.code import build, to_text
from db.proof.keys import AmendedNote
from desktop.forms import fonts
from desktop.forms import paper as papers
from desktop.forms.certification import certification
from desktop.forms.paper import pack, unpack
from desktop.forms.reader import check, read
from tests.desktop.forms.conftest import AT, KEY, NUMBER, body, paper

LANGUAGES = ("kk", "ru", "both")


def verdict(file, keys):
    found = check(read(file), keys)
    return found.state, found.fields


def forged(shown, claimed, language, file):
    """A file that shows one paper and carries the values and codes of another."""
    document = certification(msgspec.structs.replace(shown, code_text=claimed.code_text), language)
    file.write_bytes(replaced_values(document, pack(claimed, language)))
    return file


def replaced_values(document, line):
    start = document.index(b"(" + papers.MARK.encode()) + 1
    end = document.index(b")", start)
    return document[:start] + line.encode() + document[end:]


def overlaid(document, draw):
    """The document with something drawn over its first page, as an editor of PDF would leave it."""
    made = io.BytesIO()
    fonts.load()
    canvas = Canvas(made, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    target, over = pypdfium2.PdfDocument(document), pypdfium2.PdfDocument(made.getvalue())
    layer = over.page_as_xobject(0, target) if hasattr(over, "page_as_xobject") else over.capture_page_as_xobject(0, target)
    page = target[0]
    page.insert_obj(layer.as_pageobject())
    page.gen_content()
    saved = io.BytesIO()
    target.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_print_of_a_sealed_certification_is_genuine(printed, keys, language):
    found = read(printed(paper(amended=True), language))
    said = check(found, keys)
    assert (said.state, said.fields, said.compared, said.number) == ("genuine", (), True, NUMBER)
    assert found.language == language
    assert len(found.codes) == len(found.bodies) == 2


@pytest.mark.parametrize(("changes", "item"), [
    ({"conclusion": "Жарақат анықталған жоқ."}, "conclusion"), ({"started_at": "2026-11-20T13:05+05:00"}, "times"),
    ({"officers_present": "within_hearing"}, "presence"), ({"persons_present": "ешкім"}, "presence"),
    ({"restraints": "no"}, "restraints"), ({"consent": "refusal"}, "consent"), ({"account": "Құлап қалған."}, "account"),
    ({"psychological_state": "Сабырлы."}, "psychological_state"), ({"consistency": "cons_not_consistent"}, "consistency"),
    ({"consistency_reason": "Көп."}, "consistency"), ({"recommendation": "Қажет емес."}, "recommendation"),
    ({"place": "Дәліз"}, "place"), ({"requested_by": "өзі"}, "requested_by"), ({"interpreter_detail": "Сокол"}, "interpreter"),
    ({"author_name": "Ахметов Б."}, "author"), ({"author_years": 1}, "author"),
])
def test_a_printed_word_that_was_not_sealed_is_found_and_named(tmp_path, keys, changes, item):
    claimed = paper()
    file = forged(paper(body(**changes)), claimed, "both", tmp_path / "f.pdf")
    state, fields = verdict(file, keys)
    assert state == "altered"
    assert item in fields, fields


@pytest.mark.parametrize(("field", "value", "item"), [
    ("surname", "Кудайбергенов", "person"), ("date_of_birth", "1987-03-06", "date_of_birth"), ("iin", "870306301238", "iin"),
    ("sex", "female", "sex"),
])
def test_another_person_on_the_print_is_found_and_named(tmp_path, keys, field, value, item):
    certified = body()
    other = msgspec.structs.replace(certified, person=msgspec.structs.replace(certified.person, **{field: value}))
    assert item in verdict(forged(paper(other), paper(certified), "kk", tmp_path / "f.pdf"), keys)[1]


@pytest.mark.parametrize(("place", "field", "value", "item"), [
    (2, "colour", "yellow", "finding.3"), (0, "length_mm", 1, "finding.1"), (9, "description", "Ескі тыртық.", "finding.10"),
    (4, "consistency", "cons_not_consistent", "finding.5"),
])
def test_an_altered_finding_on_the_print_is_found_and_named(tmp_path, keys, place, field, value, item):
    certified = body()
    findings = list(certified.findings)
    findings[place] = msgspec.structs.replace(findings[place], **{field: value})
    other = msgspec.structs.replace(certified, findings=tuple(findings))
    assert item in verdict(forged(paper(other), paper(certified), "ru", tmp_path / "f.pdf"), keys)[1]


def test_a_mark_moved_on_the_chart_is_found(tmp_path, keys):
    certified = body()
    moved = msgspec.structs.replace(certified.findings[0], x=5600, y=6000)
    other = msgspec.structs.replace(certified, findings=(moved, *certified.findings[1:]))
    assert verdict(forged(paper(other), paper(certified), "kk", tmp_path / "f.pdf"), keys)[0] == "altered"


def test_a_finding_left_off_the_print_is_found(tmp_path, keys):
    state, fields = verdict(forged(paper(body(9)), paper(), "kk", tmp_path / "f.pdf"), keys)
    assert state == "altered"
    assert "finding.10" in fields


@pytest.mark.parametrize(("changes", "item"), [
    ({"conclusion": "жоқ"}, "conclusion"), ({"iin": None}, "iin"), ({"findings": ()}, "finding.1")])
def test_values_altered_in_the_file_with_their_words_are_named_by_the_code(tmp_path, keys, changes, item):
    certified = body()
    if "iin" in changes:
        other = msgspec.structs.replace(certified, person=msgspec.structs.replace(certified.person, iin="870305301238"))
    else:
        other = msgspec.structs.replace(certified, **changes)
    lying = msgspec.structs.replace(paper(other), code_text=paper(certified).code_text)
    file = tmp_path / "f.pdf"
    file.write_bytes(certification(lying, "both"))
    assert verdict(file, keys)[0] == "altered"
    assert item in verdict(file, keys)[1]


@pytest.mark.parametrize(("changes", "item"), [
    ({"number": "27-03.w1-2026-00013"}, "number"), ({"sealed_at": "2026-11-19T15:02+05:00"}, "sealed_at")])
def test_the_number_and_the_moment_of_sealing_must_be_those_of_the_code(printed, keys, changes, item):
    assert verdict(printed(msgspec.structs.replace(paper(), **changes)), keys) == ("altered", (item,))


def test_the_letterhead_must_be_the_institutions(printed, keys):
    known = msgspec.structs.replace(keys, institution_kk="ЛА-155/8 мекемесі", institution_ru="Учреждение ЛА-155/8")
    assert verdict(printed(paper()), known)[0] == "genuine"
    assert verdict(printed(msgspec.structs.replace(paper(), institution_ru="Учреждение ЛА-155/18")), known)[1] == ("institution",)


def test_the_code_of_another_paper_on_the_page_is_found(tmp_path, keys):
    file = tmp_path / "f.pdf"
    other = to_text(build(1, NUMBER, b"\3" * 32, body(1), KEY, AT))
    file.write_bytes(replaced_values(certification(msgspec.structs.replace(paper(), code_text=other), "kk"), pack(paper(), "kk")))
    assert verdict(file, keys) == ("altered", ("code",))


def test_an_amendment_altered_on_its_sheet_is_named(printed, keys):
    said = paper(amended=True)
    lying = msgspec.structs.replace(said.amendments[0], body=msgspec.structs.replace(said.amendments[0].body, text="жоқ"))
    assert verdict(printed(msgspec.structs.replace(said, amendments=(lying,))), keys) == ("altered", ("amendment.1.text",))


def test_a_paper_printed_before_its_amendment_says_so(printed, keys):
    note = AmendedNote(f"{NUMBER}/1", "2026-11-21T09:00+05:00", "02" * 32)
    known = msgspec.structs.replace(keys, amended={"01" * 32: (note,)})
    said = check(read(printed(paper(), "kk")), known)
    assert (said.state, said.amendments, said.compared) == ("amended_since", (note,), True)
    assert verdict(printed(paper(amended=True), "kk"), known)[0] == "genuine"


def test_a_strangers_key_is_unknown(printed, keys):
    assert verdict(printed(paper(), "kk"), msgspec.structs.replace(keys, keys=()))[0] == "unknown_key"


def test_something_drawn_over_the_print_is_found(tmp_path, keys):
    document = certification(paper(), "kk")
    file = tmp_path / "f.pdf"

    def cover(canvas):
        canvas.setFillGray(1)
        canvas.rect(220, 560, 120, 12, stroke=0, fill=1)

    def write(canvas):
        canvas.setFont(fonts.TEXT, 10)
        canvas.drawString(300, 400, "қосымша")

    for draw in (cover, write):
        file.write_bytes(overlaid(document, draw))
        assert verdict(file, keys)[0] == "altered"
    file.write_bytes(overlaid(document, lambda canvas: None))
    assert verdict(file, keys)[0] == "genuine"


def picture(file, page, scale=200 / 72):
    document = pypdfium2.PdfDocument(file)
    return document[len(document) - 1 if page < 0 else page].render(scale=scale, grayscale=True).to_pil()


@pytest.mark.parametrize(("angle", "form"), [(0, "PNG"), (90, "TIFF"), (180, "JPEG"), (7, "JPEG"), (-13, "WEBP")])
def test_a_scan_or_photograph_is_read_however_it_lies(printed, tmp_path, keys, angle, form):
    last = picture(printed(paper(), "kk"), -1)
    file = tmp_path / f"photo.{form.lower()}"
    last.rotate(angle, expand=True, fillcolor=200).filter(ImageFilter.GaussianBlur(0.8)).save(file, form)
    said = check(read(file), keys)
    assert (said.state, said.compared, said.number) == ("genuine", False, NUMBER)


def test_a_photograph_taken_from_the_side_is_read(printed, tmp_path, keys):
    last = picture(printed(paper(), "kk"), -1, 250 / 72)
    width, height = last.size
    skewed = last.transform(last.size, Image.Transform.QUAD, (
        -80, -40, -10, height + 60, width + 120, height - 20, width + 40, -160), Image.Resampling.BILINEAR, fillcolor=90)
    file = tmp_path / "photo.jpg"
    skewed.point(lambda level: 60 + level // 2).save(file, quality=70)
    assert verdict(file, keys) == ("genuine", ())


def test_the_text_of_a_code_is_enough(keys):
    said = check(read(f"  {paper().code_text.lower()} \n"), keys)
    assert (said.state, said.compared) == ("genuine", False)


def test_a_paper_whose_values_were_taken_out_is_judged_by_its_code_only(tmp_path, keys):
    document = certification(paper(), "kk")
    start = document.index(papers.MARK.encode())
    file = tmp_path / "f.pdf"
    file.write_bytes(document[:start] + b"x" + document[start + 1:])
    said = check(read(file), keys)
    assert (said.state, said.compared) == ("genuine", False)


@pytest.mark.parametrize(("raw", "key"), [
    (b"", "file_not_paper"), (b"hello", "file_not_paper"), (b"%PDF-1.4 nothing", "file_not_paper"),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "file_not_paper")])
def test_what_is_no_paper_is_refused_in_words(tmp_path, raw, key):
    file = tmp_path / "f"
    file.write_bytes(raw)
    with pytest.raises(TizilimError) as refused:
        read(file)
    assert refused.value.key == key


def test_a_picture_too_large_to_hold_is_refused_before_it_is_opened(tmp_path):
    file = tmp_path / "f.png"
    header = b"IHDR" + (20_000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\r" + header + zlib.crc32(header).to_bytes(4, "big") + b"\0\0\0\x04IDATxxxx")
    with pytest.raises(TizilimError) as refused:
        read(file)
    assert refused.value.key == "file_too_large"


def test_a_picture_without_a_code_is_unreadable(tmp_path, keys):
    file = tmp_path / "f.png"
    Image.new("L", (300, 300), 255).save(file)
    assert verdict(file, keys)[0] == "unreadable"


def test_values_that_are_not_ours_or_too_many_are_not_taken_in():
    line = pack(paper(), "kk")
    assert unpack(line) is not None
    import base64
    bomb = papers.MARK + base64.b64encode(zlib.compress(b"[" * 30_000_000, 9)).decode()
    for wrong in ("", line[:-8], line[1:], papers.MARK + "????", papers.MARK, bomb):
        assert unpack(wrong) is None
