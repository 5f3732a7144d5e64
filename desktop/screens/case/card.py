"""The values of the card of terms, taken from what the page has read."""

from typing import Any

from db.engine import Info
from db.rules.name import full
from db.rules.setoff import Interval
from db.store import offence
from db.store.sentence import Judged
from desktop.forms.terms_card import CardMeasure, CardSentence, TermsCard
from desktop.screens.case.rows import Facts


def card(facts: Facts, info: Info, officer: Any, printed_at: str) -> TermsCard:
    """What stands now: acts, measures and sentences that ended are left out; ``officer`` prints it."""
    return TermsCard(
        info.institution_name_kk or info.institution, info.institution_name_ru or info.institution, full(facts.whose), facts.whose["date_of_birth"],
        facts.whose["iin"], facts.category, tuple(offence.reference(one) for one in facts.offences if not one.closed_on),
        tuple(CardMeasure(one.measure, one.authority, one.number, one.from_at, one.until_at) for one in facts.measures if not one.ended_at),
        tuple(_sentence(one) for one in facts.sentences if not one.sentence.closed_on), officer.name, officer.post, printed_at, info.demo)


def _sentence(judged: Judged) -> CardSentence:
    one = judged.sentence
    counted = tuple(Interval(part.interval_kind, part.first_on, part.last_on, part.ratio, part.reason)
                    for part in judged.set_off if not part.withdrawn_on)
    return CardSentence(one.court, one.number, one.passed_on, one.in_force_on, one.years or 0, one.months or 0, one.days or 0, one.life == "yes",
                        one.begins_on, one.place, counted, judged.dates, judged.on)
