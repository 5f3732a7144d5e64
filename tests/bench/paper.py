"""The print of a certification in both languages, with its chart, ten findings and code, against one plain page in the same type."""

import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from desktop.forms import fonts
from desktop.forms.certification import certification
from tests.bench import clock
from tests.bench.table import Goal, Row
from tests.desktop.forms import conftest as sealed

KIB = 1024
TEXT = "Кеуденің оң жағында сопақша пішінді қанталау, өлшемі отыз да жиырма миллиметр, шеттері анық емес, басқанда ауырады. "


def rows(rounds: int) -> Iterator[Row]:
    paper = sealed.paper(sealed.body(10))
    ours, bare = clock.in_turn(lambda: certification(paper, "both"), page, rounds=rounds, warm=2)
    size = len(certification(paper, "both")) / KIB
    yield Row("certification as PDF, kk and ru, ten findings, one plain ReportLab page", clock.median(ours), clock.median(bare),
              Goal(4, ((size, 200.0, "KiB"),)))


def page() -> bytes:
    """One A4 page full of running text, set and written by ReportLab alone."""
    fonts.load()
    made = io.BytesIO()
    style = ParagraphStyle("plain", fontName=fonts.TEXT, fontSize=11, leading=13, spaceAfter=6)
    SimpleDocTemplate(made, pagesize=A4, initialFontName=fonts.TEXT).build([Paragraph(TEXT * 4, style) for _paragraph in range(7)])
    return made.getvalue()
