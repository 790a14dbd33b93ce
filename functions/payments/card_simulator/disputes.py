"""Simulates disputes: what happens to a charge, and in which order the card simulator reports it."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from db.models.card_simulator import Charge
from functions.payments.card_simulator.test_cards import Card

DISPUTE_FEE_MINOR = 15_00
ANSWER_TIME = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a charge, and the kind of webhook that reports it."""

    kind: str
    change: Callable[[Charge], None]


def dispute_steps(card: Card) -> list[Step]:
    """The steps of a dispute about a captured charge of the card, in the order in which they are reported."""
    if (outcome := card.dispute) is None:
        return []
    opened = [Step("dispute.opened", _ask if card.asks_first else _open_dispute)]
    updated = [Step("dispute.updated", _take_back)] if card.asks_first else []
    closed = [Step("dispute.closed", lambda charge: _close_dispute(charge, outcome))] if outcome != "open" else []
    steps = opened + updated + closed
    return _end_first(steps) if card.reports_end_first else steps


def _end_first(steps: Sequence[Step]) -> list[Step]:
    """The steps in reverse: everything happens at once, and the last change is reported first."""

    def all_of_them(charge: Charge) -> None:
        for step in steps:
            step.change(charge)

    last, *earlier = (step.kind for step in reversed(steps))
    return [Step(last, all_of_them), *(Step(kind, change_nothing) for kind in earlier)]


def change_nothing(charge: Charge) -> None:
    pass


def _open_dispute(charge: Charge) -> None:
    _ask(charge)
    _take_back(charge)


def _ask(charge: Charge) -> None:
    dispute = {
        "reference": f"dp_{secrets.token_hex(12)}",
        "amount_minor": charge.captured_minor,
        "reason": "fraudulent",
        "state": "asked",
        "answer_by": (charge.created_at + ANSWER_TIME).isoformat(),
    }
    charge.disputes = [*charge.disputes, dispute]


def _take_back(charge: Charge) -> None:
    charge.disputes = [{**dispute, "state": "open"} for dispute in charge.disputes]
    charge.fee_minor += DISPUTE_FEE_MINOR


def _close_dispute(charge: Charge, state: str) -> None:
    charge.disputes = [{**dispute, "state": state} for dispute in charge.disputes]
    if state == "won":
        charge.fee_minor -= DISPUTE_FEE_MINOR
