"""Provides the shop's database, the user's own or the embedded one, and migrates its schema."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from functions.runtime.telemetry.context import log
from local.errors import PostgresFailed
from local.postgres.postgres import Postgres
from local.settings import LocalSettings


@contextmanager
def database(settings: LocalSettings) -> Iterator[str]:
    """The URL of a running database; the embedded one runs for the duration of the block."""
    if settings.database_url:
        _check_connection(settings.database_url)
        log("using the PostgreSQL at DATABASE_URL")
        yield settings.database_url
        return
    server = Postgres(settings.home.postgres)
    try:
        log("PostgreSQL is running", data=str(server.start().folder))
        yield server.url
    finally:
        server.stop()


def migrate(url: str) -> None:
    """Applies the missing migrations; safe to repeat. Raises PostgresFailed."""
    try:
        schema.migrate(url)
    except SQLAlchemyError as refused:
        raise PostgresFailed(f"The shop's tables cannot be created or changed: {_reason(refused)}") from refused


def check(url: str) -> None:
    """Raises if the models differ from the migrations."""
    command.check(schema.alembic_config(url))


def _check_connection(url: str) -> None:
    engine = create_engine(url, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as refused:
        raise PostgresFailed(f"The PostgreSQL at DATABASE_URL does not respond: {_reason(refused)}") from None
    finally:
        engine.dispose()


def _reason(refused: SQLAlchemyError) -> str:
    """The first line of the server's or driver's message, without the statement and the address with its password."""
    return str(getattr(refused, "orig", "") or refused).strip().partition("\n")[0]
