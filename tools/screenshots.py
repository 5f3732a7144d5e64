"""Pictures of every screen and paper in both languages, as a user meets them on the tour of ``tests.whole``: for looking, and for the guide.

``python tools/screenshots.py [FOLDER]`` writes PNG files into ``screenshots/`` or the folder given; a few screens also dark and at 150 %.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Container
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from db.demo.make import make  # noqa: E402
from db.store import certification  # noqa: E402
from desktop import i18n, settings  # noqa: E402
from desktop.forms import certification as certification_form  # noqa: E402
from desktop.forms import recovery  # noqa: E402
from desktop.forms.paper import of_sheet  # noqa: E402
from desktop.widgets import theme  # noqa: E402
from desktop.widgets.qt_words import Interpreter  # noqa: E402
from tests import factory  # noqa: E402
from tests.whole import hands, tour  # noqa: E402

PEOPLE, SEED = 60, 7
PAPER_DPI = 110
TOURS = ("first_day", "entrances", "officer", "medic")
AGAIN = frozenset({"login", "today", "today_medic", "people", "person", "person_new", "certification_findings", "certification_card", "preview"})
"""Stops of which a picture is taken dark and at 150 % too."""


class Everything:
    """Every stop."""

    def __contains__(self, _stop: object) -> bool:
        return True


def main(folder: Path, look: str = "") -> None:
    """``look`` is "" (light, 100 %), "dark" or "150": Qt takes its scale at the start, so each has a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    if look == "dark":
        theme.colours = lambda: theme.DARK      # a screen in memory has no system that could be set so
    if look == "150":
        hands.SCREEN = 1366 * 2 // 3, 768 * 2 // 3
    theme.dress(app)
    interpreter = Interpreter(app)
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        os.environ.update(TIZILIM_SETTINGS=str(scratch / "settings.json"), XDG_DATA_HOME=str(scratch / "data"))
        made = make(scratch / "demo", PEOPLE, SEED)
        factory.PASSWORDS.update(dict.fromkeys(factory.PASSWORDS, made.password))
        there = tour.fill(scratch / "demo")
        for language in i18n.LANGUAGES if not look else i18n.LANGUAGES[:1]:
            _screens(app, there, scratch, folder, language, AGAIN if look else Everything(), look)
        if not look:
            _papers(there, made.recovery.register, folder)
    interpreter.stop()


def _screens(app: QApplication, there: tour.World, scratch: Path, folder: Path, language: str, wanted: Container[str], look: str) -> None:
    """Numbered in the order of the tour, so that a folder of pictures is the tour itself."""
    number = 0
    for name in TOURS if not look else TOURS[1:]:
        own = there._replace(folder=factory.copy(there.folder, scratch / f"{name}-{language}" / "register"))
        settings.forget()
        settings.language_chosen.set(name != "first_day")
        settings.login.set("")
        i18n.use(language)
        with hands.hands_on(app, None if name == "first_day" else own.folder) as ten:
            more = {"first_day": (scratch / f"new-{language}",), "medic": (own,)}.get(name, ())
            for stop in getattr(tour, name)(ten, *more):
                number += 1
                ten.settle()
                if stop in wanted:
                    ten.window.grab().save(str(folder / "-".join(filter(None, (language, look, f"{number:02}", f"{stop}.png")))))
            ten.expect_anything()


def _papers(there: tour.World, paper_key: str, folder: Path) -> None:
    database = factory.opened(there.folder, "medic")
    sheet = database.write(lambda session: certification.sheet(session, there.number, act="print")).value
    paper = of_sheet(sheet, database.info, "2026-11-20T15:10+05:00")
    database.close()
    for language in (*i18n.LANGUAGES, "both"):
        _pages(certification_form.certification(paper, language), folder / f"paper-certification-{language}")
        for kind in ("register", "medical"):
            _pages(recovery.sheet(paper_key, kind, "ЛА-155/8", language),
                   folder / f"paper-recovery-{kind}-{language}")


def _pages(pdf: bytes, stem: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            page.render(scale=PAPER_DPI / 72).to_pil().save(stem.with_name(f"{stem.name}-{number}.png"))


def _all_looks(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for look, environment in (("", {}), ("dark", {}), ("150", {"QT_SCALE_FACTOR": "1.5"})):
        subprocess.run([sys.executable, __file__, str(folder), look], env=os.environ | environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        main(Path(sys.argv[1]), sys.argv[2])
    else:
        _all_looks(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT / "screenshots")
