"""Makes a card file as dirty as they come, and says of each line what must become of it."""

import csv
import datetime
import io
import random
from pathlib import Path
from typing import Any, NamedTuple

from db.rules import iin

HEADS = ("Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "ИИН", "Гражданство", "Номер документа", "Примечание")
COLUMNS = {"surname": "Фамилия", "given_name": "Имя", "patronymic": "Отчество", "sex": "Пол", "date_of_birth": "Дата рождения", "iin": "ИИН",
           "citizenship": "Гражданство", "document_number": "Номер документа"}
MAPPING: dict[str, Any] = {
    "columns": COLUMNS, "constants": {"citizenship": "KZ", "document_kind": "doc_id_card"},
    "absent": {"iin": "картотекада ЖСН жоқ"}, "serial_dates": "1900",
}
SURNAMES = ("Ахметов", "Оспанов", "Тұрсынов", "Ким", "Садықов", "Иванов", "Бекмұратов", "Петров", "Жұмабаев", "Қалиев", "Сейтқали", "Мұқанов")
SYLLABLES = ("ба", "ве", "га", "ди", "жо", "зу", "ка", "ле", "ми", "но", "пу", "ра", "се", "ти", "фо", "ху", "ца", "че", "ша", "бо", "ву", "ги",
             "до", "жа", "зе", "ко", "лу", "ма", "ни")
LATIN = str.maketrans("АОЕСаоесрх", "AOECaoecpx")
LATIN_SAFE = str.maketrans("аоес", "aoec")


class Card(NamedTuple):
    """One line: its cells, what must become of it, and the values that a created person must have."""

    cells: tuple[str, ...]
    outcome: str
    values: dict[str, str]
    why: str


def cards(count: int, seed: int = 1, one_byte: bool = False) -> list[Card]:
    """``count`` lines, empty ones among them, each kind of dirt in a known share; the same for the same seed."""
    rolled = random.Random(seed)
    made: list[Card] = []
    sound: list[tuple[int, dict[str, str]]] = []
    used: set[str] = set()
    for number in range(count):
        person = _person(rolled, number, one_byte, used)
        dirt = rolled.choices(tuple(_DIRT), [weight for _make, weight in _DIRT.values()])[0]
        card = _DIRT[dirt][0](rolled, person, sound)
        made.append(card)
        if card.outcome == "create" and card.values.get("iin"):
            sound.append((number, dict(card.values)))
    return made


def _person(rolled: random.Random, number: int, one_byte: bool, used: set[str]) -> dict[str, str]:
    """Nobody is alike: any two given names differ in three syllables or more (a Reed-Solomon code over the 29 of them)."""
    born = datetime.date(1950, 1, 1) + datetime.timedelta(rolled.randrange(20_000))
    first, digits, serial = "", None, rolled.randrange(1000)
    while digits is None or first in used:
        serial = (serial + 1) % 10_000
        first = f"{born:%y%m%d}{'3' if born.year < 2000 else '5'}{serial:04}"
        digits = iin.check_digit(first)
    used.add(first)
    surname = rolled.choice([one for one in SURNAMES if not one_byte or not set(one.lower()) & set("әғқңөұүһі")])
    first_, second, third = number % 29, number // 29 % 29, number // 841 % 29
    code = (first_, second, third, (first_ + second + third) % 29, (first_ + 2 * second + 3 * third) % 29)
    given = "".join(SYLLABLES[place] for place in code).capitalize()
    return {"surname": surname, "given_name": given, "patronymic": "", "sex": "male", "date_of_birth": born.isoformat(),
            "iin": f"{first}{digits}", "citizenship": "KZ", "document_kind": "doc_id_card", "document_number": f"{number:09}"}


def _card(person: dict[str, str], outcome: str = "create", why: str = "", **cells: str) -> Card:
    shown = {**person, "sex": "М", "citizenship": "Казахстан", **cells}
    return Card((*(shown.get(field, "") for field in COLUMNS), ""), outcome, person, why)


def _clean(rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person)


def _dates(rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    born = datetime.date.fromisoformat(person["date_of_birth"])
    forms = (f"{born:%d.%m.%Y}", f"{born:%d/%m/%Y}", f"{born:%Y-%m-%d}", f"{born:%Y-%m-%d} 00:00:00", f"{born.day}.{born.month}.{born.year}",
             str((born - datetime.date(1899, 12, 30)).days))
    return _card(person, date_of_birth=rolled.choice(forms))


def _look_alike(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person, surname=person["surname"].translate(LATIN), given_name=f" {person['given_name'].translate(LATIN_SAFE)} ")


def _float(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    number = person["iin"]
    if len(number.rstrip("0")) < 10:
        return _card(person)        # so few digits would look rounded, and rightly be refused
    if number.startswith("0"):
        return _card(person, iin=number.lstrip("0") + ".0")
    return _card(person, iin=f"{number[0]}.{number[1:].rstrip('0')}E{'+' if number[1] in '13579' else ''}11")


def _rounded(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person, "refusal", "card_iin_digits_lost", iin=f"{person['iin'][0]},{person['iin'][1:6]}E+11")


def _wrong_digit(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    wrong = person["iin"][:-1] + str((int(person["iin"][-1]) + 1) % 10)
    return _card(person, "refusal", "iin_check_digit", iin=wrong)


def _no_number(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card({**person, "iin": ""})


def _bad_date(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person, "refusal", "card_date_unreadable", date_of_birth="31.02.1980")


def _month_first(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person, "refusal", "card_date_unreadable", date_of_birth="02/28/1980")


def _unknown_word(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person, "refusal", "card_word_unknown", sex="?")


def _again(rolled: random.Random, person: dict[str, str], sound: list[tuple[int, dict[str, str]]]) -> Card:
    if not sound:
        return _card(person)
    _number, first = rolled.choice(sound)
    return _card(first, "duplicate", "card_iin_twice")


def _empty(_rolled: random.Random, _person: dict[str, str], _sound: Any) -> Card:
    return Card(("", "  ", *("",) * (len(HEADS) - 2)), "empty", {}, "")


def _no_name(_rolled: random.Random, person: dict[str, str], _sound: Any) -> Card:
    return _card(person, "refusal", "name_required", surname="", given_name="")


_DIRT: dict[str, tuple[Any, int]] = {
    "clean": (_clean, 40), "dates": (_dates, 15), "look_alike": (_look_alike, 10), "float": (_float, 10), "rounded": (_rounded, 2),
    "wrong_digit": (_wrong_digit, 3), "no_number": (_no_number, 5), "bad_date": (_bad_date, 2), "month_first": (_month_first, 2),
    "unknown_word": (_unknown_word, 2), "again": (_again, 5), "empty": (_empty, 3), "no_name": (_no_name, 1),
}


def write_csv(path: Path, made: list[Card], encoding: str = "utf-8-sig", separator: str = ";") -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows(card.cells for card in made)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: list[tuple[Any, ...]], epoch_1904: bool = False) -> Path:
    """Cells as they are given: numbers as numbers, dates as dates; with the day count of old Macintosh files if asked."""
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    page = book.active
    page.append(HEADS)
    for row in rows:
        page.append(row)
    book.save(path)
    return path
