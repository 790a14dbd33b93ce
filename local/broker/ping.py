"""Fires the PingSources of eventing/sources/, and resumes the work of an earlier run at startup."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import aiohttp

from functions.runtime.telemetry.context import log
from local.broker.delivery import Address
from local.broker.schedule import Schedule
from local.host.manifests import Sink, manifest, only, sink
from local.host.operations import ROOT

TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class PingSource:
    name: str
    schedule: Schedule
    sink: Sink


def ping_sources(root: Path = ROOT) -> list[PingSource]:
    """Every PingSource; raises InvalidManifest."""
    return [_read(path) for path in sorted((root / "eventing" / "sources").glob("*.yaml"))]


def _read(path: Path) -> PingSource:
    found = manifest(path, "PingSource")
    spec = only(path, found["spec"], {"schedule", "sink"})
    return PingSource(found["metadata"]["name"], Schedule.parse(spec["schedule"]), sink(path, spec["sink"]))


async def ping(sources: Iterable[PingSource], address: Address) -> None:
    """Fires the sources forever, after a sweep, which resumes the work of a stopped or killed run."""
    async with aiohttp.ClientSession() as client, asyncio.TaskGroup() as group:
        group.create_task(_post(client, address(Sink("sweep")), {}))
        for source in sources:
            group.create_task(_fire(client, source, address))


async def _fire(client: aiohttp.ClientSession, source: PingSource, address: Address) -> None:
    while True:
        now = datetime.now(UTC)
        await asyncio.sleep((source.schedule.next_after(now) - now + timedelta(milliseconds=10)).total_seconds())
        await _post(client, address(source.sink), _event_headers(source))


def _event_headers(source: PingSource) -> dict[str, str]:
    return {
        "ce-specversion": "1.0",
        "ce-id": str(uuid4()),
        "ce-type": "dev.knative.sources.ping",
        "ce-source": f"/apis/v1/namespaces/local/pingsources/{source.name}",
        "ce-time": datetime.now(UTC).isoformat(),
    }


async def _post(client: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> None:
    try:
        async with client.post(url, headers=headers, timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)) as response:
            await response.read()
    except (aiohttp.ClientError, TimeoutError) as failure:
        log("a ping got no response", level="warning", url=url, cause=type(failure).__name__)
