"""The workstation's clock: local time with its offset, and a word when it has jumped back."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
TOLERATED_SECONDS = 120


def system_clock() -> datetime:
    """Now, as the computer's own zone shows it."""
    return datetime.now().astimezone()


def in_zone(clock: Clock, zone: str) -> Clock:
    """The same clock on the wall of a zone: the institution's, whatever the computer was set to."""
    place = ZoneInfo(zone)
    return lambda: clock().astimezone(place)


def shown(moment: datetime) -> str:
    """ISO 8601 with seconds and offset."""
    return moment.isoformat(timespec="seconds")


def quality(now: datetime, latest: str) -> str:
    """``ok``, or ``back`` where now lies before the newest entry that this workstation wrote."""
    if not latest:
        return "ok"
    return "back" if (datetime.fromisoformat(latest) - now).total_seconds() > TOLERATED_SECONDS else "ok"
