"""What webhooks say: the names of their events, and which fields of the shop's events travel (docs/webhooks.md).

Nothing of a person does: whoever needs more of an order asks the API for it, with a key that may.
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

WebhookEvent = Literal[
    "order.cancelled",
    "order.confirmed",
    "order.delivered",
    "order.refunded",
    "order.rejected",
    "order.shipped",
    "return.received",
    "return.requested",
]
WEBHOOK_EVENTS: tuple[WebhookEvent, ...] = get_args(WebhookEvent)
WebhookEvents = Annotated[list[WebhookEvent], Field(min_length=1, max_length=len(WEBHOOK_EVENTS))]


class Told(NamedTuple):
    """Under which name an event is told, and which of its fields besides the order's id and number."""

    name: WebhookEvent
    fields: tuple[str, ...] = ()


CONTRACT: Mapping[str, Told] = MappingProxyType(
    {
        OrderCancelled.TYPE: Told("order.cancelled", ("reason_code",)),
        OrderConfirmed.TYPE: Told("order.confirmed", ("total_minor", "currency")),
        OrderDelivered.TYPE: Told("order.delivered"),
        OrderRefunded.TYPE: Told("order.refunded", ("amount_minor", "currency")),
        OrderRejected.TYPE: Told("order.rejected", ("reason_code",)),
        OrderShipped.TYPE: Told("order.shipped", ("carrier", "tracking_code")),
        ReturnReceived.TYPE: Told("return.received", ("return_id", "amount_minor", "currency")),
        ReturnRequested.TYPE: Told("return.requested", ("return_id",)),
    }
)


def message_of(event: Event, at: datetime) -> tuple[WebhookEvent, str]:
    """The name under which the event is told, and the text that is sent."""
    told, content = CONTRACT[event.TYPE], event.model_dump(mode="json")
    data = {"order_id": content["order_id"], "order_number": content["number"]}
    data |= {name: content[name] for name in told.fields}
    return told.name, json.dumps({"type": told.name, "timestamp": at.isoformat(), "data": data})
