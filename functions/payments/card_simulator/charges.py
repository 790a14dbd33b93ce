"""Changes the card simulator's charges: opens, authorises, captures, voids and refunds them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from db.models.card_simulator import Charge
from functions.payments.card_simulator.test_cards import Card
from functions.runtime.errors import InvalidRequest

ProviderRequest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status with a charge or the code of a decline."""

    status: int
    content: dict[str, Any]


def charge_to_change(session: Session, request: ProviderRequest) -> Charge:
    """The request's charge, locked; raises InvalidRequest."""
    if (charge := session.get(Charge, request["charge_id"], with_for_update=True)) is None:
        raise InvalidRequest("There is no such charge.", code="unknown_charge")
    return charge


def _authorize(session: Session, card: Card, request: ProviderRequest, now: datetime) -> Answer:
    if card.decline_code is not None:
        return Answer(402, {"code": card.decline_code, "merchant_reference": request["merchant_reference"]})
    return _added(session, request, now, state="authorized", card=request["card"])


def _open(session: Session, card: Card, request: ProviderRequest, now: datetime) -> Answer:
    return _added(session, request, now, state="open", card="", secret=secrets.token_urlsafe(24))


def _added(session: Session, request: ProviderRequest, now: datetime, **of_its_kind: str) -> Answer:
    charge = Charge(
        id=f"ch_{secrets.token_hex(12)}",
        merchant_reference=request["merchant_reference"],
        amount_minor=request["amount_minor"],
        captured_minor=0,
        refunded_minor=0,
        fee_minor=0,
        refunds=[],
        disputes=[],
        currency=request["currency"],
        created_at=now,
        **of_its_kind,
    )
    session.add(charge)
    return shown(charge)


def _capture(session: Session, card: Card, request: ProviderRequest, now: datetime) -> Answer:
    charge = charge_to_change(session, request)
    if card.capture_decline_code is not None:
        return Answer(402, {"code": card.capture_decline_code, "merchant_reference": charge.merchant_reference})
    if charge.state != "authorized" or request["amount_minor"] > charge.amount_minor:
        raise InvalidRequest(f"The charge is {charge.state} over {charge.amount_minor}.", code="not_capturable")
    # The uncaptured part of the amount is released.
    captured_minor = request["amount_minor"] // 2 if card.is_captured_by_half else request["amount_minor"]
    charge.state, charge.captured_minor = "captured", captured_minor
    return shown(charge)


def _void(session: Session, card: Card, request: ProviderRequest, now: datetime) -> Answer:
    charge = charge_to_change(session, request)
    if charge.state not in {"open", "authorized"}:
        raise InvalidRequest(f"The charge is {charge.state}.", code="not_voidable")
    charge.state = "voided"
    return shown(charge)


def _refund(session: Session, card: Card, request: ProviderRequest, now: datetime) -> Answer:
    charge = charge_to_change(session, request)
    if charge.refunded_minor + request["amount_minor"] > charge.captured_minor:
        raise InvalidRequest("That is more than is left of what was captured.", code="not_refundable")
    if card.refund_refusal_code is not None:
        raise InvalidRequest("The card takes nothing back.", code=card.refund_refusal_code)
    charge.refunded_minor += request["amount_minor"]
    refund = {"key": request["idempotency_key"], "amount_minor": request["amount_minor"], "failure_code": None}
    charge.refunds = [*charge.refunds, refund]
    return shown(charge)


Action = Callable[[Session, Card, ProviderRequest, datetime], Answer]
ACTIONS: Mapping[str, Action] = MappingProxyType(
    {"authorize": _authorize, "open": _open, "capture": _capture, "void": _void, "refund": _refund}
)


def shown(charge: Charge) -> Answer:
    """The charge as callers get it."""
    return Answer(
        200,
        {
            "charge_id": charge.id,
            "merchant_reference": charge.merchant_reference,
            "amount_minor": charge.amount_minor,
            "currency": charge.currency,
            "state": charge.state,
            "captured_minor": charge.captured_minor,
            "refunded_minor": charge.refunded_minor,
            "secret": charge.secret,
            "decline_code": charge.decline_code,
            "fee_minor": charge.fee_minor,
            "refunds": charge.refunds,
            "disputes": charge.disputes,
        },
    )
