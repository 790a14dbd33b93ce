"""Simulates what a provider does by itself after a capture or a refund: fees, disputes, and refunds that fail.

For some test cards it also repeats an earlier report, so that reports arrive in the wrong order.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.models.card_simulator import Charge
from functions.payments.card_simulator.charges import charge_to_change
from functions.payments.card_simulator.disputes import Step, change_nothing, dispute_steps
from functions.payments.card_simulator.own_sessions import Sessions
from functions.payments.card_simulator.test_cards import Card
from functions.payments.card_simulator.timers import Later
from functions.payments.card_simulator.webhook_sender import SendWebhook

EACH_AFTER_SECONDS = 3


def steps(card: Card, action: str, charge: dict[str, Any]) -> list[Step]:
    """The steps that follow the action on the charge, in order."""
    if action == "refund":
        return [Step("refund.failed", _fail_refund)] if card.refund_fails and len(charge["refunds"]) == 1 else []
    if action != "capture":
        return []
    late = [Step("payment.authorized", change_nothing)] if card.reports_capture_first else []
    fees = [Step("payment.fees", lambda charge: _add_fee(charge, card.fee_minor))] if card.fee_minor else []
    return late + fees + dispute_steps(card)


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Takes the steps, each in a transaction of its own."""

    sessions: Sessions
    send: SendWebhook
    later: Later

    def take(self, steps: Sequence[Step], charge_id: str) -> None:
        """Takes the steps one after the other, EACH_AFTER_SECONDS apart."""

        def act() -> None:
            with self.sessions() as session, session.begin():
                charge = charge_to_change(session, {"charge_id": charge_id})
                steps[0].change(charge)
                order_id = charge.merchant_reference
            self.send(f"msg_{secrets.token_hex(16)}", steps[0].kind, order_id)
            if steps[1:]:
                self.take(steps[1:], charge_id)

        self.later(EACH_AFTER_SECONDS, act)


def _add_fee(charge: Charge, fee_minor: int) -> None:
    charge.fee_minor += fee_minor


def _fail_refund(charge: Charge) -> None:
    (refund, *others) = charge.refunds
    charge.refunds = [{**refund, "failure_code": "lost_or_stolen_card"}, *others]
    charge.refunded_minor -= refund["amount_minor"]
