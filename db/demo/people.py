"""Made-up people in the shape of the population of 1 January 2013: who they are, where they are held and since when.

Source of the shape: third periodic report of Kazakhstan to the Committee against Torture (resolution № 617 of 18.06.2013),
answer 32: 94 institutions and the people in them by sex, age and citizenship.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from random import Random
from typing import Any, Final, NamedTuple

from db.demo import names
from db.rules import iin

TOTAL: Final = 48_684
SEX: Final = {"male": TOTAL - 3_822, "female": 3_822}
AGE: Final = {"adult": TOTAL - 194, "minor": 194}
CITIZENSHIP: Final = {"citizen": TOTAL - 1_976 - 155, "foreigner": 1_976, "stateless": 155}
# The named kinds are 75 of the 76 colonies; the report leaves the kind of one of them open.
INSTITUTIONS: Final = {
    "inst_sizo": 18, "inst_old_general": 22, "inst_old_strict": 21, "inst_old_settlement": 18, "inst_treatment": 7, "inst_old_special": 5,
    "inst_old_prison": 1, "inst_old_educational": 1, "correctional_institution": 1,
}
NUMBERS: Final = {"iin_checked": 90, "iin_as_in_document": 5, "iin_absent": 5}
NUMBERS_OF_OTHERS: Final = {"iin_checked": 30, "iin_as_in_document": 5, "iin_absent": 65}

MEN_ONLY: Final = frozenset(("inst_old_special", "inst_old_prison"))
ADULTS: Final = {kind: count for kind, count in INSTITUTIONS.items() if kind != "inst_old_educational"}
MINORS: Final = {"inst_old_educational": 2, "inst_sizo": 1}
PLACES: Final = 60              # people to an institution below which a small demo has fewer institutions

# Citizenship of foreigners, the people whose names they bear, and how many in a hundred.
_FOREIGNERS: Final = (
    ("UZ", "uzbek", 36), ("RU", "russian", 24), ("KG", "kyrgyz", 16), ("TJ", "tajik", 10), ("AZ", "azeri", 6), ("UA", "ukrainian", 4),
    ("DE", "german", 2), ("KR", "korean", 2),
)
_PEOPLES: Final = tuple(people for people, count in zip(names.PEOPLES, names.CITIZENS, strict=True) for _ in range(count))
_GROUNDS: Final = {
    "inst_sizo": (
        ("ground_custody_ruling", "suspect", 30), ("ground_custody_ruling", "accused", 26), ("ground_custody_ruling", "defendant", 18),
        ("ground_detention_protocol", "cat_detained", 6), ("ground_sentence_not_in_force", "convict_not_in_force", 18),
        ("ground_returned_for_case", "convict", 2),
    ),
    "inst_old_special": (("ground_sentence", "convict", 72), ("ground_sentence", "cat_life", 28)),
    "inst_old_prison": (("ground_transfer_order", "convict", 80), ("ground_transfer_order", "cat_life", 20)),
    "": (("ground_sentence", "convict", 82), ("ground_transfer_order", "convict", 18)),
}
_COURTS: Final = (
    "Алматы қалалық соты", "Астана қалалық соты", "Қарағанды қалалық соты", "Шымкент қалалық соты", "Павлодарский городской суд",
    "Костанайский городской суд", "Актюбинский городской суд", "Усть-Каменогорский городской суд",
)
_REASONS: Final = {
    "iin_as_in_document": ("құжатта осылай жазылған", "так указано в документе"),
    "iin_absent": ("ЖСН берілмеген", "ИИН не присваивался"),
}
_ISSUERS: Final = ("ҚР ІІМ", "МВД РК", "ҚР Әділет министрлігі", "Министерство юстиции РК")
_DAY: Final = 1440
_YEAR: Final = 525_960          # minutes
_EPOCH: Final = date(1970, 1, 1).toordinal()
_OFFSET_5: Final = int(datetime.fromisoformat("2024-03-01T00:00+05:00").timestamp()) // 60


class Made(NamedTuple):
    """One made-up person: fields as an officer would enter them, the custody, and the moments in minutes since 1970 UTC."""

    person: dict[str, Any]
    custody: dict[str, Any]
    kind: str                   # of the institution
    arrived: int
    entered: int


class Urn:
    """Draws every kind exactly as often as its share of ``total`` allows, in random order, without a list of them."""

    def __init__(self, shares: Mapping[str, int], total: int) -> None:
        self._left = apportioned(shares, total)
        self._total = total

    def draw(self, random: Random) -> str:
        """A kind; the last one left when the urn is overdrawn."""
        at, drawn = int(random.random() * self._total), ""
        for kind, count in self._left.items():
            drawn = kind
            if at < count:
                break
            at -= count
        self._left[drawn] -= 1
        self._total -= 1
        return drawn

    def put_back(self, kind: str) -> None:
        self._left[kind] += 1
        self._total += 1


def apportioned(shares: Mapping[str, int], total: int) -> dict[str, int]:
    """``total`` divided in the proportion of the shares by largest remainder; ties go to the one named first."""
    whole = sum(shares.values())
    parts = {kind: share * total // whole for kind, share in shares.items()}
    rest = sorted(shares, key=lambda kind: -(shares[kind] * total % whole))
    for kind in rest[:total - sum(parts.values())]:
        parts[kind] += 1
    return parts


class People:
    """Draws ``count`` people; the same seed, count and day give the same people. ``now``: minutes since 1970 UTC."""

    def __init__(self, count: int, seed: int, now: int) -> None:
        self._random = Random(f"tizilim demo 1 {seed}")
        self._count, self._now = count, now
        self._sex, self._age, self._citizenship = Urn(SEX, count), Urn(AGE, count), Urn(CITIZENSHIP, count)
        minors = apportioned(AGE, count)["minor"]
        self._adults, self._minors = Urn(ADULTS, count - minors), Urn(MINORS, minors)
        citizens = apportioned(CITIZENSHIP, count)["citizen"]
        self._numbers, self._numbers_of_others = Urn(NUMBERS, citizens), Urn(NUMBERS_OF_OTHERS, count - citizens)
        self._codes = codes(count)
        self._counters: dict[str, int] = {}

    def __iter__(self) -> Iterator[Made]:
        for _ in range(self._count):
            yield self._one()

    def _one(self) -> Made:
        random = self._random
        sex, minor, citizenship = self._sex.draw(random), self._age.draw(random) == "minor", self._citizenship.draw(random)
        kind = self._kind(sex, minor)
        age = int((14 + 4 * random.random() if minor else 18 + 57 * (random.random() * random.random())) * _YEAR) + _DAY
        born = _date((self._now - age) // _DAY)
        country, people = self._origin(citizenship)
        person = self._person(names.draw(random, people, sex), sex, born, country, minor)
        detained, delivered, arrived = self._moments(kind, age, minor)
        entered = min(arrived + 5 + int(random.random() * 85), self._now)
        return Made(person, self._custody(kind, country, detained, delivered, arrived), kind, arrived, entered)

    def _kind(self, sex: str, minor: bool) -> str:
        if minor:
            return self._minors.draw(self._random)
        for _ in range(20):
            kind = self._adults.draw(self._random)
            if sex == "male" or kind not in MEN_ONLY:
                return kind
            self._adults.put_back(kind)
        return self._adults.draw(self._random)

    def _origin(self, citizenship: str) -> tuple[str, str]:
        """Country and the people whose names are borne."""
        if citizenship == "foreigner":
            return self._weighed(_FOREIGNERS)[:2]
        people = _PEOPLES[int(self._random.random() * len(_PEOPLES))]
        return ("KZ" if citizenship == "citizen" else "stateless"), people

    def _person(self, name: names.Name, sex: str, born: str, country: str, minor: bool) -> dict[str, Any]:
        chance = self._random.random
        spelling = (0 if chance() < 0.6 else 1) if country in ("KZ", "stateless") else 2 if chance() < 0.8 else 1
        surname, given, patronymic = name
        fields = {
            "surname": surname[spelling], "given_name": given[spelling], "patronymic": "" if spelling == 2 else patronymic[spelling],
            "surname_kk": surname[0], "given_name_kk": given[0], "patronymic_kk": patronymic[0],
            "surname_ru": surname[1], "given_name_ru": given[1], "patronymic_ru": patronymic[1],
            "sex": sex, "date_of_birth": born, "citizenship": country,
        }
        self._number(fields, country, spelling)
        self._document(fields, country, minor)
        return {field: value for field, value in fields.items() if value}

    def _number(self, fields: dict[str, Any], country: str, spelling: int) -> None:
        state = (self._numbers if country == "KZ" else self._numbers_of_others).draw(self._random)
        fields["iin_state"] = state
        if state != "iin_absent":
            number = self._iin(fields["date_of_birth"], fields["sex"])
            # A wrong check digit is what «as in the document» is for.
            fields["iin"] = number if state == "iin_checked" else number[:11] + str((int(number[11]) + 5) % 10)
        if state != "iin_checked":
            fields["iin_reason"] = _REASONS[state][0 if spelling == 0 else 1]

    def _iin(self, born: str, sex: str) -> str:
        """A valid number; its running part goes on where the last person of that day and sex left it, so that none comes twice."""
        first = born[2:4] + born[5:7] + born[8:10] + str((3 if born < "2000" else 5) + (sex == "female"))
        running = self._counters.get(first)
        if running is None:
            running = int(self._random.random() * 10_000)
        while True:
            running = (running + 1) % 10_000
            digit = iin.check_digit(f"{first}{running:04d}")
            if digit is not None:
                self._counters[first] = running
                return f"{first}{running:04d}{digit}"

    def _document(self, fields: dict[str, Any], country: str, minor: bool) -> None:
        chance = self._random.random()
        digits = f"{int(self._random.random() * 10 ** 9):09d}"
        if chance < (0.03 if country == "KZ" else 0.2):
            fields["document_kind"] = "doc_none"
            return
        kind, number = _kind_of_document(country, minor, chance, digits)
        born = date.fromisoformat(fields["date_of_birth"]).toordinal() - _EPOCH
        grown = born + (0 if kind == "doc_birth_certificate" else 16 * 365)
        today = self._now // _DAY
        issued = max(today - int(self._random.random() * 3650), min(grown + 30, today), born)
        fields.update(document_kind=kind, document_number=number, document_issued_on=_date(issued))
        if country == "KZ":
            fields["document_issued_by"] = _ISSUERS[int(self._random.random() * len(_ISSUERS))]

    def _custody(self, kind: str, country: str, detained: int, delivered: int, arrived: int) -> dict[str, Any]:
        random = self._random
        ground, category, _ = self._weighed(_GROUNDS.get(kind, _GROUNDS[""]))
        if kind == "inst_sizo" and country not in ("KZ", "stateless") and random.random() < 0.08:
            ground, category = "ground_extradition_arrest", "cat_extradition"
        where = self._codes[kind]
        return {
            "institution": where[int(random.random() * len(where))], "ground": ground, "category": category,
            "authority": _COURTS[int(random.random() * len(_COURTS))],
            "case_number": f"{_date(detained // _DAY)[2:4]}-{int(random.random() * 10 ** 6):06d}",
            "detained_at": moment(detained), "delivered_at": moment(delivered), "arrived_at": moment(arrived),
        }

    def _moments(self, kind: str, age: int, minor: bool) -> tuple[int, int, int]:
        """Detention, delivery and arrival; nobody is detained before the age of 14, nothing lies in the future."""
        chance = self._random.random
        remand = kind == "inst_sizo"
        longest = min(_YEAR if remand or minor else 9 * _YEAR, age - 14 * _YEAR)
        way = int((1 + 2 * chance()) * _DAY) if remand else int((60 + 240 * chance()) * _DAY)
        ago = way + 300 + int(chance() * chance() * max(longest - way, 0))
        detained = self._now - ago
        delivered = detained + 20 + int(chance() * 160)
        return detained, delivered, max(delivered, min(detained + way, self._now - 30))

    def _weighed(self, rows: tuple[tuple[str, str, int], ...]) -> tuple[str, str, int]:
        at = self._random.random() * 100
        for row in rows:
            at -= row[2]
            if at < 0:
                return row
        return rows[-1]


def codes(count: int) -> dict[str, list[str]]:
    """Made-up institutions for so many people, by kind; small demos have fewer of them, the first one is where the demo is kept."""
    wanted = max(1, min(sum(INSTITUTIONS.values()), count // PLACES))
    numbers = {kind: max(1, number) for kind, number in apportioned(INSTITUTIONS, wanted).items()}
    found, number = {}, 0
    for kind, many in numbers.items():
        found[kind] = [f"ДЕМО-{number + place}" for place in range(1, many + 1)]
        number += many
    return found


def moment(minutes: int) -> str:
    """Minutes since 1970 UTC as the wall time of Almaty, whose clocks stood at +06:00 from 2004 until 1 March 2024."""
    ahead, said = (300, "+05:00") if minutes >= _OFFSET_5 else (360, "+06:00")
    day, minute = divmod(minutes + ahead, _DAY)
    return f"{_date(day)}T{_CLOCK[minute]}{said}"


def seconds(moment: str) -> str:
    """A moment as entries show it."""
    return f"{moment[:16]}:00{moment[16:]}"


_CLOCK: Final = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(_DAY)]


@lru_cache(maxsize=1 << 16)
def _date(day: int) -> str:
    return date.fromordinal(day + _EPOCH).isoformat()


def _kind_of_document(country: str, minor: bool, chance: float, digits: str) -> tuple[str, str]:
    if country == "stateless":
        return "doc_stateless", digits
    if country != "KZ":
        return ("doc_residence_permit", digits) if chance > 0.8 else ("doc_foreign_passport", f"{country[0]}{digits[:8]}")
    if minor and chance < 0.5:
        return "doc_birth_certificate", digits[:7]
    return ("doc_passport", f"N{digits[:8]}") if chance > 0.95 else ("doc_id_card", digits)
