"""Defines sales and refunds as documents show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from functions.invoices.rules import Line, RateTotal


@dataclass(frozen=True, slots=True)
class Sale:
    """An order of which a parcel was sent, with the captured lines, shipping among them.

    `vat_note` says why it has no VAT: `export` for goods that leave the area in which the shop charges it,
    `reverse_charge` if the business of the address' `vat_number` owes it, and None if no reason is needed.
    """

    order_id: UUID
    order_number: str
    # Where its documents are mailed; "" once it is no longer kept.
    email: str
    language: str | None
    currency: str
    address: Mapping[str, str]
    supplied_on: date
    lines: Sequence[Line]
    vat_note: str | None


@dataclass(frozen=True, slots=True)
class Refund:
    """An amount that was refunded, with the VAT by rate that the order stored for it."""

    id: UUID
    amount_minor: int
    taxes_minor: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class RefundedItems:
    """Items that a refund was for, by SKU: quantity and amount, which is None if only the amount of all is known.

    `taxes` has the amounts and VAT of all of them by rate; None if less was left to refund.
    """

    taxes: Sequence[RateTotal] | None
    items: Sequence[tuple[str, int, int | None]]
    shipping_minor: int = 0
