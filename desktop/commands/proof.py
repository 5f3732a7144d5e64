"""Says whether a paper is what was sealed, and gives out the public keys by which others can say so."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import TizilimError, WorldError
from desktop import errors, settings
from desktop.commands.answer import Answer
from desktop.commands.entrance import opened
from desktop.commands.verb import Verb, add_folder
from desktop.i18n import N_, _, language, moment, ngettext, number

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.proof.keys import PublicKeys
    from db.proof.verdict import Verdict

KEYS_FILE = "keys.json"
VERDICTS = {
    "genuine": N_("Genuine: the paper is what was sealed."),
    "altered": N_("Altered: the paper is not what was sealed."),
    "amended_since": N_("Amended since: the paper is what was sealed, but there are amendments that it does not carry."),
    "unknown_key": N_("Unknown key: nothing can be said, because the signer's public key is not at hand. Give --keys."),
    "unreadable": N_("Unreadable: no code of this program was found."),
}
NOT_COMPARED = N_("Only the code was checked; compare the words of the paper with the register.")
_UNREADABLE = ("file_not_paper", "file_too_large")


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paper", metavar=_("FILE_OR_TEXT"), help=_("PDF, photo or scan of the paper, or the text of its code"))
    parser.add_argument("--keys", metavar=_("FILE"), type=Path, help=_("file of public keys; without it the one beside the settings, {file}").format(file=KEYS_FILE))


def _verify(chosen: Namespace) -> Answer:
    from db.proof.verdict import UNREADABLE, Verdict  # pictures, PDF and cryptography: not for --help
    from desktop.forms import reader

    keys = _keys(chosen.keys)
    try:
        found = reader.read(chosen.paper)
    except WorldError:
        raise
    except TizilimError as error:
        if error.key not in _UNREADABLE:
            raise
        return _answer(Verdict(UNREADABLE), False, errors.sentence(error))
    demo = found.embedded is not None and found.embedded.paper.demo
    return _answer(reader.check(found, keys), demo)


def _keys(path: Path | None) -> "PublicKeys":
    from db.proof import keys

    own = settings.path().with_name(KEYS_FILE)
    if path is None and not own.is_file():
        return keys.PublicKeys(keys.FORMAT, "")
    return keys.load(path or own)


def _answer(verdict: "Verdict", demo: bool, why: str = "") -> Answer:
    data = {
        "verdict": verdict.state, "number": verdict.number, "fields": list(verdict.fields), "sealed_at": verdict.sealed_at,
        "author": verdict.author_name, "post": verdict.author_post, "compared": verdict.compared, "demo": demo,
        "amendments": [{"number": one.number, "sealed_at": one.sealed_at} for one in verdict.amendments],
    }
    said = why or _(VERDICTS[verdict.state])
    return Answer(data, "\n".join(_facts(verdict, demo, said)), "" if verdict.state == "genuine" else said)


def _facts(verdict: "Verdict", demo: bool, said: str) -> list[str]:
    lines = [said] if verdict.state == "genuine" else []
    if demo:
        lines.append(_("Demo: this paper comes from a register of made-up people."))
    if verdict.number:
        lines.append(f"№ {verdict.number}")
    if verdict.sealed_at:
        lines.append(_("Sealed: {moment}").format(moment=moment(verdict.sealed_at, offset=True)))
    if verdict.author_name:
        lines.append(_("Sealed by: {name}").format(name=", ".join(filter(None, (verdict.author_name, verdict.author_post)))))
    if verdict.fields:
        lines.append(_("Altered: {items}").format(items="; ".join(item(key, verdict) for key in verdict.fields)))
    lines += [_("Amendment {number} of {moment}").format(number=one.number, moment=moment(one.sealed_at)) for one in verdict.amendments]
    if verdict.state in ("genuine", "amended_since") and not verdict.compared:
        lines.append(_(NOT_COMPARED))
    return lines


def item(key: str, verdict: "Verdict") -> str:
    """An altered item as the paper calls it."""
    from db.proof.values import AMENDMENT
    from desktop.forms.wording import item_label
    from desktop.forms.words import Words

    if key == "text" and verdict.kind != AMENDMENT:
        return _("other words on the paper")
    return item_label(key, Words(language()))


def _keys_arguments(parser: ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument("--out", metavar=_("FILE"), type=Path, required=True, help=_("the file to write"))


def _give_keys(chosen: Namespace) -> Answer:
    from db.files import write_whole  # SQLAlchemy and cryptography: not for --help
    from db.proof import keys
    from db.store import access, certification

    def work(session: "Session") -> "PublicKeys":
        access.note(session, "export_keys")
        return certification.public_keys(session)

    with opened(chosen) as database:
        given = database.write(work).value
    write_whole(chosen.out, keys.dump(given))
    data: dict[str, Any] = {"file": str(chosen.out), "institution": given.institution, "keys": [
        {"id": key.id, "name": key.name, "post": key.post, "role": key.role} for key in given.keys],
        "amended": sum(map(len, given.amended.values()))}
    count = len(given.keys)
    text = ngettext("{n} public key was written to {file}.", "{n} public keys were written to {file}.", count)
    return Answer(data, text.format(n=number(count), file=chosen.out))


VERBS = (
    Verb("keys", N_("write the public keys that are needed to verify papers"), _keys_arguments, _give_keys),
    Verb("verify", N_("say whether a paper is what was sealed: genuine, altered, amended since, or unknown key"), _verify_arguments, _verify, opens=False),
)
