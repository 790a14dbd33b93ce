"""The database with its roles, as in production, and shops whose functions log in as their context."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import sessionmaker

from db.deploy import grant_rights
from db.own_rows import set_policies
from db.rights import ROLES
from db.shopper_roles import CONTEXTS
from functions.runtime.database.shopper_connection import ShopperConnection
from local.postgres.postgres import Postgres
from tests.support.operations.shop import Shop

PASSWORD = "word"


def _open(_dialect: Any, _record: Any, arguments: Any, parameters: Any) -> ShopperConnection:
    return ShopperConnection.opened(*arguments, **parameters)


@pytest.fixture(scope="package")
def logins(postgres: Postgres, engine: Engine) -> Iterator[dict[str, Engine]]:
    """A pool of each context's login, with one connection, so that each transaction follows another on it."""
    with engine.begin() as connection:
        grant_rights(connection, dict.fromkeys(ROLES, PASSWORD))
    # Twice, as the next release does.
    for _ in range(2):
        set_policies(engine)
    url = make_url(postgres.url)
    pools = {each: create_engine(url.set(username=each, password=PASSWORD), pool_size=1) for each in CONTEXTS}
    for pool in pools.values():
        event.listen(pool, "do_connect", _open)
    yield pools
    for pool in pools.values():
        pool.dispose()


@pytest.fixture
def shop_of(concurrent_shop: Shop, logins: dict[str, Engine]) -> Callable[[str], Shop]:
    """The shop as the functions of a context have it: they see what is committed."""

    def open_shop(context: str) -> Shop:
        sessions = sessionmaker(logins[context], expire_on_commit=False)
        return Shop(concurrent_shop.session, {**concurrent_shop.parts, "sessions": sessions})

    return open_shop
