"""Reads the exporter's settings from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExporterSettings:
    """The settings; a source without a URL is not read."""

    sums_file: Path
    port: int = 9464
    database_url: str = ""
    # A host with the addresses of all servers of the database: a standby is read where whole tables are.
    database_servers: str = ""
    pgbouncer_url: str = ""
    # A host with the addresses of all of them.
    pgbouncer_replicas: str = ""
    # By certificate name.
    certificate_urls: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "ExporterSettings":
        get = environ.get
        return cls(
            sums_file=Path(get("SUMS_FILE", "/sums/sums.json")),
            port=int(get("PORT", "9464")),
            database_url=get("DATABASE_URL", ""),
            database_servers=get("DATABASE_SERVERS", ""),
            pgbouncer_url=get("PGBOUNCER_URL", ""),
            pgbouncer_replicas=get("PGBOUNCER_REPLICAS", ""),
            certificate_urls=dict(item.split("=", 1) for item in get("CERTIFICATE_URLS", "").split()),
        )
