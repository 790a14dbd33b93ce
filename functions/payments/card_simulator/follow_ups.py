"""What the card simulator does by itself after a capture or a refund: fees, disputes, and refunds that fail."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from db.models.card_simulator import Charge
from functions.payments.card_simulator.charges import charge_to_change
from functions.payments.card_simulator.later import Later
from functions.payments.card_simulator.own_sessions import Sessions
from functions.payments.card_simulator.test_cards import Card
from functions.payments.card_simulator.webhook_sender import SendWebhook

EACH_AFTER_SECONDS = 3
DISPUTE_FEE_MINOR = 15_00
ANSWER_TIME = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a charge, and the kind of webhook that reports it."""

    kind: str
    change: Callable[[Charge], None]


def steps(card: Card, action: str, charge: dict[str, Any]) -> list[Step]:
    """What follows the action on the charge, in order."""
    if action == "refund":
        return [Step("refund.failed", _fail_refund)] if card.refund_fails and len(charge["refunds"]) == 1 else []
    if action != "capture":
        return []
    fees = [Step("payment.fees", lambda charge: _add_fee(charge, card.fee_minor))] if card.fee_minor else []
    return fees + _dispute_steps(card)


def _dispute_steps(card: Card) -> list[Step]:
    opened = Step("dispute.opened", _open_dispute)
    if card.dispute is None or card.dispute == "open":
        return [opened] if card.dispute else []
    outcome = card.dispute
    return [opened, Step("dispute.closed", lambda charge: _close_dispute(charge, outcome))]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Takes steps in transactions of their own."""

    sessions: Sessions
    send: SendWebhook
    later: Later

    def take(self, steps: Sequence[Step], charge_id: str) -> None:
        """Takes the steps one after the other, each a while after the one before."""

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


def _open_dispute(charge: Charge) -> None:
    dispute = {
        "reference": f"dp_{secrets.token_hex(12)}",
        "amount_minor": charge.captured_minor,
        "reason": "fraudulent",
        "state": "open",
        "answer_by": (charge.created_at + ANSWER_TIME).isoformat(),
    }
    charge.disputes = [*charge.disputes, dispute]
    charge.fee_minor += DISPUTE_FEE_MINOR


def _close_dispute(charge: Charge, state: str) -> None:
    charge.disputes = [{**dispute, "state": state} for dispute in charge.disputes]
    if state == "won":
        charge.fee_minor -= DISPUTE_FEE_MINOR
