"""Internal — the card simulator, used if no real payment provider is configured; test cards trigger failures.

An opened payment has a page of its own, on which the shopper chooses a card (show_card_page, pay_by_test_card).

It simulates an external provider with its own tables, database connections and transactions, so its effects remain if
the caller's transaction is rolled back.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from functions.payments.card_simulator.charges import Answer, charge_to_change, shown
from functions.payments.card_simulator.effects import Outcome, carried_out, retracted
from functions.payments.card_simulator.follow_ups import FollowUps, steps
from functions.payments.card_simulator.messages import NetworkCall, NetworkReply
from functions.payments.card_simulator.own_sessions import Sessions, own_sessions
from functions.payments.card_simulator.timers import Later, run_after
from functions.payments.card_simulator.webhook_sender import SendWebhook, send_webhook
from functions.payments.errors import CardDeclined, CardSimulatorFailed
from functions.runtime.adapters.http_operation import http_operation


@http_operation(
    called_with="simulator_keys",
    network_sessions=own_sessions,
    sleep=lambda: time.sleep,
    send=lambda: send_webhook,
    later=lambda: run_after,
)
def simulate_cards(
    call: NetworkCall, *, network_sessions: Sessions, sleep: Callable[[float], None], send: SendWebhook, later: Later
) -> NetworkReply:
    request = call.model_dump(exclude={"idempotency_key", "since", "until"})
    with network_sessions() as session, session.begin():
        if call.action == "retract":
            return _reply(retracted(session, call.idempotency_key, request))
        if call.action == "look_up":
            return _reply(shown(charge_to_change(session, request)))
        if call.action == "list":
            from functions.payments.card_simulator.listing import listed

            return _reply(listed(session, call.since, call.until))
        outcome = carried_out(session, call.idempotency_key, request, datetime.now(UTC))
    if outcome.is_new:
        _send_webhooks(outcome, call.action, send)
        _follow_up(outcome, call.action, FollowUps(network_sessions, send, later))
        sleep(outcome.card.delay_seconds)
    return _reply(outcome.answer)


_KINDS: Mapping[tuple[str, int], str] = MappingProxyType(
    {
        ("authorize", 200): "payment.authorized",
        ("authorize", 402): "payment.declined",
        ("capture", 200): "payment.captured",
        ("void", 200): "payment.voided",
        ("refund", 200): "payment.refunded",
    }
)


def _send_webhooks(outcome: Outcome, action: str, send: SendWebhook) -> None:
    kind = _KINDS.get((action, outcome.answer.status))
    if kind is not None and not (kind == "payment.authorized" and outcome.card.reports_capture_first):
        for _ in range(outcome.card.webhooks):
            send(f"msg_{outcome.call_id}", kind, outcome.answer.content["merchant_reference"])


def _follow_up(outcome: Outcome, action: str, follow_ups: FollowUps) -> None:
    if outcome.answer.status == 200 and (following := steps(outcome.card, action, outcome.answer.content)):
        follow_ups.take(following, outcome.answer.content["charge_id"])


def _reply(answer: Answer) -> NetworkReply:
    if answer.status == 500:
        raise CardSimulatorFailed("Ask again with the same key.")
    if answer.status == 402:
        raise CardDeclined("The card is declined.", code=answer.content["code"])
    return NetworkReply.model_validate(answer.content)
