"""The measured calls, as HTTP requests in bytes."""

import json
from collections.abc import Callable
from uuid import uuid4

import psycopg

from local.postgres.postgres import Postgres
from tests.support.factories import an_order_for


def list_products() -> bytes:
    return b"GET /?limit=20 HTTP/1.1\r\nhost: list-products\r\n\r\n"


def place_order(sku: str) -> Callable[[], bytes]:
    body = json.dumps(an_order_for(sku)).encode()

    def request() -> bytes:
        head = (
            "POST / HTTP/1.1\r\nhost: place-order\r\ncontent-type: application/json\r\n"
            f"idempotency-key: {uuid4()}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return request


def a_sku(database: Postgres) -> str:
    """The SKU of a variant in the catalog."""
    with psycopg.connect(database.url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT min(sku) FROM catalog.variants").fetchone()
        assert row is not None
        return str(row[0])
