"""Puts the steps of a computed date into words of the moment's language, each with its article and how sure it is."""

import re
from typing import Final, NamedTuple

from db.rules.case import CaseDate
from db.rules.problem import Problem
from db.rules.step import DATE_VALUES, TERM_VALUES, Step
from desktop import errors
from desktop.i18n import N_, _, date, language, ngettext, term

# How the acts are cited in Kazakh; in the tables they stand as in Russian.
_ACTS: Final = {"УИК": "ҚАК", "УПК": "ҚПК", "УК": "ҚК"}
_ACT: Final = re.compile(r"\b(УИК|УПК|УК)\b")
_PHRASES: Final = {
    "УК 62(3) до редакции 2018 года": N_("Criminal Code 62(3) before the wording of 2018"),
    "УК 62(3) не говорит о половине дня": N_("Criminal Code 62(3) is silent on half a day"),
    "УК 62(1)-(2) не говорит о доле месяца": N_("Criminal Code 62(1)-(2) is silent on a part of a month"),
    "УК 72(1): после фактического отбытия": N_("Criminal Code 72(1): after the part was actually served"),
    "УК 72(3) не говорит о совокупности": N_("Criminal Code 72(3) is silent on several crimes"),
    "УК 62(3) не говорит о неполных днях": N_("Criminal Code 62(3) is silent on incomplete days"),
}


class Said(NamedTuple):
    """A step for a reader: the sentence, its source, and how sure it is ("" for what the law says)."""

    text: str
    source: str
    doubt: str


def said(step: Step) -> Said:
    """One step in the language of the moment."""
    values = {name: _value(name, value) for name, value in step.values.items()}
    text = errors.sentence(Problem("", step.key, values=values))
    return Said(text[:1].upper() + text[1:], source(step.source), doubt(step.confidence))


def line(step: Step) -> str:
    """The same as one line: the sentence, then source and doubt in brackets."""
    one = said(step)
    behind = "; ".join(filter(None, (one.source, one.doubt)))
    return f"{one.text} ({behind})" if behind else one.text


def shown(found: CaseDate) -> str:
    """The date itself, or that there is none."""
    return date(found.date) if found.date else _("no date")


def span(years: int, months: int, days: int) -> str:
    """A length of time without what is none of it: «2 years 6 months»."""
    parts = (
        ngettext("{n} year", "{n} years", years).format(n=years) if years else "",
        ngettext("{n} month", "{n} months", months).format(n=months) if months else "",
        ngettext("{n} day", "{n} days", days).format(n=days) if days else "",
    )
    return " ".join(filter(None, parts))


def source(text: str) -> str:
    """An article as the language of the moment cites it."""
    if text in _PHRASES:
        return _(_PHRASES[text])
    return _ACT.sub(lambda match: _ACTS[match[1]], text) if language() == "kk" else text


def doubt(confidence: str) -> str:
    """What has to be known of a source that is not the law as read."""
    if confidence == "user":
        return _("set by the officer")
    return "" if confidence in ("law", "document") else _("not confirmed in the law: check it")


def _value(name: str, value: str) -> str:
    if name in DATE_VALUES:
        return date(value) if value else _("no date")
    if name in TERM_VALUES:
        return term(value) if value else term("unknown")
    return value
