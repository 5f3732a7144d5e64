"""A person's time here as one row an event: custody, examinations, certifications and their amendments, amended data."""

from collections.abc import Callable, Iterator
from typing import Any

from db.rules.moment import utc_minutes
from db.store.entry import HistoryRow
from desktop.i18n import N_, _, term
from desktop.screens.person import wording
from desktop.screens.person.facts import Facts
from desktop.widgets.timeline import Event

MOMENTS = (("arrived_at", N_("Arrived at the institution")), ("delivered_at", N_("Delivered to the body that detained")),
           ("detained_at", N_("Actually detained")))


def events(facts: Facts) -> list[Event]:
    """Newest first. A target is (kind, id): which row of which tab the event is about."""
    found = [*_custody(facts), *_medical(facts), *_amended(facts)]
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
        if row.kind == "person" or (row.action == "amend" and row.kind in ("custody", "screening")):
            yield Event(_to_minute(row.at), _history_words(row), row.who, "person" if row.action == "record" else "history", ("history", row.leaf))


def _history_words(row: HistoryRow) -> Callable[[], str]:
    if row.action == "record":
        return lambda: _("Registered")
    return lambda: f"{wording.what(row)} ({wording.fields(row)})"


def _when(event: Event) -> int:
    return utc_minutes(event.at) if event.at else 0


def _to_minute(at: str) -> str:
    """An entry's time without its seconds, as moments are written."""
    return at[:16] + at[19:] if len(at) > 22 else at
