"""POST /api/card-simulator/payments — pays with the card chosen on the card simulator's page; a webhook reports it."""

import secrets

from functions.payments.card_simulator.own_sessions import Sessions, own_sessions
from functions.payments.card_simulator.pages import challenge_page, closed_page, done_page
from functions.payments.card_simulator.shopper_payments import Attempt, attempt, charge_of_page
from functions.payments.card_simulator.submissions import Form, submission
from functions.payments.card_simulator.test_cards import card_named
from functions.payments.card_simulator.timers import Later, run_after
from functions.payments.card_simulator.webhook_sender import SendWebhook, send_webhook
from functions.payments.errors import SimulatedPaymentUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.html_pages import HtmlPage

LATE_SECONDS = 15


@http_operation(
    errors=(SimulatedPaymentUnknown,), network_sessions=own_sessions, send=lambda: send_webhook, later=lambda: run_after
)
def pay_by_test_card(form: Form, *, network_sessions: Sessions, send: SendWebhook, later: Later) -> HtmlPage:
    sent = submission(form)
    by = Attempt(sent.card, card_named(sent.card), sent.challenge)
    shown = sent.model_dump(exclude={"challenge"})
    with network_sessions() as session, session.begin():
        charge = charge_of_page(session, sent.charge_id, sent.secret)
        if charge.state != "open":
            return closed_page(shown)
        if by.card.is_challenged and by.challenge is None:
            return challenge_page(charge, shown)
        if by.challenge == "abandoned":
            return done_page(shown)
        kind, order_id = attempt(charge, by), charge.merchant_reference
    if kind != "payment.authorized" or not by.card.reports_capture_first:
        _report(kind, order_id, sent.webhook, send, later)
    return done_page(shown)


def _report(kind: str, order_id: str, how: str, send: SendWebhook, later: Later) -> None:
    webhook = f"msg_{secrets.token_hex(16)}", kind, order_id
    match how:
        case "once":
            send(*webhook)
        case "twice":
            send(*webhook)
            send(*webhook)
        case "disordered":
            send(*webhook)
            # The report is about an earlier card, which was declined.
            send(f"msg_{secrets.token_hex(16)}", "payment.declined", order_id)
        case "late":
            later(LATE_SECONDS, lambda: send(*webhook))
