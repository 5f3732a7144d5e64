"""Checks a register, and makes its tables again from the log."""

from argparse import Namespace
from typing import TYPE_CHECKING

from desktop.commands.answer import Answer
from desktop.commands.entrance import opened
from desktop.commands.verb import Verb, add_folder
from desktop.i18n import N_, _, ngettext, number

if TYPE_CHECKING:
    from db.store.health import Finding

SENTENCES = {
    "page_damaged": N_("The file is damaged: {what}."),
    "log_without_head": N_("The log of {origin} has entries but no signed head."),
    "entry_missing": N_("Log of {origin}: entries are missing from number {seq} on."),
    "entry_added": N_("Log of {origin}: there are entries after its end, from number {seq} on."),
    "entry_twice": N_("Log of {origin}: entry {seq} is there twice."),
    "entry_altered": N_("Log of {origin}: entry {seq} has been altered."),
    "entry_moved": N_("Log of {origin}: entry {seq} does not stand where it was written."),
    "run_altered": N_("Log of {origin}: entries from number {seq} on have been exchanged."),
    "root_differs": N_("Log of {origin}: the entries together are not those that its head was made of."),
    "head_unsigned": N_("Log of {origin}: its head is not signed by this workstation."),
    "signature_bad": N_("Log of {origin}: entry {seq} does not bear its author's signature."),
    "row_missing": N_("A record of kind {kind} is in the log but not in the table: {id}."),
    "row_extra": N_("A record of kind {kind} is in the table but not in the log: {id}."),
    "row_differs": N_("A record of kind {kind} is not as the log has it: {id} ({fields})."),
}


def _check(chosen: Namespace) -> Answer:
    from db.store import health  # SQLAlchemy: not for --help

    with opened(chosen) as database:
        report = database.read(health.check)
    data = {"whole": report.whole, "entries": report.entries, "root": report.root, "records": report.records,
            "findings": [{"key": one.key, **one.values} for one in report.findings]}
    if report.whole:
        return Answer(data, ngettext("Whole: {n} entry in the log, every row as the log has it.", "Whole: {n} entries in the log, every row as the log has them.",
                                     report.entries).format(n=number(report.entries)) + "\n" + _("Root: {root}").format(root=report.root))
    return Answer(data, "\n".join(map(sentence, report.findings)), _not_whole(len(report.findings)))


def _rebuild(chosen: Namespace) -> Answer:
    from db.store import health  # SQLAlchemy: not for --help

    with opened(chosen) as database:
        # Tables may be anything before a rebuild; the log that they are made from must be whole.
        doubts = [one for one in database.read(health.check).findings if not one.key.startswith("row_")]
        if doubts:
            return Answer({"rebuilt": False, "findings": [{"key": one.key, **one.values} for one in doubts]},
                          "\n".join(map(sentence, doubts)), _("Nothing was rebuilt, because the log itself is not whole."))
        counts = database.write(health.rebuild).value
    rows = sum(counts.values())
    text = ngettext("Rebuilt from the log: {n} row.", "Rebuilt from the log: {n} rows.", rows).format(n=number(rows))
    return Answer({"rebuilt": True, "records": counts}, text)


def sentence(finding: "Finding") -> str:
    """A finding in words; one of a newer version is named by its key."""
    message = SENTENCES.get(finding.key)
    return _(message).format(**finding.values) if message else _("Something is not as it should be: {key}.").format(key=finding.key)


def _not_whole(count: int) -> str:
    return ngettext("The register is not whole: {n} finding. Do not work in it; tell the administrator.",
                    "The register is not whole: {n} findings. Do not work in it; tell the administrator.", count).format(n=number(count))


VERBS = (
    Verb("check", N_("check the log, the tables against the log, and the sealed rows"), add_folder, _check),
    Verb("rebuild", N_("make the tables again from the log"), add_folder, _rebuild),
)
