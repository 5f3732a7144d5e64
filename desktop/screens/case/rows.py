"""One line for each thing in a case: what it is, since when, how it stands; read from the register in one go."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from db.rules import moment as clock
from db.rules import offence as citations
from db.store import category, custody, hearing, measure, offence, person, sentence
from db.store.sentence import Judged
from desktop.forms.steps import span
from desktop.i18n import N_, Phrase, _, date, language, moment, term
from desktop.widgets.badge import SIGNS

SAID = ("surname", "given_name", "patronymic", "date_of_birth", "sex", "iin")
STATES: dict[str, tuple[str, Phrase]] = {
    "ended": ("info", N_("ended")), "extended": ("info", N_("extended")), "expired": ("overdue", N_("expired")),
    "ends_soon": ("soon", N_("ends within 24 hours")), "holds": ("done", N_("in force")),
}


class Facts(NamedTuple):
    """Everything about one person's case; detached records, the newest first."""

    whose: dict[str, str]
    category: str
    episodes: list[Any]
    categories: list[Any]
    measures: list[Any]
    hearings: list[Any]
    offences: list[Any]
    sentences: list[Judged]


class Row(NamedTuple):
    """A line of the list; ``state`` is a sign of ``Badge`` with its word, "" for none."""

    kind: str
    record: Any
    at: str
    what: str
    sign: str = "info"
    state: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.kind, self.record.id)


def load(session: Any, person_id: str, on: str) -> Facts:
    """On the records thread; dates by the law of the day ``on``."""
    one = person.load(session, person_id)
    return Facts({name: getattr(one, name) for name in SAID}, category.now(session, person_id), custody.rows(session, person_id),
                 category.rows(session, person_id), measure.rows(session, person_id), hearing.rows(session, person_id),
                 offence.rows(session, person_id), sentence.judged(session, person_id, on))


def rows(facts: Facts, zone: str) -> list[Row]:
    """The lines in the language and at the minute of the moment: sentences, acts, measures, status, court."""
    now = clock.now(zone)
    return [*_sentences(facts), *_offences(facts), *_measures(facts, now), *_categories(facts), *_hearings(facts, now)]


def shown_state(row: Row) -> str:
    """The sign with its word, as everywhere in the program."""
    return f"{SIGNS[row.sign][0]} {row.state}" if row.state and row.sign != "info" else row.state


def length(one: Any) -> str:
    """The term in words: «2 years 6 months», «life imprisonment»."""
    if one.life == "yes":
        return term("life_imprisonment")
    return span(one.years or 0, one.months or 0, one.days or 0)


def expiring(facts: Facts, zone: str) -> tuple[str, Any] | None:
    """The measure whose term is over or ends within 24 hours, the most urgent one; None while nothing presses."""
    states = measure.states(facts.measures, clock.now(zone))
    pressing = [one for one in facts.measures if states[one.id] in ("expired", "ends_soon")]
    first = min(pressing, key=lambda one: one.until_utc or 0, default=None)
    return (states[first.id], first) if first is not None else None


def _sentences(facts: Facts) -> Iterator[Row]:
    for judged in facts.sentences:
        one = judged.sentence
        closed = bool(one.closed_on)
        place = term(one.place) if one.place else ""
        yield Row("sentence", one, one.passed_on, f"{term('sentence_verdict', True)}: {', '.join(filter(None, (length(one), place)))}",
                  "info" if closed else "done", _("stands no longer") if closed else _("stands"))
        for part in judged.set_off:
            gone = bool(part.withdrawn_on)
            what = f"↳ {term('set_off', True)}: {date(part.first_on)} – {date(part.last_on)}, {term(part.interval_kind)}"
            yield Row("set_off", part, part.first_on, what, "info", _("not counted") if gone else _("counted"))


def _offences(facts: Facts) -> Iterator[Row]:
    for one in facts.offences:
        gravity = term(one.gravity) if one.gravity else _("gravity not given")
        state = ("info", _("requalified")) if one.closed_on else ("done", _("stands")) if one.gravity else ("soon", _("incomplete"))
        yield Row("offence", one, one.since_on, f"{citations.citation(offence.reference(one), language())}, {gravity}", *state)


def _measures(facts: Facts, now: str) -> Iterator[Row]:
    states = measure.states(facts.measures, now)
    for one in facts.measures:
        sign, state = STATES[states[one.id]]
        until = _("until {moment}").format(moment=moment(one.until_at)) if one.until_at else ""
        what = ", ".join(filter(None, (term(one.measure, True), until)))
        yield Row("measure", one, one.from_at, f"↳ {what}" if one.extends else what, sign, _(str(state)))


def _categories(facts: Facts) -> Iterator[Row]:
    newest = True
    last = facts.episodes[0] if facts.episodes else None
    for one in facts.categories:
        now = newest and last is not None and one.custody_id == last.id
        newest = newest and not now
        yield Row("category", one, one.from_at, f"{term('category_short', True)}: {term(one.category)}", "done" if now else "info",
                  _("now") if now else "")
    for episode in facts.episodes:
        now = newest and episode is last
        arrival = _("on arrival")
        what = f"{term('category_short', True)}: {term(episode.category)} ({arrival})"
        yield Row("custody", episode, episode.arrived_at, what, "done" if now else "info", _("now") if now else "")


def _hearings(facts: Facts, now: str) -> Iterator[Row]:
    for one in facts.hearings:
        ahead = clock.utc_minutes(one.at) > clock.utc_minutes(now)
        state = ("open", _("ahead")) if ahead else ("done", _("held")) if one.outcome else ("soon", _("outcome not recorded"))
        yield Row("hearing", one, one.at, ": ".join(filter(None, (term("hearing", True), one.purpose))), *state)
