"""Creates the sources that the settings configure."""

from functools import partial

from observability.exporter.settings import ExporterSettings
from observability.exporter.sources.backup import read_backup
from observability.exporter.sources.certificates import read_certificates
from observability.exporter.sources.invariants import Invariants
from observability.exporter.sources.pgbouncer import read_pgbouncer
from observability.exporter.sources.postgresql import read_postgresql
from observability.exporter.sources.shop import read_shop
from observability.exporter.sources.source import Source
from observability.exporter.sources.urgent import read_urgent


def sources(settings: ExporterSettings) -> list[Source]:
    found = []
    if url := settings.database_url:
        reads = {
            "urgent": read_urgent,
            "shop": read_shop,
            "postgresql": read_postgresql,
            "backup": read_backup,
        }
        found += [Source(name, partial(read, url)) for name, read in reads.items()]
        invariants = Invariants(url, settings.database_servers)
        found.append(Source("invariants", invariants.read))
        found.append(Source("invariants-whole", invariants.read_whole))
    if url := settings.pgbouncer_url:
        found.append(Source("pgbouncer", partial(read_pgbouncer, url, settings.pgbouncer_replicas)))
    if settings.certificate_urls:
        found.append(Source("certificates", partial(read_certificates, settings.certificate_urls)))
    return found
