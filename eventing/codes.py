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
