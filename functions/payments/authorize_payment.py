"""On shop.stock.reserved.v1 and shop.payment.attempted.v1 — has the order's total authorised; decides once per order.

The payment is by the card named with the order. Without one, the shopper pays at the provider, and this operation asks
the provider about it. If vouchers leave nothing to pay, it is authorised without the provider.
"""

from db.models.payments import BLOCKED, Payment
from eventing.events.payments import PaymentAttempted, PaymentAuthorized, PaymentDeclined, PaymentEvent
from eventing.events.stock import StockReserved
from functions.payments.providers.configured import payment_provider
from functions.payments.providers.port import Declined, Provider, Purchase
from functions.payments.queries import payment_of, purchase_of
from functions.payments.rules import authorization, decline_code
from functions.payments.store.ledger import post_entry
from functions.payments.store.open_payments import ask_provider
from functions.payments.store.payment_decisions import get_or_create_decision
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(provider=payment_provider)
def authorize_payment(event: StockReserved | PaymentAttempted, *, shop: UnitOfWork, provider: Provider) -> None:
    purchase = purchase_of(shop.session, event.order_id)
    payment = _payment(shop, purchase, provider)
    if payment is not None and (outcome := _outcome(payment)) is not None:
        shop.announce(outcome)


def _payment(shop: UnitOfWork, purchase: Purchase, provider: Provider) -> Payment | None:
    if purchase.amount_minor == 0:
        return get_or_create_decision(shop, purchase, "authorized", provider=provider.name).row
    return _by_card(shop, purchase, provider) if purchase.payment_method else _by_shopper(shop, purchase, provider)


def _by_shopper(shop: UnitOfWork, purchase: Purchase, provider: Provider) -> Payment | None:
    """The payment as the provider has it now; None until the shopper has opened one."""
    payment = payment_of(shop.session, purchase.order_id)
    if payment is not None and payment.state == "open":
        ask_provider(shop, payment, provider)
        if payment.state == "open":
            _end_if_cards_are_tried_out(shop, payment, provider)
    return payment


def _end_if_cards_are_tried_out(shop: UnitOfWork, payment: Payment, provider: Provider) -> None:
    # Imported here: most payments are decided by the first report.
    from functions.payments.declines.ending import end_payment
    from functions.payments.declines.queries import declines_of
    from functions.payments.declines.rules import ends_payment

    if ends_payment(declines_of(shop.session, payment.order_id)):
        end_payment(payment, provider)


def _by_card(shop: UnitOfWork, purchase: Purchase, provider: Provider) -> Payment:
    decision = get_or_create_decision(shop, purchase, "authorized", provider=provider.name)
    if decision.is_new:
        # The decision stays locked during the call, so a cancellation waits for its outcome or is delivered again.
        _authorize(shop, decision.row, purchase, provider)
    elif decision.row.state in BLOCKED:
        # An earlier attempt may have succeeded without the shop receiving the response.
        provider.retract(purchase, _key(purchase))
    return decision.row


def _authorize(shop: UnitOfWork, payment: Payment, purchase: Purchase, provider: Provider) -> None:
    answer = provider.authorize(purchase, _key(purchase))
    if isinstance(answer, Declined):
        payment.state, payment.decline_code = "declined", decline_code(answer.code)
        return
    payment.provider_reference = answer.reference
    post_entry(shop, payment, f"{payment.order_id}:authorize", authorization(payment.amount_minor))


def _key(purchase: Purchase) -> str:
    return f"{purchase.order_id}:authorize:v1"


def _outcome(payment: Payment) -> PaymentEvent | None:
    """The event to announce; None if the payment is open, or if the order has ended or is past this step."""
    about, amount_minor, currency = payment.order_id, payment.amount_minor, payment.currency
    match payment.state:
        case "authorized":
            return PaymentAuthorized(order_id=about, amount_minor=amount_minor, currency=currency)
        case "declined":
            code = decline_code(payment.decline_code)
            return PaymentDeclined(order_id=about, amount_minor=amount_minor, currency=currency, reason_code=code)
        case _:
            return None
