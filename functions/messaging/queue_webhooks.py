"""On shop.order.cancelled.v1, shop.order.confirmed.v1, shop.order.delivered.v1, shop.order.parcel-sent.v1,
shop.order.refunded.v1, shop.order.rejected.v1, shop.order.rest-released.v1, shop.order.shipped.v1,
shop.order.tracking-corrected.v1, shop.return.received.v1 and shop.return.requested.v1 — queues a message for each
endpoint that chose the event.

`send-webhooks` sends them, so that a slow endpoint delays neither orders nor mails.
"""

from collections.abc import Callable

from eventing.events.orders import (
    OrderCancelled,
    OrderConfirmed,
    OrderDelivered,
    OrderRefunded,
    OrderRejected,
    OrderShipped,
)
from eventing.events.returns import ReturnReceived, ReturnRequested
from eventing.events.shipments import OrderParcelSent, OrderRestReleased, OrderTrackingCorrected
from functions.messaging.webhooks.contract import message_of
from functions.messaging.webhooks.endpoints import queue
from functions.runtime.adapters.dependencies import webhooks_trigger
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(trigger_webhooks=webhooks_trigger)
def queue_webhooks(
    event: OrderCancelled
    | OrderConfirmed
    | OrderDelivered
    | OrderParcelSent
    | OrderRefunded
    | OrderRejected
    | OrderRestReleased
    | OrderShipped
    | OrderTrackingCorrected
    | ReturnReceived
    | ReturnRequested,
    *,
    shop: UnitOfWork,
    trigger_webhooks: Callable[[], None],
) -> None:
    if queue(shop, *message_of(event, shop.now)):
        shop.after_commit.append(trigger_webhooks)
