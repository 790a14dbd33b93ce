"""Simulates the shopper of `make demo`, who uses the public API."""

import time
from typing import Any
from uuid import uuid4

import httpx

WAIT_SECONDS = 30
UNFINISHED = {"placed", "reserved"}
PASSWORD = "correct horse battery staple"  # noqa: S105 - of a demo account
ADDRESS = {"name": "Dora Demo", "street": "1 Rue Verte", "postal_code": "75001", "city": "Paris", "country": "FR"}

Json = dict[str, Any]


class DemoFailed(Exception):
    """The shop did not do what a shopper expects."""


class Shopper:
    """A shopper; every method returns the shop's response."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.email = f"dora-{uuid4().hex[:8]}@demo.example"

    def categories(self) -> list[Json]:
        return list(self._call("GET", "/api/categories")["categories"])

    def products(self, **wanted: str | int) -> Json:
        return self._call("GET", "/api/products", params=wanted)

    def sku_in_stock(self, handle: str, quantity: int) -> str | None:
        """A SKU of the product with at least this quantity available."""
        variants = self._call("GET", f"/api/products/{handle}")["variants"]
        return next((variant["sku"] for variant in variants if variant["available"] >= quantity), None)

    def register(self) -> None:
        """Creates an account and logs in."""
        login = {"email": self.email, "password": PASSWORD}
        self._call("POST", "/api/accounts", json={**login, "name": ADDRESS["name"]})
        session = self._call("POST", "/api/sessions", json=login)
        self._client.headers["authorization"] = f"Bearer {session['access_token']}"

    def put(self, sku: str, quantity: int) -> Json:
        return self._call("PUT", f"/api/cart/items/{sku}", json={"quantity": quantity})

    def order(self, cart: Json, card: str, key: str) -> Json:
        """Orders the cart's items; the same key returns the same order."""
        lines = [{"sku": item["sku"], "quantity": item["quantity"]} for item in cart["items"]]
        quote = self._call("POST", "/api/quotes", json={"lines": lines})
        body = {
            "lines": lines,
            "expected_total_minor": quote["total_minor"],
            "currency": quote["currency"],
            "email": self.email,
            "address": ADDRESS,
            "payment_method": card,
            "cart_id": cart["cart_id"],
        }
        return self._call("POST", "/api/orders", json=body, headers={"idempotency-key": key})

    def cancel(self, number: str) -> Json:
        return self._call("POST", f"/api/orders/{number}/cancel", json={"reason": "changed my mind"})

    def wait_for_order(self, number: str) -> Json:
        """The order once its state is final; for a cancelled one, once nothing is authorised any more."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            order = self._call("GET", f"/api/orders/{number}")
            is_held = order["state"] == "cancelled" and order["timeline"][-1]["reason_code"] != "payment_voided"
            if order["state"] not in UNFINISHED and not is_held:
                return order
            time.sleep(0.2)
        raise DemoFailed(f"order {number} is still {order['state']} after {WAIT_SECONDS} s")

    def _call(self, method: str, path: str, **request: Any) -> Json:
        response = self._client.request(method, path, **request)
        if not response.is_success:
            raise DemoFailed(f"{method} {path} returned {response.status_code}: {response.text}")
        return dict(response.json())
