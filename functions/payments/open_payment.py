"""POST /api/orders/{number}/payment — opens the payment that the shopper makes at the payment provider.

A repeated call returns the same payment in its present state. authorize_payment asks the provider for the outcome.
After a declined card, the payment stays open for another card until `expires_at`. A shopper with many declines in the
last hour waits before the next one, and a payment with very many ends.
"""

from datetime import datetime
from typing import Literal

from eventing.codes import DeclineCode
from eventing.events.payments import PaymentAttempted
from functions.payments.declines.checks import check_declines
from functions.payments.errors import OrderUnknown, PaymentNotDue, TooManyDeclines
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Provider
from functions.payments.queries import Payable, payable_order
from functions.payments.rules import last_decline, payable_until
from functions.payments.store.intents import open_or_look_up
from functions.payments.store.payment_decisions import get_or_create_decision
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.guest_requests import GuestRequest
from functions.runtime.http.replies import Reply


class OpenPayment(GuestRequest):
    number: OrderNumber


class ElementView(Reply):
    """The provider's own form, which its script shows in the shop's page, so that no card number reaches the shop."""

    script_url: str
    publishable_key: str
    client_secret: str
    # Shown in the form where the shopper's device has them.
    wallets: list[Literal["apple_pay", "google_pay", "link"]]
    # The session for the shopper's stored cards at the provider; usable once, for half an hour.
    cards_secret: str | None


class PaymentView(Reply):
    """What a browser needs to pay: the provider's element, or the address of the provider's page.

    The provider's page takes `return_to`, the path of the shop that it leads back to. `decline_code` is why the last
    card was declined. Soon after the payment is `authorized`, the order is confirmed.
    """

    provider: Literal["simulator", "stripe"]
    state: Literal["open", "authorized"]
    element: ElementView | None
    page_url: str | None
    amount_minor: int
    currency: str
    expires_at: datetime
    decline_code: DeclineCode | None


@http_operation(errors=(OrderUnknown, PaymentNotDue, TooManyDeclines), provider=payment_provider)
def open_payment(command: OpenPayment, *, caller: Caller, shop: UnitOfWork, provider: Provider) -> PaymentView:
    order = payable_order(shop.session, command.number, caller, command.email)
    expires_at = _expires_at(order, shop.now)
    decision = get_or_create_decision(shop, order.purchase, "open", provider=provider.name)
    if decision.row.state != "open":
        raise PaymentNotDue("The payment is decided already.", order_state=order.state)
    intent = open_or_look_up(shop, decision.row, order, provider)
    if intent.state == "ended":
        raise PaymentNotDue("The provider has ended this payment.", order_state=order.state)
    if intent.state == "open":
        check_declines(shop, order)
    if intent.state == "authorized":
        shop.announce(PaymentAttempted(order_id=order.purchase.order_id))
    return PaymentView(
        provider=decision.row.provider,  # type: ignore[arg-type] # by PAYMENT_PROVIDER, one of the two
        state=intent.state,
        element=ElementView.model_validate(intent.element) if intent.element else None,
        page_url=intent.page_url,
        amount_minor=order.purchase.amount_minor,
        currency=order.purchase.currency,
        expires_at=expires_at,
        decline_code=last_decline(intent.decline_code),
    )


def _expires_at(order: Payable, now: datetime) -> datetime:
    """The time until which the order may be paid; raises PaymentNotDue if it may not be paid now."""
    is_elsewhere = bool(order.purchase.payment_method) or order.purchase.amount_minor == 0
    if is_elsewhere or order.state not in {"placed", "reserved"} or order.reserved_until is None:
        raise PaymentNotDue("The order is not to be paid here, or not now.", order_state=order.state)
    if (until := payable_until(order.reserved_until)) <= now:
        raise PaymentNotDue("The time to pay is over.", order_state=order.state)
    return until
