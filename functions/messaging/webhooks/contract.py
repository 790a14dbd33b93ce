"""Defines the contract of webhooks: their events, and which fields of the shop's events each has (docs/webhooks.md).

No field is about a person, except the tracking code of a parcel. A receiver that needs more of an order reads it from
the API, with a key that permits it.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from eventing.events import Event
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

WebhookEvent = Literal[
    "order.cancelled",
    "order.confirmed",
    "order.delivered",
    "order.parcel-sent",
    "order.refunded",
    "order.rejected",
    "order.rest-released",
    "order.shipped",
    "order.tracking-corrected",
    "return.received",
    "return.requested",
]
WEBHOOK_EVENTS: tuple[WebhookEvent, ...] = get_args(WebhookEvent)
WebhookEvents = Annotated[list[WebhookEvent], Field(min_length=1, max_length=len(WEBHOOK_EVENTS))]


class Content(NamedTuple):
    """The name under which an event is sent, and its fields besides the order's id and number."""

    name: WebhookEvent
    fields: tuple[str, ...] = ()


CONTRACT: Mapping[str, Content] = MappingProxyType(
    {
        OrderCancelled.TYPE: Content("order.cancelled", ("reason_code",)),
        OrderConfirmed.TYPE: Content("order.confirmed", ("total_minor", "currency")),
        OrderDelivered.TYPE: Content("order.delivered"),
        OrderParcelSent.TYPE: Content("order.parcel-sent", ("parcel_id", "carrier", "tracking_code")),
        OrderRefunded.TYPE: Content("order.refunded", ("amount_minor", "currency")),
        OrderRejected.TYPE: Content("order.rejected", ("reason_code",)),
        OrderRestReleased.TYPE: Content("order.rest-released", ("release_id", "refund_minor", "currency")),
        OrderShipped.TYPE: Content("order.shipped", ("carrier", "tracking_code")),
        OrderTrackingCorrected.TYPE: Content("order.tracking-corrected", ("parcel_id", "carrier", "tracking_code")),
        ReturnReceived.TYPE: Content("return.received", ("return_id", "amount_minor", "currency")),
        ReturnRequested.TYPE: Content("return.requested", ("return_id",)),
    }
)


def message_of(event: Event, at: datetime) -> tuple[WebhookEvent, str]:
    """The name under which the event is sent, and the body of its message."""
    sent, fields = CONTRACT[event.TYPE], event.model_dump(mode="json")
    data = {"order_id": fields["order_id"], "order_number": fields["number"]}
    data |= {name: fields[name] for name in sent.fields}
    return sent.name, json.dumps({"type": sent.name, "timestamp": at.isoformat(), "data": data})
