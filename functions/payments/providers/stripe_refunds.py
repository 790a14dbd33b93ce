"""Refunds at Stripe."""

from typing import Any

from functions.payments.errors import ProviderRefused
from functions.payments.providers.http import ProviderConnection
from functions.payments.providers.stripe_intents import refusal
from functions.runtime.network.tcp import Deadline

REFUNDS = "/v1/refunds"


def make_refund(connection: ProviderConnection, reference: str, amount_minor: int, key: str) -> None:
    """Refunds the intent once for each key; raises ProviderRefused."""
    deadline = connection.deadline()
    refund = _known_refund(connection, reference, key, deadline)
    if refund is None:
        form = {"payment_intent": reference, "amount": str(amount_minor), "metadata[key]": key}
        refund = connection.post_form(REFUNDS, form, key, deadline)
    if "error" in refund:
        raise refusal("refund", refund["error"])
    if refund["status"] in {"failed", "canceled"}:
        raise ProviderRefused(f"Stripe refuses to refund: {refund['status']}.", code=refund["status"])


def _known_refund(
    connection: ProviderConnection, reference: str, key: str, deadline: Deadline
) -> dict[str, Any] | None:
    """The refund with this key in its metadata: Stripe forgets idempotency keys after a day."""
    answer = connection.get(REFUNDS, {"payment_intent": reference, "limit": "100"}, deadline)
    made: list[dict[str, Any]] = answer.get("data", [])
    return next((refund for refund in made if refund["metadata"].get("key") == key), None)
