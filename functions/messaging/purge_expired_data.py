"""Internal — deletes or erases data whose retention has ended (db/retention.py). A CronJob calls it once a day.

It works in bounded batches, each in a transaction of its own, until nothing is left; at its time limit it calls itself.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from sqlalchemy import CursorResult, text

from db.retention import AT_LEAST, Purged, period, purged
from eventing.times import PURGE_BATCH, PURGE_RUN
from functions.runtime.adapters.dependencies import open_transaction
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import Begin
from functions.runtime.http.replies import Reply
from functions.runtime.telemetry.context import log


class PurgedData(Reply):
    """The numbers of rows by table, and whether nothing is left."""

    rows: dict[str, int]
    is_done: bool


def _trigger_purge() -> Callable[[], None]:
    from functions.runtime.adapters.relay_trigger import trigger_purge

    return trigger_purge


@http_operation(
    called_with="trigger_keys",
    begin=lambda: open_transaction,
    trigger_purge=_trigger_purge,
    run_seconds=PURGE_RUN.total_seconds,
    batch=lambda: PURGE_BATCH,
    kept=lambda: {name: os.environ[name] for name in AT_LEAST if name in os.environ},
)
def purge_expired_data(
    *,
    begin: Begin,
    trigger_purge: Callable[[], None],
    run_seconds: float,
    batch: int,
    kept: Mapping[str, str],
) -> PurgedData:
    until = time.monotonic() + run_seconds
    rows: Counter[str] = Counter()
    chosen = {name: period(name, text) for name, text in kept.items()}
    rules = [(table, rule, chosen.get(rule.setting, rule.after)) for table, rule in purged()]
    pieces = [partial(_piece, begin, table, rule, after, batch, rows) for table, rule, after in rules]
    is_done = all(_is_purged(piece, until) for piece in pieces)
    log("purged expired data", is_done=is_done, rows=dict(rows))
    if not is_done:
        trigger_purge()
    return PurgedData(rows=dict(rows), is_done=is_done)


def _is_purged(piece: Callable[[], bool], until: float) -> bool:
    """Purges batches until nothing is left; returns False if the time is over before that."""
    while piece():
        if time.monotonic() >= until:
            return False
    return True


def _piece(begin: Begin, table: str, rule: Purged, after: timedelta, batch: int, rows: Counter[str]) -> bool:
    """Purges and counts up to `batch` rows; returns whether there may be more."""
    with begin() as shop:
        parameters = {"before": shop.now - after, "batch": batch}
        changed = shop.session.execute(text(_statement(table, rule)), parameters)
        assert isinstance(changed, CursorResult)
    if changed.rowcount:
        rows[table] += changed.rowcount
    return changed.rowcount == batch


def _statement(table: str, rule: Purged) -> str:
    """The statement that purges a batch of rows, the oldest first, which the index on the rule's column finds."""
    values = ", ".join(f"{column} = {value}" for column, value in rule.erases.items())
    change = f"UPDATE {table} SET {values}" if rule.erases else f"DELETE FROM {table}"  # noqa: S608 - of constants
    # An array is made once; a plain subquery may run once for each row, with other rows each time.
    return f"""
        {change} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM {table} WHERE {rule.column} < :before AND {rule.only} ORDER BY {rule.column} LIMIT :batch
        ))
    """  # noqa: S608 - of constants
