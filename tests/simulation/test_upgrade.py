"""A shop is upgraded from the release before issue 21, with an order in every state: each ends as it should."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, text

from db.schema import alembic_config, migrate
from tests.support.invariants.always import ALWAYS
from tests.support.invariants.at_rest import BOOKS
from tests.support.invariants.checks import violations
from tests.support.simulation.settling import settle
from tests.support.simulation.stories.steps import EMAIL, ask, ask_as_staff
from tests.support.simulation.world.world import World

BEFORE, ORDERS = "0014", Path(__file__).parent / "before_issue_21.sql"
SHIPMENT = {"carrier": "La Poste", "tracking_code": "6A123"}
# Orders of before VAT have none stored, which is as it was.
HOLDS = {name: query for name, query in {**ALWAYS, **BOOKS}.items() if name != "taxes-add-up"}


@pytest.fixture
def upgraded(engine: Engine) -> Iterator[Engine]:
    """A database of its own, filled by the release before and migrated to the newest schema."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE upgraded"))
        url = engine.url.set(database="upgraded").render_as_string(hide_password=False)
        command.upgrade(alembic_config(url), BEFORE)
        own = create_engine(url)
        with own.begin() as filled:
            filled.exec_driver_sql(ORDERS.read_text())
        migrate(url)
        yield own
        own.dispose()
        connection.execute(text("DROP DATABASE upgraded WITH (FORCE)"))


class Desk:
    """Staff, and the shopper of all orders, who bring them to their ends."""

    def __init__(self, world: World) -> None:
        self.world = world

    def staff(self, operation: str, n: int, body: Any = None, **other: Any) -> Any:
        return ask_as_staff(self.world, operation, body, _query(n), **other).json

    def shopper(self, operation: str, n: int, **body: Any) -> Any:
        return ask(self.world, operation, {"email": EMAIL, **body}, _query(n)).json

    def receives(self, n: int, quantity: int, refund_minor: int) -> None:
        arrived = {"lines": [{"sku": "MUG", "resellable": quantity}], "expected_refund_minor": refund_minor}
        self.staff("receive-return", n, arrived)

    def refunds(self, n: int, amount_minor: int) -> None:
        body = {"reason": "a scratch", "amount_minor": amount_minor}
        self.staff("request-refund", n, body, key=f"the key of the refund of {n}")

    def states(self) -> dict[int, tuple[str, int]]:
        rows = self.world.query("SELECT right(number, 4)::int, state, refunded_minor FROM orders.orders")
        return {n: (state, refunded_minor) for n, state, refunded_minor in rows}


# A few seconds on a machine that is not busy.
@pytest.mark.timeout(600)
def test_each_order_of_the_release_before_ends_as_it_should(upgraded: Engine) -> None:
    world = World(upgraded)
    with world.begun(is_emptied=False):
        settle(world)
        desk = Desk(world)
        assert {n: desk.states()[n][0] for n in (1, 2, 12)} == {1: "confirmed", 2: "confirmed", 12: "cancelled"}
        for n in (1, 2, 3):
            desk.staff("ship-order", n, SHIPMENT)
        desk.shopper("cancel-order", 4)
        settle(world)
        # The parcel of the sixth arrives after its return was announced.
        desk.shopper("request-return", 6)
        for n in (1, 2, 3, 5, 6):
            desk.staff("mark-order-delivered", n)
        desk.shopper("request-return", 3, lines=[{"sku": "MUG", "quantity": 1}])
        desk.receives(3, quantity=1, refund_minor=12_50)
        desk.receives(6, quantity=2, refund_minor=29_90)
        desk.refunds(7, 29_90)
        desk.refunds(8, 24_90)
        desk.staff("decide-return", 9, {"decision": "approved"})
        desk.receives(9, quantity=2, refund_minor=25_00)
        desk.staff("decide-return", 10, {"decision": "declined", "reply": "it was worn"})
        desk.staff("mark-order-delivered", 10)
        settle(world)
        assert desk.states() == {
            **{n: ("delivered", 0) for n in (1, 2, 5, 10)},
            3: ("delivered", 12_50),
            9: ("delivered", 25_00),
            **{n: ("cancelled", 0) for n in (4, 11, 12)},
            **{n: ("refunded", 29_90) for n in (6, 7, 8, 13)},
            14: ("rejected", 0),
        }
        assert violations(world, HOLDS) == {}
        assert world.query("SELECT event_type, consumer, cause FROM messaging.dead_letters") == []


def _query(n: int) -> str:
    return f"number=CS-0000-{n:04}"
