from uuid import uuid4

import pytest
from sqlalchemy import select, update

from db.models.inventory import Reservation
from db.models.messaging import OutboxEvent
from db.models.orders import Order
from eventing.events import Event
from eventing.events.orders import OrderPlaced
from eventing.events.payments import PaymentDeclined
from eventing.events.stock import StockReserved
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


@pytest.fixture(autouse=True)
def _order(shop: Shop) -> None:
    a_product(shop.session)
    assert shop.call("place-order", an_order_for(), key=str(uuid4())).status_code == 201


def awaiting(shop: Shop, kind: type[Event]) -> list[str]:
    """The consumers to which the event is still owed."""
    shop.session.expire_all()
    return shop.session.scalars(select(OutboxEvent.awaiting).where(OutboxEvent.type == kind.TYPE)).one()


class TestAnEvent:
    def test_is_no_longer_owed_to_a_consumer_that_handled_it(self, shop: Shop) -> None:
        assert awaiting(shop, OrderPlaced) == ["reserve-stock"]
        assert shop.deliver_announced("reserve-stock", OrderPlaced).status_code == 204
        assert awaiting(shop, OrderPlaced) == []

    def test_stays_owed_to_the_other_consumers(self, shop: Shop) -> None:
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.deliver_announced("mark-order-reserved", StockReserved).status_code == 204
        assert awaiting(shop, StockReserved) == ["authorize-payment"]

    def test_is_no_longer_owed_when_it_was_handled_before(self, shop: Shop) -> None:
        """As after a replay of a dead letter of which the delivery succeeded after all."""
        shop.deliver_announced("reserve-stock", OrderPlaced)
        shop.session.execute(update(OutboxEvent).values(awaiting=["reserve-stock"]))
        shop.session.commit()
        assert shop.deliver_announced("reserve-stock", OrderPlaced).status_code == 204
        assert awaiting(shop, OrderPlaced) == []
        assert len(shop.announced(StockReserved)) == 1

    def test_stays_owed_to_a_consumer_that_refused_it(self, shop: Shop) -> None:
        event = shop.session.scalars(select(OutboxEvent)).one()
        assert shop.deliver_raw("reserve-stock", event.type, {}, event_id=event.id).status_code == 422
        assert awaiting(shop, OrderPlaced) == ["reserve-stock"]

    def test_is_handled_by_each_of_its_consumers(self, shop: Shop) -> None:
        shop.deliver_announced("reserve-stock", OrderPlaced)
        reservation = shop.session.scalars(select(Reservation)).one()
        declined = PaymentDeclined(order_id=reservation.order_id, amount_minor=1, currency="EUR")
        event_id = str(uuid4())
        for consumer in ("reject-order", "release-stock"):
            assert shop.deliver(consumer, declined, event_id=event_id).status_code == 204
        shop.session.expire_all()
        assert shop.session.scalars(select(Order.state)).one() == "rejected"
        assert reservation.state == "released"

    def test_is_poison_to_a_consumer_of_other_events(self, shop: Shop) -> None:
        shop.deliver_announced("reserve-stock", OrderPlaced)
        assert shop.deliver_announced("release-stock", OrderPlaced).status_code == 422
        assert shop.session.scalars(select(Reservation.state)).one() == "held"
