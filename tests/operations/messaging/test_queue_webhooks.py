import json
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.webhooks import WebhookMessage
from eventing.events import Event
from eventing.events.orders import Line, OrderCancelled, OrderDelivered, OrderRefunded, OrderRejected, OrderShipped
from eventing.events.returns import ArrivedLine, ReturnReceived, ReturnRequested
from eventing.events.shipments import OrderParcelSent, OrderRestReleased, OrderTrackingCorrected
from functions.messaging.webhooks.contract import WEBHOOK_EVENTS
from tests.support.operations.shop import Shop
from tests.support.webhooks import a_confirmed_order, create, deliveries, queue

ORDER: dict[str, Any] = {"order_id": uuid4(), "number": "CS-1"}
EMAIL, RETURN = "ada@example.org", uuid4()
PARCEL: dict[str, Any] = {"parcel_id": RETURN, "carrier": "DHL", "tracking_code": "JD02", "tracking_url": ""}
SENT_PARCEL = {"parcel_id": str(RETURN), "carrier": "DHL", "tracking_code": "JD02"}
MONEY: dict[str, Any] = {"amount_minor": 5_00, "currency": "EUR"}
SENT: list[tuple[str, Event, dict[str, Any]]] = [
    ("order.confirmed", a_confirmed_order("CS-1", ORDER["order_id"]), {"total_minor": 29_90, "currency": "EUR"}),
    (
        "order.rejected",
        OrderRejected(**ORDER, email=EMAIL, reason_code="out_of_stock"),
        {"reason_code": "out_of_stock"},
    ),
    (
        "order.cancelled",
        OrderCancelled(**ORDER, reason_code="cancelled_by_shop"),
        {"reason_code": "cancelled_by_shop"},
    ),
    (
        "order.shipped",
        OrderShipped(**ORDER, email=EMAIL, carrier="DHL", tracking_code="JD01"),
        {"carrier": "DHL", "tracking_code": "JD01"},
    ),
    (
        "order.parcel-sent",
        OrderParcelSent(**ORDER, **PARCEL, email=EMAIL, lines=[Line(sku="A", quantity=1)], has_rest=True),
        SENT_PARCEL,
    ),
    ("order.tracking-corrected", OrderTrackingCorrected(**ORDER, **PARCEL, correction=1), SENT_PARCEL),
    (
        "order.rest-released",
        OrderRestReleased(**ORDER, release_id=RETURN, lines=[], amount_minor=7_00, refund_minor=5_00, currency="EUR"),
        {"release_id": str(RETURN), "refund_minor": 5_00, "currency": "EUR"},
    ),
    ("order.delivered", OrderDelivered(**ORDER), {}),
    ("order.refunded", OrderRefunded(**ORDER, email=EMAIL, refund="r", **MONEY), MONEY),
    (
        "return.requested",
        ReturnRequested(**ORDER, reason="it itches, says Ada", return_id=RETURN, lines=[Line(sku="A", quantity=1)]),
        {"return_id": str(RETURN)},
    ),
    (
        "return.received",
        ReturnReceived(
            **ORDER,
            return_id=RETURN,
            lines=[ArrivedLine(sku="A", resellable=1, damaged=0, refund_minor=5_00)],
            shipping_minor=0,
            **MONEY,
        ),
        {"return_id": str(RETURN), **MONEY},
    ),
]


class TestQueueWebhooks:
    @pytest.mark.parametrize(("name", "event", "fields"), SENT, ids=[name for name, _, _ in SENT])
    def test_sends_an_order_s_id_and_number_and_no_more_than_the_contract_says(
        self, shop: Shop, name: str, event: Event, fields: dict[str, Any]
    ) -> None:
        webhook_id = create(shop, "https://example.org/", *WEBHOOK_EVENTS).json["webhook"]["id"]
        queue(shop, event)
        (owed,) = deliveries(shop, webhook_id)
        data = {"order_id": str(ORDER["order_id"]), "order_number": "CS-1", **fields}
        assert json.loads(owed["body"]) == {"type": name, "timestamp": shop.now.isoformat(), "data": data}
        assert (owed["event_type"], owed["state"], owed["attempts"]) == (name, "owed", 0)

    def test_sends_to_endpoints_that_chose_the_event_and_calls_no_sender_if_there_are_none(self, shop: Shop) -> None:
        calls: list[str] = []
        shop.parts["trigger_webhooks"] = lambda: calls.append("send")
        queue(shop)
        other = create(shop, "https://example.org/", "order.shipped").json["webhook"]["id"]
        queue(shop)
        assert calls == []
        wanting = [create(shop).json["webhook"]["id"] for _ in range(2)]
        queue(shop)
        assert [len(deliveries(shop, each)) for each in (other, *wanting)] == [0, 1, 1]
        assert calls == ["send"]

    def test_has_messages_sent_once_they_can_be_seen(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop, seen = concurrent_shop, list[int]()

        def look() -> None:
            with Session(engine) as other:
                seen.append(len(other.scalars(select(WebhookMessage)).all()))

        shop.parts["trigger_webhooks"] = look
        create(shop)
        queue(shop)
        assert seen == [1]

    def test_tells_of_a_repeated_event_once(self, shop: Shop) -> None:
        webhook_id = create(shop).json["webhook"]["id"]
        event_id = str(uuid4())
        for _ in range(2):
            shop.deliver("queue-webhooks", a_confirmed_order(), event_id=event_id)
        assert len(deliveries(shop, webhook_id)) == 1
