"""Internal — sends due webhooks, to several endpoints at once, and to each endpoint one after the other.

Operations trigger it after they queue a message, and the sweep triggers it for messages that are due later.
"""

import functools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from eventing.times import WEBHOOK_RUN
from functions.messaging.webhooks.attempts import send_owed
from functions.messaging.webhooks.calls import Post, post
from functions.messaging.webhooks.claims import claim, next_due
from functions.runtime.adapters.dependencies import (
    database_clock,
    database_sessions,
    sweep_trigger,
    webhooks_trigger,
)
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import Begin, transaction
from functions.runtime.http.replies import Reply

if TYPE_CHECKING:
    from functions.runtime.database.unit_of_work import Clock

# Endpoints at once; CONNECTIONS_PER_REQUEST in its manifest is the same number.
WORKERS = 4


class SentWebhooks(Reply):
    """Numbers of attempts, by the state of their message afterwards."""

    delivered: int
    owed: int
    given_up: int


@http_operation(
    called_with="trigger_keys",
    sessions=database_sessions,
    clock=database_clock,
    post=lambda: post,
    trigger_webhooks=webhooks_trigger,
    trigger_sweep=sweep_trigger,
    run_seconds=WEBHOOK_RUN.total_seconds,
)
def send_webhooks(
    *,
    sessions: sessionmaker[Session],
    clock: "Clock",
    post: Post,
    trigger_webhooks: Callable[[], None],
    trigger_sweep: Callable[[], None],
    run_seconds: float,
) -> SentWebhooks:
    until = time.monotonic() + run_seconds
    begin: Begin = functools.partial(transaction, sessions, clock, lambda: None)
    with begin() as shop:
        claimed = claim(shop)
    states = sum(_at_once(lambda webhook_id: send_owed(begin, post, webhook_id, until), claimed), Counter[str]())
    with begin() as shop:
        following, now = next_due(shop.session), shop.now
    if following is not None:
        (trigger_webhooks if following <= now else trigger_sweep)()
    return SentWebhooks(delivered=states["delivered"], owed=states["owed"], given_up=states["given-up"])


def _at_once(send: Callable[[UUID], Counter[str]], claimed: list[UUID]) -> Iterator[Counter[str]]:
    if len(claimed) < 2:
        yield from map(send, claimed)
        return
    # Imported here: a shop with one endpoint needs no threads.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(WORKERS, "webhooks") as pool:
        yield from pool.map(send, claimed)
