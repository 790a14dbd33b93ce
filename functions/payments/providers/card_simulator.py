"""Adapter for the card simulator, over HTTP."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from functions.payments.errors import ProviderRefused
from functions.payments.providers.http import ANSWER_SECONDS, ProviderConnection
from functions.payments.providers.port import Authorized, Declined, Intent, Purchase
from functions.runtime.security.call_signatures import call_headers
from functions.runtime.telemetry.context import current_trace

if TYPE_CHECKING:
    from datetime import datetime

    from functions.payments.providers.statements import Statement

_STATES: Mapping[str, Literal["open", "authorized"]] = MappingProxyType({"open": "open", "authorized": "authorized"})


class CardSimulatorProvider:
    """Calls simulate-cards at `url`, and signs each call with the first of the keys."""

    name = "simulator"
    stored_cards = None

    def __init__(self, url: str, keys: Sequence[str], *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._keys = keys
        self._connection = ProviderConnection(url, {}, answer_seconds=answer_seconds)

    def authorize(self, purchase: Purchase, key: str) -> Authorized | Declined:
        status, answer = self._ask("authorize", key, **_details(purchase))
        if status == 402:
            return Declined(answer["code"])
        return Authorized(_accepted("authorize", status, answer)["charge_id"])

    def forget(self, customer: str) -> None:
        """It has none: it stores no cards."""

    def retract(self, purchase: Purchase, key: str) -> None:
        self._must("retract", key, **_details(purchase))

    def open(self, purchase: Purchase, key: str) -> Intent:
        return _intent(_accepted("open", *self._ask("open", key, **_details(purchase))))

    def look_up(self, reference: str) -> Intent:
        return _intent(_accepted("look_up", *self._ask("look_up", reference, charge_id=reference)))

    def capture(self, reference: str, amount_minor: int, key: str) -> int:
        answer = self._ask("capture", key, charge_id=reference, amount_minor=amount_minor)
        return int(_accepted("capture", *answer)["captured_minor"])

    def void(self, reference: str, key: str) -> None:
        self._must("void", key, charge_id=reference)

    def refund(self, reference: str, amount_minor: int, key: str) -> None:
        self._must("refund", key, charge_id=reference, amount_minor=amount_minor)

    def statement(self, reference: str) -> "Statement":
        from functions.payments.providers.simulator_statements import statement_of

        return statement_of(_accepted("look_up", *self._ask("look_up", reference, charge_id=reference)))

    def opened_between(self, since: "datetime", until: "datetime") -> list[str]:
        period = {"since": since.isoformat(), "until": until.isoformat()}
        found: list[str] = _accepted("list", *self._ask("list", "list", **period))["references"]
        return found

    def _must(self, action: str, key: str, **details: Any) -> None:
        _accepted(action, *self._ask(action, key, **details))

    def _ask(self, action: str, key: str, **details: Any) -> tuple[int, dict[str, Any]]:
        request = json.dumps({"action": action, "idempotency_key": key, **details})
        signed = call_headers(self._keys, "simulate-cards", request.encode())
        return self._connection.post_json(request, {**signed, **current_trace().headers()})


def _details(purchase: Purchase) -> dict[str, Any]:
    return {
        "merchant_reference": str(purchase.order_id),
        "amount_minor": purchase.amount_minor,
        "currency": purchase.currency,
        "card": purchase.payment_method,
    }


def _intent(charge: dict[str, Any]) -> Intent:
    page_url = f"/api/card-simulator/payments/{charge['charge_id']}?secret={charge['secret']}"
    return Intent(
        charge["charge_id"],
        _STATES.get(charge["state"], "ended"),
        page_url=page_url,
        decline_code=charge["decline_code"],
    )


def _accepted(action: str, status: int, answer: dict[str, Any]) -> dict[str, Any]:
    if status != 200:
        code = str(answer.get("code", status))
        raise ProviderRefused(f"The card simulator refuses to {action}: {code}.", code=code)
    return answer
