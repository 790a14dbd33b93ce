"""Starts a new revision at its own address before it gets traffic, so that no shopper waits for its first start."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from rollouts.function import TAG

URL = "http://{tag}-{function}.{namespace}.svc.cluster.local/"
# Refusals come at once, and prove nothing until Traefik and the cluster's DNS have learned the address.
ANSWER_SECONDS, START_SECONDS, PAUSE_SECONDS = 60.0, 60.0, 5.0
# A deployment of all functions must not start all of them at the same time.
AT_ONCE = 4


class Starts:
    """Calls each candidate once in the background; the content of the response does not matter."""

    def __init__(
        self,
        namespace: str,
        url: str = URL,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._namespace, self._url, self._clock, self._pause = namespace, url, clock, pause
        self._free = threading.Semaphore(AT_ONCE)
        self._found: dict[str, str | None] = {}

    def fault(self, function: str, revision: str) -> str | None:
        """Why this newest revision of the function does not answer; empty if it does, None until that is known."""
        if revision not in self._found:
            self._found[revision] = None
            threading.Thread(target=self._call, args=(function, revision), daemon=True).start()
        return self._found[revision]

    def forget(self, revision: str) -> None:
        self._found.pop(revision, None)

    def _call(self, function: str, revision: str) -> None:
        url = self._url.format(tag=TAG, function=function, namespace=self._namespace)
        with self._free:
            deadline = self._clock() + START_SECONDS
            while (fault := _fault(url)) and self._clock() + PAUSE_SECONDS < deadline:
                self._pause(PAUSE_SECONDS)
        self._found[revision] = fault


def _fault(url: str) -> str:
    """Why the function itself has not answered; "" if it has. Errors of Traefik, activator and queue-proxy are plain
    text. OPTIONS is answered once the function is loaded, and no operation sees it: some take signed calls only.
    """
    asked = urllib.request.Request(url, method="OPTIONS")  # noqa: S310 - an address of the cluster
    try:
        with urllib.request.urlopen(asked, timeout=ANSWER_SECONDS):  # noqa: S310 - as above
            return ""
    except urllib.error.HTTPError as refusal:
        content_type = refusal.headers.get("content-type", "")
        return "" if "json" in content_type else f"{refusal.code} {content_type}".strip()
    except OSError as failure:
        return str(failure)
