"""Calls a payment provider over HTTP with time limits, and distinguishes temporary from permanent failures."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from functions.runtime.errors import Unavailable
from functions.runtime.network.http_client import NO_HEADERS, HttpClient
from functions.runtime.network.tcp import Deadline

# How long a decision stays locked at most, which a cancellation waits for: for all calls of an action together.
ANSWER_SECONDS = 3.8

# 401 and 403 are wrong settings of the shop, which operators fix; they decide nothing about a payment.
_TRY_AGAIN = frozenset({401, 403, 408, 409, 425, 429})


class ProviderConnection:
    """Calls a provider's API over kept-alive connections; each request has an idempotency key, so it can be repeated.

    Each method returns the JSON object of the provider's response, even if that is a refusal. It raises Unavailable if
    there is no JSON object, as in a proxy's error page, or if a retry may succeed. The calls of one action share its
    `deadline`.
    """

    def __init__(self, url: str, headers: Mapping[str, str], *, answer_seconds: float, proxy: str = "") -> None:
        self._headers, self._answer_seconds = dict(headers), answer_seconds
        self._client = HttpClient(url.rstrip("/"), answer_seconds, proxy)

    def deadline(self) -> Deadline:
        """The deadline of an action that begins now."""
        return Deadline(self._answer_seconds)

    def get(self, path: str, query: Mapping[str, str], deadline: Deadline) -> dict[str, Any]:
        return self._ask("GET", f"{path}?{urlencode(query)}", deadline)[1]

    def post_json(self, text: str, headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """Posts JSON; returns the status too."""
        return self._ask("POST", "", self.deadline(), text, {"content-type": "application/json", **headers})

    def post_form(self, path: str, form: Mapping[str, str], key: str, deadline: Deadline) -> dict[str, Any]:
        typed = {"content-type": "application/x-www-form-urlencoded", "idempotency-key": key}
        return self._ask("POST", path, deadline, urlencode(form), typed)[1]

    def delete(self, path: str, deadline: Deadline) -> dict[str, Any]:
        """Deletes what has the path, which is done once however often it is asked for."""
        return self._ask("DELETE", path, deadline)[1]

    def _ask(
        self, method: str, path: str, deadline: Deadline, body: str = "", headers: Mapping[str, str] = NO_HEADERS
    ) -> tuple[int, dict[str, Any]]:
        try:
            answer = self._client.request(method, path, body.encode(), {**self._headers, **headers}, deadline)
        except OSError as failure:
            raise Unavailable("The payment provider did not answer; it is asked again.") from failure
        if answer.status in _TRY_AGAIN or answer.status >= 500:
            problem = f"The payment provider answered {answer.status}; it is asked again."
            raise Unavailable(problem)
        return answer.status, _content(answer.body)


def _content(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Unavailable("The payment provider's answer cannot be read; it is asked again.")
    return found


def proxy_to(url: str) -> str:
    """The HTTP proxy that the environment names for a URL (HTTPS_PROXY, NO_PROXY); "" for none."""
    from urllib.request import getproxies, proxy_bypass

    address = urlsplit(url)
    return "" if proxy_bypass(address.hostname or "") else getproxies().get(address.scheme, "")
