"""Asks a payment provider over HTTP: bounded in time, and with failures told apart by whether asking again helps."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from functions.runtime.errors import Unavailable
from functions.runtime.network.http_client import NO_HEADERS, HttpClient, HttpResponse

# The most that a decision stays locked for: a cancellation waits meanwhile.
ANSWER_SECONDS = 3.8

# Not authenticated or not allowed is a setting of ours that is wrong: mended, not a decision about a payment.
_TRY_AGAIN = frozenset({401, 403, 408, 409, 425, 429})


class ProviderConnection:
    """One provider's API; every request carries a key of its own, so that it may be repeated.

    Each method returns the provider's answer, a refusal included, and raises Unavailable when there is none or it may
    differ later.
    """

    def __init__(self, url: str, headers: Mapping[str, str], *, answer_seconds: float, proxy: str = "") -> None:
        self._headers = dict(headers)
        self._client = HttpClient(url.rstrip("/"), answer_seconds, proxy)

    def get(self, path: str, query: Mapping[str, str]) -> HttpResponse:
        return self._ask("GET", f"{path}?{urlencode(query)}")

    def post_json(self, content: Mapping[str, Any], headers: Mapping[str, str]) -> HttpResponse:
        return self._ask("POST", "", json.dumps(content), {"content-type": "application/json", **headers})

    def post_form(self, path: str, form: Mapping[str, str], headers: Mapping[str, str]) -> HttpResponse:
        media_type = "application/x-www-form-urlencoded"
        return self._ask("POST", path, urlencode(form), {"content-type": media_type, **headers})

    def _ask(self, method: str, path: str, body: str = "", headers: Mapping[str, str] = NO_HEADERS) -> HttpResponse:
        try:
            answer = self._client.request(method, path, body.encode(), {**self._headers, **headers})
        except OSError as failure:
            raise Unavailable("The payment provider did not answer; it is asked again.") from failure
        if answer.status in _TRY_AGAIN or answer.status >= 500:
            problem = f"The payment provider answered {answer.status}; it is asked again."
            raise Unavailable(problem)
        return answer


def content(answer: HttpResponse) -> dict[str, Any]:
    """The JSON object of an answer; raises Unavailable where it is none, as from a proxy on the way."""
    try:
        found = json.loads(answer.body)
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
