"""Bringing an older register up to date: a copy first, then each step in its own transaction with foreign keys off."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from db.errors import RegisterDamaged


def configuration(engine: Engine | None = None) -> Config:
    """Alembic's settings: its scripts lie beside this file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config


def revisions() -> set[str]:
    """Every revision that this program knows."""
    return {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}


def upgrade(engine: Engine, copy: Path) -> None:
    """To the newest revision; ``copy`` is made first and stays until the user has looked. Disposes of the engine."""
    copy.unlink(missing_ok=True)
    with engine.connect() as connection:
        connection.commit()
        connection.connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    migrate(engine)
    engine.dispose()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run the steps on this engine and check that no row has lost what it refers to."""
    command.upgrade(configuration(engine), revision)
    with engine.connect() as connection:
        if connection.execute(text("PRAGMA foreign_key_check")).all():
            raise RegisterDamaged()


def downgrade(engine: Engine, revision: str) -> None:
    """The way back, for tests and for a release that must be withdrawn."""
    command.downgrade(configuration(engine), revision)
