"""Assumes how the demo shop's operations behave if nothing was recorded: service times, and the effects of a call.

Service times are those of `benchmarks/results/warm.json` (a read, straight to the function, and what the gateway adds);
the factors by which other calls are slower than reads, and the share of declined payments, are assumptions."""

import math

from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.trace import Behaviour

READ_MEDIAN_SECONDS, READ_P95_SECONDS = 0.0066, 0.0113
GATEWAY_MEDIAN_SECONDS = 0.0012
# The 95th percentile of a normal distribution lies so many deviations above its mean.
P95_DEVIATIONS = 1.645
PERCENTILES = ((5, -1.645), (25, -0.674), (50, 0.0), (75, 0.674), (90, 1.282), (95, 1.645), (99, 2.326), (100, 3.09))

# place-order takes three times a read (benchmarks/results/operations.json), other writes twice.
SLOWER_THAN_A_READ = {
    "place-order": 3.0,
    "quote-order": 1.5,
    "reserve-stock": 2.0,
    "put-cart-item": 2.0,
    "log-in": 15.0,
    "register-account": 15.0,
    "relay-outbox": 2.0,
    "authorize-payment": 3.0,
    "import-products": 100.0,
}
PAYING = ("open-payment", "authorize-payment", "capture-payment", "refund-payment", "void-payment")
CALLS = {
    **{name: {"simulate-cards": 1.0} for name in PAYING},
    "pay-by-test-card": {"receive-payment-webhook": 1.0},
    # Of eight mails, about one brings an invoice.
    "send-mail": {"render-invoice": 0.12},
}
MAIL_WRITERS = (
    "send-cancellation-notice",
    "send-order-confirmation",
    "send-refund-notice",
    "send-rejection-notice",
    "send-return-notice",
    "send-shipping-notice",
)
ACCOUNT_MAILS = (
    *("add-passkey", "export-account", "register-account", "remove-passkey"),
    *("request-address-change", "request-password-reset"),
)
EVENTS = {
    "place-order": {"shop.order.placed.v1": 0.97},
    "reserve-stock": {"shop.stock.reserved.v1": 0.98, "shop.stock.rejected.v1": 0.02},
    # Called when stock is reserved, by the provider's webhook and by the shopper's return; one of the three decides.
    "authorize-payment": {"shop.payment.authorized.v1": 0.31, "shop.payment.declined.v1": 0.02},
    "receive-payment-webhook": {"shop.payment.attempted.v1": 1.0},
    "open-payment": {"shop.payment.attempted.v1": 0.5},
    "close-account": {"shop.account.closed.v1": 1.0, "shop.account.mail-requested.v1": 1.0},
    "erase-account-cards": {"shop.payment.account-erased.v1": 1.0},
    "erase-account-cart": {"shop.cart.account-erased.v1": 1.0},
    "erase-account-mails": {"shop.mail.account-erased.v1": 1.0},
    "erase-account-messages": {"shop.message.account-erased.v1": 1.0},
    "erase-account-orders": {"shop.order.account-erased.v1": 1.0},
    "report-account-invoices": {"shop.invoice.account-kept.v1": 1.0},
    "commit-stock": {"shop.stock.committed.v1": 1.0},
    "confirm-order": {"shop.order.confirmed.v1": 1.0, "shop.cart.checked-out.v1": 1.0},
    "reject-order": {"shop.order.rejected.v1": 1.0},
    "cancel-order": {"shop.order.cancelled.v1": 1.0},
    "void-payment": {"shop.payment.voided.v1": 1.0},
    "change-order-address": {"shop.order.address-changed.v1": 1.0},
    "ship-order": {"shop.order.shipped.v1": 1.0},
    "issue-invoice": {"shop.invoice.issued.v1": 1.0},
    "issue-credit-note": {"shop.invoice.issued.v1": 1.0},
    "mark-order-delivered": {"shop.order.delivered.v1": 1.0},
    "correct-parcel": {"shop.order.tracking-corrected.v1": 1.0},
    "upload-picture": {"shop.picture.uploaded.v1": 1.0},
    # Few changes of a product remove an uploaded picture.
    "change-product": {"shop.picture.removed.v1": 0.1},
    "release-rest": {"shop.order.rest-released.v1": 1.0},
    "capture-payment": {"shop.payment.captured.v1": 1.0},
    "request-return": {"shop.return.requested.v1": 1.0},
    "decide-return": {"shop.return.approved.v1": 0.9, "shop.return.declined.v1": 0.1},
    "receive-return": {"shop.return.received.v1": 1.0},
    "refund-return": {"shop.refund.requested.v1": 1.0},
    "request-refund": {"shop.refund.requested.v1": 1.0},
    "refund-payment": {"shop.payment.refunded.v1": 1.0},
    "mark-order-refunded": {"shop.order.refunded.v1": 1.0},
    **{name: {"shop.mail.due.v1": 1.0} for name in MAIL_WRITERS},
    **{name: {"shop.account.mail-requested.v1": 1.0} for name in ACCOUNT_MAILS},
    "confirm-address": {"shop.account.address-confirmed.v1": 1.0},
    "reset-password": {"shop.account.address-confirmed.v1": 1.0, "shop.account.mail-requested.v1": 1.0},
}


def behaviour(operation: str) -> Behaviour:
    median = READ_MEDIAN_SECONDS * SLOWER_THAN_A_READ.get(operation, 1.0)
    if operation == "gateway":
        median = GATEWAY_MEDIAN_SECONDS
    spread = math.log(READ_P95_SECONDS / READ_MEDIAN_SECONDS) / P95_DEVIATIONS
    times = [(percentile, round(median * math.exp(spread * each), 5)) for percentile, each in PERCENTILES]
    return Behaviour(Histogram.from_percentiles(times), EVENTS.get(operation, {}), CALLS.get(operation, {}))
