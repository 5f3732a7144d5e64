"""Pictures of every screen and paper in both languages, as a user meets them on the tour of ``tests.whole``: for looking, and for the guide.

``python tools/screenshots.py [FOLDER]`` writes PNG files into ``screenshots/`` or the folder given.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desktop import i18n, settings  # noqa: E402
from desktop.forms import certification as certification_form  # noqa: E402
from desktop.forms import recovery  # noqa: E402
from desktop.forms.paper import of_sheet  # noqa: E402
from desktop.widgets import theme  # noqa: E402
from desktop.widgets.qt_words import Interpreter  # noqa: E402
from tests import factory  # noqa: E402
from tests.whole import tour  # noqa: E402
from tests.whole.hands import hands_on  # noqa: E402

PAPER_DPI = 110


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    app = QApplication([])
    theme.dress(app)
    interpreter = Interpreter(app)
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        os.environ.update(TIZILIM_SETTINGS=str(scratch / "settings.json"), XDG_DATA_HOME=str(scratch / "data"))
        papers = factory.register(scratch / "made")
        there = tour.world(scratch / "made", scratch / "world")
        for language in i18n.LANGUAGES:
            _screens(app, there, scratch, folder, language)
        _papers(there, papers.register, folder)
    interpreter.stop()


def _screens(app: QApplication, there: tour.World, scratch: Path, folder: Path, language: str) -> None:
    for name in ("first_day", "entrances", "officer", "medic"):
        own = there._replace(folder=factory.copy(there.folder, scratch / f"{name}-{language}" / "register"))
        settings.forget()
        settings.language_chosen.set(name != "first_day")
        settings.login.set("")
        i18n.use(language)
        with hands_on(app, None if name == "first_day" else own.folder) as hands:
            more = {"first_day": (scratch / f"new-{language}",), "medic": (own,)}.get(name, ())
            for stop in getattr(tour, name)(hands, *more):
                hands.settle()
                hands.window.grab().save(str(folder / f"{stop}_{language}.png"))
            hands.expect_anything()


def _papers(there: tour.World, paper_key: str, folder: Path) -> None:
    from db.store import certification

    database = factory.opened(there.folder, "medic")
    sheet = database.write(lambda session: certification.sheet(session, there.number, act="print")).value
    paper = of_sheet(sheet, database.info, "2026-11-20T15:10+05:00")
    database.close()
    for language in ("kk", "ru", "both"):
        _pages(certification_form.certification(paper, language), folder / f"paper_certification_{language}")
    for language in i18n.LANGUAGES:
        _pages(recovery.sheet(paper_key, "register", "ЛА-155/8", language), folder / f"paper_recovery_{language}")


def _pages(pdf: bytes, stem: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        page.render(scale=PAPER_DPI / 72).to_pil().save(stem.with_name(f"{stem.name}_{number}.png"))
    document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots")
