"""Implements `record`: makes a trace of the shop's own traffic."""

import argparse
import os
import time
from pathlib import Path
from typing import Any

from ops.scaling.observed.durations import seconds_since
from ops.scaling.observed.metrics import NEEDED, Observed, observe
from ops.scaling.observed.recording import recorded
from ops.scaling.observed.scraping import Watched, watch
from ops.scaling.observed.sources import local_exporter, prometheus
from ops.scaling.simulator.shop import call_graph
from ops.scaling.simulator.shop.tree import WorkTree
from ops.scaling.simulator.traffic import trace_file
from ops.shell import ROOT


def add_to(commands: Any) -> None:
    parser = commands.add_parser("record", help="make a trace of the traffic that the shop had")
    parser.add_argument("--since", default="24h", help="how far back; a local shop is watched for as long from now on")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    seconds = seconds_since(chosen.since)
    exporter = local_exporter(os.environ)
    observed = _of_cluster(seconds) if exporter is None else _of_local_run(exporter, seconds)
    source = f"recorded: {'the cluster' if exporter is None else 'the local run'}, {chosen.since}"
    trace = recorded(observed, source, call_graph.read(WorkTree(ROOT)).consumers)
    trace_file.write(trace, chosen.to)
    print(f"{chosen.to}: {trace.calls()} requests in {trace.seconds} seconds, {chosen.to.stat().st_size} bytes")
    return 0


def _of_cluster(seconds: int) -> Observed:
    end = time.time()
    with prometheus(os.environ) as source:
        return observe(source, end - seconds, end, is_prometheus=True)


def _of_local_run(exporter: str, seconds: int) -> Observed:
    print(f"Watching {exporter} for {seconds} seconds.", flush=True)
    scrapes = watch(exporter, seconds)
    return observe(Watched(scrapes, NEEDED), scrapes[0][0], scrapes[-1][0], is_prometheus=False)
