"""SMTP sessions, limited in time and encrypted if the server supports it."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from functions.runtime.errors import Unavailable

if TYPE_CHECKING:
    import ssl

TIMEOUT_SECONDS = 3
PORTS = {"smtp": 25, "smtps": 465}


@contextmanager
def session(smtp_url: str) -> Iterator[smtplib.SMTP]:
    """Connects, encrypts and logs in, by `smtp[s]://[user:password@]host[:port]`."""
    url = urlsplit(smtp_url)
    if url.scheme not in PORTS or not url.hostname:
        raise Unavailable("No mail server is configured: set SMTP_URL to smtp://host:port or smtps://host:port.")
    server = _connect(url)
    try:
        server.ehlo()
        _start_tls(server, url)
        if url.username is not None:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server
        _quit(server)
    finally:
        server.close()


def _connect(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "", url.port or PORTS[url.scheme]
    # Set explicitly, because the library would make a DNS query for it.
    name = socket.gethostname()
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, name, timeout=TIMEOUT_SECONDS, context=_verifying_context())
    return smtplib.SMTP(host, port, name, timeout=TIMEOUT_SECONDS)


def _start_tls(server: smtplib.SMTP, url: SplitResult) -> None:
    if url.scheme == "smtps":
        return
    if server.has_extn("starttls"):
        server.starttls(context=_verifying_context())
        server.ehlo()
    elif url.username is not None:
        raise Unavailable("The mail server offers no encryption, and the password is not sent without.")


def _verifying_context() -> "ssl.SSLContext":
    """A context that verifies certificates, which smtplib does not by default."""
    import ssl

    return ssl.create_default_context()


def _quit(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return  # the mail is accepted, so a failing QUIT does not matter
