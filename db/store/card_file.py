"""An old card file into the register: first a plan of every line, then what the plan says in one transaction, with its origin."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import Invalid, Refused
from db.models import LogEntry, Person, entered_columns
from db.rules import card_file, name
from db.rules import person as rules
from db.rules.card_file import CardMapping, Note, Reading
from db.rules.problem import Problem
from db.search.duplicate import possible_duplicates
from db.store import access, person
from db.store.card_sheet import Line, Sheet

CREATE, UPDATE, UNCHANGED, DUPLICATE, REFUSAL = "create", "update", "unchanged", "duplicate", "refusal"
OUTCOMES = (CREATE, UPDATE, UNCHANGED, DUPLICATE, REFUSAL)
_DOCUMENT = ("document_kind", "document_number", "document_issued_by", "document_issued_on")
_COMPARED = (*rules.NAMES, "sex", "date_of_birth", "citizenship", *_DOCUMENT)


class Difference(msgspec.Struct, frozen=True):
    """A field that is not the same in the register and in the file; the register's value stays."""

    field: str
    here: str
    there: str


class Planned(msgspec.Struct, frozen=True):
    """What becomes of one line, and why. ``person_id``: whom it meets in the register; ``of_row``: which line of the file it repeats;
    ``why``: keys; ``values``: the person to be created, or the empty fields to be filled."""

    row: int
    outcome: str
    name: str
    values: dict[str, str] = {}
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    why: tuple[str, ...] = ()
    person_id: str = ""
    of_row: int = 0
    differences: tuple[Difference, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """Every line of the file with its outcome; ``seen``: the state of the register that it was made for."""

    file: str
    sha256: str
    lines: tuple[Planned, ...]
    empty: int
    keep_warned: str
    seen: int

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(line.outcome for line in self.lines)
        return {outcome: counted[outcome] for outcome in OUTCOMES}


class Planner:
    """Plans some lines at a time, so that whoever works beside it is not kept waiting: ``step`` until done is total, then ``plan``."""

    def __init__(self, sheet: Sheet, mapping: CardMapping, today: str) -> None:
        if found := card_file.mapping_problems(mapping, sheet.heads):
            raise Invalid(found)
        self.sheet, self.mapping, self.today = sheet, mapping, today
        self.total = 2 * len(sheet.lines)
        self._readings: list[Reading] = []
        self._planned: list[Planned] = []
        self._twins: dict[int, Planned] = {}
        self._seen = -1

    def step(self, session: Session, at_most: int = 100) -> int:
        """Reads, then compares the next lines; gives how much of ``total`` is done."""
        lines = self.sheet.lines
        if len(self._readings) < len(lines):
            for line in lines[len(self._readings):len(self._readings) + at_most * 10]:
                self._readings.append(self._read(line))
        else:
            if not self._planned:
                self._twins, self._seen = self._repeated(), state(session)
            for place in range(len(self._planned), min(len(self._planned) + at_most, len(lines))):
                self._planned.append(self._judge(session, place))
        return len(self._readings) + len(self._planned)

    def plan(self) -> Plan:
        """The whole plan, lines in the order of the file."""
        return Plan(self.sheet.name, self.sheet.sha256, tuple(self._planned), self.sheet.empty, self.mapping.keep_warned, self._seen)

    def _read(self, line: Line) -> Reading:
        cells = {head: (cell.text, cell.kind) for head, cell in zip(self.sheet.heads, line.cells, strict=False)}
        reading = card_file.read(cells, self.mapping, self.today, self.sheet.date_system)
        wrong = [Problem("", "card_line_torn")] if line.torn else []
        wrong += [Problem("", "card_cells_too_many")] if len(line.cells) > len(self.sheet.heads) else []
        return Reading(reading.values, reading.notes, (*wrong, *reading.problems)) if wrong else reading

    # against the file itself --------------------------------------------------------------------------------------------

    def _repeated(self) -> dict[int, Planned]:
        """Lines that say the same person again (the first one counts), and lines of one number for several people (none counts)."""
        sound = [place for place, reading in enumerate(self._readings) if not _errors(reading)]
        found: dict[int, Planned] = {}
        for places in _grouped(sound, lambda place: self._readings[place].values.get("iin", "")):
            if len({self._identity(place) for place in places}) > 1:
                rows = ", ".join(str(self._row(place)) for place in places[:10])
                wrong = (Problem("iin", "card_iin_of_several", values={"rows": rows}),)
                found.update((place, self._outcome(place, REFUSAL, problems=wrong)) for place in places)
            else:
                found.update((place, self._repeats(place, places[0], "card_iin_twice")) for place in places[1:])
        rest = [place for place in sound if place not in found and self._readings[place].values.get("date_of_birth")]
        for places in _grouped(rest, self._identity):
            # Two numbers are two people until somebody decides otherwise.
            for place in places[1:]:
                if not (self._readings[place].values.get("iin") and self._readings[places[0]].values.get("iin")):
                    found[place] = self._repeats(place, places[0], "card_twin")
        return found

    def _identity(self, place: int) -> str:
        values = self._readings[place].values
        return f"{name.fold(name.full(values))} {values.get('date_of_birth', '')}".strip()

    def _repeats(self, place: int, first: int, why: str) -> Planned:
        return self._outcome(place, DUPLICATE, why=(why,), of_row=self._row(first))

    # against the register -----------------------------------------------------------------------------------------------

    def _judge(self, session: Session, place: int) -> Planned:
        reading = self._readings[place]
        if _errors(reading):
            return self._outcome(place, REFUSAL, problems=reading.problems)
        if place in self._twins:
            return self._twins[place]
        number = reading.values.get("iin")
        known = list(session.execute(select(Person).where(Person.iin == number).limit(3)).scalars()) if number else []
        session.expunge_all()
        if len(known) == 1:
            return self._met(place, known[0])
        alike = possible_duplicates(session, reading.values)
        if alike:
            return self._outcome(place, DUPLICATE, why=alike[0].why, person_id=alike[0].id)
        return self._outcome(place, CREATE, values=reading.values, problems=reading.problems)

    def _met(self, place: int, one: Person) -> Planned:
        """The number is known: the same name fills what is empty there, another name is refused."""
        here = {column.key: getattr(one, column.key) for column in entered_columns(Person)}
        there = card_file.described(self._readings[place].values)
        if not _same_name(here, there):
            return self._outcome(place, REFUSAL, person_id=one.id, problems=(Problem("iin", "card_iin_of_another"),))
        fills = {field: there[field] for field in _COMPARED if there.get(field) and not here[field] and not _of_other_document(field, here, there)}
        differ = tuple(Difference(field, here[field], there[field]) for field in _COMPARED
                       if there.get(field) and field not in fills and here[field] != there[field])
        if "date_of_birth" in fills:
            fills["date_of_birth_reason"] = ""
        wrong = tuple(problem for problem in rules.problems({**here, **fills}, self.today) if not problem.warning and problem.field in fills)
        if wrong:
            return self._outcome(place, REFUSAL, person_id=one.id, problems=wrong)
        outcome = UPDATE if fills else DUPLICATE if differ else UNCHANGED
        return self._outcome(place, outcome, values=fills, person_id=one.id, differences=differ, why=("iin",) if differ else ())

    def _outcome(self, place: int, outcome: str, **more: Any) -> Planned:
        reading = self._readings[place]
        return Planned(self._row(place), outcome, name.full(reading.values), notes=reading.notes, **more)

    def _row(self, place: int) -> int:
        return self.sheet.lines[place].number


def state(session: Session) -> int:
    """A number that changes whenever somebody is registered or amended."""
    return session.execute(select(func.max(LogEntry.row)).where(LogEntry.kind == "person")).scalar() or 0


def take_in(session: Session, plan: Plan, report: Callable[[int, int], None] | None = None) -> dict[str, int]:
    """Creates and fills what the plan says, in the caller's one transaction; gives the counts.

    Every entry's reason names the file, its digest and the line; a trace keeps the digest and the counts. Raises ``Refused`` when the
    register has changed since the plan was made.
    """
    if state(session) != plan.seen:
        raise Refused("card_register_changed")
    work = [line for line in plan.lines if line.outcome in (CREATE, UPDATE)]
    for done, line in enumerate(work):
        if report is not None and done % 50 == 0:
            report(done, len(work))
        _take_one(session, plan, line)
    counts = {**plan.counts, "empty": plan.empty}
    access.note(session, "import", detail=f"{plan.file} · sha256:{plan.sha256} · " + " ".join(f"{key}={n}" for key, n in counts.items()))
    return counts


def _take_one(session: Session, plan: Plan, line: Planned) -> None:
    where = f"{plan.file} · sha256:{plan.sha256} · № {line.row}"
    as_it_stood = {note.field: f"«{note.before}»" for note in line.notes if note.field in line.values}
    if line.outcome == UPDATE:
        person.amend(session, line.person_id, line.values, where, kept=as_it_stood)
        return
    warned = {problem.field: plan.keep_warned for problem in line.problems if problem.warning}
    kept = {field: " · ".join(filter(None, (as_it_stood.get(field), warned.get(field)))) for field in {**as_it_stood, **warned}}
    person.register(session, line.values, kept=kept, reason=where)
    session.expunge_all()


def _errors(reading: Reading) -> bool:
    return any(not problem.warning for problem in reading.problems)


def _grouped(places: Iterable[int], key: Callable[[int], str]) -> list[Sequence[int]]:
    """Those that share a key which is not empty, in the order of the file."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if found := key(place):
            groups[found].append(place)
    return [group for group in groups.values() if len(group) > 1]


def _same_name(here: dict[str, str], there: dict[str, str]) -> bool:
    """Surname and given name, folded, in any spelling that both have."""
    def spelled(values: dict[str, str]) -> set[tuple[str, str]]:
        return {(name.fold(values.get("surname" + s) or ""), name.fold(values.get("given_name" + s) or "")) for s in name.SPELLINGS} - {("", "")}

    return not spelled(here).isdisjoint(spelled(there))


def _of_other_document(field: str, here: dict[str, str], there: dict[str, str]) -> bool:
    """Where the register has a document, the particulars of another one do not belong to it."""
    return field in _DOCUMENT and bool(here["document_kind"]) and any(
        here[part] != there.get(part, "") for part in ("document_kind", "document_number") if here[part] or there.get(part))
