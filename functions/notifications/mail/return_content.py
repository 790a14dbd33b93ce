"""Builds the content of mails about returns, by pure functions; their texts are in texts/."""

from collections.abc import Iterable, Mapping, Sequence

from eventing.events.orders import Line
from eventing.events.returns import ArrivedLine
from functions.notifications.mail.content import MailContent, Value, amount, moment, order_page, phrase
from functions.notifications.mail.order_content import Step

Titles = Mapping[str, str]


def return_notice(number: str, step: Step, reason: str, items: str = "", *, is_withdrawal: bool = False) -> MailContent:
    """The receipt of a return that the shopper requested, with the reason they wrote, or that the shop recorded.

    Events of the release before have no items.
    """
    by_shopper = step.reason_code == "return_requested_by_shopper"
    opening = "recorded" if not by_shopper else "withdrawn" if is_withdrawal else "requested"
    paragraphs = [opening, *(["items"] if items else []), *(["reason"] if by_shopper and reason else [])]
    closing = "what-next" if is_withdrawal or not items else "we-decide"
    # Notes of staff are not shown to shoppers.
    said: dict[str, Value] = {"reason": reason} if by_shopper else {}
    values = {"number": number, "at": moment(step.at), "items": items, **said}
    return MailContent("return-notice", (*paragraphs, closing), values, path=order_page(number))


def return_approval(number: str, reply: str | None) -> MailContent:
    values: dict[str, Value] = {"number": number, "reply": reply or ""}
    paragraphs = ("approved", *(("reply",) if reply else ()), "what-next")
    return MailContent("return-approval", paragraphs, values, path=order_page(number))


def return_refusal(number: str, reply: str) -> MailContent:
    values: dict[str, Value] = {"number": number, "reply": reply}
    return MailContent("return-refusal", ("declined", "reply", "keep"), values, path=order_page(number))


def return_receipt(
    number: str, lines: Sequence[ArrivedLine], titles: Titles, shipping_minor: int, refund: tuple[int, str]
) -> MailContent:
    """The mail about the items that arrived, with the refund of each; `refund` is their sum, with its currency."""
    minor, currency = refund
    rows = [row for line in lines if _arrived(line) for row in _rows(line, titles, currency)]
    if shipping_minor > 0:
        rows.append((phrase("order-confirmation.shipping"), amount(shipping_minor, currency)))
    closing = "refunded" if minor > 0 else "nothing"
    values: dict[str, Value] = {"number": number, "amount": amount(minor, currency)}
    return MailContent("return-receipt", ("arrived", closing), values, tuple(rows), path=order_page(number))


def items_of(lines: Iterable[Line], titles: Titles) -> str:
    """The items that are sent back, by title, such as `2 x Mug, 1 x Plate`."""
    return ", ".join(f"{line.quantity} × {titles.get(line.sku, line.sku)}" for line in lines)


def _arrived(line: ArrivedLine) -> int:
    return line.resellable + line.damaged


def _rows(line: ArrivedLine, titles: Titles, currency: str) -> list[tuple[Value, Value]]:
    """What was paid for what arrived, and below it what of that is lost."""
    title = titles.get(line.sku, line.sku)
    arrived = phrase("order-confirmation.line", quantity=_arrived(line), title=title)
    rows: list[tuple[Value, Value]] = [(arrived, amount(line.refund_minor + line.lost_value_minor, currency))]
    if line.lost_value_minor > 0:
        reason = phrase("return-receipt.lost-value", title=title, reason=line.lost_value_reason)
        rows.append((reason, amount(-line.lost_value_minor, currency)))
    return rows
