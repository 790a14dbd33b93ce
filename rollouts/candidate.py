"""Starts a new revision at its own address before it gets traffic: no shopper waits for its first start."""

import threading
import urllib.error
import urllib.request

from rollouts.function import TAG

URL = "http://{tag}-{function}.{namespace}.svc.cluster.local/"
ANSWER_SECONDS, TRIES, PAUSE_SECONDS = 60, 3, 5
# A deployment of all functions must not start all of them at the same time.
AT_ONCE = 4


class Starts:
    """Calls candidates in the background, each once; the answer's content does not matter."""

    def __init__(self, namespace: str, url: str = URL) -> None:
        self._namespace, self._url = namespace, url
        self._free = threading.Semaphore(AT_ONCE)
        self._found: dict[str, bool | None] = {}

    def outcome(self, function: str, revision: str) -> bool | None:
        """Whether the function's newest revision, which is this one, answers; None while it is being called."""
        if revision not in self._found:
            self._found[revision] = None
            threading.Thread(target=self._call, args=(function, revision), daemon=True).start()
        return self._found[revision]

    def forget(self, revision: str) -> None:
        self._found.pop(revision, None)

    def _call(self, function: str, revision: str) -> None:
        url = self._url.format(tag=TAG, function=function, namespace=self._namespace)
        pause = threading.Event()
        with self._free:
            for _ in range(TRIES):
                if _answers(url):
                    self._found[revision] = True
                    return
                pause.wait(PAUSE_SECONDS)
        self._found[revision] = False


def _answers(url: str) -> bool:
    """Whether the function itself answers: errors of Traefik, activator and queue-proxy are plain text."""
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_SECONDS):  # noqa: S310 - an address of the cluster
            return True
    except urllib.error.HTTPError as refusal:
        return "json" in refusal.headers.get("content-type", "")
    except OSError:
        return False
