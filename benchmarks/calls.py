"""Writes the measured calls as HTTP requests in bytes."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg

from local.postgres.postgres import Postgres
from tests.support.factories import an_order_for


def list_products() -> bytes:
    return b"GET /?limit=20 HTTP/1.1\r\nhost: list-products\r\n\r\n"


def place_order(order: dict[str, Any]) -> Callable[[], bytes]:
    body = json.dumps(order).encode()

    def request() -> bytes:
        head = (
            "POST / HTTP/1.1\r\nhost: place-order\r\ncontent-type: application/json\r\n"
            f"idempotency-key: {uuid4()}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return request


def an_order(database: Postgres) -> dict[str, Any]:
    """A body for place-order, of the catalog's first variant."""
    with psycopg.connect(database.url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT sku, price_minor FROM catalog.variants ORDER BY sku LIMIT 1").fetchone()
        assert row is not None
        return an_order_for(row[0], price_minor=row[1])
