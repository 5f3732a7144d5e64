"""Everything that the card of a person shows, read in one go: what everybody may know, never what is sealed."""

from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from db.rules import moment, vulnerable
from db.store import (
    access,
    account,
    alert,
    category,
    certification,
    custody,
    entry,
    link,
    particular,
    person,
    photo,
    placement,
    screening,
)

PICTURE = 96    # pixels of the photograph's side, before the screen's own scale
SHARP = 2       # and twice as many for screens at 200 %


class Facts(NamedTuple):
    """Detached records and rows; newest first but for the history."""

    person: Any
    picture: QImage | None
    episodes: list[Any]
    screenings: list[screening.ScreeningRow]
    certifications: list[certification.CertificationRow]
    history: list[entry.HistoryRow]
    traces: list[access.AccessRow]
    names: dict[str, str]
    category: str
    cell: str
    alerts: list[Any]
    groups: list[vulnerable.Group]
    linked: list[link.LinkedRow]


def load(session: Any, person_id: str) -> Facts:
    """On the records thread: the photograph is opened and made small there as well."""
    one = person.load(session, person_id)
    return Facts(one, _picture(photo.thumbnail(session, one.photo)), custody.rows(session, person_id), screening.rows(session, person_id),
                 certification.rows(session, person_id), _with_cells(session, entry.of_person(session, person_id)), access.rows(session, person_id),
                 {row.id: row.name for row in account.rows(session)}, category.now(session, person_id),
                 placement.cell_now(session, person_id, moment.now()), alert.in_force(session, person_id, moment.now()[:10]),
                 particular.vulnerable_groups(session, person_id, moment.now()[:10]), link.linked(session, person_id))


def _with_cells(session: Any, history: list[entry.HistoryRow]) -> list[entry.HistoryRow]:
    """The history with cells by their names: the log knows them by ids."""
    cells = placement.names_of_cells(session) if any(row.kind == "placement" for row in history) else {}

    def named(change: entry.Change) -> entry.Change:
        if change.field != "cell_id":
            return change
        return msgspec.structs.replace(change, before=cells.get(change.before, change.before), after=cells.get(change.after, change.after))

    return [msgspec.structs.replace(row, changes=tuple(map(named, row.changes))) if row.kind == "placement" else row for row in history]


def _picture(thumbnail: bytes | None) -> QImage | None:
    # Named, because Qt's guess depends on which plug-ins it has met before: a JPEG has been taken for a Targa.
    image = QImage.fromData(thumbnail, "JPEG") if thumbnail else QImage()  # type: ignore[arg-type]
    if image.isNull():
        return None
    side = PICTURE * SHARP
    small = image.scaled(side, side * 5 // 4, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(SHARP)
    return small
