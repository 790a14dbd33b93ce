"""A real SMTP server for tests, which keeps the mails that it accepts, or refuses them."""

import socket
import ssl
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "shop", "p@ss:word/"


class MailServer:
    """Serves from `start` to `stop`, on a free port unless one is given. `answers` replaces what a command gets."""

    def __init__(
        self,
        tls: ssl.SSLContext | None = None,
        smtps: ssl.SSLContext | None = None,
        hostname: str = "127.0.0.1",
        port: int = 0,
        **answers: str,
    ) -> None:
        self.envelopes: list[Envelope] = []
        self.answers = answers
        self.was_encrypted = False
        secured: dict[str, Any] = {}
        if tls is not None:
            # Of a log-in it asks for "User Name", where others, and so Alertmanager, know "Username:" alone.
            secured = {"tls_context": tls, "authenticator": self._authenticate, "auth_required": True,
                       "auth_exclude_mechanism": ["LOGIN"]}  # fmt: skip
        self._scheme = "smtp" if smtps is None else "smtps"
        self._controller = Controller(
            self, hostname=hostname, port=port or _free_port(), enable_SMTPUTF8=False, ssl_context=smtps, **secured
        )

    def start(self) -> "MailServer":
        self._controller.start()
        return self

    def stop(self) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        return int(self._controller.port)

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, as a mail program reads it."""
        contents = [envelope.content for envelope in self.envelopes]
        return [message_from_bytes(bytes(content), policy=policy.default) for content in contents if content]  # type: ignore[arg-type]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.was_encrypted = session.ssl is not None
        self.envelopes.append(envelope)
        return "250 OK"

    @staticmethod
    def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        return AuthResult(success=(given.login, given.password) == (USER.encode(), PASSWORD.encode()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Serve = Callable[..., MailServer]
