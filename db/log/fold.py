"""From the entries of a record to its row: depends on the set of entries, never on the order in which they arrived."""

import base64
from collections.abc import Callable
from typing import Any

from sqlalchemy import LargeBinary, Text

from db.keys.seal import Sealed
from db.log.entry import Entry
from db.models import Record, SealedType, entered_columns

Leafed = tuple[str, Entry]
Conflicts = dict[str, list[Any]]


def row_of(model: type[Record], entries: list[Leafed]) -> tuple[dict[str, Any], Conflicts]:
    """Values of the row and its open conflicts, from (leaf hex, entry) pairs in any order.

    A field takes the value of the newest entry that sets it. Where two entries that did not see each other set it to
    different values nobody wins: the value that both saw stays, and the field is an open conflict.
    """
    if len(entries) == 1:
        leaf, entry = entries[0]
        return _finished(model, entry, leaf, entry.fields), {}
    by_leaf = dict(entries)
    order = _causal(by_leaf)
    first = by_leaf[order[0]]
    fields: dict[str, Any] = {}
    conflicts: Conflicts = {}
    for name in dict.fromkeys(name for leaf in order for name in by_leaf[leaf].fields):
        values = _newest(by_leaf, order, name)
        if len(values) > 1:
            conflicts[name] = values
            continue
        fields[name] = values[0]
    for name in conflicts:
        fields[name] = _seen_by_all(by_leaf, order, name)
    return _finished(model, first, order[-1], fields), conflicts


def decoder(model: type[Record]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A function that turns an entry's fields into column values of this model, with the column's own empty value for absent ones."""
    texts: list[str] = []
    plain: list[str] = []
    binary: list[str] = []
    sealed: list[str] = []
    for column in entered_columns(model):
        target = (sealed if isinstance(column.type, SealedType) else binary if isinstance(column.type, LargeBinary)
                  else texts if isinstance(column.type, Text) else plain)
        target.append(column.key)

    def decode(fields: dict[str, Any]) -> dict[str, Any]:
        values = {name: fields.get(name, "") for name in texts}
        for name in plain:
            values[name] = fields.get(name)
        for name in binary:
            values[name] = base64.b64decode(fields[name]) if name in fields else None
        for name in sealed:
            values[name] = Sealed(base64.b64decode(fields[name])) if name in fields else None
        return values

    return decode


_decoders: dict[type[Record], Callable[[dict[str, Any]], dict[str, Any]]] = {}


def first_row(model: type[Record], record_id: str, fields: dict[str, Any], leaf: str, at: str, author: str) -> dict[str, Any]:
    """The row of a record of which there is one entry only, from what stands in that entry."""
    decode = _decoders.get(model) or _decoders.setdefault(model, decoder(model))
    values = decode(fields)
    values.update(model.derive(values))
    values.update(id=record_id, head=leaf, recorded_at=at, author=author)
    return values


def _finished(model: type[Record], first: Entry, head: str, fields: dict[str, Any]) -> dict[str, Any]:
    return first_row(model, first.record, fields, head, first.at, first.author)


def _parents(entry: Entry) -> tuple[str, ...]:
    return (entry.base, *entry.also) if entry.base else ()


def _causal(by_leaf: dict[str, Entry]) -> list[str]:
    """Leaves with every parent before its children; ties by leaf, so that all replicas agree."""
    waiting = {leaf: {p for p in _parents(entry) if p in by_leaf} for leaf, entry in by_leaf.items()}
    order: list[str] = []
    while waiting:
        ready = min((leaf for leaf, parents in waiting.items() if not parents), default=None)
        if ready is None:
            # Hashes cannot form a circle; only a forged set could, and it is then read in the order of its leaves.
            return order + sorted(waiting)
        order.append(ready)
        del waiting[ready]
        for parents in waiting.values():
            parents.discard(ready)
    return order


def _ancestors(by_leaf: dict[str, Entry], leaf: str) -> set[str]:
    seen: set[str] = set()
    queue = [leaf]
    while queue:
        for parent in _parents(by_leaf[queue.pop()]):
            if parent in by_leaf and parent not in seen:
                seen.add(parent)
                queue.append(parent)
    return seen


def _newest(by_leaf: dict[str, Entry], order: list[str], name: str) -> list[Any]:
    """Distinct values of the entries that set the field and that no later setter saw."""
    setters = [leaf for leaf in order if name in by_leaf[leaf].fields]
    overruled: set[str] = set()
    for leaf in setters:
        overruled |= _ancestors(by_leaf, leaf)
    values: list[Any] = []
    for leaf in setters:
        value = by_leaf[leaf].fields[name]
        if leaf not in overruled and value not in values:
            values.append(value)
    return values


def _seen_by_all(by_leaf: dict[str, Entry], order: list[str], name: str) -> Any:
    """The value that every rival had before it; None where the field was new to all of them."""
    setters = [leaf for leaf in order if name in by_leaf[leaf].fields]
    rivals = [leaf for leaf in setters if not any(leaf in _ancestors(by_leaf, other) for other in setters)]
    common = set.intersection(*(_ancestors(by_leaf, leaf) for leaf in rivals))
    seen = [leaf for leaf in setters if leaf in common]
    return by_leaf[seen[-1]].fields[name] if seen else None
