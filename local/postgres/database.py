"""Provides the shop's database, the user's own or the embedded one, and migrates its schema."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from db import deploy, schema
from functions.runtime.telemetry.context import log
from local.errors import PostgresFailed
from local.postgres.postgres import Postgres
from local.postgres.supervision import kept_running
from local.postgres.timeouts import with_timeouts
from local.settings import LocalSettings


@contextmanager
def database(settings: LocalSettings) -> Iterator[str]:
    """The URL of a running database; the embedded one runs for the duration of the block."""
    if settings.database_url:
        url = _reachable(settings.database_url)
        log("using the PostgreSQL at DATABASE_URL")
        yield url
        return
    server = Postgres(settings.home.postgres)
    log("PostgreSQL is running", data=str(server.start().folder))
    with kept_running(server):
        yield server.url


def migrate(url: str) -> None:
    """Applies the missing migrations; safe to repeat. Raises PostgresFailed."""
    try:
        schema.migrate(url)
    except SQLAlchemyError as refused:
        raise PostgresFailed(f"The shop's tables cannot be created or changed: {_reason(refused)}") from refused


def refuse_other_currency(url: str, currency: str) -> None:
    """Raises PostgresFailed if there are prices in another currency than the shop's."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            deploy.refuse_other_currency(connection, currency)
    except SystemExit as refused:
        raise PostgresFailed(str(refused)) from refused
    finally:
        engine.dispose()


def check(url: str) -> None:
    """Raises if the models differ from the migrations."""
    command.check(schema.alembic_config(url))


def _reachable(url: str) -> str:
    """The URL with the timeouts that its role lacks."""
    try:
        return with_timeouts(url)
    except SQLAlchemyError as refused:
        raise PostgresFailed(f"The PostgreSQL at DATABASE_URL does not respond: {_reason(refused)}") from None


def _reason(refused: SQLAlchemyError) -> str:
    """The first line of the server's or driver's message, without the statement, or the address with its password."""
    return str(getattr(refused, "orig", "") or refused).strip().partition("\n")[0]
