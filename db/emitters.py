"""Restricts the event types that each context's role may put into the outbox to those that its modules announce.

So a stolen login of one context cannot forge the events of another, which the relay would sign. A row-level policy of
the outbox calls `messaging.may_emit`, so that a new list locks no table.
"""

from db.rights import logins

# A type that is announced no longer stays for one release, whose functions still run while the next one is deployed.
EMITS: dict[str, tuple[str, ...]] = {
    "identity": (
        "shop.account.address-confirmed.v1",
        "shop.account.closed.v1",
        "shop.account.mail-requested.v1",
    ),
    "cart": ("shop.cart.account-erased.v1",),
    "catalog": (
        "shop.picture.removed.v1",
        "shop.picture.uploaded.v1",
        "shop.stock.counted.v1",
        "shop.stock.policies-set.v1",
    ),
    "orders": (
        "shop.order.account-erased.v1",
        "shop.cart.checked-out.v1",
        "shop.order.address-changed.v1",
        "shop.order.cancelled.v1",
        "shop.order.confirmed.v1",
        "shop.order.delivered.v1",
        "shop.order.parcel-sent.v1",
        "shop.order.placed.v1",
        "shop.order.refunded.v1",
        "shop.order.rejected.v1",
        "shop.order.rest-released.v1",
        "shop.order.shipped.v1",
        "shop.order.tracking-corrected.v1",
        "shop.return.approved.v1",
        "shop.return.declined.v1",
        "shop.return.received.v1",
        "shop.return.requested.v1",
    ),
    "inventory": (
        "shop.stock.committed.v1",
        "shop.stock.expired.v1",
        "shop.stock.rejected.v1",
        "shop.stock.reserved.v1",
    ),
    "payments": (
        "shop.payment.account-erased.v1",
        "shop.payment.attempted.v1",
        "shop.payment.authorized.v1",
        "shop.payment.captured.v1",
        "shop.payment.changes-reported.v1",
        "shop.payment.declined.v1",
        "shop.payment.refunded.v1",
        "shop.payment.voided.v1",
        "shop.refund.requested.v1",
    ),
    "invoices": ("shop.invoice.account-kept.v1", "shop.invoice.issued.v1"),
    "notifications": ("shop.mail.account-erased.v1", "shop.mail.due.v1"),
}
# Replays dead letters of any type; the relay's key signs everything that is in the outbox.
EMITS_ALL = "messaging"


def may_emit() -> str:
    """The statement by which the outbox's policy permits these types to these logins; safe to repeat."""
    permitted = "\n".join(f"WHEN login IN {_texts(logins(role))} THEN type IN {_texts(EMITS[role])}" for role in EMITS)
    return f"""
        CREATE OR REPLACE FUNCTION messaging.may_emit(login name, type text) RETURNS boolean
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT CASE {permitted} WHEN login IN {_texts(logins(EMITS_ALL))} THEN true ELSE false END
        $$"""


def _texts(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"
