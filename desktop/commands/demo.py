"""Makes a demo register on the command line."""

import sys
from argparse import ArgumentParser, Namespace

from desktop.commands import verb
from desktop.commands.answer import Answer
from desktop.commands.entrance import given_password
from desktop.commands.verb import Verb, add_folder
from desktop.i18n import N_, _, ngettext, number


def _arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--people", metavar="N", type=verb.number(1), default=300, help=_("how many people, from 10 to 1,000,000; {n} without it").format(n=300))
    parser.add_argument("--seed", metavar="S", type=verb.number(0), default=1, help=_("another number gives other people"))
    parser.add_argument("--screenings", metavar="N", type=verb.number(0), default=20_000, help=_(
        "at most so many screenings, which take longer than people; {n} without it").format(n=20_000))
    parser.add_argument("--certifications", metavar="N", type=verb.number(0), default=500, help=_(
        "at most so many certifications; {n} without it").format(n=500))
    verb.add_password(parser, verb.MADE_UP)


def _make(chosen: Namespace) -> Answer:
    from db.demo import make  # SQLAlchemy and all the rest

    given = given_password(chosen)
    demo = make.make(chosen.folder, chosen.people, chosen.seed, given, _progress if sys.stderr.isatty() else None,
                     screenings=chosen.screenings, certifications=chosen.certifications)
    data = {"folder": str(chosen.folder), "demo": True, "people": demo.people, "screenings": demo.screenings,
            "certifications": demo.certifications, "amendments": demo.amendments, "users": list(demo.logins)}
    lines = [
        ngettext("Demo register with {n} made-up person: {folder}", "Demo register with {n} made-up people: {folder}", demo.people).format(
            n=number(demo.people), folder=chosen.folder),
        _("Users: {users}").format(users=", ".join(demo.logins)),
    ]
    if not given:
        data["password"] = demo.password
        lines.append(_("Password of all three: {password}").format(password=demo.password))
    return Answer(data, "\n".join(lines))


def _progress(done: int, total: int) -> None:
    print("\r" + _("{done} of {total}").format(done=number(done), total=number(total)), end="\n" if done == total else "", file=sys.stderr, flush=True)


VERBS = (Verb("demo", N_("make a register of made-up people, marked as a demo on every screen and paper"), _arguments, _make, opens=False),)
