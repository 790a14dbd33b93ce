"""Calls functions, the Broker, the exporter and payment providers over HTTP, each call with one deadline."""

import functools
import http.client
import io
import socket
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from functions.runtime.network.tcp import BoundedReads, Deadline, connect_within

Connect = Callable[..., socket.socket]
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class HttpResponse(NamedTuple):
    """The response of a server, whatever its status."""

    status: int
    body: bytes


class HttpClient:
    """Calls one server over connections that are kept open; threads may share it.

    `proxy` is the URL of an HTTP proxy to an `https:` server; `authority`, as PEM, is for a server with a private one.
    """

    def __init__(self, url: str, seconds_max: float, proxy: str = "", authority: str = "") -> None:
        self._url, self._proxy = urlsplit(url), urlsplit(proxy)
        self._seconds_max, self._authority = seconds_max, authority
        self._idle: list[http.client.HTTPConnection] = []

    def request(
        self,
        method: str,
        path: str = "",
        body: bytes = b"",
        headers: Mapping[str, str] = NO_HEADERS,
        deadline: Deadline | None = None,
    ) -> HttpResponse:
        """Raises TimeoutError if the response is not complete in time, and another OSError if there will be none.

        Requests that belong together share a `deadline`. A request must be safe to repeat, because it is sent again if
        the server turns out to have closed the kept connection.
        """
        until = deadline or Deadline(self._seconds_max)
        request = method, self._url.path + path or "/", body, headers
        with suppress(IndexError, ConnectionError):
            return self._exchange(self._idle.pop(), until, request)
        return self._exchange(self._opened(), until, request)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _opened(self) -> http.client.HTTPConnection:
        connection = connection_to(self._url.scheme, self._proxy.netloc or self._url.netloc, authority=self._authority)
        if self._proxy.netloc:
            connection.set_tunnel(self._url.netloc)
        return connection

    def _exchange(self, connection: http.client.HTTPConnection, until: Deadline, request: Any) -> HttpResponse:
        try:
            bound(connection, until)
            if connection.sock is not None:
                connection.sock.settimeout(connection.timeout)
            connection.request(*request)
            answer = connection.getresponse()
            response = HttpResponse(answer.status, answer.read())
        except (OSError, http.client.HTTPException) as failure:
            connection.close()
            if isinstance(failure, OSError):
                raise
            raise ConnectionError(f"no HTTP answer: {type(failure).__name__}") from failure
        if connection.sock is not None:
            self._idle.append(connection)
        return response


def connection_to(
    scheme: str, netloc: str, connect: Connect = connect_within, authority: str = ""
) -> http.client.HTTPConnection:
    """A connection that `connect` opens on first use."""
    connection = http.client.HTTPConnection(netloc)
    if scheme == "https":
        connection = http.client.HTTPSConnection(netloc, context=_tls(authority))
    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection


def bound(connection: http.client.HTTPConnection, until: Deadline) -> None:
    """Limits the connection's next exchange to the deadline."""
    connection.timeout = until.remaining()
    connection.response_class = functools.partial(BoundedResponse, until)  # type: ignore[assignment]


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds_max: float) -> HttpResponse:
    """Posts over a connection of its own; raises as `HttpClient.request` does."""
    with closing(HttpClient(url, seconds_max)) as client:
        return client.request("POST", "", body, headers)


class BoundedResponse(http.client.HTTPResponse):
    """A response whose reading ends at a deadline."""

    def __init__(self, until: Deadline, reached: socket.socket, *arguments: Any, **named: Any) -> None:
        super().__init__(reached, *arguments, **named)
        self.fp.close()
        self.fp = io.BufferedReader(BoundedReads(until, reached))


@functools.cache
def _tls(authority: str) -> Any:
    import ssl

    return ssl.create_default_context(cadata=authority or None)
