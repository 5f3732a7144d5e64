"""Names of courts, bodies and officials as they were written lately: reference data that grows by use."""

from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from db.models import Category, Custody, Hearing, Measure, Sentence

LATELY = 2000       # newest records of each kind that are looked through: a moment's work in a register of a million
MOST = 300
COLUMNS: dict[str, tuple[Any, ...]] = {
    "court": (Sentence.court, Hearing.court),
    "authority": (Custody.authority, Category.authority, Measure.authority, Sentence.court),
    "case_body": (Measure.case_body,),
    "investigator": (Measure.investigator,),
    "purpose": (Hearing.purpose,),
}


def lately(session: Session, field: str) -> list[str]:
    """What was entered in this field lately, the most usual first."""
    parts = [select(column.label("said")).order_by(column.class_.row.desc()).limit(LATELY).subquery() for column in COLUMNS[field]]
    every = union_all(*[select(part.c.said) for part in parts]).subquery()
    query = (select(every.c.said).where(every.c.said != "").group_by(every.c.said)
             .order_by(func.count().desc(), every.c.said).limit(MOST))
    return list(session.execute(query).scalars())
