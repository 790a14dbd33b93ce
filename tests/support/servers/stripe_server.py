"""Stripe as far as the shop uses it, over real HTTP: form-encoded, with keys, cards, refusals and failures."""

import json
import threading
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Request, Response

from tests.support.servers import stripe_browser, stripe_customers
from tests.support.servers.http_server import HttpServer
from tests.support.servers.stripe_browser import PUBLISHABLE_KEY
from tests.support.servers.stripe_customers import Customers

SECRET_KEY = "sk_test_of_this_test"

DECLINES = {
    "pm_card_visa_chargeDeclined": "generic_decline",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "insufficient_funds",
    "pm_card_authenticationRequired": "authentication_required",
}

CANCELABLE = {"requires_capture", "requires_confirmation", "requires_payment_method"}

Answer = tuple[int, dict[str, Any]]


@dataclass
class StripeServer:
    """Answers from `start` to `stop`. `failures` are statuses that the next calls get before anything is
    done, the last first and 0 for none, and while it `is_down` every call gets 500."""

    intents: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, Any]] = field(default_factory=list)
    customers: Customers = field(default_factory=Customers)
    requests: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    # Of the names of intents, which a server that runs for one test may count.
    prefix: str = "pi_"
    is_down: bool = False
    is_behind_a_proxy: bool = False
    # Set: the next call is done, but its answer is held back until `released`.
    hangs: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    # Where it reports what browsers did, and the secret that it signs with; "" for nowhere.
    webhook_url: str = ""
    webhook_secret: str = ""
    _answers: dict[str, tuple[str, dict[str, str], Answer]] = field(default_factory=dict)

    def start(self) -> "StripeServer":
        self._server = HttpServer(Request.application(self.reply))
        return self

    def stop(self) -> None:
        self.released.set()
        self._server.stop()

    @property
    def url(self) -> str:
        return self._server.url

    def reply(self, request: Request) -> Response:
        match request.path.removeprefix("/v1/").strip("/").split("/"):
            case ["stripe.js"]:
                return stripe_browser.file("stripe_script.js", "text/javascript")
            case ["element"]:
                return stripe_browser.file("stripe_element.html", "text/html")
            case ["element", "cards"]:
                return self.customers.stored(request.args["session"], request.args["removed"])
            case ["challenge"]:
                return self._challenge(request)
            case ["payment_intents", name, "confirm"]:
                return self._confirm_in_browser(name, request)
        if request.method == "DELETE":
            status, answer = self._deleted(request.path.rpartition("/")[2])
        elif request.method == "GET":
            status, answer = self.listed(request.path, request.args.to_dict())
        else:
            status, answer = self.answer(request.path, request.form.to_dict(), dict(request.headers.items()))
            self._hold_back()
        content = "<html>a proxy's page</html>" if self.is_behind_a_proxy else json.dumps(answer)
        return Response(content, status, content_type="application/json")

    def answer(self, path: str, form: dict[str, str], headers: dict[str, str]) -> Answer:
        headers = {name.lower(): value for name, value in headers.items()}
        self.requests.append((path, form, headers))
        if headers.get("authorization") != f"Bearer {SECRET_KEY}":
            return 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key provided"}}
        if self.is_down:
            return 500, {"error": {"type": "api_error"}}
        if self.failures and (failure := self.failures.pop()):
            return failure, {"error": {"type": "api_error"}}
        key = headers["idempotency-key"]
        if key in self._answers:
            known_path, known_form, answer = self._answers[key]
            if (known_path, known_form) != (path, form):
                return 400, {"error": {"type": "idempotency_error"}}
            return answer
        others = {"/v1/customers": self.customers.create, "/v1/customer_sessions": self.customers.create_session}
        answer = others[path](form) if path in others else self._do(path.removeprefix("/v1/").split("/"), form)
        if answer[0] != 400:
            self._answers[key] = (path, form, answer)
        return answer

    def listed(self, path: str, query: dict[str, str]) -> Answer:
        if path.startswith("/v1/payment_intents/"):
            intent = self.intents.get(path.rpartition("/")[2])
            missing = {"type": "invalid_request_error", "code": "resource_missing"}
            return (200, intent) if intent is not None else (404, {"error": missing})
        if path == "/v1/payment_intents":
            return 200, {"data": list(self.intents.values()), "has_more": False}
        made = {"/v1/refunds": self.refunds, "/v1/disputes": self.disputes}[path]
        return 200, {"data": [each for each in made if each["payment_intent"] == query["payment_intent"]]}

    def _deleted(self, customer: str) -> Answer:
        return (500, {"error": {"type": "api_error"}}) if self.is_down else self.customers.delete(customer)

    def forget_keys(self) -> None:
        """As Stripe does after a day."""
        self._answers.clear()

    def _do(self, path: list[str], form: dict[str, str]) -> Answer:
        match path:
            case ["payment_intents"] if "payment_method_types[]" in form:
                # Since 2026-09-30.endive.
                problem = {"type": "invalid_request_error", "code": "payment_method_types_no_longer_supported"}
                return 400, {"error": problem}
            case ["payment_intents"]:
                return self._create(form)
            case ["payment_intents", name, "capture"]:
                return self._move(name, {"requires_capture"}, "succeeded", int(form["amount_to_capture"]))
            case ["payment_intents", name, "cancel"]:
                return self._move(name, CANCELABLE, "canceled", 0)
            case ["refunds"]:
                return self._refund(form)
        return 404, {"error": {"type": "invalid_request_error", "message": "Unrecognized request URL"}}

    def _create(self, form: dict[str, str]) -> Answer:
        if form.get("automatic_payment_methods[enabled]") == "true":
            return self._open(form)
        card = form["payment_method"]
        if not card.startswith("pm_card_"):
            problem = {"type": "invalid_request_error", "code": "resource_missing", "param": "payment_method"}
            return 400, {"error": problem}
        if form["currency"] != "eur":
            return 400, {"error": {"type": "invalid_request_error", "param": "currency"}}
        intent = self._new_intent(form)
        if form.get("confirm") != "true":
            assert "error_on_requires_action" not in form
            intent["status"] = "requires_confirmation"
            return 200, intent
        if card in DECLINES:
            intent["status"] = "requires_payment_method"
            error = {"type": "card_error", "code": "card_declined", "decline_code": DECLINES[card]}
            return 402, {"error": {**error, "payment_intent": intent}}
        assert form["capture_method"] == "manual"
        intent["status"] = "requires_capture"
        return 200, intent

    def _open(self, form: dict[str, str]) -> Answer:
        assert form["capture_method"] == "manual"
        if "customer" in form and form["customer"] not in self.customers.cards:
            return stripe_customers.UNKNOWN
        intent = self._new_intent(form)
        intent |= {"client_secret": f"{intent['id']}_secret", "status": "requires_payment_method"}
        return 200, intent

    def _new_intent(self, form: dict[str, str]) -> dict[str, Any]:
        name = f"{self.prefix}{len(self.intents)}"
        self.intents[name] = {
            **{"id": name, "amount": int(form["amount"]), "currency": form["currency"], "amount_received": 0},
            "customer": form.get("customer"),
            **{"metadata": {"order_id": form["metadata[order_id]"]}, "refunded": 0, "form": form},
        }
        return self.intents[name]

    def confirm(self, name: str, card: str) -> None:
        """What the Payment Element does with a shopper's card."""
        intent = self.intents[name]
        declined = {"type": "card_error", "code": "card_declined", "decline_code": DECLINES.get(card)}
        intent["last_payment_error"] = declined if card in DECLINES else None
        intent["status"] = "requires_payment_method" if card in DECLINES else "requires_capture"

    def _confirm_in_browser(self, name: str, request: Request) -> Response:
        """What the element's frame sends; it is not among `requests`, which are the shop's."""
        intent, sent = self.intents[name], request.form
        if (sent["key"], sent["client_secret"]) != (PUBLISHABLE_KEY, intent["client_secret"]):
            return stripe_browser.for_browsers({"error": {"type": "invalid_request_error"}}, 401)
        if sent["number"] == stripe_browser.CHALLENGED:
            stripe_browser.challenge(intent, self.url, sent["return_url"])
            return stripe_browser.for_browsers(intent, 200)
        if sent["save"] == "true":
            self.customers.cards[intent["customer"]].append(sent["number"])
        self.confirm(name, stripe_browser.CARDS[sent["number"]])
        self._report(intent)
        self._hold_back()
        error = intent["last_payment_error"]
        return stripe_browser.for_browsers({"error": error} if error else intent, 402 if error else 200)

    def _challenge(self, request: Request) -> Response:
        intent = self.intents[request.args["payment_intent"]]
        answer = stripe_browser.challenge_page(request, intent)
        if request.method == "POST":
            self._report(intent)
        return answer

    def _report(self, intent: dict[str, Any]) -> None:
        if self.webhook_url:
            stripe_browser.send_webhook(self.webhook_url, self.webhook_secret, intent)

    def _hold_back(self) -> None:
        if self.hangs.is_set():
            self.hangs.clear()
            self.released.wait(20)

    def _move(self, name: str, allowed: set[str], status: str, received: int) -> Answer:
        if name not in self.intents:
            return 404, {"error": {"type": "invalid_request_error", "code": "resource_missing"}}
        intent = self.intents[name]
        if intent["status"] not in allowed:
            error = {"type": "invalid_request_error", "code": "payment_intent_unexpected_state"}
            return 400, {"error": {**error, "payment_intent": intent}}
        intent["status"], intent["amount_received"] = status, received
        return 200, intent

    def _refund(self, form: dict[str, str]) -> Answer:
        intent, amount = self.intents.get(form["payment_intent"]), int(form["amount"])
        if intent is None or intent["refunded"] + amount > intent["amount_received"]:
            return 400, {"error": {"type": "invalid_request_error", "code": "charge_already_refunded"}}
        intent["refunded"] += amount
        made = {"payment_intent": intent["id"], "status": "succeeded", "amount": amount}
        made["metadata"] = {"key": form.get("metadata[key]")}
        self.refunds.append(made)
        return 200, made
