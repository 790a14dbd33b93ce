"""Every test of an operation has the shop to itself: what it writes is rolled back."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

from functions.runtime.security.ed25519 import public_key
from functions.runtime.settings import settings
from local.postgres.postgres import Postgres
from tests.support.operations.shop import GATEWAY_KEY, KEY, LINK_KEY, RELAY_KEY, Shop
from tests.support.postgres import empty_tables
from tests.support.shop.inside_calls import ENVIRONMENT


@pytest.fixture(scope="session", autouse=True)
def _environment() -> Iterator[None]:
    os.environ.update(
        GATEWAY_PUBLIC_KEYS=public_key(GATEWAY_KEY),
        REFRESH_KEYS=KEY,
        PROOF_KEYS=KEY,
        RELAY_KEY=RELAY_KEY,
        RELAY_PUBLIC_KEYS=public_key(RELAY_KEY),
        WEBHOOK_KEYS=KEY,
        LINK_KEYS=LINK_KEY,
        STAFF_SECOND_FACTOR="optional",
        **ENVIRONMENT,
        SHOP_URL="https://shop.example",
    )
    settings.cache_clear()
    yield
    settings.cache_clear()


# A sweep does not wait, and triggers have no receiver.
TRIGGERS = ("trigger_relay", "trigger_sweep", "trigger_purge", "trigger_webhooks")
PARTS = {**{name: lambda: None for name in TRIGGERS}, "run_seconds": 0}


@pytest.fixture
def shop(engine: Engine) -> Iterator[Shop]:
    """The shop on the real database, in a transaction that ends with the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        sessions = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield Shop(session, {"sessions": sessions, **PARTS})
        outer.rollback()


@pytest.fixture(scope="session")
def patient_engine(postgres: Postgres) -> Iterator[Engine]:
    """Waits for locks as long as a test on a busy machine may hold them."""
    engine = create_engine(postgres.url, connect_args={"options": "-c lock_timeout=60s -c statement_timeout=90s"})
    yield engine
    engine.dispose()


@pytest.fixture
def concurrent_shop(engine: Engine, patient_engine: Engine) -> Iterator[Shop]:
    """The shop with a transaction of its own for every call, for what happens at once; all is deleted afterwards."""
    sessions = sessionmaker(patient_engine, expire_on_commit=False)
    with Session(engine) as session:
        yield Shop(session, {"sessions": sessions, **PARTS})
    empty_tables(engine)
