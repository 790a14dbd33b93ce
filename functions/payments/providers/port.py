"""The port to a payment provider: what the shop needs of one, whoever it is."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Purchase:
    """What an order costs, and the provider's token for what pays it."""

    order_id: UUID
    amount_minor: int
    currency: str
    payment_method: str


@dataclass(frozen=True, slots=True)
class Authorized:
    """The amount is set aside; `reference` is the provider's name for it."""

    reference: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The shopper's bank said no; `code` is the provider's."""

    code: str


class Provider(Protocol):
    """Asked again with the same key, a provider answers the same and does nothing twice.

    Each call waits a bounded time, and raises Unavailable when the outcome is not known or asking again can mend it,
    ProviderRefused when it cannot.
    """

    @property
    def name(self) -> str: ...

    def authorize(self, purchase: Purchase, key: str) -> Authorized | Declined:
        """Sets the amount aside."""

    def retract(self, purchase: Purchase, key: str) -> None:
        """Frees what `authorize` may have set aside under this key, and sees to it that it never will."""

    def capture(self, reference: str, amount_minor: int, key: str) -> None:
        """Takes what was set aside."""

    def void(self, reference: str, key: str) -> None:
        """Frees what was set aside."""

    def refund(self, reference: str, amount_minor: int, key: str) -> None:
        """Gives a part or all of what was taken back."""
