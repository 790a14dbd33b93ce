"""The letters about an order's way, as pure functions; their texts are in catalogues/."""

from eventing.codes import RejectionCode
from functions.notifications.mail.letter import Letter, Value, amount, order_page, phrase


def shipping_notice(number: str, carrier: str, tracking_code: str) -> Letter:
    values = {"number": number, "carrier": carrier, "tracking_code": tracking_code}
    return Letter("shipping-notice", ("handed-over", "charged-now"), values, path=order_page(number))


def refund_notice(number: str, amount_minor: int, currency: str) -> Letter:
    values: dict[str, Value] = {"number": number, "amount": amount(amount_minor, currency)}
    return Letter("refund-notice", ("refunded", "when"), values, path=order_page(number))


def rejection_notice(number: str, reason_code: RejectionCode | None, title: str = "", available: int = 0) -> Letter:
    """`title` is of what there was not enough of, but `available`. Events of a release before have no code."""
    if reason_code is None:
        return Letter("rejection-notice", ("sorry", "not-charged"), {"number": number}, path=order_page(number))
    reason = phrase(f"reasons.{reason_code}", title=title)
    if reason_code == "out_of_stock" and available > 0:
        reason = phrase("reasons.not_enough", title=title, count=available)
    values: dict[str, Value] = {"number": number, "reason": reason}
    return Letter("rejection-notice", ("sorry", "because", "not-charged"), values, path=order_page(number))
