"""The one person whom a command names."""

from typing import TYPE_CHECKING

from db.errors import NotFound
from desktop.commands import verb
from desktop.i18n import N_, _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

HELP = N_("id or IIN, or a name that only one person has")


def whom(session: "Session", text: str) -> str:
    """The id of the person. Raises ``NotFound``, or ``wrong_use`` where several may be meant."""
    from db.search.meant import meant  # SQLAlchemy: not for --help

    ids = meant(session, text.strip())
    if len(ids) > 1:
        raise verb.wrong_use(_("Several people may be meant by {text}. Give the IIN or the id; “tizilim search” shows it.").format(text=text))
    if not ids:
        raise NotFound()
    return ids[0]
