"""Keeps a visitor's state: products seen, a cart, a price, an order, a session."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from ops.load.shopping.catalog import Catalog

ADDRESS = {"name": "Lou Load", "street": "1 Rue Verte", "postal_code": "75001", "city": "Paris", "country": "FR"}


@dataclass(frozen=True, slots=True)
class Account:
    """The account of the visitors who log in."""

    email: str
    password: str


@dataclass(slots=True)
class Shopper:
    catalog: Catalog
    account: Account
    email: str = field(default_factory=lambda: f"load-{uuid4().hex[:12]}@example.org")
    bearer: str = ""
    sku: str = ""
    cart_token: str = ""
    cart: dict[str, Any] = field(default_factory=dict)
    quote: dict[str, Any] = field(default_factory=dict)
    order: str = ""
    payment_page: str = ""
    has_paid: bool = False

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [{"sku": each["sku"], "quantity": each["quantity"]} for each in self.cart.get("items", ())]

    @property
    def return_path(self) -> str:
        """The path of the shop that the provider's page leads back to."""
        return f"/orders/{self.order}?from=payment"

    def headers(self, **more: str) -> dict[str, str]:
        """The headers of calls whose responses depend on the caller."""
        mine = {"authorization": f"Bearer {self.bearer}"} if self.bearer else {}
        cart = {"cart-token": self.cart_token} if self.cart_token and not self.bearer else {}
        return {**mine, **cart, **more}

    def keep_cart(self, cart: dict[str, Any]) -> None:
        self.cart = cart
        self.cart_token = cart["cart_token"] or self.cart_token
