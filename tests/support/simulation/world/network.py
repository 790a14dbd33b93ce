"""The network between functions: every outbound HTTP call and mail of the shop passes here, and may fail here."""

import smtplib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, Literal
from unittest.mock import patch

from functions.messaging.webhooks.calls import Outcome
from functions.notifications.mail import smtp
from functions.runtime.errors import Unavailable
from functions.runtime.network.http_client import NO_HEADERS, HttpClient, HttpResponse
from functions.runtime.network.tcp import Deadline
from tests.support.simulation.world.crash_points import CrashPoints

# `fails` answers 503, `refused` reaches no server, `lost` is carried out and its answer never comes.
Fate = Literal["arrives", "fails", "refused", "lost"]
Receiver = Callable[[bytes, dict[str, str]], HttpResponse]


@dataclass
class Network:
    """`receivers` by host name; `fate` decides about each call by the name of its receiver."""

    crash_points: CrashPoints
    fate: Callable[[str], Fate] = lambda _: "arrives"
    receivers: dict[str, Receiver] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    # The ids of the webhooks that their endpoint has received.
    told: list[str] = field(default_factory=list)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Between here and the end of the block, the shop has no other network."""
        network = self

        def request(
            self: HttpClient,
            method: str,
            path: str = "",
            body: bytes = b"",
            headers: Any = NO_HEADERS,
            deadline: Deadline | None = None,
        ) -> HttpResponse:
            seconds_max = self._seconds_max if deadline is None else deadline.remaining()
            return network._post(str(self._url.hostname), body, dict(headers), seconds_max)

        with patch.object(HttpClient, "request", request), patch.object(smtp, "session", self._smtp_session):
            yield

    def _post(self, host: str, body: bytes, headers: dict[str, str], seconds_max: float) -> HttpResponse:
        with self.crash_points.around(f"call of {host}"):
            fate, until = self.fate(host), time.monotonic() + seconds_max
            if fate == "refused":
                raise ConnectionRefusedError(host)
            answer = HttpResponse(503, b"") if fate == "fails" else self.receivers[host](body, headers)
            if fate == "lost" or time.monotonic() > until:
                raise TimeoutError(host)
        return answer

    def call_endpoint(self, _url: str, _body: bytes, headers: Mapping[str, str]) -> Outcome:
        """What stands for the shop's own call of a merchant's endpoint."""
        with self.crash_points.around("webhook"):
            fate = self.fate("webhook")
            if fate == "fails":
                return Outcome(503, "status")
            if fate == "refused":
                return Outcome(None, "no-connection")
            self.told.append(headers["webhook-id"])
        return Outcome(None, "timeout") if fate == "lost" else Outcome(204, None)

    def draw(self, _attachment: Mapping[str, str], _link_keys: Sequence[str]) -> bytes:
        """What stands for the call of render-invoice by what sends mails."""
        if self.fate("render-invoice") != "arrives":
            raise Unavailable("The invoice was not drawn.")
        return b"%PDF-"

    @contextmanager
    def _smtp_session(self, _url: str, _seconds_max: float) -> Iterator["Network"]:
        yield self

    def send_message(self, message: EmailMessage, to_addrs: list[str]) -> None:
        """What the shop's mailer calls of smtplib."""
        with self.crash_points.around("mail"):
            fate = self.fate("mail")
            if fate == "fails":
                raise smtplib.SMTPDataError(451, b"try again later")
            if fate == "refused":
                raise ConnectionRefusedError("mail")
            self.mails.append(message)
            if fate == "lost":
                raise smtplib.SMTPServerDisconnected("the connection ended")
