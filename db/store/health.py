"""Proof for an administrator or auditor: log, tables and sealed rows, checked against one another."""

from collections import defaultdict
from itertools import chain

import msgspec
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.keys import sign
from db.log import replay, verify
from db.models import RECORDS, LogEntry, LogHead, Setting
from db.search import index
from db.store import account, tally


class Finding(msgspec.Struct, frozen=True):
    """Something that is not as it should be: a key for the sentence and what fills it (no personal data)."""

    key: str
    values: dict[str, str]


class Report(msgspec.Struct, frozen=True):
    """The result of a check: whole when nothing was found."""

    entries: int
    root: str
    records: dict[str, int]
    findings: list[Finding]

    @property
    def whole(self) -> bool:
        return not self.findings


def rebuild(session: Session) -> dict[str, int]:
    """All tables, the search index and the counts from the log alone; gives the number of rows of each kind."""
    counts = replay.rebuild(session.connection())
    index.rebuild(session)
    tally.recount(session)
    return counts


def check(session: Session) -> Report:
    """Every page of the file, every entry, every signature, every row against the fold of its entries."""
    connection = session.connection()
    findings = [Finding("page_damaged", {"what": str(row[0])}) for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
    settings = dict(session.execute(select(Setting.name, Setting.value)).all())
    device = sign.public_of(bytes.fromhex(settings["device_key"]))
    keys: dict[str, set[bytes]] = defaultdict(set)
    for key in account.public_keys(session):
        keys[key.account_id].add(key.public)
    own = {(settings["origin"], int(settings["epoch"])): device}
    for doubt in chain(verify.doubts(connection, own), verify.misplaced(connection), verify.unsigned(connection, keys)):
        findings.append(Finding(doubt.why, {"origin": doubt.origin, "epoch": str(doubt.epoch), "seq": str(doubt.seq)}))
    for model in RECORDS:
        findings += [Finding(f"row_{one.why}", {"kind": one.kind, "id": one.record_id, "fields": ", ".join(one.fields)})
                     for one in replay.differences(connection, model)]
    findings += [Finding("row_differs", {"kind": table, "id": row, "fields": "*"}) for table, row in tally.differences(session)]
    records = {model.kind: session.execute(select(func.count()).select_from(model)).scalar_one() for model in RECORDS}
    head = session.execute(select(LogHead.root).where(LogHead.origin == settings["origin"], LogHead.epoch == int(settings["epoch"]))).scalar()
    entries = session.execute(select(func.count()).select_from(LogEntry)).scalar_one()
    return Report(entries, head.hex() if head else "", records, findings)
