"""Lists the codes of reasons in events; without pydantic, so that rules may import it."""

from typing import Literal

ExpiryCode = Literal["not_paid_in_time", "paid_too_late"]
DeclineCode = Literal[
    "card_declined",
    "insufficient_funds",
    "expired_card",
    "incorrect_cvc",
    "unknown_card",
    "authentication_required",
]
RejectionCode = Literal["out_of_stock", ExpiryCode, DeclineCode]
CancellationCode = Literal["cancelled_by_shopper", "cancelled_by_shop"]
ReturnCode = Literal["return_requested_by_shopper", "return_requested_by_shop"]
# A `tracked` SKU is sold while it is in stock, a `backorder` one also beyond that, and an `untracked` one always.
StockPolicy = Literal["tracked", "backorder", "untracked"]

# What a context holds of an account; and why some of it is kept when the account is closed.
DataKind = Literal[
    "account",
    "sessions",
    "devices",
    "mail_links",
    "second_factor",
    "api_keys",
    "carts",
    "order_contacts",
    "order_notes",
    "promotion_uses",
    "open_orders",
    "old_orders",
    "stored_cards",
    "payments",
    "invoices",
    "mail_recipients",
    "unsent_mails",
    "stored_answers",
    "events",
]
KeptCode = Literal["order_open", "tax_law", "books", "unsent", "expires"]
# The contexts that answer when an account is closed; identity erases what it holds at once.
ErasingContext = Literal["cart", "invoices", "messaging", "notifications", "orders", "payments"]
