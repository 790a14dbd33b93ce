"""`make load` simulates visitors with browsers at a shop, and reports response times, errors and cold starts."""

import json
import os
import sys
import time
from functools import partial

from ops.errors import CommandError
from ops.load import (
    locust_run,  # Patches the standard library, so it comes first.
    observing,
    plan,
    preparing,
    recorded_day,
    report,
)
from ops.load.arguments import Chosen, parse
from ops.load.preparing import Prepared
from ops.load.shopping.requests import SendAll
from ops.load.shopping.shopper import Shopper
from ops.load.shopping.visitor import Visitor


def main() -> int:
    try:
        return _load(parse())
    except CommandError as reason:
        print(reason, file=sys.stderr)
        return 2


def _load(chosen: Chosen) -> int:
    planned = _planned(chosen)
    if chosen.only_prepare:
        return _prepare(chosen, planned)
    prepared = Prepared.read(chosen.prepared) if chosen.prepared else Prepared.at(chosen.url)
    _say(f"{len(planned.visits)} visitors come to {chosen.url} in {planned.seconds:,} seconds; Ctrl-C ends it.")
    observe, began = observing.from_now_on(chosen.url, os.environ), time.monotonic()
    counts = locust_run.run(planned, chosen.url, partial(_visitor, prepared, chosen.may_order), _say)
    seconds = time.monotonic() - began
    observed = observe()
    for line in report.lines(planned, seconds, counts, observed):
        _say(line)
    if chosen.json:
        found = report.as_json(planned, chosen.url, seconds, counts, observed)
        chosen.json.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def _planned(chosen: Chosen) -> plan.Plan:
    if chosen.trace:
        return recorded_day.plan_from_trace(chosen.trace, chosen.visitors, chosen.from_second, chosen.seconds)
    evening = 18 * 3600
    start = evening if chosen.from_second is None else chosen.from_second
    return plan.plan_day(chosen.visitors or 500, start, chosen.seconds or 30 * 60)


def _prepare(chosen: Chosen, planned: plan.Plan) -> int:
    prepared = Prepared.at(chosen.url)
    sent = preparing.fill_cache(chosen.url, prepared.catalog, planned.earlier_requests)
    _say(f"Requested {sent} pages and responses as earlier visitors did.")
    if chosen.prepared:
        prepared.write(chosen.prepared)
    return 0


def _visitor(prepared: Prepared, may_order: bool, send_all: SendAll) -> Visitor:
    return Visitor(Shopper(prepared.catalog, prepared.account), send_all, may_order)


def _say(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    sys.exit(main())
