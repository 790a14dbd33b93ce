"""The exporter in this process: every figure of this run, and of those before it, at one address."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from functions.runtime.figures import figures
from local.listeners import LOOPBACK
from local.settings import LocalSettings
from observability.exporter.exporter import Exporter
from observability.exporter.settings import ExporterSettings


@contextmanager
def watching(settings: LocalSettings, database_url: str) -> Iterator[Exporter]:
    """Serves the exporter at GATEWAY_METRICS_PORT, or at a free port where somebody has that."""
    wanted = ExporterSettings(
        sums_file=settings.home.figures,
        port=int(os.environ.get("GATEWAY_METRICS_PORT", "9464")),
        database_url=database_url,
    )
    try:
        exporter = Exporter(wanted, LOOPBACK)
    except OSError:
        exporter = Exporter(replace(wanted, port=0), LOOPBACK)
    exporter.start()
    try:
        yield exporter
    finally:
        figures().close()
        exporter.stop()
