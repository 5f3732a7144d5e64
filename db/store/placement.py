"""Asking who is or was in which cell, at any minute, and telling of it; the law's warnings come before anything is saved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from db.errors import Invalid, NotFound
from db.models import Category, Cell, Custody, Movement, Person, Placement, Setting
from db.rules import cell as room
from db.rules import placement as rules
from db.rules import separation as apart
from db.rules.moment import age, utc_minutes
from db.rules.name import sort_key
from db.rules.placement import Around, Stay
from db.rules.problem import Problem
from db.store import entry, separation

P = aliased(Placement, name="p")
_ORDERED = select(Placement).where(Placement.from_utc.is_not(None)).order_by(Placement.from_utc, Placement.id)
_LATER, _LEFT = aliased(Placement, name="later"), aliased(Movement, name="left_")


class StayRow(msgspec.Struct, frozen=True):
    """One placement with its end, as lists show it: ``until_at`` "" while it lasts, ``left`` whether it ended by leaving for good."""

    id: str
    person_id: str
    name: str
    date_of_birth: str
    category: str
    cell_id: str
    cell: str
    from_at: str
    until_at: str
    left: bool
    reason: str
    warnings: str
    override: str
    stay: Stay


class Held(msgspec.Struct, frozen=True):
    """Somebody held here at a minute, and in which cell; "" for none."""

    person_id: str
    name: str
    date_of_birth: str
    category: str
    arrived_at: str
    cell_id: str
    cell: str


def in_cells(minute: int) -> Select[Any]:
    """The placements that last at a minute: the person's latest one by then, not an end, and the person has not left since."""
    later = (select(_LATER.row).where(_LATER.person_id == P.person_id, _LATER.from_utc <= minute, or_(
        _LATER.from_utc > P.from_utc, and_(_LATER.from_utc == P.from_utc, _LATER.id > P.id))).exists())
    left = select(_LEFT.row).where(*_ends(_LEFT, P), _LEFT.at_utc <= minute).exists()
    return select(P).where(P.cell_id != "", P.from_utc <= minute, ~later, ~left)


def at(session: Session, person_id: str, moment: str) -> Cell | None:
    """The cell in which the person was at that minute, None when in none; the answer to "where was he at 14:05 on 3 March?"."""
    query = in_cells(utc_minutes(moment)).with_only_columns(P.cell_id).where(P.person_id == person_id)
    cell_id = session.execute(query).scalar_one_or_none()
    return session.execute(select(Cell).where(Cell.id == cell_id)).scalar_one_or_none() if cell_id else None


def cell_now(session: Session, person_id: str, moment: str) -> str:
    """Block and number of the cell in which the person was at that minute, "" when in none."""
    found = at(session, person_id, moment)
    return cell_name(found.block, found.number) if found is not None else ""


def inside(session: Session, cell_id: str, moment: str) -> list[StayRow]:
    """Who was in the cell at that minute, since when and until when; by name."""
    query = in_cells(utc_minutes(moment)).with_only_columns(P.person_id).where(P.cell_id == cell_id)
    there = set(session.execute(query).scalars())
    minute = utc_minutes(moment)
    found = [row for row in _stays(session, there, moment) if row.cell_id == cell_id and row.stay.covers(minute)]
    return sorted(found, key=lambda row: (sort_key(row.name), row.person_id))


def everybody(session: Session, moment: str) -> dict[str, list[StayRow]]:
    """Who was in each cell at that minute; by name."""
    minute = utc_minutes(moment)
    there = set(session.execute(in_cells(minute).with_only_columns(P.person_id)).scalars())
    found: dict[str, list[StayRow]] = defaultdict(list)
    for row in sorted(_stays(session, there, moment), key=lambda row: (sort_key(row.name), row.person_id)):
        if row.cell_id and row.stay.covers(minute):
            found[row.cell_id].append(row)
    return found


def cell_mates(session: Session, person_id: str, moment: str) -> list[StayRow]:
    """Who else was in the same cell at that minute; nobody when the person was in none."""
    cell = at(session, person_id, moment)
    return [row for row in inside(session, cell.id, moment) if row.person_id != person_id] if cell is not None else []


def of_person(session: Session, person_id: str) -> list[StayRow]:
    """Every placement of the person with its end, newest first; a row without a cell is the time out of one."""
    return sorted(_stays(session, {person_id}, ""), key=lambda row: row.stay.since, reverse=True)


def of_cell(session: Session, cell_id: str) -> list[StayRow]:
    """Everybody who has ever been in the cell, newest first."""
    whose = set(session.execute(select(Placement.person_id).where(Placement.cell_id == cell_id)).scalars())
    found = [row for row in _stays(session, whose, "") if row.cell_id == cell_id]
    return sorted(found, key=lambda row: (row.stay.since, row.id), reverse=True)


def last_day(session: Session, cell_id: str) -> str:
    """The last day on which somebody was in the cell; a day after all days while somebody is, "" when nobody ever was."""
    return max(("9999-12-31" if row.stay.until is None else row.until_at[:10] for row in of_cell(session, cell_id)), default="")


def held(session: Session, moment: str) -> list[Held]:
    """Everybody held here at that minute with their cell: those in none first, then by name."""
    minute = utc_minutes(moment)
    cells = names_of_cells(session)
    where = dict(session.execute(in_cells(minute).with_only_columns(P.person_id, P.cell_id)).all())
    query = (select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.date_of_birth, Custody.category, Custody.arrived_at)
             .join(Custody, Custody.person_id == Person.id).where(*_held_at(session, minute)).order_by(Custody.arrived_utc))
    found = {id_: Held(id_, _name(*name), born, category, arrived, where.get(id_, ""), cells.get(where.get(id_, ""), ""))
             for id_, *name, born, category, arrived in session.execute(query)}
    return sorted(found.values(), key=lambda row: (bool(row.cell_id), sort_key(row.name), row.person_id))


def held_stays(session: Session, person_id: str) -> list[tuple[str, Stay]]:
    """When the person was held here: (episode, from arrival to leaving for good)."""
    leavings = _leavings(session, {person_id})[person_id]
    query = (select(Custody.id, Custody.arrived_utc).where(Custody.person_id == person_id, Custody.institution == _here(session),
                                                            Custody.arrived_utc.is_not(None)).order_by(Custody.arrived_utc))
    found: list[tuple[str, Stay]] = []
    for id_, arrived in session.execute(query).all():
        since = arrived or 0
        after = [minute for minute, _at, custody_id in leavings if custody_id in (id_, "") and minute >= since]
        found.append((id_, Stay(since, min(after, default=None))))
    return found


def load(session: Session, placement_id: str) -> Placement:
    """The whole placement, detached; raises ``NotFound``."""
    one = session.execute(select(Placement).where(Placement.id == placement_id)).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def names_of_cells(session: Session) -> dict[str, str]:
    """Block and number of each cell by its id: «А-101»."""
    return {id_: cell_name(block, number) for id_, block, number in session.execute(select(Cell.id, Cell.block, Cell.number))}


def cell_name(block: str, number: str) -> str:
    return " · ".join(filter(None, (block, number)))


def place_here(session: Session) -> str:
    """Whose law applies in this institution, "" where its kind is not known."""
    return room.place_of(_here(session))


# placing -------------------------------------------------------------------------------------------------------------------


class Warned(msgspec.Struct, frozen=True):
    """A reason against a placement: its key, its source, and with whom (id, name); ``advisory`` where the law says "where possible"."""

    key: str
    source: str
    people: tuple[tuple[str, str], ...] = ()
    advisory: bool = False
    values: dict[str, str] = {}


class Checked(msgspec.Struct, frozen=True):
    """What stands against a placement: ``problems`` forbid it, ``warned`` ask for a reason; ``custody_id`` is whose episode it is."""

    problems: list[Problem]
    warned: list[Warned]
    custody_id: str = ""


def check(session: Session, person_id: str, values: Mapping[str, str], now: str, placement_id: str = "") -> Checked:
    """What would be said to this placement; changes nothing. ``placement_id``: the entry that is being corrected."""
    stays = held_stays(session, person_id)
    mine = [(one.from_utc or 0, one.cell_id) for one in _of(session, person_id) if one.id != placement_id]
    cell_id = values.get("cell_id") or ""
    cell = session.execute(select(Cell).where(Cell.id == cell_id)).scalar_one_or_none()
    around = Around(tuple(stay for _id, stay in stays), tuple(mine), cell.closed_on if cell is not None else "", bool(placement_id))
    problems = rules.problems(values, now, around)
    if cell_id and cell is None:
        problems.append(Problem("cell_id", "unknown_code"))
    minute = utc_minutes(values["from_at"]) if not any(problem.field == "from_at" for problem in problems) else None
    if minute is None:
        return Checked(problems, [])
    custody_id, held_ = next((id_, stay) for id_, stay in reversed(stays) if stay.covers(minute))
    if cell is None:
        return Checked(problems, [], custody_id)
    stay = Stay(minute, rules.end(minute, mine, [held_.until] if held_.until is not None else []))
    return Checked(problems, _warned(session, person_id, cell, stay, values["from_at"], now), custody_id)


def place(session: Session, person_id: str, values: Mapping[str, str], seen: Collection[str] = ()) -> str:
    """Puts a person into a cell, or out of one with an empty ``cell_id``; gives the id. ``seen``: keys of the warnings that the
    officer was shown. Raises ``Invalid``: also where a warning has no reason against it, or came up after it was looked at."""
    checked = _must(session, person_id, values, seen, "")
    one = Placement(person_id=person_id, custody_id=checked.custody_id, **_kept(values, checked))
    session.add(one)
    session.flush()
    return one.id


def amend(session: Session, placement_id: str, values: Mapping[str, str], because: str, seen: Collection[str] = ()) -> None:
    """Corrects a placement, with its reason; the earlier values stay in the log. Raises ``Invalid``."""
    if not because.strip():
        raise Invalid([Problem("because", "required")])
    one = load(session, placement_id)
    checked = _must(session, one.person_id, values, seen, placement_id)
    for field, value in {**_kept(values, checked), "custody_id": checked.custody_id}.items():
        if getattr(one, field) != value:
            setattr(one, field, value)
    session.info["reason"] = entry.because(because)
    session.flush()
    session.info["reason"] = ""


def withdraw(session: Session, placement_id: str, because: str) -> None:
    """Takes back a placement that was entered by mistake, with its reason: what came before it lasts on. Raises ``Invalid``."""
    if not because.strip():
        raise Invalid([Problem("because", "required")])
    load(session, placement_id).withdrawn = "yes"
    session.info["reason"] = entry.because(because)
    session.flush()
    session.info["reason"] = ""


def _must(session: Session, person_id: str, values: Mapping[str, str], seen: Collection[str], placement_id: str) -> Checked:
    now = session.info["station"].now().isoformat(timespec="minutes")
    checked = check(session, person_id, values, now, placement_id)
    problems = list(checked.problems)
    if {one.key for one in checked.warned} - set(seen):
        problems.append(Problem("override", "separation_unseen"))
    elif checked.warned and not (values.get("override") or "").strip():
        problems.append(Problem("override", "separation_reason_required"))
    if problems:
        raise Invalid(problems)
    return checked


def _kept(values: Mapping[str, str], checked: Checked) -> dict[str, str]:
    """As the record keeps it: a reason against warnings is none where there are no warnings."""
    keys = ",".join(sorted({one.key for one in checked.warned}))
    return {"cell_id": values.get("cell_id") or "", "from_at": values["from_at"], "reason": (values.get("reason") or "").strip(),
            "warnings": keys, "override": (values.get("override") or "").strip() if keys else ""}


def _warned(session: Session, person_id: str, cell: Cell, stay: Stay, moment: str, now: str) -> list[Warned]:
    """The law's list against everybody whom the person would meet there, then the number of places and the floor space."""
    there = [row for row in of_cell(session, cell.id) if row.person_id != person_id and row.stay.meets(stay)]
    names = {row.person_id: row.name for row in there}
    first = {row.person_id for row in there if row.stay.covers(stay.since)}
    known = separation.occupants(session, {person_id, *first}, moment)
    known |= separation.occupants(session, set(names) - first, now)     # whoever came later is judged by what is known today
    newcomer, others = known[person_id], [known[id_] for id_ in names if id_ in known]
    law = room.law_in(place_here(session), cell.purpose, all(one.in_force for one in (newcomer, *others)))
    found = [Warned(one.key, one.source, tuple((id_, names[id_]) for id_ in one.with_whom), one.advisory)
             for one in apart.placement(newcomer, others, law)]
    return found + _room_for(session, person_id, cell, stay, [row for row in there if row.stay.covers(stay.since)], there, law, moment)


def _room_for(session: Session, person_id: str, cell: Cell, stay: Stay, first: Sequence[StayRow], there: Sequence[StayRow], law: str,
              moment: str) -> list[Warned]:
    found = []
    people = rules.most_at_once(stay, [row.stay for row in there])
    if cell.capacity is not None and people > cell.capacity:
        found.append(Warned("cell_over_capacity", "", values={"people": str(people), "places": str(cell.capacity)}))
    together = session.execute(select(Person.sex, Person.date_of_birth).where(Person.id.in_([person_id, *(row.person_id for row in first)])))
    each = [(sex, bool(born) and age(born, moment) < separation.ADULT) for sex, born in together]
    needs = room.needed(each, law, moment)
    if cell.area is not None and needs is not None and needs > cell.area:
        norm = room.norm(law, *each[0], moment)
        found.append(Warned("cell_under_norm", norm.source if norm else "", values={"need": metres(needs), "have": metres(cell.area)}))
    return found


def metres(area: int) -> str:
    """Hundredths of a square metre as officials write them: 12,5."""
    whole, rest = divmod(area, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",")


# inside --------------------------------------------------------------------------------------------------------------------


def _ends(left: Any, placed: Any) -> tuple[ColumnElement[bool], ...]:
    """A movement that ends a placement: for good, later, or in the same minute of the same episode."""
    return (left.person_id == placed.person_id, left.closes == "yes",
            or_(left.at_utc > placed.from_utc, and_(left.at_utc == placed.from_utc, left.custody_id == placed.custody_id)))


def _held_at(session: Session, minute: int) -> tuple[ColumnElement[bool], ...]:
    left = select(_LEFT.row).where(_LEFT.person_id == Custody.person_id, _LEFT.closes == "yes", _LEFT.at_utc >= Custody.arrived_utc,
                                   _LEFT.at_utc <= minute, _LEFT.custody_id.in_(("", Custody.id))).exists()
    return Custody.institution == _here(session), Custody.arrived_utc <= minute, ~left


def _stays(session: Session, ids: Collection[str], moment: str) -> list[StayRow]:
    """Every placement of these people with its end; their category is that of ``moment``, or of the placement's own custody."""
    found: list[StayRow] = []
    wanted, cells = sorted(ids), names_of_cells(session)
    for first in range(0, len(wanted), 500):
        some = wanted[first:first + 500]
        people = {id_: (_name(*name), born) for id_, *name, born in session.execute(
            select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.date_of_birth).where(Person.id.in_(some)))}
        categories = _categories(session, some, moment)
        leavings = _leavings(session, some)
        placed: dict[str, list[Placement]] = defaultdict(list)
        for one in session.execute(_ORDERED.where(Placement.person_id.in_(some))).scalars():
            placed[one.person_id].append(one)
        for person_id, mine in placed.items():
            name, born = people.get(person_id, ("", ""))
            found += [_row(one, after, leavings[person_id], name, born, categories, cells)
                      for one, after in zip(mine, [*mine[1:], None], strict=True)]
    return found


def _categories(session: Session, ids: Collection[str], moment: str) -> dict[str, str]:
    """Of each episode the newest category, by that minute where one is given."""
    found = dict(session.execute(select(Custody.id, Custody.category).where(Custody.person_id.in_(ids))).all())
    changes = select(Category.custody_id, Category.category).where(Category.person_id.in_(ids)).order_by(Category.from_utc, Category.id)
    found.update(session.execute(changes.where(Category.from_utc <= utc_minutes(moment)) if moment else changes).all())
    return found


def _row(one: Placement, after: Placement | None, leavings: Iterable[tuple[int, str, str]], name: str, born: str,
         categories: Mapping[str, str], cells: Mapping[str, str]) -> StayRow:
    since = one.from_utc or 0
    ends = [(minute, at_, True) for minute, at_, custody_id in leavings
            if minute > since or (minute == since and custody_id == one.custody_id)]
    if after is not None:
        ends.append((after.from_utc or 0, after.from_at, False))
    until, until_at, left = min(ends, default=(None, "", False))
    return StayRow(one.id, one.person_id, name, born, categories.get(one.custody_id, ""), one.cell_id, cells.get(one.cell_id, ""),
                   one.from_at, until_at, left, one.reason, one.warnings, one.override, Stay(since, until))


def _leavings(session: Session, ids: Collection[str]) -> dict[str, list[tuple[int, str, str]]]:
    """Of each person, when they left for good: minute, moment, episode."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    query = (select(Movement.person_id, Movement.at_utc, Movement.at, Movement.custody_id)
             .where(Movement.person_id.in_(ids), Movement.closes == "yes", Movement.at_utc.is_not(None)).order_by(Movement.at_utc))
    for person_id, minute, moment, custody_id in session.execute(query):
        found[person_id].append((minute or 0, moment, custody_id))
    return found


def _of(session: Session, person_id: str) -> list[Placement]:
    return list(session.execute(_ORDERED.where(Placement.person_id == person_id)).scalars())


def _here(session: Session) -> str:
    return session.execute(select(Setting.value).where(Setting.name == "institution")).scalar_one()


def _name(surname: str, given_name: str, patronymic: str) -> str:
    return " ".join(filter(None, (surname, given_name, patronymic)))
