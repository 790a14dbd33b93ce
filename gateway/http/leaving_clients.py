"""Ends the work on a request whose client has left, and with it the statement that it waits for."""

import asyncio
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from gateway.http.requests import ClientGone

# In the scope of a request: what to call when its client has left.
_ON_LEAVING = "cloudshop.on_leaving"
# Whoever leaves after a write may still want it: only reads end.
READS = {"GET", "HEAD"}


@contextmanager
def ended_with_client(scope: MutableMapping[str, Any]) -> Iterator[None]:
    """Ends the block, and the response that follows it, when the client leaves; raises ClientGone in the block."""
    task = asyncio.current_task()
    if scope["method"] in READS and task is not None:
        scope[_ON_LEAVING] = task.cancel
    try:
        yield
    except asyncio.CancelledError:
        raise ClientGone from None


def client_left(cycle: RequestResponseCycle | None) -> None:
    """Reports that the client of uvicorn's request has left, if there is one and its response is not complete."""
    if cycle is None or cycle.response_complete:
        return
    end: Any = cycle.scope.get(_ON_LEAVING)
    if end is not None:
        end()
