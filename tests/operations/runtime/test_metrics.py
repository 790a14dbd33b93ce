"""What operations count: every answer, every event that comes again, how old orders are, and waits for the database."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import TimeoutError as PoolExhausted

from eventing.events.orders import OrderPlaced
from eventing.events.stock import StockReserved
from functions.runtime.database.connections import TimedPool
from functions.runtime.database.unit_of_work import transaction
from functions.runtime.telemetry.cold_starts import HEADER, record_start
from functions.runtime.telemetry.metrics import ORDER_SECONDS, metrics, serving
from local.postgres.postgres import Postgres
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


@pytest.fixture(autouse=True)
def _from_zero() -> Iterator[None]:
    metrics.cache_clear()
    yield
    metrics.cache_clear()


def counted(metric: str) -> dict[tuple[str, ...], int]:
    """How often the metric was observed or counted, by its labels."""
    found = {labels: numbers for (name, labels), numbers in metrics().added().items() if name == metric}
    return {labels: int(sum(numbers[:-1] or numbers)) for labels, numbers in found.items()}


def placed(shop: Shop) -> None:
    a_product(shop.session)
    assert shop.call("place-order", an_order_for(), key=str(uuid4())).status_code == 201


class TestOperations:
    def test_count_what_they_answer_by_its_class(self, shop: Shop) -> None:
        placed(shop)
        shop.call("place-order", {}, key=str(uuid4()))
        assert counted("cloudshop_operation_seconds") == {("place-order", "2xx"): 1, ("place-order", "4xx"): 1}

    def test_count_events_that_come_again(self, shop: Shop) -> None:
        placed(shop)
        for _ in range(3):
            assert shop.deliver_announced("reserve-stock", OrderPlaced).status_code == 204
        assert counted("cloudshop_inbox_duplicates_total") == {("reserve-stock",): 2}

    def test_count_how_old_an_order_was_when_it_entered_a_state(self, shop: Shop) -> None:
        placed(shop)
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.deliver_announced("mark-order-reserved", StockReserved).status_code == 204
        assert counted("cloudshop_order_age_seconds") == {("reserved",): 1}

    def test_count_nothing_of_what_is_rolled_back(self, shop: Shop) -> None:
        def moved(*, fails: bool) -> None:
            with transaction(shop.parts["sessions"], lambda _: shop.now, lambda: None) as unit:
                unit.observe("cloudshop_order_age_seconds", ("reserved",), 1.0, ORDER_SECONDS)
                if fails:
                    raise RuntimeError

        with pytest.raises(RuntimeError):
            moved(fails=True)
        assert counted("cloudshop_order_age_seconds") == {}
        moved(fails=False)
        assert counted("cloudshop_order_age_seconds") == {("reserved",): 1}


class TestAPool:
    def test_reports_how_long_connections_were_waited_for(self, postgres: Postgres) -> None:
        engine = create_engine(postgres.url, poolclass=TimedPool, pool_size=1, max_overflow=0, pool_timeout=0.3)
        with serving("place-order"), engine.connect(), pytest.raises(PoolExhausted):
            engine.connect()
        engine.dispose()
        (numbers,) = [n for (name, _), n in metrics().added().items() if name == "cloudshop_database_wait_seconds"]
        assert (sum(numbers[:-1]), sum(numbers[6:-1])) == (2, 1), "one that was made, and one that was waited for"
        assert counted("cloudshop_database_wait_seconds") == {("place-order",): 2}


class TestAFunctionThatHasStarted:
    def test_says_so_for_a_while_to_who_may_have_waited(self, shop: Shop) -> None:
        record_start("list-categories", 0.5)
        assert 0 <= float(shop.call("list-categories", method="GET").headers[HEADER]) < 60
        assert HEADER not in shop.call("list-products", method="GET").headers
        assert counted("cloudshop_function_start_seconds") == {("list-categories",): 1}
