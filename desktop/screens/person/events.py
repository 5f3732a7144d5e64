"""A person's time here as one row an event: custody, examinations, certifications and their amendments, amended data."""

from collections.abc import Callable, Iterator
from typing import Any

from db.rules.case import offence_of
from db.rules.moment import is_moment, utc_minutes
from db.rules.offence import citation
from db.store.entry import HistoryRow
from desktop.i18n import N_, _, language, term
from desktop.screens.person import wording
from desktop.screens.person.facts import Facts
from desktop.widgets.timeline import Event

MOMENTS = (("arrived_at", N_("Arrived at the institution")), ("delivered_at", N_("Delivered to the body that detained")),
           ("detained_at", N_("Actually detained")))

# Kinds that have no row of their own on this card: the field that says when it was, "" where only the day is known.
KINDS = {"category": "from_at", "measure": "from_at", "hearing": "at", "offence": "", "sentence": "", "set_off": "", "placement": "from_at",
         "movement": "at", "release": "at"}
SAID = ("category", "measure", "purpose", "court", "number", "passed_on", "interval_kind", "first_on", "last_on", "cell_id", "movement")


def events(facts: Facts) -> list[Event]:
    """Newest first. A target is (kind, id): which row of which tab the event is about."""
    found = [*_custody(facts), *_medical(facts), *_amended(facts), *_others(facts)]
    # Of two events in one minute the later recorded one stands above.
    found.reverse()
    return sorted(found, key=_when, reverse=True)


def _custody(facts: Facts) -> Iterator[Event]:
    for episode in facts.episodes:
        who = facts.names.get(episode.author, "")
        for field, message in MOMENTS:
            if at := getattr(episode, field):
                yield Event(at, _custody_words(message, episode if field == "arrived_at" else None), who, "custody", ("custody", episode.id))


def _custody_words(message: str, episode: Any) -> Callable[[], str]:
    if episode is None:
        return lambda: _(message)
    return lambda: f"{_(message)}: {term(episode.category)}, {term(episode.ground)}"


def _medical(facts: Facts) -> Iterator[Event]:
    for seen in facts.screenings:
        yield Event(seen.examined_at, _screening_words(seen), seen.examiner, "screening", ("screening", seen.id))
    for sealed in facts.certifications:
        yield Event(sealed.sealed_at, _numbered("medical_certification", sealed.number), sealed.author, "seal", ("certification", sealed.id))
    for row in facts.history:
        if row.kind == "amendment":
            fields = {change.field: change.after for change in row.changes}
            yield Event(fields.get("sealed_at", ""), _numbered("amendment", fields.get("number", "")), row.who, "seal",
                        ("certification", fields.get("certification_id", "")))


def _screening_words(seen: Any) -> Callable[[], str]:
    return lambda: f"{term(seen.exam, True)}: {term(seen.fitness)}"


def _numbered(term_id: str, number: str) -> Callable[[], str]:
    return lambda: f"{term(term_id, True)} № {number}"


def _amended(facts: Facts) -> Iterator[Event]:
    for row in reversed(facts.history):
        if row.kind == "person" or row.kind in wording.SMALL or (row.action == "amend" and row.kind in ("custody", "screening")):
            yield Event(_to_minute(row.at), _history_words(row), row.who, "person" if row.action == "record" and row.kind == "person" else "history", ("history", row.leaf))


def _others(facts: Facts) -> Iterator[Event]:
    """Every other kind of record as a plain event, at the moment that it names itself, else when it was recorded."""
    for row in facts.history:
        if row.kind in KINDS:
            after = {change.field: change.after for change in row.changes}
            own = str(after.get(KINDS[row.kind]) or "") if row.action == "record" else ""
            yield Event(own if is_moment(own) else _to_minute(row.at), _other_words(row, after), row.who,
                        "custody" if row.action == "record" else "history", ("history", row.leaf))


def _other_words(row: HistoryRow, after: dict[str, Any]) -> Callable[[], str]:
    if row.action == "record" and after.get("article"):
        return lambda: f"{wording.kind(row)}: {citation(offence_of(after), language())}"
    said = [(field, after[field]) for field in SAID if after.get(field)]
    if row.action != "record" or not said:
        return _history_words(row) if row.action != "record" else lambda: wording.what(row)
    return lambda: f"{wording.kind(row)}: {', '.join(wording.value(field, value) for field, value in said)}"


def _history_words(row: HistoryRow) -> Callable[[], str]:
    if row.kind in wording.SMALL:
        return lambda: f"{wording.what(row)} ({wording.gist(row)})"
    if row.action == "record":
        return lambda: _("Registered")
    return lambda: f"{wording.what(row)} ({wording.fields(row)})"


def _when(event: Event) -> int:
    return utc_minutes(event.at) if event.at else 0


def _to_minute(at: str) -> str:
    """An entry's time without its seconds, as moments are written."""
    return at[:16] + at[19:] if len(at) > 22 else at
