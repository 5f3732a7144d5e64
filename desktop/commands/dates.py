"""Tells the dates that follow from a person's sentences, each with its steps and their articles."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from desktop.commands.answer import Answer
from desktop.commands.entrance import opened
from desktop.commands.verb import Verb, add_folder
from desktop.commands.whom import HELP, whom
from desktop.i18n import N_, _, date, term

if TYPE_CHECKING:
    from db.rules.case import CaseDate
    from db.rules.step import Step
    from db.store.sentence import Judged


def _arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("person", metavar=_("PERSON"), help=_(HELP))
    parser.add_argument("--on", metavar=_("DATE"), type=_day, help=_("by the law of this day, YYYY-MM-DD; today without it"))


def _day(text: str) -> str:
    from db.rules.moment import is_date

    if not is_date(text):
        raise ArgumentTypeError(_("a date is needed, YYYY-MM-DD, not {text}").format(text=text))
    return text


def _dates(chosen: Namespace) -> Answer:
    from db.store import sentence  # SQLAlchemy: not for --help

    with opened(chosen) as database:
        on = chosen.on or database.station().now().date().isoformat()
        judged = database.read(lambda session: sentence.judged(session, whom(session, chosen.person), on))
    standing = [one for one in judged if not one.sentence.closed_on]
    data = [_object(found) for one in standing for found in one.dates]
    if not standing:
        return Answer(data, no=_("No sentence is recorded for this person."))
    return Answer(data, "\n\n".join(_words(one) for one in standing))


def _object(found: "CaseDate") -> dict[str, Any]:
    return {"date": found.date, "key": found.key, "steps": [_step(step) for step in found.steps]}


def _step(step: "Step") -> dict[str, str]:
    from desktop.forms import steps

    said = steps.said(step)
    return {"key": step.key, "text": said.text, "source": said.source, "confidence": step.confidence}


def _words(judged: "Judged") -> str:
    from desktop.forms import steps

    one = judged.sentence
    head = " · ".join(filter(None, (term("sentence_verdict", True), one.court, one.number, date(one.passed_on))))
    parts = [head]
    for found in judged.dates:
        parts.append(f"{term(found.key, True)}: {steps.shown(found)}")
        parts += [f"  {number}. {steps.line(step)}" for number, step in enumerate(found.steps, 1)]
    return "\n".join(parts)


VERBS = (Verb("dates", N_("tell the dates that follow from a person's sentences, each with its steps"), _arguments, _dates),)
