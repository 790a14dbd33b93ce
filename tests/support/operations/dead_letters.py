"""Makes an event that its consumer refuses, and reads its dead letter."""

import base64
import time
from dataclasses import replace
from typing import Any

from cloudevents.conversion import to_binary
from cloudevents.http import CloudEvent
from sqlalchemy import select

from db.models.messaging import DeadLetter, OutboxEvent
from eventing.events.orders import OrderPlaced
from eventing.events.stock import StockReserved
from functions.runtime.http import cloud_events
from functions.runtime.http.event_signatures import signature_attributes
from functions.runtime.settings import settings
from tests.support.operations.shop import RELAY_KEY, Shop


def refuse(
    shop: Shop, row: OutboxEvent, *, key: str = RELAY_KEY, code: str = "422", sent_seconds_ago: float = 0
) -> Any:
    """Reports to the dead-letter sink that reserve-stock answered an event with this status, as the Broker does."""
    attributes = {
        "id": row.id,
        "type": row.type,
        "source": cloud_events.SOURCE,
        "subject": row.subject,
        "time": row.occurred_at.isoformat(),
        **signature_attributes(
            row.id,
            row.type,
            row.occurred_at,
            row.data,
            replace(settings(), relay_key=key),
            now=time.time() - sent_seconds_ago,
        ),
        "knativeerrorcode": code,
        "knativeerrordata": base64.b64encode(b'{"detail": "the shelf fell down"}').decode(),
    }
    headers, body = to_binary(CloudEvent(attributes, row.data))
    headers["content-type"] = "application/json"
    return shop.call("store-dead-letter", body, query={"consumer": "reserve-stock"}, headers=headers)


def refused_by(shop: Shop, consumer: str, event_id: str) -> DeadLetter:
    """The dead letter of an event that has two consumers: stock was reserved."""
    letter = DeadLetter(
        event_id=event_id, event_type=StockReserved.TYPE, consumer=consumer,
        attributes={"time": shop.now.isoformat()}, data={}, cause_code="422", cause="", authentic=True,
        stored_at=shop.now,
    )  # fmt: skip
    shop.session.add(letter)
    shop.session.commit()
    return letter


def outbox_row(shop: Shop) -> OutboxEvent:
    shop.session.expire_all()
    row = shop.session.scalar(select(OutboxEvent).where(OutboxEvent.type == OrderPlaced.TYPE))
    assert row is not None
    return row


def dead_letters(shop: Shop, **query: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = shop.call("list-dead-letters", method="GET", query=query, role="staff").json[
        "dead_letters"
    ]
    return listed
