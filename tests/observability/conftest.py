"""A database with the rights of a cluster's, and the shop in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from db.deploy import grant_rights
from db.rights import OBSERVER, ROLES
from local.postgres.postgres import Postgres
from tests.support.observability.database import PASSWORD
from tests.support.postgres import empty_tables

ROWS = (Path(__file__).parent / "shop.sql").read_text()


@pytest.fixture(scope="session")
def observer_url(postgres: Postgres, engine: Engine) -> str:
    """The database as who watches it sees it."""
    with engine.begin() as connection:
        grant_rights(connection, dict.fromkeys(ROLES, PASSWORD))
    url = make_url(postgres.url).set(username=OBSERVER, password=PASSWORD)
    return url.render_as_string(hide_password=False)


@pytest.fixture
def shopped(engine: Engine, observer_url: str) -> Iterator[str]:
    """A shop in which something has happened, for who watches it."""
    with engine.begin() as connection:
        connection.exec_driver_sql(ROWS)
    yield observer_url
    empty_tables(engine)
