"""The exporter in this process: every figure of this run, and of those before it, at one address."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from functions.runtime.telemetry.metrics import metrics
from local.host.listeners import LOOPBACK
from local.settings import LocalSettings
from observability.exporter.exporter import Exporter
from observability.exporter.settings import ExporterSettings


def exporter_for(settings: LocalSettings, database_url: str) -> Exporter:
    """An exporter at GATEWAY_METRICS_PORT, or at a free port where somebody has that; it is not started yet."""
    wanted = ExporterSettings(
        sums_file=settings.home.metrics,
        port=int(os.environ.get("GATEWAY_METRICS_PORT", "9464")),
        database_url=database_url,
    )
    try:
        return Exporter(wanted, LOOPBACK)
    except OSError:
        return Exporter(replace(wanted, port=0), LOOPBACK)


@contextmanager
def watching(exporter: Exporter) -> Iterator[None]:
    """Watches for as long as the block, and counts what its functions have counted in the end."""
    exporter.start()
    try:
        yield
    finally:
        metrics().close()
        exporter.stop()
