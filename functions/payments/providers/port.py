"""The interface of payment providers."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order's total, and the provider's token of its payment method."""

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


class Provider(Protocol):
    """Every call is idempotent by its key and limited in time.

    It raises Unavailable if the outcome is unknown or a retry may succeed, and ProviderRefused if none can.
    """

    @property
    def name(self) -> str: ...

    def authorize(self, purchase: Purchase, key: str) -> Authorized | Declined:
        """Authorises the amount."""

    def retract(self, purchase: Purchase, key: str) -> None:
        """Voids what `authorize` may have authorised under this key, and prevents it from doing so later."""

    def capture(self, reference: str, amount_minor: int, key: str) -> None:
        """Captures an authorised amount."""

    def void(self, reference: str, key: str) -> None:
        """Voids an authorisation."""

    def refund(self, reference: str, amount_minor: int, key: str) -> None:
        """Refunds a captured amount, in part or in full."""
