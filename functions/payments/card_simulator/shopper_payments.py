"""Payments that shoppers make on the card simulator's page."""

import hmac
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from db.models.card_simulator import Charge
from functions.payments.card_simulator.charges import charge_to_change
from functions.payments.card_simulator.test_cards import Card
from functions.payments.errors import SimulatedPaymentUnknown

Challenge = Literal["passed", "failed", "abandoned"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A card, and how its challenge ended, if it had one."""

    card_name: str
    card: Card
    challenge: Challenge | None


def charge_of_page(session: Session, charge_id: str, secret: str) -> Charge:
    """The charge that the page is about, locked; raises InvalidRequest, or SimulatedPaymentUnknown by its secret."""
    charge = charge_to_change(session, {"charge_id": charge_id})
    if charge.secret is None or not hmac.compare_digest(charge.secret.encode(), secret.encode()):
        raise SimulatedPaymentUnknown("There is no payment with this address.")
    return charge


def attempt(charge: Charge, by: Attempt) -> str:
    """Tries to pay the open charge; returns the kind of webhook that reports it."""
    charge.decline_code = _decline_code(by)
    if charge.decline_code is not None:
        return "payment.declined"
    charge.state, charge.card = "authorized", by.card_name
    return "payment.authorized"


def _decline_code(by: Attempt) -> str | None:
    if by.card.is_challenged:
        return None if by.challenge == "passed" else by.card.decline_code
    return by.card.decline_code
