"""The recorded evening in the repository: a trace of the cluster, with nothing in it but counts of what is known."""

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

from codegen.operations import ROOT, operation_modules
from eventing.subscribers import SUBSCRIBERS
from ops.load.recorded_day import plan_from_trace
from ops.scaling.simulator.traffic import trace_file

PATH = ROOT / "ops/scaling/traces/recorded-evening.jsonl.gz"
WORDS = {
    *("format", "source", "starts_at", "seconds", "behaviours", "next_steps"),
    *("service_seconds", "events", "calls", "gateway", trace_file.FORMAT),
}


def texts(value: Any) -> Iterator[str]:
    """All of it, keys too."""
    match value:
        case str():
            yield value
        case dict():
            yield from value
            yield from (text for each in value.values() for text in texts(each))
        case list():
            yield from (text for each in value for text in texts(each))


def test_is_what_the_cluster_had_in_twenty_three_minutes() -> None:
    found = trace_file.read(PATH)
    assert (found.source, found.seconds) == ("recorded: the cluster, 23m", 1380)
    assert (found.calls(), len(plan_from_trace(PATH).visits)) == (474, 43)


def test_holds_no_text_but_names_of_operations_and_events() -> None:
    known = {*WORDS, *operation_modules(), *SUBSCRIBERS}
    lines = [json.loads(line) for line in gzip.decompress(PATH.read_bytes()).splitlines()]
    unknown = {text for line in lines for text in texts(line)} - known
    assert len(unknown) == 2
    assert all(text.startswith("recorded: ") or re.fullmatch(r"[\d-]+T[\d:]+Z", text) for text in unknown)
