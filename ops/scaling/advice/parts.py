"""Divides a trace into two parts from the same times of day, one to search on and one to check on."""

from dataclasses import replace

from ops.scaling.simulator.traffic.trace import Trace

BLOCKS = 24


def halves(trace: Trace) -> tuple[Trace, Trace]:
    """Two parts, each of every other of 24 equal blocks of time; the trace's last seconds may be in neither."""
    return _blocks(trace, 0), _blocks(trace, 1)


def _blocks(trace: Trace, first: int) -> Trace:
    length = trace.seconds // BLOCKS
    chosen = range(first, BLOCKS, 2)
    arrivals = [
        each._replace(second=each.second - block * length + place * length)
        for place, block in enumerate(chosen)
        for each in trace.arrivals
        if block * length <= each.second < (block + 1) * length
    ]
    return replace(trace, seconds=length * len(chosen), arrivals=arrivals)
