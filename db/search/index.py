"""The index of people's words: one row of folded words for each person, kept in the transaction that keeps the person.

The words themselves come from :func:`db.rules.name.search_columns`, and from the person's former names and aliases. A table without contents and without positions is enough:
queries ask which rows hold some words, and read the names from ``person``. Prefix indexes of 1 to 3 letters serve the first keys.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.orm import Session

from db.rules.name import PARTS, SPELLINGS, full, search_columns, tokens

CREATE = (
    "CREATE VIRTUAL TABLE person_fts USING fts5(search, content='', contentless_delete=1, detail=none, prefix='1 2 3', "
    "tokenize='unicode61')"
)

_PUT = text(
    "INSERT OR REPLACE INTO person_fts(rowid, search) VALUES (:row, :search || coalesce((SELECT ' ' || group_concat(alias.search, ' ') "
    "FROM alias JOIN person ON person.id = alias.person_id WHERE person.row = :row), ''))")
_EMPTY = text("INSERT INTO person_fts(person_fts) VALUES ('delete-all')")
_FILL = text(
    "INSERT INTO person_fts(rowid, search) SELECT person.row, person.search || coalesce(' ' || other.words, '') FROM person "
    "LEFT JOIN (SELECT person_id, group_concat(search, ' ') AS words FROM alias GROUP BY person_id) AS other ON other.person_id = person.id "
    "WHERE person.search IS NOT NULL ORDER BY person.row")
_NAMES = [part + spelling for spelling in SPELLINGS for part in PARTS]
_DERIVED = ("sort_key", "fold", "search")
_PAGE = text(f"SELECT row, {', '.join((*_NAMES, *_DERIVED))} FROM person WHERE row > :after ORDER BY row LIMIT 5000")
_ALIASES = text(f"SELECT row, {', '.join(PARTS)}, search FROM alias WHERE row > :after ORDER BY row LIMIT 5000")
_UPDATE_ALIAS = text("UPDATE alias SET search = :search WHERE row = :row")
_UPDATE = text(f"UPDATE person SET {', '.join(f'{column} = :{column}' for column in _DERIVED)} WHERE row = :row")


def put(connection: Connection | Session, row: int, search: str) -> None:
    """The words of a new or changed person, aliases with them; ``row`` is the person's local key."""
    connection.execute(_PUT, {"row": row, "search": search})


def rebuild(connection: Connection | Session) -> None:
    """The whole index from the ``search`` columns of ``person`` and ``alias``, in one pass: after bulk inserts and after an import."""
    connection.execute(_EMPTY)
    connection.execute(_FILL)


def derive_again(connection: Connection | Session) -> int:
    """Derived columns of everybody by today's folding, then the index; how many rows were different before."""
    changed = _again(connection, _PAGE, _UPDATE, search_columns)
    _again(connection, _ALIASES, _UPDATE_ALIAS, lambda row: {"search": " ".join(tokens(full(row)))})
    rebuild(connection)
    return changed


def _again(connection: Connection | Session, page: TextClause, update: TextClause, derive: Callable[[Mapping[str, Any]], dict[str, str]]) -> int:
    changed, after = 0, 0
    while rows := [dict(row) for row in connection.execute(page, {"after": after}).mappings()]:
        after = rows[-1]["row"]
        derived = [({**derive(row), "row": row["row"]}, row) for row in rows]
        different = [columns for columns, row in derived if any(row[name] != value for name, value in columns.items())]
        if different:
            connection.execute(update, different)
            changed += len(different)
    return changed
