"""Serves browsers the stand-in for Stripe: its script, its form in a frame, and a bank's page for a challenge."""

import hashlib
import hmac
import json
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request as Call
from urllib.request import urlopen
from uuid import uuid4

from werkzeug import Request, Response
from werkzeug.utils import redirect

PUBLISHABLE_KEY = "pk_test_standIn"
HERE = Path(__file__).parent
# Stripe's numbers for tests: https://docs.stripe.com/testing
CARDS = {
    "4242424242424242": "pm_card_visa",
    "4000000000000002": "pm_card_visa_chargeDeclined",
    "4000000000009995": "pm_card_visa_chargeDeclinedInsufficientFunds",
}
CHALLENGED = "4000002500003155"
_CHALLENGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Your bank</title><h1>Is it you?</h1>
<form method="post"><button name="answer" value="passed">Complete</button>
<button name="answer" value="failed">Fail</button></form></html>"""


def file(name: str, media_type: str) -> Response:
    return Response((HERE / name).read_text(), content_type=f"{media_type}; charset=utf-8")


def for_browsers(answer: dict[str, Any], status: int) -> Response:
    """An answer that a script of another origin may read."""
    headers = {"access-control-allow-origin": "*"}
    return Response(json.dumps(answer), status, headers, content_type="application/json")


def challenge(intent: dict[str, Any], url: str, return_url: str) -> None:
    """Requires the card's holder to confirm the payment on the bank's page, which this server serves."""
    leads_to = urlencode({"payment_intent": intent["id"], "return_url": return_url})
    redirect_to = {"url": f"{url}/challenge?{leads_to}", "return_url": return_url}
    intent["status"] = "requires_action"
    intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": redirect_to}


def challenge_page(request: Request, intent: dict[str, Any]) -> Response:
    """The page, or, once it is answered, the way back to the shop with what Stripe adds to the address."""
    if request.method == "GET":
        return Response(_CHALLENGE, content_type="text/html")
    has_passed = request.form["answer"] == "passed"
    failure = {"type": "invalid_request_error", "code": "payment_intent_authentication_failure"}
    intent["last_payment_error"] = None if has_passed else failure
    intent["status"] = "requires_capture" if has_passed else "requires_payment_method"
    added = {"payment_intent": intent["id"], "redirect_status": "succeeded" if has_passed else "failed"}
    return redirect(f"{request.args['return_url']}&{urlencode(added)}", 303)


def send_webhook(url: str, secret: str, intent: dict[str, Any]) -> None:
    """Sends the result of the intent as a webhook, signed as by Stripe, from a thread of its own."""
    is_held = intent["status"] == "requires_capture"
    kind = "payment_intent.amount_capturable_updated" if is_held else "payment_intent.payment_failed"
    about = {"id": intent["id"], "metadata": {"order_id": intent["form"]["metadata[order_id]"]}}
    body = json.dumps({"id": f"evt_{uuid4().hex}", "type": kind, "data": {"object": about}}).encode()
    sent = int(time.time())
    signature = hmac.new(secret.encode(), f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"stripe-signature": f"t={sent},v1={signature}", "content-type": "application/json"}
    call = Call(url, body, headers)
    threading.Thread(target=lambda: urlopen(call, timeout=30).close(), daemon=True).start()
