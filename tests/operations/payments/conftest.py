"""Payments are tested against the card simulator as it is: over HTTP, with a memory that no rollback reaches."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from tests.support.operations.payments import a_reserved_order, open_payment
from tests.support.operations.shop import Shop
from tests.support.postgres import empty_tables
from tests.support.servers.card_simulator import CardSimulator, running_card_simulator


@pytest.fixture
def card_simulator(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[CardSimulator]:
    """The card simulator, which the shop's own settings lead to."""
    with running_card_simulator(engine, monkeypatch) as card_simulator:
        yield card_simulator


@pytest.fixture
def page_url(shop: Shop, card_simulator: CardSimulator) -> str:
    """The address of the card simulator's page for an order that may be paid."""
    return str(open_payment(shop, a_reserved_order(shop)).json["page_url"])


@pytest.fixture
def committed_shop(engine: Engine) -> Iterator[Shop]:
    """A shop that commits, for what only happens between two transactions; emptied afterwards."""
    with Session(engine) as session:
        yield Shop(session, {"sessions": sessionmaker(engine, expire_on_commit=False), "trigger_relay": lambda: None})
    empty_tables(engine)
