"""Lists the states of orders and returns, and the reasons for transitions; without SQLAlchemy, for rules."""

from typing import Literal, get_args

State = Literal[
    "placed",
    "reserved",
    "confirmed",
    "shipped",
    "delivered",
    "rejected",
    "cancelled",
    "return_requested",
    "refunded",
]
STATES: tuple[State, ...] = get_args(State)

# Why a line has no VAT although its class has: the business that buys owes the VAT in its own country.
TaxReason = Literal["reverse_charge"]

ReturnState = Literal["requested", "approved", "declined", "received", "refunded"]

# Why an order changed its state. Parameters, where a reason has some: `carrier`, `sku`, `available`, `amount_minor`.
ReasonCode = Literal[
    "ordered",
    "stock_reserved",
    "payment_authorized",
    "shipped",
    "delivered",
    "cancelled_by_shopper",
    "cancelled_by_shop",
    "return_requested_by_shopper",
    "return_requested_by_shop",
    "return_approved",
    "return_declined",
    "return_received",
    "tracking_corrected",
    "rest_released",
    "address_changed",
    "items_removed",
    "payment_voided",
    "payment_refunded",
    "out_of_stock",
    "not_paid_in_time",
    "paid_too_late",
    "card_declined",
    "insufficient_funds",
    "expired_card",
    "incorrect_cvc",
    "unknown_card",
    "authentication_required",
]
