"""Says movements in words: kind, paper, body check, and how long somebody may be out."""

from collections.abc import Callable
from typing import Any

from db.rules import movement as rules
from db.rules.name import full
from desktop.i18n import N_, _, date, moment, term

WAYS = {"in": "→", "out": "←"}
MISSING = N_("missing")


def kind(row: Any) -> str:
    """«→ from court»: the arrow says the direction to whoever only glances."""
    return f"{WAYS.get(row.direction, '')} {term(row.movement)}".strip()


def paper(row: Any) -> str:
    """Order, number, day, authority."""
    number = f"№ {row.order_number}" if row.order_number else ""
    order = term(row.order_kind) if row.order_kind else ""
    authority = row.authority if row.authority != row.place else ""
    return ", ".join(filter(None, (" ".join(filter(None, (order, number))), date(row.order_on), authority)))


def check(row: Any) -> str:
    """A missing body check is seen, never hidden."""
    if row.body_check:
        sign = "✓" if row.body_check == "body_check_done" else "○"
        return f"{sign} {term(row.body_check)}"
    return f"● {_(MISSING)}" if rules.is_check_missing(row.movement, "") else "–"


def due(row: Any, today: str) -> str:
    """The day by which the law wants somebody back."""
    if not row.due:
        return "–"
    late = _("overdue since {day}").format(day=date(row.due))
    return f"● {late}" if row.due < today else f"○ {date(row.due)}"


def unbalanced(balances: bool) -> str:
    """What follows the line of a day whose numbers do not agree."""
    return "" if balances else " · ● " + _("does not balance")


def named(whose: dict[str, str]) -> Callable[[], str]:
    return lambda: " · ".join(filter(None, (full(whose), date(whose.get("date_of_birth", "")))))


def state(found: Any) -> str:
    """Where somebody is or was: «held, since 20.11.2026 09:00 (from police)»."""
    if found is None or not found.status:
        return _("has not come here yet")
    where = f" · {found.place}" if found.place and not found.inside else ""
    since = _("since {time}: {movement}").format(time=moment(found.since), movement=term(found.movement))
    return f"{term(found.status, True)} · {since}{where}"
