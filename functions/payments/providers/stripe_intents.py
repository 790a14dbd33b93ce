"""Writes requests to Stripe about payment intents, and reads its answers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from functions.payments.errors import ProviderRefused
from functions.payments.providers.port import Element, Intent, Purchase
from functions.payments.providers.stripe_element import Shown

URL = "https://api.stripe.com"
INTENTS = "/v1/payment_intents"

# In any other status, the shopper may still pay, or the outcome is not known yet.
_STATES: Mapping[str, Literal["authorized", "ended"]] = MappingProxyType(
    {"requires_capture": "authorized", "succeeded": "authorized", "canceled": "ended"}
)

# What an outcome is called when a card is authorised while its holder is not there.
_MEANT: Mapping[str, str] = MappingProxyType({"payment_intent_authentication_failure": "authentication_required"})


def opened(answer: dict[str, Any], shown: Shown, cards_secret: str | None = None) -> Intent:
    """An intent that the shopper confirms in the Payment Element; raises ProviderRefused."""
    if "error" in answer:
        raise refusal("open the payment", answer["error"])
    error = answer.get("last_payment_error")
    return Intent(
        answer["id"],
        _STATES.get(answer["status"], "open"),
        element=Element(shown.script_url, shown.publishable_key, answer["client_secret"], shown.wallets, cards_secret),
        decline_code=_MEANT.get(code := code_of(error), code) if error else None,
    )


def reached(status: str, action: str, answer: dict[str, Any]) -> dict[str, Any]:
    """The intent, which an action brought to the status or found in it; raises ProviderRefused."""
    if (error := answer.get("error")) is None:
        return answer
    intent: dict[str, Any] = error.get("payment_intent", {})
    if intent.get("status") != status:
        raise refusal(action, error)
    return intent


def amount_of(purchase: Purchase) -> dict[str, str]:
    """The request for an intent of the amount, by any payment method."""
    return {
        "amount": str(purchase.amount_minor),
        "currency": purchase.currency.lower(),
        "capture_method": "manual",
        "metadata[order_id]": str(purchase.order_id),
    }


def open_form(purchase: Purchase) -> dict[str, str]:
    """The request for an intent that the shopper confirms."""
    return {**amount_of(purchase), "automatic_payment_methods[enabled]": "true"}


def intent_form(purchase: Purchase, *, confirm: bool) -> dict[str, str]:
    """The request for an intent on a known card, without the shopper being present."""
    card = {"payment_method": purchase.payment_method, "allowed_payment_method_types[]": "card"}
    intent = {**amount_of(purchase), **card}
    # The shopper cannot confirm anything here: their bank authorises or declines.
    return {**intent, "confirm": "true", "error_on_requires_action": "true"} if confirm else intent


def is_known_by_stripe(payment_method: str) -> bool:
    """Whether Stripe may know the card; it does not know the card simulator's names, such as card_ok."""
    return payment_method.startswith("pm_")


def is_about_the_card(error: Mapping[str, Any]) -> bool:
    """Whether the error is about the card, so that another card may succeed."""
    return error.get("param") == "payment_method"


def code_of(error: Mapping[str, Any]) -> str:
    """The most specific code in the error."""
    return str(error.get("decline_code") or error.get("code") or error.get("type"))


def refusal(action: str, error: Mapping[str, Any]) -> ProviderRefused:
    """The ProviderRefused for the error; no retry can change its outcome."""
    return ProviderRefused(f"Stripe refuses to {action}: {code_of(error)}.", code=code_of(error))
