"""Calls production as its users do, by HTTPS, and looks at the stand-ins for its providers."""

import contextlib
import email
import ssl
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from typing import Any

import httpx

from ops.shell import ROOT
from tests.support.cluster.production.certificates import certificates
from tests.support.cluster.production.names import HTTPS_PORT, SHOP_HOST
from tests.support.cluster.production.outside import NAMESPACE
from tests.support.cluster.shop import ANSWER_SECONDS, PortForward
from tests.support.servers.stand_ins import CONTROL_PORT


class ProductionShop:
    """A client of production and of the stand-ins, until `close`."""

    def __init__(self) -> None:
        made = certificates(ROOT / ".local/production/certificates")
        self._trust = ssl.create_default_context(cadata=made.authority)
        self._way = PortForward("deployment/stand-ins", CONTROL_PORT, NAMESPACE)
        self._outside = httpx.Client(base_url=f"http://127.0.0.1:{self._way.port}", timeout=90)

    @contextlib.contextmanager
    def client(self, token: str = "") -> Iterator[httpx.Client]:
        """A client of the shop's host, whose name leads to this machine; it knows the shop by its certificate."""
        with httpx.Client(
            base_url=f"https://127.0.0.1:{HTTPS_PORT}", verify=self._trust, timeout=ANSWER_SECONDS,
            headers={"host": SHOP_HOST}, event_hooks={"request": [_name_the_host]},
        ) as client:  # fmt: skip
            if token:
                # Whatever version staff change.
                client.headers.update({"authorization": f"Bearer {token}", "if-match": "*"})
            yield client

    def outside(self) -> dict[str, Any]:
        """What arrived: `mails`, `alarms` and the paths of `calls` to the payment provider."""
        return dict(self._outside.get("/").raise_for_status().json())

    def mail(self, *words: str) -> EmailMessage | None:
        """The newest mail that has these words in its head or text."""
        for each in reversed(self.outside()["mails"]):
            mail = email.message_from_string(each["text"], policy=policy.default)
            body = mail.get_body(("plain", "html"))
            assert body is not None
            if all(word in f"{mail['to']} {mail['subject']} {body.get_content()}" for word in words):
                return mail
        return None

    def challenge(self, payment: str) -> None:
        """The bank asks the shopper for a confirmation."""
        self._outside.post("/challenge", params={"payment": payment}).raise_for_status()

    def confirm(self, payment: str, card: str) -> int:
        """The shopper confirms, and the provider reports it; the status that the shop answered."""
        answer = self._outside.post("/confirm", params={"payment": payment, "card": card})
        return int(answer.raise_for_status().json()["webhook"])

    def close(self) -> None:
        self._outside.close()
        self._way.close()


def _name_the_host(request: httpx.Request) -> None:
    request.extensions["sni_hostname"] = SHOP_HOST
