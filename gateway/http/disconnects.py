"""Ends the work on a request whose client has left, including the SQL statement for which it waits."""

import asyncio
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from gateway.http.requests import ClientGone
from gateway.upstream.errors import Lost

# In the scope of a request: what to call when its client has left.
_ON_DISCONNECT = "cloudshop.on_disconnect"
# A client that leaves after a write may still want its effect: only reads end.
READS = {"GET", "HEAD"}


@contextmanager
def ended_with_client(scope: MutableMapping[str, Any]) -> Iterator[None]:
    """Ends the block and the response after it when the client leaves, by raising ClientGone in the block.

    It raises Lost if the gateway stops first: the end of the grace period cancels everything in progress.
    """
    disconnect = _Disconnect(asyncio.current_task())
    if scope["method"] in READS:
        scope[_ON_DISCONNECT] = disconnect.report
    try:
        yield
    except asyncio.CancelledError:
        raise (ClientGone if disconnect.has_happened else Lost) from None


class _Disconnect:
    def __init__(self, task: asyncio.Task[Any] | None) -> None:
        self._task = task
        self.has_happened = False

    def report(self) -> None:
        self.has_happened = True
        if self._task is not None:
            self._task.cancel()


def client_disconnected(cycle: RequestResponseCycle | None) -> None:
    """Reports that the client has left, if uvicorn has a request of it whose response is not complete."""
    if cycle is None or cycle.response_complete:
        return
    end: Any = cycle.scope.get(_ON_DISCONNECT)
    if end is not None:
        end()
