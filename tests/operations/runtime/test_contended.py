"""Two transactions want the same row: the one that gives up says that nothing was changed and when to come back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from db.models.orders import Order
from eventing.events.stock import StockReserved
from functions.orders.queries import order_by_number
from functions.runtime.database.failures import as_shop_error
from functions.runtime.errors import Contended
from local.postgres.postgres import Postgres
from tests.support.operations.at_once import WAIT_SECONDS, until_blocked
from tests.support.operations.orders import an_order
from tests.support.operations.shop import Shop

CONTENDED = "urn:cloudshop:problem:contended"


@pytest.fixture
def lock_timeout_shop(postgres: Postgres, concurrent_shop: Shop) -> Iterator[Shop]:
    """The shop whose calls wait a tenth of a second for a lock."""
    engine = create_engine(postgres.url, connect_args={"options": "-c lock_timeout=100ms"})
    concurrent_shop.parts["sessions"] = sessionmaker(engine, expire_on_commit=False)
    yield concurrent_shop
    engine.dispose()


class TestALockThatIsNotFreedInTime:
    def test_refuses_a_call_which_may_simply_be_sent_again(self, lock_timeout_shop: Shop, engine: Engine) -> None:
        number = an_order(lock_timeout_shop)["number"]

        def cancel() -> Any:
            return lock_timeout_shop.call("cancel-order", {"email": "ada@example.org"}, query={"number": number})

        with Session(engine) as holder:
            holder.scalars(select(Order).where(Order.number == number).with_for_update()).one()
            refused = cancel()
        assert (refused.status_code, refused.json["type"]) == (503, CONTENDED)
        assert refused.headers["retry-after"] == "1"
        assert cancel().json["state"] == "cancelled"

    def test_leaves_an_event_owed_and_its_next_delivery_handles_it(
        self, lock_timeout_shop: Shop, engine: Engine
    ) -> None:
        number = an_order(lock_timeout_shop)["number"]
        event = StockReserved(order_id=order_by_number(lock_timeout_shop.session, number).id)
        event_id = str(uuid4())
        with Session(engine) as holder:
            holder.scalars(select(Order).where(Order.number == number).with_for_update()).one()
            refused = lock_timeout_shop.deliver("mark-order-reserved", event, event_id=event_id)
        assert (refused.status_code, refused.json["type"]) == (503, CONTENDED)
        assert lock_timeout_shop.deliver("mark-order-reserved", event, event_id=event_id).status_code == 204
        lock_timeout_shop.session.expire_all()
        assert order_by_number(lock_timeout_shop.session, number).state == "reserved"


class TestWhatTheDatabaseGivesUp:
    def test_a_deadlock_is_contention(self, engine: Engine) -> None:
        with engine.connect() as first, engine.connect() as second, ThreadPoolExecutor(1) as pool:
            _lock(first, 1)
            _lock(second, 2)
            waiting = pool.submit(_failure_of_locking, first, 2)
            until_blocked(engine, 1)
            failures = [_failure_of_locking(second, 1)]
            second.rollback()
            failures.append(waiting.result(WAIT_SECONDS))
        (gave_up,) = [failure for failure in failures if failure is not None]
        assert isinstance(as_shop_error(gave_up), Contended)

    def test_a_serialization_failure_is_contention(self, concurrent_shop: Shop, engine: Engine) -> None:
        number = an_order(concurrent_shop)["number"]
        change = text("UPDATE orders.orders SET email = email || 'x' WHERE number = :number")
        isolated = engine.execution_options(isolation_level="REPEATABLE READ")
        with isolated.connect() as first, isolated.connect() as second:
            for connection in (first, second):
                connection.execute(text("SELECT count(*) FROM orders.orders"))
            first.execute(change, {"number": number})
            first.commit()
            with pytest.raises(DBAPIError) as gave_up:
                second.execute(change, {"number": number})
        assert isinstance(as_shop_error(gave_up.value), Contended)


def _lock(connection: Connection, key: int) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def _failure_of_locking(connection: Connection, key: int) -> Exception | None:
    try:
        _lock(connection, key)
    except DBAPIError as failure:
        connection.rollback()
        return failure
    return None
