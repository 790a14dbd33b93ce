"""`python -m tests.support.servers.stand_ins` stands in for the services that a shop on a cluster uses.

At one address: Stripe and the service that raises the alarm on port 443, a mail server on port 587. On a port of the
machine itself, tests see what arrived, and do what a shopper does in the Payment Element.
"""

import hashlib
import hmac
import http.client
import json
import os
import signal
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from werkzeug import Request, Response
from werkzeug.serving import make_server

from tests.support.servers.mail_server import MailServer
from tests.support.servers.stripe_server import DECLINES, StripeServer

CONTROL_PORT = 9700
FILES = "/certificates"


class StandIns:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._trust = ssl.create_default_context(cafile=f"{FILES}/authority.pem")
        # The shop remembers intents for longer than this program runs.
        self._stripe, self.alarms = StripeServer(prefix=f"pi_{uuid4().hex[:12]}_"), 0
        address = environ["ADDRESS"]
        self._mail = MailServer(tls=_served(), hostname=address, port=587)
        self._servers = [
            make_server(address, 443, Request.application(self._outside), threaded=True, ssl_context=_served()),
            make_server("127.0.0.1", CONTROL_PORT, Request.application(self._control), threaded=True),
        ]

    def serve(self) -> None:
        """Serves until the process is asked to end."""
        self._mail.start()
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        signal.sigwait({signal.SIGTERM, signal.SIGINT})

    def _outside(self, request: Request) -> Response:
        if request.path != "/watchdog":
            return self._stripe.reply(request)
        self.alarms += 1
        return Response(status=204)

    def _control(self, request: Request) -> Response:
        match request.path:
            case "/challenge":
                self._stripe.intents[request.args["payment"]]["status"] = "requires_action"
                answer: Any = {}
            case "/confirm":
                answer = {"webhook": self._confirm(request.args["payment"], request.args["card"])}
            case _:
                answer = {"alarms": self.alarms, "mails": self._mails(), "calls": self._calls()}
        return Response(json.dumps(answer), content_type="application/json")

    def _mails(self) -> list[dict[str, str]]:
        return [{"text": mail.as_string(), "to": str(mail["to"])} for mail in self._mail.mails]

    def _calls(self) -> list[str]:
        return [path for path, _, _ in self._stripe.requests]

    def _confirm(self, payment: str, card: str) -> int:
        """Has the shopper's card charged, and reports that to the shop; the status that it answered."""
        self._stripe.confirm(payment, card)
        kind = "payment_failed" if card in DECLINES else "amount_capturable_updated"
        order = self._stripe.intents[payment]["form"]["metadata[order_id]"]
        about = {"id": payment, "object": "payment_intent", "metadata": {"order_id": order}}
        event = {"id": f"evt_{uuid4().hex}", "type": f"payment_intent.{kind}", "data": {"object": about}}
        return self._send(json.dumps(event).encode())

    def _send(self, body: bytes) -> int:
        sent, host = str(int(time.time())), self._environ["SHOP_HOST"]
        key = self._environ["WEBHOOK_SECRET"].encode()
        signature = hmac.new(key, f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
        address, port = self._environ["SHOP_ADDRESS"].split(":")
        connection = http.client.HTTPSConnection(host, timeout=60, context=self._trust)
        connection.sock = self._trust.wrap_socket(
            socket.create_connection((address, int(port)), 60), server_hostname=host
        )
        headers = {"content-type": "application/json", "stripe-signature": f"t={sent},v1={signature}"}
        connection.request("POST", "/api/payments/webhook", body, headers)
        status = connection.getresponse().status
        connection.close()
        return status


def _served() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FILES}/tls.crt", f"{FILES}/tls.key")
    return context


if __name__ == "__main__":
    StandIns(os.environ).serve()
