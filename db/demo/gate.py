"""The gate's part of a demo register: arrivals, trips of the last weeks and of today, releases, and a journal closed up to yesterday."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from db.demo.people import Made, moment, seconds
from db.demo.records import Bulk
from db.models import Journal, Movement, Release, new_id
from db.rules.movement import ARRIVAL_OF_GROUND, KINDS, OUT

DAY = 1440
TRIED = frozenset(("suspect", "accused", "defendant", "convict_not_in_force"))
COURT, LATELY, RELEASED, AWAY = 35, 18, 4, 3        # of a hundred people
SETTLED = 20 * DAY                                  # nobody is released before
CLOSED_BUT = 1                                      # whole days before today that are left for whoever tries the journal
OFFICE = ("Ахметов С. Т.", "Жүнісов Е. М.", "Ким А. В.", "Петренко О. И.")
COURTS = ("Алматы қалалық соты", "Бостандық аудандық соты", "Городской суд № 2", "Медеуский районный суд")
POLICE = ("УҰИ, Алматы қаласының ПД", "ИВС ДП города Алматы")
HOSPITAL = ("Қалалық клиникалық аурухана", "Городская больница № 7")
TRIPS = {"move_to_court": COURTS, "move_to_investigation": POLICE, "move_to_hospital": HOSPITAL}
CHECKED = ("body_check_done",) * 9 + ("",)
GROUNDS = ("relg_case_body_ruling", "relg_term_served", "relg_parole", "relg_custody_term_expired")


class Gate:
    """Draws the movements of people as they pass by, and remembers what the journal needs. The same seed gives the same movements."""

    def __init__(self, seed: int, now: int) -> None:
        self._random = Random(f"tizilim gate 1 {seed}")
        self._now = now
        self._days: Counter[tuple[str, str]] = Counter()

    def pass_by(self, bulk: Bulk, made: Made, person_id: str, custody_id: str) -> None:
        """Everything of one person, in its order."""
        first = ARRIVAL_OF_GROUND.get(made.custody["ground"], "move_admission")
        self._step(bulk, person_id, custody_id, first, made.arrived, made.entered, {"place": made.custody["authority"], **self._checked()})
        inside, after = True, made.arrived
        for out, minute, back, place in self._trips(made):
            more = {"place": place, "order_kind": "order_request", "order_number": str(self._random.randrange(100, 9999)),
                    "order_on": moment(minute)[:10], "authority": place, "escort": self._random.choice(OFFICE), "fitness": "fit"}
            self._step(bulk, person_id, custody_id, out, minute, minute + 5, {**more, **self._checked()})
            inside = back <= self._now
            if inside:
                self._step(bulk, person_id, custody_id, KINDS[out].answer, back, back + 5, {"place": place, "escort": more["escort"], **self._checked()})
                after = back
        if inside and self._random.random() * 100 < RELEASED:
            self._release(bulk, made, person_id, custody_id, after)

    def close_days(self, session: Session, first: str) -> None:
        """The journal from the register's first day on: each day in its line, as an officer would have closed it the next morning."""
        bulk, today, on, count = Bulk(session), moment(self._now)[:10], first, 0
        last = str(date.fromisoformat(today) - timedelta(CLOSED_BUT + 1))
        while on <= last:
            came, left = self._days[on, "in"], self._days[on, "out"]
            following = str(date.fromisoformat(on) + timedelta(1))
            at = f"{following}T08:{count % 50:02d}:00{moment(self._now)[16:]}"
            bulk.add(Journal, new_id(), "", {"on": on, "yesterday": count, "came": came, "left": left, "today": count + came - left}, at)
            on, count = following, count + came - left
        bulk.close()

    def _trips(self, made: Made) -> Iterator[tuple[str, int, int, str]]:
        """Departure, when, return (in the future for who is still out), where."""
        random, now = self._random, self._now
        chance, since = random.random() * 100, now - made.arrived
        tried = made.custody["category"] in TRIED
        if tried and since > 12 * DAY and chance < COURT:
            yield self._trip("move_to_court", self._morning(made.arrived + 2 * DAY + int(random.random() * (since - 8 * DAY))), 90, 400)
        if since > 3 * DAY and chance < (LATELY if tried else AWAY):
            latest = self._morning(now - int(random.random() * 2) * DAY)
            yield self._trip("move_to_court" if tried else "move_to_hospital", latest if latest < now - 15 else latest - DAY, 120, 480)
        elif since > 30 * DAY and chance > 100 - AWAY:
            yield self._trip("move_to_investigation" if tried else "move_to_hospital", now - int((1 + 6 * random.random()) * DAY), 3 * DAY, 20 * DAY)

    def _morning(self, minute: int, span: int = 150) -> int:
        """On the same day, when courts and offices begin: from eight on, by the clock of the institution."""
        ahead = 300 if moment(minute).endswith("+05:00") else 360
        return (minute + ahead) // DAY * DAY - ahead + 480 + int(self._random.random() * span)

    def _trip(self, out: str, minute: int, shortest: int, longest: int) -> tuple[str, int, int, str]:
        return out, minute, minute + shortest + int(self._random.random() * (longest - shortest)), self._random.choice(TRIPS[out])

    def _release(self, bulk: Bulk, made: Made, person_id: str, custody_id: str, after: int) -> None:
        since = max(made.arrived + SETTLED, after + 60)
        if since >= self._now - 60:
            return
        random = self._random
        spread = self._now - 60 - since
        at = self._morning(self._now - 60 - int(min(random.random() ** 3, random.random()) * min(spread, 400 * DAY)), 300)
        at = at if since < at < self._now - 60 else self._now - 60
        paper = {"order_kind": "order_court_ruling", "order_number": str(random.randrange(10, 999)), "order_on": moment(at)[:10],
                 "authority": made.custody["authority"], "place": "Алматы қ."}
        self._step(bulk, person_id, custody_id, "move_release", at, at + 10, {**paper, **self._checked()})
        bulk.add(Release, new_id(), person_id, {
            "person_id": person_id, "custody_id": custody_id, "ground": random.choice(GROUNDS), "at": moment(at), "document": paper["order_kind"],
            "number": paper["order_number"], "document_on": paper["order_on"], "authority": paper["authority"], "destination": paper["place"],
            "certificate_number": str(random.randrange(1000, 9999))}, seconds(moment(min(at + 10, self._now))))

    def _checked(self) -> dict[str, Any]:
        said = self._random.choice(CHECKED)
        return {"body_check": said} if said else {}

    def _step(self, bulk: Bulk, person_id: str, custody_id: str, code: str, minute: int, entered: int, more: dict[str, Any]) -> None:
        kind = KINDS[code]
        at = moment(minute)
        ends = {"closes": "yes"} if kind.closes else {}
        bulk.add(Movement, new_id(), person_id, {
            "person_id": person_id, "custody_id": custody_id, "direction": kind.direction, "movement": code, "at": at, **more, **ends},
            seconds(moment(min(entered, self._now))))
        self._days[at[:10], OUT if kind.direction == OUT else "in"] += 1
