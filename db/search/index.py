"""The index of people's words: one row of folded words for each person, kept in the transaction that keeps the person.

The words themselves come from :func:`db.rules.name.search_columns`. A table without contents and without positions is enough:
queries ask which rows hold some words, and read the names from ``person``. Prefix indexes of 1 to 3 letters serve the first keys.
"""

from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.rules.name import PARTS, SPELLINGS, search_columns

CREATE = (
    "CREATE VIRTUAL TABLE person_fts USING fts5(search, content='', contentless_delete=1, detail=none, prefix='1 2 3', "
    "tokenize='unicode61')"
)

_PUT = text("INSERT OR REPLACE INTO person_fts(rowid, search) VALUES (:row, :search)")
_EMPTY = text("INSERT INTO person_fts(person_fts) VALUES ('delete-all')")
_FILL = text("INSERT INTO person_fts(rowid, search) SELECT row, search FROM person WHERE search IS NOT NULL ORDER BY row")
_NAMES = [part + spelling for spelling in SPELLINGS for part in PARTS]
_DERIVED = ("sort_key", "fold", "search")
_PAGE = text(f"SELECT row, {', '.join((*_NAMES, *_DERIVED))} FROM person WHERE row > :after ORDER BY row LIMIT 5000")
_UPDATE = text(f"UPDATE person SET {', '.join(f'{column} = :{column}' for column in _DERIVED)} WHERE row = :row")


def put(connection: Connection | Session, row: int, search: str) -> None:
    """The words of a new or changed person; ``row`` is the person's local key."""
    connection.execute(_PUT, {"row": row, "search": search})


def rebuild(connection: Connection | Session) -> None:
    """The whole index from the ``search`` column of ``person``, in one pass: after bulk inserts and after an import."""
    connection.execute(_EMPTY)
    connection.execute(_FILL)


def derive_again(connection: Connection | Session) -> int:
    """Derived columns of everybody by today's folding, then the index; how many rows were different before."""
    changed, after = 0, 0
    while rows := [dict(row) for row in connection.execute(_PAGE, {"after": after}).mappings()]:
        after = rows[-1]["row"]
        different: list[dict[str, Any]] = []
        for row in rows:
            columns = search_columns(row)
            if any(row[column] != columns[column] for column in _DERIVED):
                different.append({**columns, "row": row["row"]})
        if different:
            connection.execute(_UPDATE, different)
            changed += len(different)
    rebuild(connection)
    return changed
