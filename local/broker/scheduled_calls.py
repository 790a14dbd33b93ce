"""Calls operations as the CronJobs of eventing/schedules/ do, and resumes the work of an earlier run at startup."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from functions.runtime.security.call_signatures import call_headers
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log
from local.broker.delivery import Address
from local.broker.schedule import Schedule
from local.host.manifests import Sink, Spec, manifest, only
from local.host.operations import ROOT

TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class ScheduledCall:
    """A CronJob's schedule and the operation that it calls, of which the CronJob has the name."""

    schedule: Schedule
    sink: Sink


def scheduled_calls(root: Path = ROOT) -> list[ScheduledCall]:
    """Every scheduled call; raises InvalidManifest."""
    return [_read(path) for path in sorted((root / "eventing" / "schedules").glob("*.yaml"))]


def _read(path: Path) -> ScheduledCall:
    found = manifest(path, "CronJob")
    spec: Spec = only(path, found["spec"], {"schedule", "jobTemplate"})
    (container,) = spec["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    return ScheduledCall(Schedule.parse(spec["schedule"]), Sink(container["args"][-1]))


async def call_on_schedule(calls: Iterable[ScheduledCall], address: Address) -> None:
    """Makes the calls forever, after a sweep, which resumes the work of a stopped or killed run."""
    async with aiohttp.ClientSession() as client, asyncio.TaskGroup() as group:
        group.create_task(_post(client, Sink("sweep"), address))
        for each in calls:
            group.create_task(_repeat(client, each, address))


async def _repeat(client: aiohttp.ClientSession, call: ScheduledCall, address: Address) -> None:
    while True:
        now = datetime.now(UTC)
        await asyncio.sleep((call.schedule.next_after(now) - now + timedelta(milliseconds=10)).total_seconds())
        await _post(client, call.sink, address)


async def _post(client: aiohttp.ClientSession, sink: Sink, address: Address) -> None:
    url, signed = address(sink), call_headers([settings().trigger_key], sink.operation)
    try:
        async with client.post(url, headers=signed, timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)) as response:
            await response.read()
    except (aiohttp.ClientError, TimeoutError) as failure:
        log("a scheduled call got no response", level="warning", url=url, cause=type(failure).__name__)
