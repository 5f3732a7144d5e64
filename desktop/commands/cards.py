"""Takes an old card file into a register on the command line: a plan of every line, then all of it or nothing."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import errors
from desktop.commands import verb
from desktop.commands.answer import Answer
from desktop.commands.entrance import opened
from desktop.commands.verb import Verb, add_folder
from desktop.i18n import N_, _, ngettext, number

if TYPE_CHECKING:
    from db.engine import Database
    from db.rules.card_file import CardMapping
    from db.store.card_file import Plan, Planned
    from db.store.card_sheet import Sheet

OUTCOMES = {
    "create": N_("to be registered"), "update": N_("empty fields to be filled"), "unchanged": N_("known, nothing new"),
    "duplicate": N_("left out: known or repeated"), "refusal": N_("refused"), "empty": N_("empty lines"),
}
_AT_ONCE = 200


def _arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the card file: CSV or XLSX"))
    parser.add_argument("--mapping", metavar=_("FILE"), type=Path, required=True, help=_("which column is which field, as saved by the import screen (JSON)"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would become of each line"))


def _import(chosen: Namespace) -> Answer:
    from db.store import card_file, card_sheet  # SQLAlchemy: not for --help

    mapping = _mapping(chosen.mapping)
    with opened(chosen, ("officer",)) as database:
        sheet = card_sheet.read(chosen.file, mapping.encoding, mapping.separator, mapping.sheet)
        plan = _planned(database, sheet, mapping)
        if not chosen.dry_run:
            database.write(lambda session: card_file.take_in(session, plan))
    counts = {**plan.counts, "empty": plan.empty}
    data = {"file": str(chosen.file), "sha256": plan.sha256, "dry_run": chosen.dry_run, "encoding": sheet.encoding, "separator": sheet.separator,
            "sheet": sheet.sheet, "lines": len(plan.lines) + plan.empty, **counts, "rows": [_row(line) for line in plan.lines]}
    taken = counts["create"] + counts["update"]
    return Answer(data, "\n".join(_said(plan, chosen.dry_run)), "" if taken or not counts["refusal"] else _("No line of the file could be taken in."))


def _mapping(path: Path) -> "CardMapping":
    from db.rules import card_file

    try:
        data = path.read_bytes()
    except OSError:
        raise verb.wrong_use(_("The file could not be read: {name}.").format(name=path.name)) from None
    mapping = card_file.from_json(data)
    if mapping is None:
        raise verb.wrong_use(_("{name} is not a mapping of a card file.").format(name=path.name))
    return mapping


def _planned(database: "Database", sheet: "Sheet", mapping: "CardMapping") -> "Plan":
    from db.errors import Invalid
    from db.store.card_file import Planner

    try:
        planner = Planner(sheet, mapping, database.station().now().date().isoformat())
    except Invalid as invalid:
        raise verb.wrong_use(" ".join(errors.sentence(problem) for problem in invalid.problems)) from None
    while (done := database.read(lambda session: planner.step(session, _AT_ONCE))) < planner.total:
        if sys.stderr.isatty():
            print("\r" + _("{done} of {total}").format(done=number(done), total=number(planner.total)), end="", file=sys.stderr, flush=True)
    return planner.plan()


def _row(line: "Planned") -> dict[str, Any]:
    """A line for programs: keys, not sentences."""
    return {
        "row": line.row, "outcome": line.outcome, "name": line.name, "person_id": line.person_id, "of_row": line.of_row, "why": list(line.why),
        "problems": [{"field": one.field, "key": one.key, "warning": one.warning, "values": one.values} for one in line.problems],
        "notes": [{"field": one.field, "key": one.key, "before": one.before, "after": one.after} for one in line.notes],
        "differences": [{"field": one.field, "here": one.here, "there": one.there} for one in line.differences],
    }


def _said(plan: "Plan", dry_run: bool) -> list[str]:
    lines = [_("Dry run: nothing was changed.") if dry_run else _("Taken in, in one piece.")]
    total = len(plan.lines) + plan.empty
    lines.append(ngettext("{n} line in the file", "{n} lines in the file", total).format(n=number(total)) + f" · sha256:{plan.sha256}")
    lines += [f"{number(count):>9}  {_(OUTCOMES[key])}" for key, count in {**plan.counts, "empty": plan.empty}.items()]
    refused = [line for line in plan.lines if line.outcome == "refusal"]
    lines += [f"№ {line.row}  {line.name}: " + " ".join(errors.sentence(problem) for problem in line.problems) for line in refused[:50]]
    if len(refused) > 50:
        lines.append(_("All of them are in the answer with --json."))
    return lines


VERBS = (Verb("import-cards", N_("take an old card file into the register, or only try it"), _arguments, _import),)
