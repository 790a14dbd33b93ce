"""Brings a database to the newest schema, and checks that the models say the same."""

from pathlib import Path

from alembic import command
from alembic.config import Config

ROOT = Path(__file__).resolve().parent.parent


def migrate(url: str) -> None:
    """Applies what is missing of the migrations; safe to repeat."""
    command.upgrade(_config(url), "head")


def check(url: str) -> None:
    """Raises when the models have something that no migration makes."""
    command.check(_config(url))


def _config(url: str) -> Config:
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["url"] = url
    return config
