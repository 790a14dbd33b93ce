"""Reads and writes traces: gzip-compressed JSON lines, described in docs/tuning.md.

The first line is the head: format, source, start, length, behaviours and next steps. Each other line is a busy second,
`[second, {operation: calls}, {operation: first pages}, {operation: calls in the background}, {operation: forms that
opened}]`, of which the last ones may be missing."""

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.trace import Arrivals, Behaviour, CacheHits, Trace

FORMAT = "cloudshop-trace/1"
# What a line has beside its second and calls.
COUNTED = ("first_pages", "in_background", "announced")


def write(trace: Trace, path: Path) -> None:
    """Writes a trace; the same trace always gives the same bytes."""
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in _lines(trace))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def read(path: Path) -> Trace:
    """Reads a trace; raises ValueError, with the reason, if the file is not a trace."""
    try:
        lines = iter(gzip.decompress(path.read_bytes()).decode().splitlines())
        head = json.loads(next(lines))
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise ValueError(f"its format is not {FORMAT}")
        arrivals = [each for line in lines for each in _arrivals(*json.loads(line))]
        return _trace(head, arrivals)
    except (OSError, EOFError, KeyError, TypeError, StopIteration, ValueError) as wrong:
        raise ValueError(f"{path} is no trace: {wrong}") from wrong


def _lines(trace: Trace) -> Iterator[Any]:
    yield {
        "format": FORMAT,
        "source": trace.source,
        "starts_at": trace.starts_at,
        "seconds": trace.seconds,
        "behaviours": {name: _behaviour(each) for name, each in sorted(trace.behaviours.items())},
        "next_steps": trace.next_steps,
        **({"kept": trace.cache_hits._asdict()} if trace.cache_hits.requests else {}),
    }
    for second, found in trace.by_second():
        line: list[Any] = [second, {each.operation: each.calls for each in found}]
        for counted in COUNTED:
            line.append({each.operation: number for each in found if (number := getattr(each, counted))})
        while not line[-1]:
            line.pop()
        yield line


def _behaviour(behaviour: Behaviour) -> dict[str, Any]:
    pairs = list(zip(behaviour.service.bounds, behaviour.service.counts, strict=True))
    while not pairs[-1][1]:
        pairs.pop()
    return {
        "service_seconds": pairs,
        **({"events": behaviour.events} if behaviour.events else {}),
        **({"calls": behaviour.calls} if behaviour.calls else {}),
    }


def _trace(head: dict[str, Any], arrivals: list[Arrivals]) -> Trace:
    behaviours = {
        name: Behaviour(_histogram(said["service_seconds"]), said.get("events", {}), said.get("calls", {}))
        for name, said in head["behaviours"].items()
    }
    seconds, next_steps = int(head["seconds"]), head.get("next_steps", {})
    kept = CacheHits(**head.get("kept", {}))
    return Trace(head["source"], head["starts_at"], seconds, behaviours, arrivals, next_steps, kept)


def _histogram(pairs: list[list[float]]) -> Histogram:
    bounds, counts = zip(*pairs, strict=True)
    return Histogram(tuple(bounds), tuple(counts))


def _arrivals(second: int, calls: Mapping[str, int], *counted: Mapping[str, int]) -> Iterator[Arrivals]:
    for operation, number in calls.items():
        yield Arrivals(second, operation, number, *(numbers.get(operation, 0) for numbers in counted))
