"""Makes the request of an operation as the web shop would, for a trace that has only the operation's name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from tests.support.cluster.shop import ADDRESS, PAST_THE_CACHE, ClusterShop
from tests.support.shop.running_shop import an_order

# A cold start on a busy machine.
ANSWER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Shopper:
    """The data for all requests: one product, one guest's cart, and one logged-in customer's order."""

    client: httpx.Client
    sku: str
    handle: str
    cart_token: str
    bearer: str
    number: str
    email: str

    @classmethod
    def of(cls, shop: ClusterShop) -> "Shopper":
        sku = shop.sells(f"REPLAYED-{uuid4().hex[:8]}", on_hand=100_000)
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
        client = httpx.Client(base_url=ADDRESS, timeout=ANSWER_SECONDS, limits=limits)
        filled = client.put(f"/api/cart/items/{sku}", json={"quantity": 1})
        login = shop.logins["shopper"]
        session = client.post("/api/sessions", json=login).json()["access_token"]
        bearer = f"Bearer {session}"
        key = {"idempotency-key": str(uuid4()), "authorization": bearer}
        order = client.post("/api/orders", json=an_order(sku, email=login["email"]), headers=key)
        order.raise_for_status()
        handle = f"product-{sku}".lower()
        return cls(client, sku, handle, filled.json()["cart_token"], bearer, order.json()["number"], login["email"])

    def requests(self) -> dict[str, Callable[[], httpx.Response]]:
        """Functions by operation, each of which makes one request."""
        send, cart, mine = self.client.request, {"cart-token": self.cart_token}, {"authorization": self.bearer}
        quote = {"lines": [{"sku": self.sku, "quantity": 1}]}
        found = {"number": self.number, "email": self.email}
        return {
            "list-products": lambda: send("GET", "/api/products?limit=24", headers=PAST_THE_CACHE),
            "list-categories": lambda: send("GET", "/api/categories", headers=PAST_THE_CACHE),
            "read-shop-rules": lambda: send("GET", "/api/shop", headers=PAST_THE_CACHE),
            "get-product": lambda: send("GET", f"/api/products/{self.handle}", headers=PAST_THE_CACHE),
            "read-cart": lambda: send("GET", "/api/cart", headers=cart),
            "put-cart-item": lambda: send("PUT", f"/api/cart/items/{self.sku}", json={"quantity": 1}, headers=cart),
            "quote-order": lambda: send("POST", "/api/quotes", json=quote),
            "place-order": self._place_order,
            "look-up-order": lambda: send("POST", "/api/order-look-ups", json=found),
            "get-order": lambda: send("GET", f"/api/orders/{self.number}", headers=mine),
            "list-orders": lambda: send("GET", "/api/orders", headers=mine),
            "read-profile": lambda: send("GET", "/api/me", headers=mine),
        }

    def _place_order(self) -> httpx.Response:
        body: dict[str, Any] = an_order(self.sku)
        return self.client.post("/api/orders", json=body, headers={"idempotency-key": str(uuid4())})
