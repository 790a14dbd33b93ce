"""Has Stripe store the cards of shoppers with an account: a Customer for each, and a session of it for each form.

https://docs.stripe.com/payments/save-during-payment
"""

from typing import Any
from uuid import UUID, uuid4

from functions.payments.providers.http import ProviderConnection
from functions.payments.providers.port import Intent, Purchase
from functions.payments.providers.stripe_element import Shown
from functions.payments.providers.stripe_intents import INTENTS, open_form, opened, refusal
from functions.runtime.network.tcp import Deadline

CUSTOMERS, SESSIONS = "/v1/customers", "/v1/customer_sessions"
# The shopper ticks a box to store a card, for payments at which they are present, and may remove it again.
_OFFERED = {
    "components[payment_element][enabled]": "true",
    **{
        f"components[payment_element][features][payment_method_{feature}]": value
        for feature, value in {
            "redisplay": "enabled",
            "redisplay_limit": "10",
            "remove": "enabled",
            "save": "enabled",
            "save_usage": "on_session",
        }.items()
    },
}


class _CustomerUnknown(Exception):
    """The customer was deleted at Stripe, or belongs to another Stripe account."""


class StripeCards:
    """Calls Stripe over the connection of its adapter. Each action has one deadline for all of its calls."""

    def __init__(self, connection: ProviderConnection, shown: Shown) -> None:
        self._connection, self._shown = connection, shown

    def open(
        self, purchase: Purchase, key: str, account_id: UUID, *, customer: str | None, reference: str | None
    ) -> tuple[Intent, str]:
        deadline = self._connection.deadline()
        known = customer or self._create_customer(account_id, "customer:v1", deadline)
        try:
            return self._opened(purchase, key, known, reference, deadline), known
        except _CustomerUnknown:
            renewed = self._create_customer(account_id, f"customer-after-{known}:v1", deadline)
            return self._opened(purchase, key, renewed, reference, deadline), renewed

    def forget(self, customer: str) -> None:
        error = self._connection.delete(f"{CUSTOMERS}/{customer}", self._connection.deadline()).get("error", {})
        if error and error.get("code") != "resource_missing":
            raise refusal("delete the customer", error)

    def _opened(self, purchase: Purchase, key: str, customer: str, reference: str | None, deadline: Deadline) -> Intent:
        if reference:
            found = self._connection.get(f"{INTENTS}/{reference}", {}, deadline)
        else:
            found = self._create(purchase, key, customer, deadline)
        if (intent := opened(found, self._shown)).state != "open" or not found.get("customer"):
            # An intent from before cards were stored has none.
            return intent
        if found["customer"] != customer:
            # An intent's customer cannot be changed, and a deleted one cannot pay.
            self._post(f"{INTENTS}/{intent.reference}/cancel", {}, f"{intent.reference}:replace", deadline)
            found = self._create(purchase, key, customer, deadline)
        return opened(found, self._shown, self._session(customer, deadline))

    def _create(self, purchase: Purchase, key: str, customer: str, deadline: Deadline) -> dict[str, Any]:
        return self._post(INTENTS, {**open_form(purchase), "customer": customer}, f"{key}:{customer}", deadline)

    def _create_customer(self, account_id: UUID, key: str, deadline: Deadline) -> str:
        # Two tabs at once get the same customer by its key. Stripe learns nothing of the shopper but the account's id.
        form = {"metadata[account_id]": str(account_id)}
        return str(self._post(CUSTOMERS, form, f"{account_id}:{key}", deadline)["id"])

    def _session(self, customer: str, deadline: Deadline) -> str:
        answer = self._post(SESSIONS, {"customer": customer, **_OFFERED}, str(uuid4()), deadline)
        return str(answer["client_secret"])

    def _post(self, path: str, form: dict[str, str], key: str, deadline: Deadline) -> dict[str, Any]:
        answer = self._connection.post_form(path, form, key, deadline)
        error = answer.get("error", {})
        if (error.get("code"), error.get("param")) == ("resource_missing", "customer"):
            raise _CustomerUnknown
        if error:
            raise refusal("open the payment", error)
        return answer
