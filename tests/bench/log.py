"""The whole log verified, against reading and hashing the same bytes."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import sign
from db.log import verify
from db.models import Setting
from tests.bench import clock
from tests.bench.registers import Registers, opened, raw_register
from tests.bench.table import Goal, Row

SECOND = 1000.0


def rows(registers: Registers, rounds: int) -> Iterator[Row]:
    folder = registers.of(registers.middle)
    with opened(folder) as database, raw_register(folder) as connection:
        count = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        ours, bare = clock.in_turn(lambda: database.read(verified), lambda: hashed(connection), rounds=rounds)
    hundred_thousand = clock.median(ours) * 100_000 / count
    yield Row(f"verify the log of {count:,} entries, raw scan and SHA-256", clock.median(ours), clock.median(bare),
              Goal(2, ((hundred_thousand, SECOND, "ms for 100,000 entries"),)))


def verified(session: Session) -> None:
    """Every hash, position, tile and root, and the signature of the head; as a check of the register does it."""
    settings: dict[str, str] = dict(session.execute(select(Setting.name, Setting.value)).all())
    device = sign.public_of(bytes.fromhex(settings["device_key"]))
    assert not list(verify.doubts(session.connection(), {(settings["origin"], int(settings["epoch"])): device}))


def hashed(connection: Any) -> None:
    sha256 = hashlib.sha256
    for (body,) in connection.execute("SELECT body FROM entry ORDER BY row"):
        sha256(body).digest()
