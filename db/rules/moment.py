"""Dates and moments: how they are typed, kept, ordered and written in official Kazakh and Russian.

A date is kept as ``YYYY-MM-DD``, a moment as local wall time with its offset to the minute, ``YYYY-MM-DDTHH:MM+HH:MM``.
"""

import datetime
import re
from zoneinfo import ZoneInfo

from db.rules.name import digits_from_kazakh_layout

# Zones of the IANA database by the first two digits of KATO; the offsets and the unification of 2024-03-01 are its data.
ZONE = "Asia/Almaty"
ZONES = {
    "15": "Asia/Aqtobe", "23": "Asia/Atyrau", "27": "Asia/Oral", "39": "Asia/Qostanay", "43": "Asia/Qyzylorda", "47": "Asia/Aqtau",
}

MONTHS_KK = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)
MONTHS_KK_LOCATIVE = (
    "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы", "шілдедегі", "тамыздағы", "қыркүйектегі",
    "қазандағы", "қарашадағы", "желтоқсандағы",
)
MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
)
WEEKDAYS_KK = ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі")
WEEKDAYS_RU = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)([+-])(\d\d):(\d\d)", re.ASCII)
_THREE_NUMBERS = re.compile(r"(\d{1,2})[.,/\- ]+(\d{1,2})[.,/\- ]+(\d{4}|\d{2})\.?", re.ASCII)
_EIGHT_OR_SIX = re.compile(r"(\d\d)(\d\d)(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[:.,;\- ](\d{2})|(\d{1,2})(\d{2})", re.ASCII)
_EPOCH = datetime.date(1970, 1, 1).toordinal()


def zone(kato: str = "") -> str:
    """The time zone of a region, by its KATO code; that of the greater part of the country when the region is not known."""
    return ZONES.get(kato[:2], ZONE)


def offsets(wall: str, zone: str = ZONE) -> tuple[str, ...]:
    """Offsets (``+05:00``) that the zone's clocks had at a wall time ``YYYY-MM-DDTHH:MM``.

    Two, the earlier moment first, in an hour that clocks showed twice (29.02.2024 from 23:00 in Almaty); otherwise one.
    """
    local = datetime.datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    both = [local, local.replace(fold=1)]
    shown = [one for one in both if one.astimezone(datetime.UTC).astimezone(one.tzinfo).replace(fold=0) == local]
    return tuple(dict.fromkeys(map(_offset, shown or both[:1])))


def moment(date: str, time: str, zone: str = ZONE) -> str:
    """Wall time ``YYYY-MM-DD`` and ``HH:MM`` as a moment with the offset in force there and then."""
    wall = f"{date}T{time}"
    return wall + offsets(wall, zone)[0]


def now(zone: str = ZONE) -> str:
    """This minute as a moment of the zone, by this machine's clock."""
    return from_datetime(datetime.datetime.now(ZoneInfo(zone)))


def from_datetime(instant: datetime.datetime) -> str:
    """An aware datetime as a moment; seconds are cut, not rounded: the minute is the one that the clock showed."""
    return instant.strftime("%Y-%m-%dT%H:%M") + _offset(instant)


def is_moment(text: str) -> bool:
    """Whether the text is a moment of the calendar, written exactly as moments are kept."""
    return _parts(text) is not None


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar, written exactly as dates are kept."""
    return _ISO.fullmatch(text) is not None and _day(text) is not None


def utc_minutes(text: str) -> int:
    """Minutes since 1970-01-01T00:00Z: what moments of different offsets are ordered by. Raises ValueError for anything else."""
    parts = _parts(text)
    if parts is None:
        raise ValueError("not a moment")
    day, minutes, offset = parts
    return (day.toordinal() - _EPOCH) * 1440 + minutes - offset


def age(date_of_birth: str, day: str) -> int:
    """Full years on a day; who was born on 29 February completes a year on 1 March where there is no 29 February."""
    born, then = datetime.date.fromisoformat(date_of_birth), datetime.date.fromisoformat(day[:10])
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def typed_date(text: str, latest: str = "") -> str | None:
    """``20.11.2026``, ``20112026``, ``201126``, ``20.11.26`` or ``2026-11-20`` as ``2026-11-20``; None if it is no such day.

    Two digits of a year mean the last such year up to ``latest`` (a birthday is not in the future), without it 2000 to 2099.
    Letters of the Kazakh digit row are read as digits; there the point key is also the 7, so both readings are tried.
    """
    text = text.strip()
    for reading in (digits_from_kazakh_layout(text, points=False), digits_from_kazakh_layout(text)):
        if _ISO.fullmatch(reading):
            return reading if _day(reading) else None
        match = _THREE_NUMBERS.fullmatch(reading) or _EIGHT_OR_SIX.fullmatch(reading)
        if match and (found := _typed(match[1], match[2], match[3], latest)):
            return found
    return None


def typed_time(text: str) -> str | None:
    """``14:05``, ``14.05``, ``1405`` or ``905`` as ``14:05`` and ``09:05``; None if no clock shows it."""
    text = text.strip()
    for reading in (digits_from_kazakh_layout(text, points=False), digits_from_kazakh_layout(text)):
        match = _TIME.fullmatch(reading)
        if match:
            hour, minute = int(match[1] or match[3]), int(match[2] or match[4])
            if hour < 24 and minute < 60:
                return f"{hour:02}:{minute:02}"
    return None


def date_short(text: str) -> str:
    """``29.03.2012`` of a date or a moment, "" of nothing: the same in both languages."""
    return f"{text[8:10]}.{text[5:7]}.{text[:4]}" if text else ""


def moment_short(text: str) -> str:
    """``29.03.2012 14:05`` of a moment, in the wall time of its place."""
    return f"{date_short(text)} {text[11:16]}" if text else ""


def date_words(text: str, language: str) -> str:
    """The official long form: «2012 жылғы 29 наурыз», «29 марта 2012 года»; numbers and points in any other language."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if language == "kk":
        return f"{year} жылғы {day} {MONTHS_KK[month - 1]}"
    if language == "ru":
        return f"{day} {MONTHS_RU[month - 1]} {year} года"
    return date_short(text)


def date_words_of_paper(text: str, language: str) -> str:
    """The date before a document's number: «2012 жылғы 29 наурыздағы № 182 …»; in Russian as :func:`date_words`."""
    if language == "kk":
        return f"{int(text[:4])} жылғы {int(text[8:10])} {MONTHS_KK_LOCATIVE[int(text[5:7]) - 1]}"
    return date_words(text, language)


def moment_words(text: str, language: str) -> str:
    """Date in words and the time to the minute; no case ending on the number, which would change with it."""
    if language == "kk":
        return f"{date_words(text, language)}, сағат {text[11:16]}"
    return f"{date_words(text, language)}, {text[11:16]}"


def _offset(instant: datetime.datetime) -> str:
    delta = instant.utcoffset() or datetime.timedelta()
    sign, minutes = ("-", -delta) if delta < datetime.timedelta() else ("+", delta)
    whole = int(minutes.total_seconds()) // 60
    return f"{sign}{whole // 60:02}:{whole % 60:02}"


def _parts(text: str) -> tuple[datetime.date, int, int] | None:
    """Day, minute of the day, offset in minutes; None for anything that is not exactly a moment."""
    match = _MOMENT.fullmatch(text)
    day = _day(match[1]) if match else None
    if match is None or day is None:
        return None
    hour, minute, ahead, behind = int(match[2]), int(match[3]), int(match[5]), int(match[6])
    if hour > 23 or minute > 59 or ahead > 14 or behind > 59:
        return None
    offset = ahead * 60 + behind
    return day, hour * 60 + minute, -offset if match[4] == "-" else offset


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _typed(day: str, month: str, year: str, latest: str) -> str | None:
    if len(year) == 2:
        century = int(latest[:2]) if latest else 20
        found = _typed(day, month, f"{century}{year}", "")
        if latest and (found is None or found > latest[:10]):
            found = _typed(day, month, f"{century - 1}{year}", "")
        return found
    text = f"{year}-{int(month):02}-{int(day):02}"
    return text if _day(text) else None
