"""Idempotency of the card simulator: each key has one effect, and always the same response."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.card_simulator import Charge, ProviderCall
from functions.payments.card_simulator.charges import ACTIONS, Answer, ProviderRequest, charge_to_change
from functions.payments.card_simulator.test_cards import Card, card_named
from functions.runtime.errors import InvalidRequest


@dataclass(frozen=True, slots=True)
class Outcome:
    """A response; `is_new` if this call had the effect, not an earlier one."""

    call_id: str
    answer: Answer
    is_new: bool
    card: Card


def carried_out(session: Session, key: str, request: ProviderRequest, now: datetime) -> Outcome:
    """Carries out the request, unless the key has a response already; raises InvalidRequest if it is impossible."""
    call = _counted(session, key, request)
    if call.request != request:
        raise InvalidRequest("The key was used for another request.", code="key_reused")
    card = _card(session, request)
    if call.status != 500:
        return Outcome(call.id.hex, Answer(call.status, call.answer), is_new=False, card=card)
    if card.fails_first and call.calls == 1:
        return Outcome(call.id.hex, Answer(500, {}), is_new=False, card=card)
    answer = ACTIONS[request["action"]](session, card, {**request, "idempotency_key": key}, now)
    call.status, call.answer = answer.status, answer.content
    return Outcome(call.id.hex, answer, is_new=True, card=card)


def retracted(session: Session, key: str, request: ProviderRequest) -> Answer:
    """Voids the key's authorisation, and declines the key from now on."""
    call = _counted(session, key, {**request, "action": "authorize"})
    if call.status == 200:
        charge = session.get_one(Charge, call.answer["charge_id"], with_for_update=True)
        charge.state = "voided" if charge.state == "authorized" else charge.state
    call.status, call.answer = 402, {"code": "retracted"}
    return Answer(200, {"state": "retracted"})


def _counted(session: Session, key: str, request: ProviderRequest) -> ProviderCall:
    """The key's row, locked, with this call counted; its status is 500 until there is a response."""
    entry = insert(ProviderCall).values(
        idempotency_key=key, action=request["action"], request=request, status=500, answer={}, calls=1
    )
    counted = entry.on_conflict_do_update(
        index_elements=[ProviderCall.idempotency_key], set_={"calls": ProviderCall.calls + 1}
    )
    return session.scalars(counted.returning(ProviderCall)).one()


def _card(session: Session, request: dict[str, Any]) -> Card:
    if request["action"] == "open":
        return Card()
    name = request["card"] if request["action"] == "authorize" else charge_to_change(session, request).card
    # A payment that is voided before its shopper has chosen a card has none.
    return card_named(name or "card_ok")
