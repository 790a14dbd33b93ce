"""Decides of each column what becomes of it when an account is closed; a column without a decision fails a test.

Another test closes an account that has left something everywhere, and looks for it in every column.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TAX_LAW = "Tax law wants the buyer of an invoice: it is erased when SALES_KEPT is over (db/retention.py)."
_SENT_AGAIN = (
    "The event may have to be sent again; it is deleted after EVENTS_KEPT, a dead letter after its own period."
)
_DUE = "The mail is still owed, such as one about an order on its way; it is deleted once it is sent."
_PSEUDONYM = "The id of an account or session that no longer exists, which names nobody."
_PROVIDER = "The payment provider's id of a payment, which names nobody; the books refer to it."
_PARCEL = "The proof that the goods were handed over; carriers show no more of it after some months."
_STAFF = "What staff did and wrote down for each other, which the shop has to account for."
_GOODS = "It is about goods and amounts."
_SIMULATED = "Test cards of the card simulator, which is for trying the shop out."

_BY_ORDERS = "erase-account-orders"

# Schemas of the merchant's own data and of the shop's operation.
IMPERSONAL_SCHEMAS = frozenset({"catalog", "maintenance", "shipping", "taxes"})

# The rows of a closed account are deleted, by this operation.
DELETED: Mapping[str, str] = MappingProxyType(
    {
        "cart.carts": "erase-account-cart",
        "cart.items": "erase-account-cart",
        "identity.accounts": "close-account",
        "identity.api_keys": "close-account",
        "identity.known_devices": "close-account",
        "identity.mail_links": "close-account",
        "identity.passkeys": "close-account",
        "identity.recovery_codes": "close-account",
        "identity.second_factors": "close-account",
        "identity.sessions": "close-account",
        "messaging.idempotency_keys": "erase-account-messages",
        "orders.notes": _BY_ORDERS,
        "orders.ordered_carts": _BY_ORDERS,
        "promotions.account_uses": _BY_ORDERS,
        "payments.customers": "erase-account-cards",
    }
)

# The rows stay, and these columns of them are emptied, by this operation.
EMPTIED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "notifications.sent_mails": {"recipient": "erase-account-mails"},
        "orders.orders": dict.fromkeys(("account_id", "address", "email", "vat_check", "vat_number"), _BY_ORDERS),
        "orders.returns": {"reply": _BY_ORDERS},
        "orders.transitions": {"note": _BY_ORDERS},
        "promotions.claims": {"account_id": _BY_ORDERS},
    }
)

# These columns are kept, for a reason.
KEPT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "card_simulator.calls": {"request": _SIMULATED, "answer": _SIMULATED},
        "card_simulator.charges": {"card": _SIMULATED, "secret": _SIMULATED},
        "identity.closures": {"account_id": _PSEUDONYM},
        "identity.revocations": {"session_id": _PSEUDONYM},
        "inventory.movements": {"actor": _STAFF, "note": _STAFF},
        "invoices.documents": {"buyer": _TAX_LAW},
        "messaging.dead_letters": {
            "attributes": _SENT_AGAIN,
            "data": _SENT_AGAIN,
            "raw": _SENT_AGAIN,
            "cause": _SENT_AGAIN,
        },
        "messaging.outbox": {"subject": _SENT_AGAIN, "data": _SENT_AGAIN, "failures": _SENT_AGAIN},
        "messaging.staff_actions": {"actor": _STAFF, "subject": _STAFF, "detail": _STAFF},
        "messaging.webhook_messages": {"body": _PARCEL},
        "notifications.due_mails": {"recipient": _DUE, "letter": _DUE},
        "orders.closed_accounts": {"account_id": _PSEUDONYM},
        "orders.closed_orders": {"account_id": _PSEUDONYM},
        "orders.orders": {"tracking_code": _PARCEL, "payment_method": _PROVIDER},
        "orders.parcels": {"tracking_code": _PARCEL, "tracking_url": _PARCEL},
        "orders.return_lines": {"lost_value_reason": _GOODS},
        "orders.transitions": {"actor": _PSEUDONYM, "parameters": _GOODS, "reason": _GOODS},
        "payments.disputes": {"reference": _PROVIDER},
        "payments.payments": {"provider_reference": _PROVIDER, "decline_reason": _GOODS},
        "payments.refunds": {"reason": _STAFF, "settled_by": _STAFF, "closed_because": _STAFF},
        "payments.webhook_deliveries": {"id": _PROVIDER},
    }
)

# All other columns: they are about goods, amounts, times and states.
IMPERSONAL: Mapping[str, str] = MappingProxyType(
    {
        "card_simulator.calls": "id idempotency_key action status calls",
        "card_simulator.charges": (
            "id merchant_reference amount_minor captured_minor refunded_minor currency state decline_code "
            "fee_minor refunds disputes created_at"
        ),
        "cart.checkouts": "order_id at",
        "identity.closures": "id closed_at",
        "identity.erasures": "id closure_id context erased kept answered_at",
        "identity.permissions": "role permission amount_minor_max",
        "identity.revocations": "revoked_at",
        "identity.roles": "name",
        "inventory.movements": "id sku quantity kind parameters reason at",
        "inventory.reservation_lines": "order_id sku quantity",
        "inventory.reservations": "order_id state reason short_sku short_available expires_at",
        "inventory.stock": "sku on_hand reserved counted_at policy policy_set_at orderable",
        "inventory.version": "name version",
        "invoices.counters": "series year last",
        "invoices.documents": (
            "id kind number series year sequence order_id about_id issued_at language currency country "
            "total_minor taxes content"
        ),
        "messaging.dead_letters": (
            "id event_id event_type consumer cause_code authentic state stored_at replayed_at replays"
        ),
        "messaging.inbox": "event_id consumer handled_at",
        "messaging.outbox": (
            "id type occurred_at traceparent tracestate request_id awaiting attempts next_attempt_at sent_at give_up_at"
        ),
        "messaging.staff_actions": "id action at",
        "messaging.total_changes": "total labels amount",
        "messaging.totals": "total labels amount",
        "messaging.webhook_messages": (
            "id webhook_id event_type state created_at attempts next_attempt_at give_up_at last_attempt_at "
            "last_status last_failure"
        ),
        "messaging.webhooks": (
            "id url event_types state secret previous_secret previous_until created_at next_attempt_at "
            "rests_until failures"
        ),
        "notifications.due_mails": "id subject kind written_at attempts claimed_until",
        "notifications.sent_mails": "id subject kind sent_at",
        "orders.closed_accounts": "closed_at due_at",
        "orders.closed_orders": "order_id settled_at",
        "orders.lines": (
            "order_id position sku title unit_price_minor quantity discount_minor tax_rate_basis_points "
            "tax_minor tax_reason"
        ),
        "orders.orders": (
            "id number language state currency subtotal_minor shipping_minor discount_minor "
            "shipping_discount_minor standard_shipping_minor total_minor promotions refunded_minor delivery "
            "carrier placed_at deadline_at shipping_tax_rate_basis_points shipping_tax_minor taxes "
            "tax_reason"
        ),
        "orders.parcel_lines": "parcel_id sku quantity",
        "orders.parcels": "id order_id carrier corrections sent_at",
        "orders.refunds": "refund_id order_id amount_minor taxes at",
        "orders.release_lines": "release_id sku quantity",
        "orders.releases": "id order_id amount_minor taken_minor taxes at",
        "orders.return_lines": "return_id sku quantity resellable damaged refund_minor lost_value_minor",
        "orders.returns": (
            "id order_id state is_withdrawal refund_minor shipping_minor taxes announced_at decided_at received_at"
        ),
        "orders.transitions": "order_id sequence state reason_code at",
        "payments.disputes": "order_id amount_minor currency reason state answer_by reported_at",
        "payments.ledger": "id booking account amount_minor currency order_id at",
        "payments.payments": (
            "order_id state amount_minor captured_minor refunded_minor currency provider decline_code created_at"
        ),
        "payments.refunds": "id order_id amount_minor currency state requested_at attempt refusal_code",
        "payments.webhook_deliveries": "kind received_at declined_order_id",
        "promotions.claims": "order_id promotion_id",
        "promotions.promotions": (
            "id code names kind share_basis_points amount_minor buy_quantity free_quantity "
            "subtotal_from_minor handles categories audience combinable valid_from valid_until uses_max "
            "uses_max_per_account uses revision created_at"
        ),
    }
)


def decided(table: str) -> list[str]:
    """The columns of the table for which there is a decision, once for each."""
    return [*EMPTIED.get(table, ()), *KEPT.get(table, ()), *IMPERSONAL.get(table, "").split()]
