"""What must hold for a step through the gate: in follows out and out follows in, to the minute, with the papers its kind asks for.

Sources: УИК 88, 90-93, 113, 161, 165; law on custody in special institutions 12, 27, 33, 47, 48; УПК 131, 133; CPT §71 (body check).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from db.rules.moment import is_date, is_moment, utc_minutes
from db.rules.name import has_control_characters
from db.rules.problem import Problem
from db.rules.screening import FITNESS

IN, OUT, YES = "in", "out", "yes"
ESCORTED = ("escort", "route", "fitness", "property", "files")
PAPER = ("order_kind", "order_number", "order_on", "authority")


class Kind(NamedTuple):
    """One kind of movement: what it asks for and must have, where the person then is, and after how many days he must be back.

    ``answer`` is the kind of return that belongs to a departure; ``checked`` whether the custodian changes, so that a body check is due.
    """

    direction: str
    status: str
    asks: tuple[str, ...]
    needs: tuple[str, ...] = ()
    closes: bool = False
    answer: str = ""
    days: int = 0
    checked: bool = True


KINDS: dict[str, Kind] = {
    "move_admission": Kind(IN, "status_held", ("place", *PAPER, "escort", "property", "files")),
    "move_from_court": Kind(IN, "status_held", ("place", "escort", "property", "files")),
    "move_from_police": Kind(IN, "status_held", ("place", *PAPER, "escort", "property", "files")),
    "move_from_institution": Kind(IN, "status_held", ("place", *PAPER, "escort", "route", "property", "files"), ("place",)),
    "move_from_hospital": Kind(IN, "status_held", ("place", "escort", "property", "files")),
    "move_from_leave": Kind(IN, "status_held", ("property",)),
    "move_from_escape": Kind(IN, "status_returned", ("place", *PAPER, "escort", "property"), ("place",)),
    "move_to_court": Kind(OUT, "status_out_court", ("place", *PAPER, *ESCORTED), ("place",), answer="move_from_court"),
    # Ruling and thirty days: law on custody in special institutions, 12.
    "move_to_investigation": Kind(OUT, "status_out_investigation", ("place", *PAPER, *ESCORTED), ("place", "order_number", "order_on", "authority"),
                                  answer="move_from_police", days=30),
    "move_to_hospital": Kind(OUT, "status_outside_hospital", ("place", *PAPER, *ESCORTED), ("place",), answer="move_from_hospital"),
    # Seven days and five for the way: УИК 113.
    "move_to_leave": Kind(OUT, "status_short_exit", ("place", *PAPER, "property"), ("place", "order_number", "order_on"),
                          answer="move_from_leave", days=12),
    "move_transfer": Kind(OUT, "status_transferred_out", ("place", *PAPER, *ESCORTED), ("place", "order_number", "order_on", "authority"), closes=True),
    "move_release": Kind(OUT, "status_released", ("place", *PAPER, "property", "files"), closes=True),
    "move_death": Kind(OUT, "status_died", ("place", *PAPER, "property"), closes=True, checked=False),
    "move_escape": Kind(OUT, "status_escaped", ("place",), closes=True, checked=False, answer="move_from_escape"),
}
ARRIVALS = tuple(code for code, kind in KINDS.items() if kind.direction == IN)
DEPARTURES = tuple(code for code, kind in KINDS.items() if kind.direction == OUT)
OPENING = ("move_admission", "move_from_police", "move_from_court", "move_from_institution")     # may begin an episode of custody
ENDS = ("move_release", "move_death", "move_escape")                                              # with grounds of their own

# The paper of an arrival says where the person comes from, where nobody has said otherwise.
ARRIVAL_OF_GROUND = {
    "ground_transfer_order": "move_from_institution", "ground_returned_for_case": "move_from_institution",
    "ground_detention_protocol": "move_from_police", "ground_custody_ruling": "move_from_police",
    "ground_sentence_not_in_force": "move_from_court",
}

ORDER_KINDS = ("order_court_ruling", "order_sentence", "order_investigator_ruling", "order_prosecutor_ruling", "order_request", "transfer_order",
               "order_head", "order_detention_protocol", "order_medical", "order_other")
BODY_CHECKS = ("body_check_done", "body_check_refused", "body_check_not_done")
LENGTHS = {"place": 200, "order_number": 60, "authority": 200, "escort": 200, "route": 300, "reason": 300, "body_check_reason": 200,
           "property": 1000, "files": 300, "receiver": 200}
CODED = {"order_kind": ORDER_KINDS, "fitness": FITNESS, "body_check": BODY_CHECKS}
FIELDS = ("movement", "at", *LENGTHS, "order_kind", "order_on", "fitness", "body_check")


class Step(NamedTuple):
    """One movement of the same person beside the one in question."""

    movement: str
    at: str

    @property
    def kind(self) -> Kind:
        return KINDS.get(self.movement, KINDS["move_admission"])


def problems(values: Mapping[str, Any], now: str, before: Step | None = None, after: Step | None = None, *, back_at: str = "",
             new_episode: bool = False, closed_until: str = "") -> list[Problem]:
    """Everything wrong with a movement at the moment ``now``, between the person's movements before and after it.

    ``back_at``: the return entered together with a departure; ``new_episode``: the arrival opens an episode of custody;
    ``closed_until``: last day of the journal that is closed.
    """
    filled = {field: values.get(field) or "" for field in FIELDS}
    kind = KINDS.get(filled["movement"])
    if kind is None:
        return [Problem("movement", "unknown_code" if filled["movement"] else "required"), *_plain(filled)]
    found = [*_moment(filled["at"], now, closed_until), *(Problem(field, "required") for field in kind.needs if not filled[field]), *_plain(filled)]
    if is_moment(filled["at"]):
        found += [*_order(filled, kind, before, after, back_at, new_episode), *_back(filled, kind, now, after, back_at)]
    if filled["body_check"] in BODY_CHECKS[1:] and not filled["body_check_reason"]:
        found.append(Problem("body_check_reason", "body_check_reason_missing"))
    if kind.direction == OUT and "fitness" in kind.asks and filled["fitness"] == "not_fit":
        found.append(Problem("fitness", "departs_unfit", warning=True))
    return found


def due(movement: str, at: str) -> str:
    """The day by which whoever left must be back ("YYYY-MM-DD"), "" where the law sets none."""
    days = KINDS[movement].days if movement in KINDS else 0
    return str(date.fromisoformat(at[:10]) + timedelta(days)) if days and at else ""


def is_check_missing(movement: str, body_check: str) -> bool:
    """Whether the custodian changed and nothing is said about the body check."""
    return not body_check and movement in KINDS and KINDS[movement].checked


def possible(last: Step | None) -> tuple[str, ...]:
    """The kinds that may follow the person's last movement, the likeliest first."""
    if last is None:
        return ()
    if last.kind.direction == IN:
        return DEPARTURES
    if last.movement == "move_escape":
        return ("move_from_escape",)
    if last.kind.closes:
        return ()
    answer = last.kind.answer
    return (answer, *(code for code in ARRIVALS if code not in (answer, "move_from_escape", "move_admission")))


def _moment(at: str, now: str, closed_until: str) -> list[Problem]:
    if not at:
        return [Problem("at", "required")]
    if not is_moment(at):
        return [Problem("at", "moment_invalid")]
    if utc_minutes(at) > utc_minutes(now):
        return [Problem("at", "movement_in_future")]
    if closed_until and at[:10] <= closed_until:
        return [Problem("at", "movement_day_closed", warning=True, values={"day": _day(at)})]
    return [Problem("at", "movement_back_dated", warning=True, values={"day": _day(at)})] if at[:10] < now[:10] else []


def _order(values: Mapping[str, str], kind: Kind, before: Step | None, after: Step | None, back_at: str, new_episode: bool) -> list[Problem]:
    """In after out, out after in. Where something later stands already, the time is what is wrong; otherwise the kind."""
    last = IN if back_at else kind.direction
    wrong = _against(values["movement"], kind, before, new_episode)
    if after is not None and (wrong or after.kind.direction == last):
        return [Problem("at", "movement_before_later", values={"at": _shown(after.at)})]
    if wrong:
        return [wrong]
    if before is not None and before.kind.answer and not new_episode and before.kind.answer != values["movement"]:
        return [Problem("movement", "movement_other_return", warning=True)]
    return []


def _against(code: str, kind: Kind, before: Step | None, new_episode: bool) -> Problem | None:
    if before is None:
        return None if new_episode else Problem("movement", "movement_never_came" if kind.direction == OUT else "movement_needs_custody")
    since = {"at": _shown(before.at)}
    if before.kind.direction == kind.direction:
        return Problem("movement", "movement_already_in" if kind.direction == IN else "movement_already_out", values=since)
    if kind.direction == OUT:
        return None
    if before.movement == "move_death":
        return Problem("movement", "movement_after_death", values=since)
    if new_episode or (before.movement == "move_escape") == (code == "move_from_escape"):
        return None if new_episode or not before.kind.closes or code == "move_from_escape" else Problem("movement", "movement_needs_custody")
    return Problem("movement", "movement_no_escape" if code == "move_from_escape" else "movement_after_escape")


def _back(values: Mapping[str, str], kind: Kind, now: str, after: Step | None, back_at: str) -> list[Problem]:
    """The return that is entered together with the departure."""
    if not back_at:
        return []
    if not kind.answer or kind.closes:
        return [Problem("back_at", "movement_no_return")]
    if not is_moment(back_at):
        return [Problem("back_at", "moment_invalid")]
    if utc_minutes(back_at) > utc_minutes(now):
        return [Problem("back_at", "movement_in_future")]
    if utc_minutes(back_at) < utc_minutes(values["at"]):
        return [Problem("back_at", "movement_back_before_out")]
    if after is not None and utc_minutes(back_at) > utc_minutes(after.at):
        return [Problem("back_at", "movement_before_later", values={"at": _shown(after.at)})]
    return []


def _plain(values: Mapping[str, str]) -> Iterable[Problem]:
    for field, limit in LENGTHS.items():
        if len(values[field]) > limit:
            yield Problem(field, "too_long", values={"length": str(len(values[field])), "limit": str(limit)})
        if has_control_characters(values[field].replace("\n", " ")):
            yield Problem(field, "control_characters")
    for field, codes in CODED.items():
        if values[field] and values[field] not in codes:
            yield Problem(field, "unknown_code")
    if values["order_on"] and not is_date(values["order_on"]):
        yield Problem("order_on", "date_unreadable")


def _day(at: str) -> str:
    return f"{at[8:10]}.{at[5:7]}.{at[:4]}"


def _shown(at: str) -> str:
    return f"{_day(at)} {at[11:16]}"
