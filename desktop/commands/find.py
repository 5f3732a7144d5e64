"""Finds people, and lists what a register holds."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.commands import verb
from desktop.commands.answer import Answer, table
from desktop.commands.entrance import opened
from desktop.commands.verb import Verb, add_folder
from desktop.i18n import N_, Phrase, _, date, moment, number, spoken, titled

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MATCHES = {"exact": N_("exact"), "prefix": N_("beginning"), "folded": N_("other spelling"), "misspelt": N_("misspelt")}


class Listed(NamedTuple):
    """A list: heads of its columns, its objects, and one object as cells."""

    heads: tuple[Phrase, ...]
    objects: "Callable[[Session], list[dict[str, Any]]]"
    cells: Callable[[dict[str, Any]], list[str]]


def _certifications(session: "Session") -> list[dict[str, Any]]:
    from db.store import certification  # SQLAlchemy: not for --help

    return [{"number": row.number, "person_id": row.person_id, "sealed_at": row.sealed_at, "amendments": row.amendments}
            for row in certification.rows(session)]


LISTS = {
    "certifications": Listed(
        (titled("number"), N_("Person"), N_("Sealed"), N_("Amendments")), _certifications,
        lambda one: [one["number"], one["person_id"], moment(one["sealed_at"]), number(one["amendments"])]),
}


def _search_arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("text", metavar=_("TEXT"), help=_("any part of a name in any spelling, or an IIN"))
    parser.add_argument("--limit", metavar="N", type=verb.number(1), default=50, help=_("at most so many people; {n} without it").format(n=50))


def _search(chosen: Namespace) -> Answer:
    from db.search import query  # SQLAlchemy: not for --help

    with opened(chosen) as database:
        found = database.read(lambda session: query.find(session, chosen.text, chosen.limit))
    data = [{"id": one.id, "name": one.name, "birth_date": one.birth_date, "match": one.match} for one in found]
    if not found:
        return Answer(data, no=_("Nobody was found."))
    heads = [spoken(titled("full_name_short")), spoken(titled("date_of_birth")), _("Match"), _("Id")]
    return Answer(data, table(heads, [[one.name, date(one.birth_date), _(MATCHES[one.match]), one.id] for one in found]))


def _list_arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("what", metavar=f"{{{','.join(sorted(LISTS))}}}", choices=sorted(LISTS), help=_("what to list"))


def _list(chosen: Namespace) -> Answer:
    listed = LISTS[chosen.what]
    with opened(chosen) as database:
        objects = database.read(listed.objects)
    if not objects:
        return Answer(objects, _("The list is empty."))
    return Answer(objects, table([spoken(head) for head in listed.heads], [listed.cells(one) for one in objects]))


VERBS = (
    Verb("search", N_("find people by any spelling of a name, or by IIN"), _search_arguments, _search),
    Verb("list", N_("list what the register holds"), _list_arguments, _list),
)
