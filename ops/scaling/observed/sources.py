"""Finds the source of metrics: PROMETHEUS=URL, the cluster's Prometheus, or the local run's exporter."""

import select
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from local.home import Home
from ops.errors import CommandError
from ops.inspect.environments.choosing import chosen
from ops.inspect.environments.cluster import ClusterEnvironment
from ops.scaling.observed.prometheus import Prometheus

NAMESPACE, POD, PORT = "monitoring", "pod/prometheus-shop-0", 9090
FORWARD_SECONDS = 30
FORWARDING = "Forwarding from 127.0.0.1:"


def local_exporter(environ: Mapping[str, str]) -> str | None:
    """The address of the exporter on this machine, if the local shop is the one to observe."""
    if environ.get("PROMETHEUS") or isinstance(chosen(environ), ClusterEnvironment):
        return None
    run = Home.named(environ).running()
    return str(run["metrics"]) if run else None


@contextmanager
def prometheus(environ: Mapping[str, str]) -> Iterator[Prometheus]:
    """Prometheus at PROMETHEUS=URL, else the cluster's, through a port-forward that bypasses its NetworkPolicies."""
    if url := environ.get("PROMETHEUS"):
        yield Prometheus(url)
        return
    environment = chosen({**environ, "WHERE": "cluster"})
    with _forwarded(environment.name) as port:
        yield Prometheus(f"http://127.0.0.1:{port}")


@contextmanager
def _forwarded(context: str) -> Iterator[int]:
    command = ["kubectl", "--context", context, "-n", NAMESPACE, "port-forward", POD, f":{PORT}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            ready, _, _ = select.select([process.stdout], [], [], FORWARD_SECONDS)
            line = process.stdout.readline() if ready else ""
            if FORWARDING not in line:
                raise CommandError(f"There is no way to Prometheus on {context}: {line.strip() or 'no answer'}.")
            yield int(line.split(FORWARDING)[1].split(" ")[0])
        finally:
            process.kill()
