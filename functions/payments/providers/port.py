"""Defines the interface of payment providers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

    from functions.payments.providers.statements import Statement

Wallet = Literal["apple_pay", "google_pay", "link"]


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order's total, and the provider's token of its payment method; empty if the shopper pays at the provider."""

    order_id: UUID
    amount_minor: int
    currency: str
    payment_method: str


@dataclass(frozen=True, slots=True)
class Authorized:
    """The amount is authorised; `reference` is the provider's id of the authorisation."""

    reference: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The shopper's bank declined; `code` is the provider's."""

    code: str


@dataclass(frozen=True, slots=True)
class Element:
    """The data for showing the provider's own form in a page: its script, the shop's public key, the payment's secret.

    With a `cards_secret`, the form also offers the shopper's stored cards, and to store another one.
    """

    script_url: str
    publishable_key: str
    client_secret: str
    wallets: tuple[Wallet, ...] = ()
    cards_secret: str | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """A payment that the shopper makes at the provider, in its `element` or on its page, `page_url`.

    It stays open after a declined card, and `decline_code` is the provider's reason.
    """

    reference: str
    state: Literal["open", "authorized", "ended"]
    element: Element | None = None
    page_url: str | None = None
    decline_code: str | None = None


class StoredCards(Protocol):
    """The provider's storage for cards of shoppers who have an account."""

    def open(
        self, purchase: Purchase, key: str, account_id: UUID, *, customer: str | None, reference: str | None
    ) -> tuple[Intent, str]:
        """Opens a payment as `Provider.open` does, or looks up that of the `reference`, with the account's cards.

        `customer` is the provider's id for the account, if there is one; callers store the id that is returned.
        """


class Provider(Protocol):
    """A payment provider. Every call is idempotent by its key and limited in time.

    It raises Unavailable if the outcome is unknown or a retry may succeed, and ProviderRefused if none can.
    """

    @property
    def name(self) -> str: ...

    @property
    def stored_cards(self) -> StoredCards | None:
        """The storage for cards; None if the provider is to store none."""

    def forget(self, customer: str) -> None:
        """Deletes a customer and the stored cards, also if none are to be stored now; succeeds if there is none."""

    def authorize(self, purchase: Purchase, key: str) -> Authorized | Declined:
        """Authorises the amount."""

    def retract(self, purchase: Purchase, key: str) -> None:
        """Voids what `authorize` may have authorised under this key, and prevents it from doing so later."""

    def open(self, purchase: Purchase, key: str) -> Intent:
        """Opens a payment of the amount for the shopper to make."""

    def look_up(self, reference: str) -> Intent:
        """The payment that was opened, as it is now."""

    def capture(self, reference: str, amount_minor: int, key: str) -> int:
        """Captures an authorised amount; returns how much of it was captured, which may be less."""

    def void(self, reference: str, key: str) -> None:
        """Voids an authorisation, or ends an open payment."""

    def refund(self, reference: str, amount_minor: int, key: str) -> None:
        """Refunds a captured amount, in part or in full."""

    def statement(self, reference: str) -> "Statement":
        """The payment's amounts, fees, refunds and disputes, as they are now."""

    def opened_between(self, since: "datetime", until: "datetime") -> list[str]:
        """The references of all payments that were opened in the period; this call has no time limit."""
