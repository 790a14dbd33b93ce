"""Opens SMTP sessions that have one deadline, and are encrypted if the server supports it."""

import io
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from functions.notifications.errors import MailOutcomeUnknown
from functions.runtime.errors import Unavailable
from functions.runtime.network.tcp import BoundedReads, Deadline, connect_within

PORTS = {"smtp": 25, "smtps": 465}


@contextmanager
def session(smtp_url: str, seconds_max: float) -> Iterator[smtplib.SMTP]:
    """Connects, encrypts and logs in, by `smtp[s]://[user:password@]host[:port]`."""
    url = urlsplit(smtp_url)
    if url.scheme not in PORTS or not url.hostname:
        raise Unavailable("No mail server is configured: set SMTP_URL to smtp://host:port or smtps://host:port.")
    server = _BoundedSmtp(url, Deadline(seconds_max))
    try:
        server.ehlo()
        _start_tls(server, url)
        if url.username is not None:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server
        _quit(server)
    finally:
        server.close()


class _BoundedSmtp(smtplib.SMTP):
    """A client whose session ends at a deadline; smtplib's own timeout restarts with every byte that arrives."""

    def __init__(self, url: SplitResult, deadline: Deadline) -> None:
        self._url, self._deadline = url, deadline
        # Named explicitly, because the library would make a DNS query for it.
        super().__init__(url.hostname or "", url.port or PORTS[url.scheme], socket.gethostname())

    def _get_socket(self, host: str, port: int, _timeout: Any) -> socket.socket:
        plain = connect_within((host, port), self._deadline.remaining())
        if self._url.scheme != "smtps":
            return plain
        plain.settimeout(self._deadline.remaining())
        encrypted: socket.socket = _verifying_context().wrap_socket(plain, server_hostname=host)
        return encrypted

    def send(self, s: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self._deadline.remaining())
        super().send(s)

    def data(self, msg: Any) -> tuple[int, bytes]:
        try:
            return super().data(msg)
        except (OSError, smtplib.SMTPServerDisconnected) as failure:
            raise MailOutcomeUnknown("The mail server did not confirm the mail; it is sent again later.") from failure

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(BoundedReads(self._deadline, self.sock))
        return super().getreply()


def _start_tls(server: smtplib.SMTP, url: SplitResult) -> None:
    if url.scheme == "smtps":
        return
    if server.has_extn("starttls"):
        server.starttls(context=_verifying_context())
        server.ehlo()
    elif url.username is not None:
        raise Unavailable("The mail server offers no encryption, and the password is not sent without.")


def _verifying_context() -> Any:
    """A context that verifies certificates, which smtplib does not by default."""
    import ssl

    return ssl.create_default_context()


def _quit(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return  # the mail is accepted, so a failing QUIT does not matter
