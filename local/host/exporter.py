"""Runs the metrics exporter in this process."""

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
    """Creates the exporter on GATEWAY_METRICS_PORT, or on a free port if that one is in use; it is not started yet."""
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
def running(exporter: Exporter) -> Iterator[None]:
    """Runs the exporter for the duration of the block, and pushes the last metrics to it at the end."""
    exporter.start()
    try:
        yield
    finally:
        metrics().close()
        exporter.stop()
