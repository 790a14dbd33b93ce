"""The shop's database: the user's own or the embedded one, at the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from functions.runtime.telemetry.context import log
from local.errors import PostgresFailed
from local.postgres.postgres import Postgres
from local.settings import LocalSettings

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def database(settings: LocalSettings) -> Iterator[str]:
    """The URL of a database that answers; the embedded one runs for as long as the block."""
    if settings.database_url:
        _check_answers(settings.database_url)
        log("using the PostgreSQL that DATABASE_URL names")
        yield settings.database_url
        return
    server = Postgres(settings.home.postgres)
    try:
        log("PostgreSQL runs", data=str(server.start().folder))
        yield server.url
    finally:
        server.stop()


def migrate(url: str) -> None:
    """Applies what is missing of the migrations; safe to repeat. Raises PostgresFailed."""
    try:
        command.upgrade(_config(url), "head")
    except SQLAlchemyError as refused:
        raise PostgresFailed(f"The shop's tables cannot be made or changed: {_reason(refused)}") from refused


def check(url: str) -> None:
    """Raises when the models have something that no migration makes."""
    command.check(_config(url))


def _config(url: str) -> Config:
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["url"] = url
    return config


def _check_answers(url: str) -> None:
    engine = create_engine(url, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as refused:
        raise PostgresFailed(f"The PostgreSQL that DATABASE_URL names does not answer: {_reason(refused)}") from None
    finally:
        engine.dispose()


def _reason(refused: SQLAlchemyError) -> str:
    """The server's or the driver's own first words; the statement and the address, which holds a password, stay out."""
    return str(getattr(refused, "orig", "") or refused).strip().partition("\n")[0]
