"""Reads the command line in the user's language: verbs, options, help and complaints, argparse's own words included."""

import argparse
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn

from desktop import i18n, settings
from desktop.commands import cards, dates, demo, find, health, movement, paper, proof
from desktop.commands.answer import WRONG_USE
from desktop.commands.verb import add_password
from desktop.i18n import N_, _

VERBS = (*demo.VERBS, *health.VERBS, *find.VERBS, *paper.VERBS, *cards.VERBS, *dates.VERBS, *movement.VERBS, *proof.VERBS)

# What argparse says by itself, from Python 3.11 to 3.13.
ARGPARSE = (
    N_("usage: "), N_("positional arguments"), N_("options"), N_("show this help message and exit"), N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"), N_("ignored explicit argument %r"), N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"), N_("expected one argument"), N_("expected at most one argument"),
    N_("expected at least one argument"), N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"), N_("argument %(argument_name)s: %(message)s"),
    N_("invalid %(type)s value: %(value)r"),
)


class Parser(ArgumentParser):
    """Complains in one sentence and says where help is."""

    def error(self, message: str) -> NoReturn:
        hint = _("See: {command}").format(command=f"{self.prog} --help")
        print(f"{message[:1].upper()}{message[1:]}. {hint}", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def language_of(words: Sequence[str]) -> str:
    """The language asked for by ``--language``, by ``TIZILIM_LANGUAGE``, chosen in the window, or that of the system."""
    named = [word.partition("=")[2] for word in words if word.startswith("--language=")]
    named += [after for word, after in zip(words, words[1:], strict=False) if word == "--language"]
    chosen = settings.language.get() if settings.language_chosen.get() else ""
    system = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    wanted = (*named, os.environ.get("TIZILIM_LANGUAGE", ""), chosen, system[:2])
    return next((language for language in wanted if language in i18n.LANGUAGES), i18n.LANGUAGES[0])


def read(words: Sequence[str]) -> Namespace:
    """The verb with its arguments; ``verb`` is None for the window. Ends the program for ``--help`` and for wrong use."""
    # argparse finds its words in its own module; there is no other way to make it speak.
    vars(argparse).update(_=i18n._, ngettext=i18n.ngettext)
    parser = _parser()
    named = [word for before, word in zip(("", *words), words, strict=False) if not word.startswith("-") and before != "--language"]
    if named and named[0] not in {verb.name for verb in VERBS}:
        # argparse would call it by the name of a variable, and list all verbs in its sentence.
        parser.error(_("there is no command {word}").format(word=named[0]))
    return parser.parse_args(words)


def _parser() -> Parser:
    parser = Parser(prog="tizilim", allow_abbrev=False, description=_("Register of detained people. Without a command it opens the window."),
                    epilog=_("Exit status: 0 done, 1 the answer is no, 2 wrong use, 3 the computer failed (disk, file, key)."))
    _add_language(parser)
    parser.set_defaults(verb=None, json=False)
    verbs = parser.add_subparsers(dest="verb", title=_("commands"))
    for verb in VERBS:
        own = verbs.add_parser(verb.name, help=_(verb.help), description=_(verb.help), allow_abbrev=False)
        verb.arguments(own)
        if verb.opens:
            own.add_argument("--user", metavar=_("NAME"), help=_("login; without it the first user who may do this"))
            add_password(own)
        own.add_argument("--json", action="store_true", help=_("answer for programs, as JSON"))
        if "--language" not in own.format_usage():
            _add_language(own, default=argparse.SUPPRESS)
        own.set_defaults(run=verb.run)
    return parser


def _add_language(parser: ArgumentParser, default: str | None = None) -> None:
    parser.add_argument("--language", metavar="kk|ru", choices=i18n.LANGUAGES, default=default, help=_("language of help and answers"))
