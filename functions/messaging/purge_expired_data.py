"""Internal — deletes or erases what was kept for long enough (db/retention.py). A PingSource calls it once a day.

It works in bounded pieces, each in a transaction of its own, until nothing is left; at its time limit it calls itself.
"""

import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from sqlalchemy import CursorResult, text

from db.retention import Purged, purged
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
    begin=lambda: open_transaction,
    trigger_purge=_trigger_purge,
    run_seconds=PURGE_RUN.total_seconds,
    batch=lambda: PURGE_BATCH,
)
def purge_expired_data(
    *, begin: Begin, trigger_purge: Callable[[], None], run_seconds: float, batch: int
) -> PurgedData:
    until = time.monotonic() + run_seconds
    rows: Counter[str] = Counter()
    is_done = all(_is_purged(partial(_piece, begin, table, rule, batch, rows), until) for table, rule in purged())
    log("purged expired data", is_done=is_done, rows=dict(rows))
    if not is_done:
        trigger_purge()
    return PurgedData(rows=dict(rows), is_done=is_done)


def _is_purged(piece: Callable[[], bool], until: float) -> bool:
    """Repeats the piece until it finds no more; returns False if the time is over before."""
    while piece():
        if time.monotonic() >= until:
            return False
    return True


def _piece(begin: Begin, table: str, rule: Purged, batch: int, rows: Counter[str]) -> bool:
    """Purges up to `batch` rows and counts them; returns whether there may be more."""
    with begin() as shop:
        parameters = {"before": shop.now - rule.after, "batch": batch}
        changed = shop.session.execute(text(_statement(table, rule)), parameters)
        assert isinstance(changed, CursorResult)
    if changed.rowcount:
        rows[table] += changed.rowcount
    return changed.rowcount == batch


def _statement(table: str, rule: Purged) -> str:
    """Changes a piece of the rows, the oldest first, which the index of the rule's column finds."""
    values = ", ".join(f"{column} = {value}" for column, value in rule.erases.items())
    change = f"UPDATE {table} SET {values}" if rule.erases else f"DELETE FROM {table}"  # noqa: S608 - of constants
    # An array is made once; a plain subquery may run once for each row, with other rows each time.
    return f"""
        {change} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM {table} WHERE {rule.column} < :before AND {rule.only} ORDER BY {rule.column} LIMIT :batch
        ))
    """  # noqa: S608 - of constants
