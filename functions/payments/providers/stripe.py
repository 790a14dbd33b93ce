"""Adapter for Stripe's payment intents, at any base URL. https://docs.stripe.com/api/payment_intents"""

from typing import TYPE_CHECKING, Any

from functions.payments.providers.http import ANSWER_SECONDS, ProviderConnection, proxy_to
from functions.payments.providers.port import Authorized, Declined, Intent, Purchase
from functions.payments.providers.stripe_element import Shown
from functions.payments.providers.stripe_intents import (
    INTENTS,
    code_of,
    intent_form,
    is_about_the_card,
    is_known_by_stripe,
    open_form,
    opened,
    reached,
    refusal,
)
from functions.runtime.network.tcp import Deadline

if TYPE_CHECKING:
    from datetime import datetime

    from functions.payments.providers.statements import Statement
    from functions.payments.providers.stripe_cards import StripeCards

# Its release names the script for browsers, too (SCRIPT_URL); docs/decisions/0092 says what each upgrade took.
API_VERSION = "2026-10-28.endive"


class Stripe:
    """Calls Stripe with an account's secret key; `shown` are the settings with which browsers show the element."""

    name = "stripe"

    def __init__(self, url: str, secret_key: str, shown: Shown, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._shown = shown
        headers = {"authorization": f"Bearer {secret_key}", "stripe-version": API_VERSION}
        self._connection = ProviderConnection(url, headers, answer_seconds=answer_seconds, proxy=proxy_to(url))

    @property
    def stored_cards(self) -> "StripeCards | None":
        if not self._shown.stores_cards:
            return None
        from functions.payments.providers.stripe_cards import StripeCards

        return StripeCards(self._connection, self._shown)

    def forget(self, customer: str) -> None:
        from functions.payments.providers.stripe_cards import StripeCards

        StripeCards(self._connection, self._shown).forget(customer)

    def authorize(self, purchase: Purchase, key: str) -> Authorized | Declined:
        if not is_known_by_stripe(purchase.payment_method):
            return Declined("unknown_card")
        answer = self._create(purchase, key, self._connection.deadline(), confirm=True)
        if "error" in answer:
            return Declined(code_of(answer["error"]))
        return Authorized(answer["id"]) if answer["status"] == "requires_capture" else Declined(answer["status"])

    def retract(self, purchase: Purchase, key: str) -> None:
        if not is_known_by_stripe(purchase.payment_method):
            return
        deadline = self._connection.deadline()
        # Stripe accepts one request per key. An unused key is spent on an intent that authorises nothing.
        answer = self._create(purchase, key, deadline, confirm=False)
        if answer.get("error", {}).get("type") == "idempotency_error":
            answer = self._create(purchase, key, deadline, confirm=True)
        if "error" not in answer:
            self._void(answer["id"], f"{key}:retract", deadline)

    def open(self, purchase: Purchase, key: str) -> Intent:
        answer = self._connection.post_form(INTENTS, open_form(purchase), key, self._connection.deadline())
        return opened(answer, self._shown)

    def look_up(self, reference: str) -> Intent:
        found = self._connection.get(f"{INTENTS}/{reference}", {}, self._connection.deadline())
        return opened(found, self._shown)

    def capture(self, reference: str, amount_minor: int, key: str) -> int:
        form = {"amount_to_capture": str(amount_minor)}
        path = f"{INTENTS}/{reference}/capture"
        intent = self._reach("succeeded", path, form, key, self._connection.deadline())
        return int(intent.get("amount_received", amount_minor))

    def void(self, reference: str, key: str) -> None:
        self._void(reference, key, self._connection.deadline())

    def refund(self, reference: str, amount_minor: int, key: str) -> None:
        from functions.payments.providers.stripe_refunds import make_refund

        make_refund(self._connection, reference, amount_minor, key)

    def statement(self, reference: str) -> "Statement":
        from functions.payments.providers.stripe_statements import read_statement

        return read_statement(self._connection, reference)

    def opened_between(self, since: "datetime", until: "datetime") -> list[str]:
        from functions.payments.providers.stripe_statements import read_references

        return list(read_references(self._connection, since, until))

    def _void(self, reference: str, key: str, deadline: Deadline) -> None:
        self._reach("canceled", f"{INTENTS}/{reference}/cancel", {}, key, deadline)

    def _reach(self, status: str, path: str, form: dict[str, str], key: str, deadline: Deadline) -> dict[str, Any]:
        """Brings the intent to `status`; succeeds if it already has it, since Stripe forgets keys after a day."""
        return reached(status, path.rpartition("/")[2], self._connection.post_form(path, form, key, deadline))

    def _create(self, purchase: Purchase, key: str, deadline: Deadline, *, confirm: bool) -> dict[str, Any]:
        """The intent, or an `error` that the caller expects: a declined card, or a key used for another request."""
        answer = self._connection.post_form(INTENTS, intent_form(purchase, confirm=confirm), key, deadline)
        error = answer.get("error", {})
        if error and error.get("type") not in {"card_error", "idempotency_error"} and not is_about_the_card(error):
            raise refusal("authorize", error)
        return answer
