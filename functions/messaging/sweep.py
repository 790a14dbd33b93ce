"""Internal — resumes overdue orders, has due events and webhooks sent, expires reservations, gives up old events.

A sweep goes on while anything is owed: it waits until the next work is due, and at its time limit calls the next sweep.
The relay calls it when it leaves events owed, and a CronJob calls it in case such a call was lost.
"""

import time
from collections import Counter
from collections.abc import Callable

from eventing.times import SWEEP_RUN
from functions.messaging.recovery.sweeping import add_up_totals, sweep_once
from functions.runtime.adapters.dependencies import open_transaction, sweep_trigger, webhooks_trigger
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import Begin
from functions.runtime.http.replies import Reply
from functions.runtime.telemetry.context import log


class Swept(Reply):
    """Numbers of overdue orders, reservations and events, of events given up, and of dead letters overtaken.

    `prices` are planned ones that began or ended, which is no failure of anything.
    """

    orders: int = 0
    reservations: int = 0
    events: int = 0
    given_up: int = 0
    overtaken: int = 0
    prices: int = 0


@http_operation(
    called_with="trigger_keys",
    begin=lambda: open_transaction,
    trigger_sweep=sweep_trigger,
    trigger_webhooks=webhooks_trigger,
    run_seconds=SWEEP_RUN.total_seconds,
)
def sweep(
    *, begin: Begin, trigger_sweep: Callable[[], None], trigger_webhooks: Callable[[], None], run_seconds: float
) -> Swept:
    until = time.monotonic() + run_seconds
    found: Counter[str] = Counter()
    while (wait_seconds := sweep_once(begin, found, until, trigger_webhooks)) is not None:
        time.sleep(max(0.0, min(wait_seconds, until - time.monotonic())))
        if time.monotonic() >= until:
            trigger_sweep()
            break
    with begin() as shop:
        add_up_totals(shop.session)
    if any(number for name, number in found.items() if name != "prices"):
        log("found stale work", level="warning", **found)
    return Swept(**found)
