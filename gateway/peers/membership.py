"""Knows which gateways there are, from DNS: a headless Service has an address for each that is ready.

DNS is asked because of requests, not of a timer, so that an idle gateway does nothing.
"""

import asyncio
import socket
import time
from collections.abc import Sequence

from functions.runtime.telemetry.context import log
from gateway.peers.owners import Address

REREAD_SECONDS = 5.0
# What a start may take longer because of DNS.
START_SECONDS = 0.2
# How long a gateway that has not answered is left out.
LEFT_OUT_SECONDS = 5.0


class Membership:
    """The gateways behind the names; none while DNS does not answer, or without names."""

    def __init__(self, names: Sequence[Address]) -> None:
        self._names = names
        self._gateways: tuple[Address, ...] = ()
        self._left_out: dict[Address, float] = {}
        self._read_at = float("-inf")
        self._reading: asyncio.Task[None] | None = None

    def present(self) -> list[Address]:
        """Those that have answered lately, as far as they were asked."""
        now = time.monotonic()
        if now - self._read_at > REREAD_SECONDS:
            self._read_at = now
            self._reading = asyncio.get_running_loop().create_task(self._read())
        return [gateway for gateway in self._gateways if self.is_present(gateway)]

    def is_present(self, gateway: Address) -> bool:
        return self._left_out.get(gateway, 0.0) <= time.monotonic()

    def leave_out(self, gateway: Address) -> None:
        self._left_out[gateway] = time.monotonic() + LEFT_OUT_SECONDS

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
                log("other gateways cannot be looked up", level="warning", cause=type(failure).__name__)
                continue
            found.update((str(answer[4][0]), port) for answer in answers)
        self._gateways = tuple(sorted(found))
        self._left_out = {gateway: until for gateway, until in self._left_out.items() if gateway in found}

    async def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])


def own_address(port: int, gateways: Sequence[Address]) -> Address | None:
    """The address by which the others know this gateway, that it has towards them."""
    for gateway in gateways:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as towards:
            towards.connect(gateway)
            return str(towards.getsockname()[0]), port
    return None
