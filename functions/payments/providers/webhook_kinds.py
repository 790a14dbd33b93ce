"""Lists the kinds of webhooks that concern the shop: the card simulator's, then Stripe's."""

from collections.abc import Mapping
from types import MappingProxyType

# Webhooks about a step that the shop requested, with the operation that waits for it.
WAITING: Mapping[str, str] = MappingProxyType(
    {
        "payment.authorized": "authorize-payment",
        "payment.declined": "authorize-payment",
        "payment.captured": "capture-payment",
        "payment.voided": "void-payment",
        "payment.refunded": "refund-payment",
        "payment_intent.amount_capturable_updated": "authorize-payment",
        "payment_intent.payment_failed": "authorize-payment",
        "payment_intent.succeeded": "capture-payment",
        "payment_intent.canceled": "void-payment",
        "charge.refunded": "refund-payment",
    }
)

# Those that report a declined card.
DECLINES = frozenset({"payment.declined", "payment_intent.payment_failed"})

# Webhooks about what the provider does by itself with a captured payment.
CHANGES = frozenset(
    {
        *("payment.fees", "refund.failed", "dispute.opened", "dispute.updated", "dispute.closed"),
        *("charge.updated", "charge.refund.updated", "refund.updated"),
        *("charge.dispute.created", "charge.dispute.updated"),
        *("charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated"),
    }
)
