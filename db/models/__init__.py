"""The tables of the register; one file per record."""

from db.models.account import Access, Account, PersonKey
from db.models.alert import Alert
from db.models.alias import Alias
from db.models.base import Base, Record, SealedType, derived_columns, entered_columns, new_id, table_of
from db.models.category import Category
from db.models.cell import Cell
from db.models.certification import Amendment, Certification, PaperCode
from db.models.custody import Custody
from db.models.document import Document
from db.models.hearing import Hearing
from db.models.journal import Journal
from db.models.link import Link
from db.models.local import Absent, Draft, Likeness, LogEntry, LogHead, LogTile, Setting, Tally, Thumbnail, Waiting
from db.models.mark import Mark
from db.models.measure import Measure
from db.models.movement import Movement
from db.models.offence import Offence
from db.models.particular import Particular
from db.models.person import Person
from db.models.placement import Placement
from db.models.relation import Relation
from db.models.release import Release
from db.models.screening import Screening
from db.models.sentence import Sentence
from db.models.set_off import SetOff

# In the order in which a rebuild fills them: whoever is referred to comes first.
RECORDS: tuple[type[Record], ...] = (
    Account, Person, PersonKey, Alias, Document, Relation, Particular, Mark, Alert, Link, Custody, Category, Measure, Hearing, Offence,
    Sentence, SetOff, Cell, Placement, Movement, Journal, Release, Screening, Certification, Amendment, PaperCode, Access,
)
BY_KIND: dict[str, type[Record]] = {model.kind: model for model in RECORDS}

__all__ = [
    "BY_KIND", "RECORDS", "Absent", "Alert", "Alias", "Category", "Cell", "Document", "Hearing", "Journal", "Link", "Mark", "Measure", "Movement", "Offence", "Particular", "Placement", "Relation", "Release", "Sentence", "SetOff", "Access", "Account", "Amendment", "Base", "Certification", "Custody", "Draft", "Likeness", "LogEntry", "LogHead",
    "LogTile", "PaperCode", "Person", "PersonKey", "Record", "Screening", "SealedType", "Setting", "Tally", "Thumbnail", "Waiting", "derived_columns",
    "entered_columns", "new_id", "table_of",
]
