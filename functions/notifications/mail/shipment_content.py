"""Builds the content of mails about shipments, by pure functions; their texts are in texts/."""

from dataclasses import dataclass

from functions.notifications.mail.content import Amount, MailContent, Value, order_page


@dataclass(frozen=True, slots=True)
class Tracking:
    """The carrier and tracking code of a parcel; without a `url`, the carrier has no known page about it."""

    carrier: str
    code: str
    url: str = ""


def shipping_notice(
    number: str, tracking: Tracking, items: str = "", *, is_first: bool = True, has_rest: bool = False
) -> MailContent:
    """The mail about a parcel; with the first one, the payment is captured. Older events have no items."""
    opening = "handed-over" if not items else "parcel"
    paragraphs = (opening, *_where(tracking), *(["charged-now"] if is_first else []), *(["rest"] if has_rest else []))
    values: dict[str, Value] = {"number": number, "items": items, **_values(tracking)}
    subject = "part-subject" if has_rest or not is_first else "subject"
    return MailContent("shipping-notice", paragraphs, values, path=order_page(number), subject=subject)


def tracking_correction(number: str, tracking: Tracking) -> MailContent:
    values: dict[str, Value] = {"number": number, **_values(tracking)}
    return MailContent("tracking-correction", ("corrected", *_where(tracking)), values, path=order_page(number))


def address_change(number: str, address: str) -> MailContent:
    """The mail about an order's new address, by which a shopper who did not ask for the change sees what is wrong."""
    values: dict[str, Value] = {"number": number, "address": address}
    return MailContent("address-change", ("changed", "not-you"), values, path=order_page(number))


def release_notice(number: str, items: str, amount: Amount, *, is_taken: bool, by_shopper: bool = False) -> MailContent:
    """The mail about items that will not be shipped: they are refunded if they were paid for, else never charged."""
    money = () if amount["minor"] == 0 else ("refunded",) if is_taken else ("not-charged",)
    values: dict[str, Value] = {"number": number, "items": items, "amount": amount}
    opening, subject = ("taken-out", "taken-out-subject") if by_shopper else ("sorry", "subject")
    return MailContent("release-notice", (opening, *money), values, path=order_page(number), subject=subject)


def _where(tracking: Tracking) -> list[str]:
    return ["track"] if tracking.url else []


def _values(tracking: Tracking) -> dict[str, Value]:
    return {"carrier": tracking.carrier, "tracking_code": tracking.code, "url": tracking.url}
