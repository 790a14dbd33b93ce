"""Checks the shop's health: events, orders, payments, dead letters, invariants, connections and backups."""

import time
from typing import NamedTuple

from ops.inspect.status.reading import Samples

# The alerts' limits (observability/base/rules).
OLD_SECONDS, BACKUP_SECONDS = 300, 3 * 3600


class Finding(NamedTuple):
    subject: str
    text: str
    is_ok: bool


def findings(samples: Samples) -> list[Finding]:
    down = [source for source, is_up in samples.by_label("cloudshop_source_up").items() if not is_up]
    found = [Finding("sources", f"not read: {', '.join(down)}" if down else "all read", not down)]
    if samples.value("cloudshop_source_up", "shop"):
        found += [_events(samples), _orders(samples), _payments(samples), _dead_letters(samples), _invariants(samples)]
    if samples.value("cloudshop_pgbouncer_clients") is not None:
        found.append(_connections(samples))
    if "backup" not in down:
        found.append(_backup(samples))
    return found


def _events(samples: Samples) -> Finding:
    due, waiting = (round(samples.value("cloudshop_outbox_events", state) or 0) for state in ("due", "waiting"))
    seconds = samples.value("cloudshop_outbox_oldest_seconds") or 0
    text = f"{due} due, {waiting} waiting, the oldest for {seconds:.0f} s" if due + waiting else "all acknowledged"
    return Finding("events", text, seconds < OLD_SECONDS)


def _orders(samples: Samples) -> Finding:
    overdue = round(samples.value("cloudshop_orders_overdue") or 0)
    seconds = samples.value("cloudshop_orders_overdue_seconds") or 0
    text = f"{overdue} past their deadline, the longest by {seconds:.0f} s" if overdue else "none past its deadline"
    return Finding("orders", text, seconds < OLD_SECONDS)


def _payments(samples: Samples) -> Finding:
    late = {step: number for step, number in samples.by_label("cloudshop_payments_overdue").items() if number}
    text = ", ".join(f"{number:.0f} to {step}" for step, number in late.items())
    return Finding("payments", f"overdue: {text}" if late else "none overdue", not late)


def _dead_letters(samples: Samples) -> Finding:
    letters = round(samples.value("cloudshop_dead_letters", "open") or 0)
    return Finding("dead letters", f"{letters} open" if letters else "none open", not letters)


def _invariants(samples: Samples) -> Finding:
    broken = {name: n for name, n in samples.by_label("cloudshop_invariant_violations").items() if n}
    text = ", ".join(f"{name} in {number:.0f} places" for name, number in broken.items()) or "all hold"
    return Finding("invariants", text, not broken)


def _connections(samples: Samples) -> Finding:
    waiting = {
        role: seconds for role, seconds in samples.by_label("cloudshop_pgbouncer_wait_seconds").items() if seconds > 0
    }
    text = ", ".join(f"{role} waits {seconds:.1f} s" for role, seconds in waiting.items()) or "none waiting"
    return Finding("connections", text, all(seconds < 1 for seconds in waiting.values()))


def _backup(samples: Samples) -> Finding:
    at = samples.value("cloudshop_backup_last_success_timestamp_seconds")
    if at is None:
        return Finding("backup", "none yet", is_ok=True)
    hours = (time.time() - at) / 3600
    return Finding("backup", f"{hours:.1f} h old", hours * 3600 < BACKUP_SECONDS)
