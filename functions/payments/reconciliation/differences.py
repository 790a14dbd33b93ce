"""Compares a provider's report of a payment with the ledger's entries about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from functions.payments.providers.statements import Statement
from functions.payments.rules import DISPUTED, FEES, HELD, LOST, OTHERWISE, OWED, REFUNDS, REVENUE, charges

What = Literal["held", "captured", "refunded", "fees", "disputed", "lost"]


@dataclass(frozen=True, slots=True)
class Difference:
    """An amount of a payment that differs between the provider and the ledger; `order_id` is "" if unknown."""

    order_id: str
    reference: str
    what: What
    provider_minor: int
    ledger_minor: int
    currency: str

    def __str__(self) -> str:
        named = f"order {self.order_id}" if self.order_id else "no order of the shop"
        amounts = f"the provider has {self.provider_minor}, the ledger {self.ledger_minor}"
        return f"{self.reference} ({named}): {self.what}: {amounts} minor units of {self.currency}"


def differences(statement: Statement, booked: Mapping[str, int], order_id: str) -> list[Difference]:
    """All differences of one payment; `booked` is the balance of each account of the ledger for its order."""
    reported, known = _reported(statement), _known(booked)
    return [
        Difference(order_id, statement.reference, what, reported[what], known[what], statement.currency)
        for what in reported
        if reported[what] != known[what]
    ]


def _reported(statement: Statement) -> dict[What, int]:
    taken = charges(statement.fee_minor, [(each.state, each.amount_minor) for each in statement.disputes])
    return {
        "held": statement.authorized_minor,
        "captured": statement.captured_minor,
        "refunded": statement.refunded_minor,
        "fees": taken[FEES],
        "disputed": taken[DISPUTED],
        "lost": taken[LOST],
    }


def _known(booked: Mapping[str, int]) -> dict[What, int]:
    return {
        "held": booked.get(HELD, 0),
        "captured": -booked.get(REVENUE, 0),
        # A refund that came back, or that was paid in another way, was not paid by the provider.
        "refunded": booked.get(REFUNDS, 0) + booked.get(OWED, 0) + booked.get(OTHERWISE, 0),
        "fees": booked.get(FEES, 0),
        "disputed": booked.get(DISPUTED, 0),
        "lost": booked.get(LOST, 0),
    }
