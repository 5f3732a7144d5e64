"""The tables of the register; one file per record."""

from db.models.account import Access, Account, PersonKey
from db.models.base import Base, Record, SealedType, derived_columns, entered_columns, new_id, table_of
from db.models.certification import Amendment, Certification, PaperCode
from db.models.custody import Custody
from db.models.local import Draft, LogEntry, LogHead, LogTile, Setting, Tally, Thumbnail, Waiting
from db.models.person import Person
from db.models.screening import Screening

# In the order in which a rebuild fills them: whoever is referred to comes first.
RECORDS: tuple[type[Record], ...] = (
    Account, Person, PersonKey, Custody, Screening, Certification, Amendment, PaperCode, Access,
)
BY_KIND: dict[str, type[Record]] = {model.kind: model for model in RECORDS}

__all__ = [
    "BY_KIND", "RECORDS", "Access", "Account", "Amendment", "Base", "Certification", "Custody", "Draft", "LogEntry", "LogHead",
    "LogTile", "PaperCode", "Person", "PersonKey", "Record", "Screening", "SealedType", "Setting", "Tally", "Thumbnail", "Waiting", "derived_columns",
    "entered_columns", "new_id", "table_of",
]
