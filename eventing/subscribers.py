"""Lists the consumers of each event type; the relay sends an event until all of them have acknowledged it.

`triggers/` has the same list for the Broker; a test compares the two.
"""

from collections.abc import Mapping

SUBSCRIBERS: Mapping[str, tuple[str, ...]] = {
    "shop.account.address-confirmed.v1": ("claim-guest-orders",),
    "shop.account.closed.v1": (
        "erase-account-cards",
        "erase-account-cart",
        "erase-account-mails",
        "erase-account-messages",
        "erase-account-orders",
        "report-account-invoices",
    ),
    "shop.account.erasure-due.v1": ("erase-account-orders",),
    "shop.account.mail-requested.v1": ("send-mail",),
    "shop.cart.account-erased.v1": ("record-erasure",),
    "shop.order.account-erased.v1": ("record-erasure",),
    "shop.payment.account-erased.v1": ("record-erasure",),
    "shop.invoice.account-kept.v1": ("record-erasure",),
    "shop.mail.account-erased.v1": ("record-erasure",),
    "shop.message.account-erased.v1": ("record-erasure",),
    "shop.cart.checked-out.v1": ("empty-cart",),
    "shop.invoice.issued.v1": ("send-mail",),
    "shop.mail.due.v1": ("send-mail",),
    "shop.order.address-changed.v1": ("send-shipping-notice",),
    "shop.order.cancelled.v1": ("queue-webhooks", "release-stock", "send-cancellation-notice", "void-payment"),
    "shop.order.confirmed.v1": ("queue-webhooks", "send-order-confirmation"),
    "shop.order.delivered.v1": ("queue-webhooks",),
    "shop.order.overdue.v1": ("resume-order",),
    "shop.order.parcel-sent.v1": (
        "queue-webhooks",
        "send-shipping-notice",
    ),
    "shop.order.placed.v1": ("reserve-stock",),
    "shop.order.refunded.v1": (
        "issue-credit-note",
        "queue-webhooks",
        "send-refund-notice",
    ),
    "shop.order.rejected.v1": ("queue-webhooks", "send-rejection-notice"),
    "shop.order.rest-released.v1": ("queue-webhooks", "refund-return", "release-stock", "send-shipping-notice"),
    "shop.order.shipped.v1": ("capture-payment", "issue-invoice", "queue-webhooks", "send-shipping-notice"),
    "shop.order.tracking-corrected.v1": (
        "queue-webhooks",
        "send-shipping-notice",
    ),
    "shop.payment.attempted.v1": ("authorize-payment",),
    "shop.payment.authorized.v1": ("commit-stock",),
    "shop.payment.captured.v1": (),
    "shop.payment.changes-reported.v1": ("record-provider-changes",),
    "shop.payment.declined.v1": ("reject-order", "release-stock"),
    "shop.payment.refunded.v1": ("mark-order-refunded",),
    "shop.payment.voided.v1": ("mark-order-refunded",),
    "shop.picture.removed.v1": ("update-picture-files",),
    "shop.picture.uploaded.v1": ("update-picture-files",),
    "shop.refund.requested.v1": ("refund-payment",),
    "shop.return.approved.v1": ("send-return-notice",),
    "shop.return.declined.v1": ("send-return-notice",),
    "shop.return.received.v1": ("queue-webhooks", "refund-return", "release-stock", "send-return-notice"),
    "shop.return.requested.v1": ("queue-webhooks", "send-return-notice"),
    "shop.stock.committed.v1": ("confirm-order",),
    "shop.stock.counted.v1": ("count-stock",),
    "shop.stock.policies-set.v1": ("count-stock",),
    "shop.stock.expired.v1": ("reject-order", "void-payment"),
    "shop.stock.expiry-due.v1": ("expire-reservations",),
    "shop.stock.rejected.v1": ("reject-order",),
    "shop.stock.reserved.v1": ("authorize-payment", "mark-order-reserved"),
}

# Events that no order waits for. The relay and the local run give them threads of their own, so that a slow mail server
# or a large import delays no order.
SIDE_EVENTS = frozenset(
    {
        "shop.account.address-confirmed.v1",
        "shop.account.closed.v1",
        "shop.cart.account-erased.v1",
        "shop.order.account-erased.v1",
        "shop.payment.account-erased.v1",
        "shop.invoice.account-kept.v1",
        "shop.mail.account-erased.v1",
        "shop.message.account-erased.v1",
        "shop.account.erasure-due.v1",
        "shop.account.mail-requested.v1",
        "shop.cart.checked-out.v1",
        "shop.invoice.issued.v1",
        "shop.mail.due.v1",
        "shop.payment.changes-reported.v1",
        "shop.picture.removed.v1",
        "shop.picture.uploaded.v1",
        "shop.stock.counted.v1",
    }
)
