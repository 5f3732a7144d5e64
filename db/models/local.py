"""What never leaves this workstation: drafts, thumbnails, settings of the register, and the state of its own log."""

from sqlalchemy import Index, Integer, LargeBinary, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class LogEntry(Base):
    """One entry of the log, its bytes exactly as written; never updated, never deleted (triggers refuse both)."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("origin", "epoch", "seq", "leaf"),
        Index("ix_entry_record", "record_id"),
        Index("ix_entry_person", "person_id"),
    )

    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    origin: Mapped[str] = mapped_column(Text)
    epoch: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(Integer)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    kind: Mapped[str] = mapped_column(Text)
    record_id: Mapped[str] = mapped_column(Text)
    person_id: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[bytes] = mapped_column(LargeBinary)


class LogHead(Base):
    """Where one origin's log stands: size, Merkle frontier, root, signed by the workstation (C2SP checkpoint)."""

    __tablename__ = "log_head"
    __table_args__ = (PrimaryKeyConstraint("origin", "epoch"),)

    origin: Mapped[str] = mapped_column(Text)
    epoch: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    frontier: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    latest: Mapped[str] = mapped_column(Text)


class LogTile(Base):
    """Root of each full run of 256 leaves, so that a broken place is found to within a run."""

    __tablename__ = "log_tile"
    __table_args__ = (PrimaryKeyConstraint("origin", "epoch", "number"),)

    origin: Mapped[str] = mapped_column(Text)
    epoch: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    root: Mapped[bytes] = mapped_column(LargeBinary)


class Draft(Base):
    """Unfinished work of one user, closed by that user's own key."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "kind", "key"),)

    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    account_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[str] = mapped_column(Text, default="")
    kept_at: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Thumbnail(Base):
    """A small picture made from an original, for lists."""

    __tablename__ = "thumbnail"

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    image: Mapped[bytes] = mapped_column(LargeBinary)


class Tally(Base):
    """How many of the people taken in have one ``value`` of ``what`` (sex, citizenship, date of birth), how many of them have gone
    (``gone_sex`` and so on), and how many are out for now (``away``); triggers keep it."""

    __tablename__ = "tally"
    __table_args__ = (PrimaryKeyConstraint("what", "value"),)

    what: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Integer)


class Absent(Base):
    """Who has a custody here but is out by the last movement: for now, or ``gone`` (1) with the episode; triggers keep it."""

    __tablename__ = "absent"

    person_id: Mapped[str] = mapped_column(Text, primary_key=True)
    gone: Mapped[int] = mapped_column(Integer, index=True)


class Waiting(Base):
    """The arrivals (local rows of ``custody``) that no medic has seen since; triggers keep it."""

    __tablename__ = "waiting"

    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    arrived_utc: Mapped[int] = mapped_column(Integer, index=True)


class Likeness(Base):
    """Two people (ids in ascending order) who look alike: ``why`` names the reasons, ``strength`` puts the surest first; computed."""

    __tablename__ = "likeness"
    __table_args__ = (UniqueConstraint("one", "other"),)

    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    one: Mapped[str] = mapped_column(Text)
    other: Mapped[str] = mapped_column(Text, index=True)
    why: Mapped[str] = mapped_column(Text)
    strength: Mapped[int] = mapped_column(Integer, index=True)


class Setting(Base):
    """Facts of this register itself: institution, workstation, origin, epoch, device key, demo."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
