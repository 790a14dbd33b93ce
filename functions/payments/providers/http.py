"""Calls a payment provider over HTTP with time limits, and distinguishes temporary from permanent failures."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from functions.runtime.errors import Unavailable

if TYPE_CHECKING:
    import httpx

# Their sum limits how long a decision stays locked, which a cancellation waits for.
CONNECT_SECONDS, ANSWER_SECONDS = 0.8, 3.0

# 401 and 403 are wrong settings of the shop, which operators fix; they decide nothing about a payment.
_TRY_AGAIN = frozenset({401, 403, 408, 409, 425, 429})


class ProviderConnection:
    """One provider's API, over keep-alive connections."""

    def __init__(
        self, url: str, headers: Mapping[str, str], *, answer_seconds: float = ANSWER_SECONDS, by_proxy: bool = False
    ) -> None:
        import httpx

        self._url = url.rstrip("/")
        self._client = httpx.Client(
            headers=dict(headers),
            timeout=httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=None),
            # Without TLS no certificates are loaded, which would slow every cold start.
            verify=self._url.startswith("https:"),
            trust_env=by_proxy,
        )

    def post(self, path: str = "", **request: Any) -> "httpx.Response":
        return self._ask("POST", path, **request)

    def get(self, path: str, **request: Any) -> "httpx.Response":
        return self._ask("GET", path, **request)

    def _ask(self, method: str, path: str, **request: Any) -> "httpx.Response":
        """The provider's response, including refusals; raises Unavailable if there is none or a retry may help."""
        import httpx

        try:
            answer = self._client.request(method, self._url + path, **request)
        except httpx.HTTPError as failure:
            raise Unavailable("The payment provider did not answer; it is asked again.") from failure
        if answer.status_code in _TRY_AGAIN or answer.status_code >= 500:
            problem = f"The payment provider answered {answer.status_code}; it is asked again."
            raise Unavailable(problem)
        return answer


def content(answer: "httpx.Response") -> dict[str, Any]:
    """The response's JSON object; raises Unavailable if it has none, such as a proxy's error page."""
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Unavailable("The payment provider's answer cannot be read; it is asked again.")
    return found
