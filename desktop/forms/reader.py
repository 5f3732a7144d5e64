"""Takes a paper back in, as PDF, photo, scan or typed code, and says with public keys only whether it is what was sealed."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PIL import Image, ImageOps, UnidentifiedImageError

from db.errors import TizilimError, WorldError
from db.proof.code import PREFIX, BadCode, Code, from_text, parse
from db.proof.keys import PublicKeys
from db.proof.values import CERTIFICATION
from db.proof.verdict import AMENDED_SINCE, GENUINE, UNREADABLE, Verdict, altered, verify
from desktop.forms import compare
from desktop.forms.pages import PDFIUM
from desktop.forms.paper import CertificationPaper, Embedded, unpack

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_FILE: Final = 64 * 2**20
MAX_PAGES: Final = 50
MAX_PIXELS: Final = 80_000_000
MAX_TEXT: Final = 200_000
CODE_DPI: Final = 200
SIDE: Final = 4000
"""The longer side to which a photograph is brought first: where codes are found best and fastest."""
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP")


class Found(msgspec.Struct, frozen=True):
    """What a document holds. ``codes``: texts of its codes, each once; ``bodies``: what the file itself says was sealed;
    ``page_text``: the words that can be read on each page of a PDF; ``pdf``: its bytes, else empty."""

    codes: tuple[str, ...] = ()
    embedded: Embedded | None = None
    page_text: tuple[str, ...] = ()
    pages: int = 0
    pdf: bytes = b""

    @property
    def bodies(self) -> tuple[object, ...]:
        if self.embedded is None:
            return ()
        paper = self.embedded.paper
        return (paper.body, *(amendment.body for amendment in paper.amendments))

    @property
    def language(self) -> str:
        return self.embedded.language if self.embedded else ""


def read(source: Path | str) -> Found:
    """What is in a file, or in the text of a code. Raises ``file_unreadable``, ``file_too_large``, ``file_not_paper``."""
    if isinstance(source, str):
        if source.strip()[:len(PREFIX)].upper() == PREFIX:
            return Found(codes=_ours([source.strip()]))
        source = Path(source)
    raw = _bytes(source)
    return _pdf(raw) if b"%PDF-" in raw[:1024] else _picture(raw)


def check(found: Found, keys: PublicKeys) -> Verdict:
    """The verdict on a document. With a PDF of ours the printed words and the picture of each page are compared too;
    with a photograph or a typed code only the code is judged, and ``compared`` is False."""
    codes = [parse(from_text(text)) for text in found.codes]
    if found.embedded is not None:
        return _check_file(found, found.embedded, codes, keys)
    main = next((code for code in codes if code.kind == CERTIFICATION), codes[0] if codes else None)
    if main is None:
        return Verdict(UNREADABLE)
    others = [code for code in codes if code is not main]
    strange = [code for code in others if verify(code, None, keys).state != GENUINE or code.kind == CERTIFICATION]
    if strange:
        return altered(main, ("code",), keys, compared=False)
    return verify(main, None, keys, {code.leaf for code in others})


def _check_file(found: Found, embedded: Embedded, printed: list[Code], keys: PublicKeys) -> Verdict:
    """Our own file: its codes, its values, its number and moment, its amendments, its letterhead, then its pages."""
    paper = embedded.paper
    try:
        main = parse(from_text(paper.code_text))
        amendments = [parse(from_text(each.code_text)) for each in paper.amendments]
    except BadCode:
        return altered(printed[0], ("code",), keys, compared=False) if printed else Verdict(UNREADABLE)
    verdict = verify(main, paper.body, keys, {code.leaf for code in amendments})
    if verdict.state not in (GENUINE, AMENDED_SINCE):
        return verdict
    fields = [*_frame(paper, main, keys), *_amended(paper, amendments, keys)]
    if {code.signed + code.signature for code in printed} != {code.signed + code.signature for code in (main, *amendments)}:
        fields.append("code")
    if not fields:
        fields = _printed(found, embedded)
    if fields:
        return altered(main, fields, keys)
    return verdict if compare.comparable(embedded) else msgspec.structs.replace(verdict, compared=False)


def _printed(found: Found, embedded: Embedded) -> list[str]:
    with PDFIUM:
        try:
            return list(compare.differences(found.pdf, embedded))
        except TizilimError as error:
            if error.key == "font_missing":
                raise
            return [compare.TEXT]  # values that no paper of ours could have printed


def _frame(paper: CertificationPaper, code: Code, keys: PublicKeys) -> Iterator[str]:
    """What stands on the paper outside the sealed body and must agree with the code or the keys."""
    if paper.number != code.number:
        yield "number"
    if code.sealed_at and paper.sealed_at != code.sealed_at:
        yield "sealed_at"
    names = ((paper.institution_kk, keys.institution_kk), (paper.institution_ru, keys.institution_ru))
    if any(said and known and said != known for said, known in names):
        yield "institution"


def _amended(paper: CertificationPaper, codes: Iterable[Code], keys: PublicKeys) -> Iterator[str]:
    for place, (amendment, code) in enumerate(zip(paper.amendments, codes, strict=True), start=1):
        verdict = verify(code, amendment.body, keys)
        fields = list(verdict.fields) if verdict.state != GENUINE else []
        if verdict.state != GENUINE and not fields:
            fields.append("code")
        if amendment.body.certification_number != paper.number:
            fields.append("certification_number")
        if amendment.number != code.number:
            fields.append("number")
        if code.sealed_at and amendment.sealed_at != code.sealed_at:
            fields.append("sealed_at")
        yield from (f"amendment.{place}.{field}" for field in fields)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        raise WorldError("file_unreadable", name=path.name[:80]) from error
    if len(raw) > MAX_FILE:
        raise TizilimError("file_too_large")
    return raw


def _ours(texts: Iterable[str]) -> tuple[str, ...]:
    """Those texts that are codes of ours, each once, in the order they were met."""
    codes: dict[str, None] = {}
    for text in texts:
        try:
            parse(from_text(text))
        except BadCode:
            continue
        codes.setdefault("".join(text.split()).upper())
    return tuple(codes)


def _pdf(raw: bytes) -> Found:
    import pypdfium2  # 100 ms that the window's start need not spend

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(raw)
        except pypdfium2.PdfiumError as error:
            raise TizilimError("file_not_paper") from error
        try:
            return _pages(document, raw)
        except pypdfium2.PdfiumError as error:
            raise TizilimError("file_not_paper") from error
        finally:
            document.close()


def _pages(document: "PdfDocument", raw: bytes) -> Found:
    count = len(document)
    if not 0 < count <= MAX_PAGES:
        raise TizilimError("file_too_large")
    texts, codes = [], []
    for at in range(count):
        page = document[at]
        width, height = page.get_size()
        scale = CODE_DPI / 72
        if width * height * scale * scale > MAX_PIXELS:
            raise TizilimError("file_too_large")
        texts.append(compare.words_on(page)[:MAX_TEXT])
        codes += _codes(page.render(scale=scale, grayscale=True).to_pil())
        page.close()
    embedded = unpack(document.get_metadata_value("Keywords") or "")
    return Found(_ours(codes), embedded, tuple(texts), count, raw)


def _picture(raw: bytes) -> Found:
    import io

    codes: list[str] = []
    frames = 0
    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as picture:
            frames = int(getattr(picture, "n_frames", 1))
            if frames > MAX_PAGES:
                raise TizilimError("file_too_large")
            for at in range(frames):
                picture.seek(at)
                if picture.width * picture.height > MAX_PIXELS:
                    raise TizilimError("file_too_large")
                codes += _codes(ImageOps.exif_transpose(picture).convert("L"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TizilimError("file_too_large") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise TizilimError("file_not_paper") from error
    return Found(codes=_ours(codes), pages=frames)


def _codes(picture: Image.Image) -> list[str]:
    """Texts of all QR codes in a grey picture: at a moderate size first, then as it is, then with its contrast stretched."""
    import zxingcpp  # loaded when the first picture is read

    for tried in _attempts(picture):
        found = zxingcpp.read_barcodes(tried, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        if texts := [code.text for code in found if code.text.upper().startswith(PREFIX)]:
            return texts
    return []


def _attempts(picture: Image.Image) -> Iterator[Image.Image]:
    longer = max(picture.size)
    if longer > SIDE:
        yield picture.resize((picture.width * SIDE // longer, picture.height * SIDE // longer), Image.Resampling.BOX)
    yield picture
    if longer <= SIDE:
        yield ImageOps.autocontrast(picture, cutoff=2)
