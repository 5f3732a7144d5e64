"""Counts who was inside at a minute, says where somebody was, and gives a day of the movement journal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from desktop.commands import verb
from desktop.commands.answer import Answer, table
from desktop.commands.entrance import opened
from desktop.commands.verb import Verb, add_folder
from desktop.commands.whom import HELP, whom
from desktop.i18n import N_, _, date, moment, number, spoken, term, titled

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.store.journal import Closing, Day
    from db.store.presence import Headcount, Where

COUNTS = (("women", N_("Women")), ("minors", N_("Minors")), ("foreigners", N_("Foreigners")), ("stateless", N_("Stateless persons")))


def _at(parser: ArgumentParser) -> None:
    parser.add_argument("--at", metavar=_("TIME"), required=True, help=_("the minute, as 2026-03-03T14:05 or 03.03.2026 14:05, by the clock of the institution"))


def _headcount_arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    _at(parser)


def _headcount(chosen: Namespace) -> Answer:
    from db.store import presence  # SQLAlchemy: not for --help

    with opened(chosen) as database:
        at = moment_of(chosen.at, presence.zone_of(database.info.institution))
        found = database.read(lambda session: presence.headcount(session, at))
    data = {"at": at, "total": found.total, "away": found.away, "held": found.held, "women": found.women, "minors": found.minors,
            "foreigners": found.foreigners, "stateless": found.stateless, "sexes": found.sexes, "categories": found.categories}
    return Answer(data, table([moment(at, offset=True), ""], _counted(found)))


def _counted(found: "Headcount") -> list[list[str]]:
    lines = [[_("Inside"), number(found.total)], [_("Out for now"), number(found.away)], [_("Held together"), number(found.held)]]
    lines += [[term(code, True) if code else "—", number(count)] for code, count in sorted(found.categories.items(), key=lambda one: -one[1])]
    return lines + [[_(title), number(getattr(found, name))] for name, title in COUNTS]


def _where_arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("person", metavar=_("PERSON"), help=_(HELP))
    _at(parser)


def _where(chosen: Namespace) -> Answer:
    from db.store import presence  # SQLAlchemy: not for --help

    with opened(chosen) as database:
        at = moment_of(chosen.at, presence.zone_of(database.info.institution))

        def work(session: "Session") -> tuple[str, str, "Where", str]:
            person_id, name = _person(session, chosen.person)
            found = presence.where(session, person_id, at)
            return person_id, name, found, _cell(session, person_id, at) if found.inside else ""

        person_id, name, found, cell = database.read(work)
    data = {"person_id": person_id, "name": name, "at": at, "status": found.status, "inside": found.inside, "since": found.since,
            "movement": found.movement, "place": found.place, "cell": cell}
    if not found.status:
        return Answer(data, no=_("{name} had not come here by then.").format(name=name))
    said = [name, moment(at, offset=True), term(found.status, True),
            _("since {time}: {movement}").format(time=moment(found.since), movement=term(found.movement))]
    said += [_("Place: {place}").format(place=found.place)] if found.place and not found.inside else []
    said += [_("Cell: {cell}").format(cell=cell)] if cell else []
    return Answer(data, "\n".join(said))


def _person(session: "Session", asked: str) -> tuple[str, str]:
    from db.rules.name import full
    from db.store import person

    one = person.load(session, whom(session, asked))
    return one.id, full({field: getattr(one, field) for field in ("surname", "given_name", "patronymic")})


def _cell(session: "Session", person_id: str, at: str) -> str:
    from db.store import placement

    cell = placement.at(session, person_id, at)
    return placement.cell_name(cell.block, cell.number) if cell is not None else ""


def _journal_arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--on", metavar=_("DATE"), required=True, help=_("the day, as 2026-03-03 or 03.03.2026"))


def _journal(chosen: Namespace) -> Answer:
    from db.rules import moment as times  # SQLAlchemy: not for --help
    from db.store import journal, presence

    on = times.typed_date(chosen.on)
    if on is None:
        raise verb.wrong_use(_("{text} is not a day. Give it as 2026-03-03 or 03.03.2026.").format(text=chosen.on))
    with opened(chosen) as database:
        zone = presence.zone_of(database.info.institution)
        page = database.read(lambda session: journal.day(session, on, times.now(zone), zone))
    return Answer(_page(page), _written(page))


def _page(page: "Day") -> dict[str, Any]:
    return {
        "on": page.on, "yesterday": page.yesterday, "in": page.came, "out": page.left, "today": page.today, "balances": page.balances,
        "closed": _line(page.closing) if page.closing is not None else None, "corrections": [_line(one) for one in page.corrections],
        "away": page.after.away, "held": page.after.held, "categories": page.after.categories,
        "lines": [{
            "number": place, "at": line.at, "direction": line.direction, "movement": line.movement, "person_id": line.person_id, "name": line.name,
            "birth_date": line.date_of_birth, "category": line.category, "place": line.place, "order": line.order_kind,
            "order_number": line.order_number, "order_on": line.order_on, "authority": line.authority, "reason": line.reason, "escort": line.escort,
            "body_check": line.body_check, "body_check_missing": line.check_missing,
        } for place, line in enumerate(page.lines, 1)],
    }


def _line(one: "Closing") -> dict[str, Any]:
    return {"yesterday": one.yesterday, "in": one.came, "out": one.left, "today": one.today, "note": one.note, "at": one.at, "who": one.who}


def _written(page: "Day") -> str:
    heads = ["№", _("Time"), spoken(titled("full_name_short")), _("Movement"), _("From / to")]
    rows = [[str(place), line.at[11:16], line.name, term(line.movement, True), line.place] for place, line in enumerate(page.lines, 1)]
    sums = _("Yesterday {yesterday}, came {came}, went {left}, today {today}").format(
        yesterday=number(page.yesterday), came=number(page.came), left=number(page.left), today=number(page.today))
    state = _("closed") if page.closing is not None else _("open")
    return "\n".join(filter(None, (f"{date(page.on)} · {state}", table(heads, rows) if rows else _("No movement on this day."), sums)))


def moment_of(text: str, zone: str) -> str:
    """A typed minute as a moment of the zone."""
    from db.rules import moment as times  # zone data: not for --help

    if times.is_moment(text.strip()):
        return text.strip()
    day, _space, clock = text.strip().replace("T", " ").partition(" ")
    on, at = times.typed_date(day), times.typed_time(clock)
    if on is None or at is None:
        raise verb.wrong_use(_("{text} is not a minute. Give it as 2026-03-03T14:05 or 03.03.2026 14:05.").format(text=text))
    return times.moment(on, at, zone)


VERBS = (
    Verb("headcount", N_("count who was inside at any past minute"), _headcount_arguments, _headcount),
    Verb("where", N_("say where a person was at any past minute"), _where_arguments, _where),
    Verb("journal", N_("give a day of the movement journal: yesterday, in, out, today, and its lines"), _journal_arguments, _journal),
)
