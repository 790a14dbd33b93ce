"""Knows which gateways there are, from DNS: a headless Service has an address for each that is ready.

DNS is asked because of requests, not of a timer, so that an idle gateway does nothing.
"""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from functions.runtime.telemetry.context import log
from gateway.peers.owners import Address

REREAD_SECONDS = 5.0
# What a start may take longer because of DNS.
START_SECONDS = 0.2
# How long a gateway that has not answered is left in peace: the first time, and at most, as each time is twice as long.
PAUSE_SECONDS, PAUSE_SECONDS_MAX = 5.0, 60.0


@dataclass(slots=True)
class Silence:
    """Of a gateway that has not answered; it is asked again at `until`, and then after twice the pause."""

    until: float
    pause_seconds: float


class Membership:
    """The gateways behind the names; none while DNS does not answer, or without names.

    `probe` asks a gateway whether it answers. Nobody waits for that: pods of the release before, which never answer,
    are behind the names during a rollout, too.
    """

    def __init__(self, names: Sequence[Address], probe: Callable[[Address], Awaitable[bool]]) -> None:
        self._names, self._probe = names, probe
        self._gateways: tuple[Address, ...] = ()
        self._silent: dict[Address, Silence] = {}
        self._probing: set[asyncio.Task[None]] = set()
        self._read_at = float("-inf")
        self._reading: asyncio.Task[None] | None = None

    def present(self) -> list[Address]:
        """Those that have answered lately, as far as they were asked."""
        now = time.monotonic()
        if now - self._read_at > REREAD_SECONDS:
            self._read_at = now
            self._reading = asyncio.get_running_loop().create_task(self._read())
        for gateway, silence in self._silent.items():
            if silence.until <= now:
                silence.pause_seconds = min(2 * silence.pause_seconds, PAUSE_SECONDS_MAX)
                silence.until = now + silence.pause_seconds
                self._begin_to_probe(gateway)
        return [gateway for gateway in self._gateways if self.is_present(gateway)]

    def is_present(self, gateway: Address) -> bool:
        return gateway not in self._silent

    def leave_out(self, gateway: Address) -> None:
        """Leaves out a gateway that has not answered, until it does."""
        self._silent.setdefault(gateway, Silence(time.monotonic() + PAUSE_SECONDS, PAUSE_SECONDS))

    def _begin_to_probe(self, gateway: Address) -> None:
        task = asyncio.get_running_loop().create_task(self._ask_again(gateway))
        self._probing.add(task)
        task.add_done_callback(self._probing.discard)

    async def _ask_again(self, gateway: Address) -> None:
        if await self._probe(gateway):
            self._silent.pop(gateway, None)

    async def begin(self) -> None:
        """Asks DNS for the first time; a start waits only briefly for the answer."""
        self.present()
        if self._reading is not None:
            await asyncio.wait([self._reading], timeout=START_SECONDS)

    async def _read(self) -> None:
        found: set[Address] = set()
        for host, port in self._names:
            try:
                answers = await asyncio.get_running_loop().getaddrinfo(
                    host, port, family=socket.AF_INET, type=socket.SOCK_DGRAM
                )
            except OSError as failure:
                # The name is unknown while no gateway is ready, as when the first one starts.
                if failure.errno not in (socket.EAI_NONAME, socket.EAI_NODATA):
                    log("other gateways cannot be looked up", level="warning", cause=str(failure))
                continue
            found.update((str(answer[4][0]), port) for answer in answers)
        self._gateways = tuple(sorted(found))
        self._silent = {gateway: silence for gateway, silence in self._silent.items() if gateway in found}

    async def close(self) -> None:
        if ended := [*self._probing, *([self._reading] if self._reading is not None else [])]:
            for task in ended:
                task.cancel()
            await asyncio.wait(ended)


def own_address(port: int, gateways: Sequence[Address]) -> Address | None:
    """The address by which the others know this gateway, that it has towards them."""
    for gateway in gateways:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as towards:
            towards.connect(gateway)
            return str(towards.getsockname()[0]), port
    return None
