"""Who is meant by an id, an IIN or a name, where a command names one person."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import Person
from db.search import query

MOST = 50


def meant(session: Session, text: str) -> list[str]:
    """The ids of whom the text may mean: by id, else by IIN, else by the name as written, else by whatever name comes near."""
    if not text:
        return []
    ids = list(session.execute(select(Person.id).where(or_(Person.id == text, Person.iin == text)).limit(MOST)).scalars())
    if ids:
        return ids
    found = query.find(session, text, MOST)
    return [one.id for one in found if one.match == "exact"] or [one.id for one in found]
