"""Prints a sealed paper into a PDF file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import NotFound
from desktop.commands import verb
from desktop.commands.answer import Answer
from desktop.commands.entrance import MEDICS, opened
from desktop.commands.verb import Verb, add_folder
from desktop.i18n import N_, _

if TYPE_CHECKING:
    from db.engine import Database
    from desktop.forms.paper import CertificationPaper

LANGUAGES = ("kk", "ru", "both")
KINDS = ("certification",)


def _arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--kind", choices=KINDS, required=True, help=_("which paper"))
    parser.add_argument("--number", metavar="N", required=True, help=_("its number, or an ending of it that no other number has"))
    parser.add_argument("--language", choices=LANGUAGES, required=True, help=_("language of the paper"))
    parser.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("the PDF file to write"))


def _paper(chosen: Namespace) -> Answer:
    from db.files import write_whole  # SQLAlchemy and ReportLab: not for --help
    from desktop.forms.certification import certification as pdf

    with opened(chosen, MEDICS) as database:
        number = _number(database, chosen.number.strip())
        paper = _certification(database, number)
    made = pdf(paper, chosen.language)
    write_whole(chosen.out, made)
    data = {"number": number, "language": chosen.language, "file": str(chosen.out), "bytes": len(made), "amendments": len(paper.amendments), "demo": paper.demo}
    return Answer(data, _("{number} was written to {file}.").format(number=number, file=chosen.out))


def _number(database: "Database", asked: str) -> str:
    from db.store import certification

    numbers = [row.number for row in database.read(certification.rows)]
    if asked in numbers:
        return asked
    found = [number for number in numbers if asked and number.endswith(asked)]
    if len(found) > 1:
        raise verb.wrong_use(_("Several numbers end in {ending}: {numbers}. Give more of it.").format(
            ending=asked, numbers=", ".join(found[:5])))
    if not found:
        raise NotFound()
    return found[0]


def _certification(database: "Database", number: str) -> "CertificationPaper":
    """The sealed values with all that their print shows; the print leaves its trace."""
    from db.rules import moment
    from db.store import certification
    from desktop.forms.paper import of_sheet

    sheet = database.write(lambda session: certification.sheet(session, number, act="print")).value
    return of_sheet(sheet, database.info, moment.from_datetime(database.station().now()))


VERBS = (Verb("paper", N_("print a sealed paper into a PDF file; medics only"), _arguments, _paper),)
