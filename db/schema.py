"""Brings a database to the schema of this version; every release also runs on the schema of the next one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine

ROOT = Path(__file__).resolve().parent.parent


def alembic_config(url: str = "") -> Config:
    """Alembic's settings, for the database at `url`."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["url"] = url
    return config


def newest_revision() -> str:
    """The revision that this version's migrations lead to."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert head is not None
    return head


def migrate(url: str) -> str:
    """Applies the missing migrations, and returns the revision of the schema; safe to repeat.

    A newer schema is left unchanged: then this version came back by a rollback, and migrations only expand the schema.
    """
    found, newest = _revision_of(url), newest_revision()
    if found > newest:
        return found
    command.upgrade(alembic_config(url), "head")
    return newest


def _revision_of(url: str) -> str:
    """The schema's revision, "" before the first migration. Revisions are numbers of four digits."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""
