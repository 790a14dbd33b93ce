from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, update

from db.models.messaging import IdempotencyKey, InboxEntry, OutboxEvent
from eventing.events.orders import OrderOverdue, OrderPlaced
from eventing.events.stock import StockExpiryDue
from functions.inventory.reserve_stock import RESERVATION_PERIOD
from functions.messaging.rules import RETENTION
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


def place(shop: Shop) -> str:
    a_product(shop.session)
    number: str = shop.call("place-order", an_order_for(), key=str(uuid4())).json["number"]
    return number


class TestSweep:
    def test_finds_nothing_in_a_shop_where_all_is_well(self, shop: Shop) -> None:
        assert shop.call("sweep").json == {"orders": [], "reservations": 0, "events": 0, "purged": 0}

    def test_takes_up_an_order_past_its_deadline(self, shop: Shop) -> None:
        number = place(shop)
        shop.now += timedelta(minutes=5)
        assert shop.call("sweep").json["orders"] == [number]
        assert [event["number"] for event in shop.announced(OrderOverdue)] == [number]

    def test_takes_up_reservations_past_their_time(self, shop: Shop) -> None:
        place(shop)
        shop.deliver_announced("reserve-stock", OrderPlaced)
        shop.now += RESERVATION_PERIOD
        assert shop.call("sweep").json["reservations"] == 1
        assert len(shop.announced(StockExpiryDue)) == 1

    def test_counts_events_that_were_not_sent(self, shop: Shop) -> None:
        place(shop)
        assert shop.call("sweep").json["events"] == 1

    def test_does_not_count_what_it_announces_itself(self, shop: Shop) -> None:
        number = place(shop)
        shop.session.execute(update(OutboxEvent).values(awaiting=[]))
        shop.session.commit()
        shop.now += timedelta(minutes=5)
        swept = shop.call("sweep").json
        assert (swept["orders"], swept["events"]) == ([number], 0)

    def test_forgets_what_nothing_needs_any_more_and_nothing_else(self, shop: Shop) -> None:
        place(shop)
        shop.session.execute(update(OutboxEvent).values(awaiting=[]))
        shop.session.commit()
        shop.now += RETENTION
        assert shop.call("sweep").json["purged"] == 0
        shop.now += timedelta(seconds=1)
        assert shop.call("sweep").json["purged"] == 2
        assert shop.session.scalars(select(IdempotencyKey)).all() == []

    def test_forgets_that_an_event_was_handled_long_ago(self, shop: Shop) -> None:
        shop.session.add(InboxEntry(event_id=str(uuid4()), consumer="reserve-stock", handled_at=shop.now))
        shop.session.commit()
        shop.now += RETENTION
        assert shop.call("sweep").json["purged"] == 0
        shop.now += timedelta(seconds=1)
        assert shop.call("sweep").json["purged"] == 1
        assert shop.session.scalars(select(InboxEntry)).all() == []
