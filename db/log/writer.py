"""The one write path: from what a session inserts and changes to entries, heads and rows, in one transaction."""

import base64
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, event, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from db.errors import Refused
from db.keys import sign
from db.log import clock, entry, merkle, rows
from db.models import LogEntry, LogHead, LogTile, Record, derived_columns, entered_columns, new_id, table_of


class Station(msgspec.Struct, frozen=True):
    """Who writes where: the log's origin and epoch, the device key that signs its head, the user at the keyboard."""

    origin: str
    epoch: int
    device_key: bytes
    author: str
    signing_key: bytes
    now: clock.Clock = clock.system_clock


# Made once: building them for each save would take longer than the save's own writing.
_READ_HEAD = select(LogHead.size, LogHead.frontier, LogHead.latest).where(LogHead.origin == bindparam("at"), LogHead.epoch == bindparam("in"))
_INSERT_HEAD = insert(LogHead)
_KEEP_HEAD = _INSERT_HEAD.on_conflict_do_update(
    index_elements=["origin", "epoch"],
    set_={name: _INSERT_HEAD.excluded[name] for name in ("size", "frontier", "root", "signature", "latest")})


class Writer:
    """Appends entries to one origin's log; the head is read when the first entry comes and written by ``close``."""

    def __init__(self, connection: Connection, station: Station) -> None:
        self._connection = connection
        self.station = station
        head = connection.execute(_READ_HEAD, {"at": station.origin, "in": station.epoch}).one_or_none()
        self._frontier = merkle.Frontier(head.size, head.frontier) if head else merkle.Frontier()
        self._latest = head.latest if head else ""
        self._entries: list[dict[str, Any]] = []
        self._tiles: list[dict[str, Any]] = []

    def append(self, model: type[Record], record: str, person: str, action: str, fields: dict[str, Any], *,
               base: str = "", reason: str = "", attachments: tuple[str, ...] = (), at: str = "") -> tuple[str, str]:
        """Add one entry; gives its leaf (hex) and its time. ``at`` is given only by whoever replays made-up history."""
        station = self.station
        moment, quality = (at, "ok") if at else self._now()
        data = entry.write(
            entry.Entry(v=entry.VERSION, kind=model.kind, kv=model.kind_version, id=new_id(), record=record, origin=station.origin,
                        epoch=station.epoch, seq=self._frontier.size, at=moment, author=station.author, action=action,
                        fields=fields, person=person, base=base, clock=quality, reason=reason, attachments=attachments),
            station.signing_key if model.signed else None)
        leaf = merkle.leaf_hash(data)
        self._entries.append({"origin": station.origin, "epoch": station.epoch, "seq": self._frontier.size, "leaf": leaf,
                              "kind": model.kind, "record_id": record, "person_id": person, "body": data})
        tile = self._frontier.append(leaf)
        if tile:
            self._tiles.append({"origin": station.origin, "epoch": station.epoch,
                                "number": self._frontier.size // merkle.TILE - 1, "root": tile})
        return leaf.hex(), moment

    def _now(self) -> tuple[str, str]:
        now = self.station.now()
        quality = clock.quality(now, self._latest)
        if quality == "ok":
            self._latest = clock.shown(now)
        return clock.shown(now), quality

    def close(self) -> None:
        """Write the entries, the tiles they filled and the newly signed head."""
        if not self._entries:
            return
        rows.put(self._connection, table_of(LogEntry), self._entries)
        rows.put(self._connection, table_of(LogTile), self._tiles)
        self._entries, self._tiles = [], []
        root = self._frontier.root()
        values = {"origin": self.station.origin, "epoch": self.station.epoch, "size": self._frontier.size,
                  "frontier": self._frontier.packed(), "root": root, "latest": self._latest,
                  "signature": sign.sign(self.station.device_key, checkpoint(self.station.origin, self.station.epoch, self._frontier.size, root))}
        self._connection.execute(_KEEP_HEAD, values)


def checkpoint(origin: str, epoch: int, size: int, root: bytes) -> bytes:
    """The text that a head's signature covers (C2SP tlog-checkpoint: origin, size, root, one to a line)."""
    return f"{origin}/{epoch}\n{size}\n{base64.b64encode(root).decode()}\n".encode()


@event.listens_for(Session, "before_flush")
def _write_entries(session: Session, _context: Any, _instances: Any) -> None:
    """Turn what is about to be inserted or changed into entries; refuse what the record never allows."""
    station: Station | None = session.info.get("station")
    if any(isinstance(thing, Record) for thing in session.deleted):
        raise Refused("no_delete")
    new = sorted((thing for thing in session.new if isinstance(thing, Record)), key=lambda record: record.id)
    changed = [thing for thing in session.dirty if isinstance(thing, Record) and session.is_modified(thing)]
    if not new and not changed:
        return
    if station is None:
        raise Refused("read_only")
    writer = Writer(session.connection(), station)
    for record in new:
        _record(writer, record, session.info.get("reason", ""))
    for record in changed:
        _amend(writer, record, session.info.get("reason", ""))
    writer.close()
    session.info.setdefault("touched", set()).update(record.kind for record in (*new, *changed))


def _record(writer: Writer, record: Record, reason: str) -> None:
    values = {column.key: getattr(record, column.key) for column in entered_columns(type(record))}
    fields = {name: entry.shown(value) for name, value in values.items() if value not in ("", None)}
    leaf, at = writer.append(type(record), record.id, _person(record), "record", fields, reason=reason,
                               attachments=_attachments(fields))
    record.head, record.recorded_at, record.author = leaf, at, writer.station.author
    _derive(record)


def _amend(writer: Writer, record: Record, reason: str) -> None:
    if record.immutable:
        raise Refused("sealed")
    names = [column.key for column in entered_columns(type(record)) if get_history(record, column.key).has_changes()]
    if not names:
        raise Refused("not_entered")
    fields = {name: entry.shown(getattr(record, name)) for name in names}
    record.head, _ = writer.append(type(record), record.id, _person(record), "amend", fields, base=record.head, reason=reason,
                                   attachments=_attachments(fields))
    _derive(record)


def _derive(record: Record) -> None:
    if derived_columns(type(record)):
        values = {column.key: getattr(record, column.key) for column in entered_columns(type(record))}
        for name, value in type(record).derive(values).items():
            setattr(record, name, value)


def _person(record: Record) -> str:
    return record.id if record.kind == "person" else getattr(record, "person_id", "")


def _attachments(fields: dict[str, Any]) -> tuple[str, ...]:
    return (fields["photo"],) if fields.get("photo") else ()
