"""Says cells, stays and warnings in words of the screen: signs and words together, never a colour alone."""

from collections.abc import Callable, Iterator, Sequence

from db.rules.cell import STATES
from db.rules.problem import Problem
from db.store.cell import CellRow, Plan
from db.store.placement import StayRow, Warned, cell_name, metres
from desktop import errors
from desktop.i18n import N_, _, date, moment, ngettext, number, term

# Sign and the theme's colour of each state; the word is the glossary's.
SIGNS = {
    "cell_closed": ("✕", "quiet"), "cell_over": ("▲", "error"), "cell_short": ("◆", "warning"), "cell_full": ("●", "text"),
    "cell_free": ("◐", "done"), "cell_empty": ("○", "quiet"), "cell_unmeasured": ("◇", "warning"),
}
SHOWN = 6           # names in one warning; the rest is counted


def title(row: CellRow) -> str:
    """«А · 101»"""
    return cell_name(row.block, row.number)


def places(row: CellRow) -> str:
    """People and places: «3 / 4»."""
    return f"{row.people} / {row.capacity if row.capacity is not None else '—'}"


def state(row: CellRow) -> str:
    """The state in a word or two, with its figure where it has one."""
    if row.state == "cell_free":
        free = (row.capacity or 0) - row.people
        return ngettext("{n} place free", "{n} places free", free).format(n=free)
    if row.state == "cell_over":
        return _("{n} over").format(n=row.people - (row.capacity or 0))
    return term(row.state)


def facts(row: CellRow) -> str:
    """One line under the number: kind, places, floor, and what the people in it need."""
    said = [term(row.purpose), row.unit, _("people and places: {n}").format(n=places(row))]
    if row.area is not None:
        said.append(_("{n} m²").format(n=metres(row.area)))
    if row.area is not None and row.needs:
        said.append(_("{n} m² by the norm").format(n=metres(row.needs)))
    if row.closed_on:
        said.append(_("closed on {date}").format(date=date(row.closed_on)))
    return " · ".join(filter(None, [*said, row.note]))


def choice(row: CellRow) -> str:
    """A line of a list: the number first, because it is typed."""
    return " · ".join(filter(None, (row.number, row.block, row.unit, places(row), term(row.purpose))))


def totals(plan: Plan, unplaced: int | None) -> str:
    """The building in one line."""
    said = [ngettext("{n} cell", "{n} cells", len(plan.cells)).format(n=number(len(plan.cells))),
            ngettext("{n} person in cells", "{n} people in cells", plan.people).format(n=number(plan.people)),
            ngettext("{n} place free", "{n} places free", plan.free).format(n=number(plan.free))]
    if unplaced is not None:
        said.append(_("not in a cell: {n}").format(n=number(unplaced)))
    return " · ".join(said)


def legend() -> str:
    return "   ".join(f"{SIGNS[one][0]} {term(one)}" for one in reversed(STATES) if one != "cell_unmeasured")


def until(row: StayRow) -> str:
    """The end of a stay; a word where it lasts."""
    if not row.until_at:
        return _("to this day")
    left = _("left")
    return f"{moment(row.until_at)} ({left})" if row.left else moment(row.until_at)


def where(row: StayRow) -> str:
    return row.cell or _("out of a cell")


def remarks(row: StayRow) -> str:
    """Why, and what was kept against which warnings."""
    said = [row.reason]
    if row.warnings:
        keys = ", ".join(term(key) for key in row.warnings.split(","))
        said += [f"⚠ {keys}", _("Placed nevertheless: {reason}").format(reason=row.override)]
    return " · ".join(filter(None, said))


def warning(one: Warned) -> str:
    """Reason, source, and with whom: «⚠ People of one case are held apart. (… 32) With: Болатов …»."""
    said = [f"⚠ {errors.sentence(Problem('', one.key, True, one.values))}"]
    if one.advisory:
        said.append(_("Where conditions allow."))
    if one.source:
        said.append(f"({source(one.source)})")
    if one.people:
        names = ", ".join(name for _id, name in one.people[:SHOWN])
        more = len(one.people) - SHOWN
        said.append(_("With: {names}").format(names=names) + (" " + _("and {n} more").format(n=more) if more > 0 else "") + ".")
    return " ".join(said)


def warnings(found: Sequence[Warned]) -> Iterator[str]:
    """Every warning as one paragraph."""
    return (warning(one) for one in found)


SOURCES = {
    "Закон о спецучреждениях 353-I": N_("Law on the custody of people in special institutions"), "УИК": N_("Penal Executive Code"),
}


def source(text: str) -> str:
    """A source of the rules in the language of the moment: they are written in Russian."""
    for name, phrase in SOURCES.items():
        if text.startswith(name):
            return f"{_(phrase)}{text[len(name):]}"
    return text


def named(values: dict[str, str]) -> Callable[[], str]:
    """A person's name with the date of birth, for the top of a page."""
    name = " ".join(filter(None, (values.get(field, "") for field in ("surname", "given_name", "patronymic"))))
    return lambda: " · ".join(filter(None, (name, date(values.get("date_of_birth", "")))))
