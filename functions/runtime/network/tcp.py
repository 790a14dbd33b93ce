"""Opens TCP connections, also from a pod that has just started, with one deadline for everything that follows.

For about a second, NetworkPolicy enforcement drops packets from a new pod, whose address it does not know yet; the
kernel would retransmit only after another second.
"""

import errno
import functools
import io
import os
import select
import socket
import time
from contextlib import suppress
from typing import Any

# A dropped attempt gets no response, but a slow one may: ATTEMPTS_OPEN stay open, together for 200 ms.
ATTEMPT_SECONDS, ATTEMPTS_OPEN = 0.01, 20
# After this time something else is wrong, which connecting will report.
REACHABLE_SECONDS_MAX = 3


class Deadline:
    """The end of a call with all its steps; a socket's own timeout restarts with every byte that arrives."""

    def __init__(self, seconds_max: float) -> None:
        self._until = time.monotonic() + seconds_max

    def remaining(self) -> float:
        """The seconds that are left; raises TimeoutError if there are none."""
        if (seconds := self._until - time.monotonic()) <= 0:
            raise TimeoutError("the call has taken all of its time")
        return seconds


class BoundedReads(io.RawIOBase):
    """Reads from a socket until the deadline, however slowly the bytes arrive."""

    def __init__(self, deadline: Deadline, source: socket.socket) -> None:
        self._deadline, self._socket = deadline, source
        self._reader: Any = source.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._deadline.remaining())
        read: int | None = self._reader.readinto(buffer)
        return read

    def close(self) -> None:
        self._reader.close()
        super().close()


def connect_within(
    address: tuple[str, int], seconds_max: float, _source: tuple[str, int] | None = None
) -> socket.socket:
    """Connects like socket.create_connection, except that all addresses of the host share the time limit."""
    # Imported here, as for whatever a kept connection does without.
    from functions.runtime.network.names import resolved

    deadline, failure = Deadline(seconds_max), OSError(f"{address[0]} has no address")
    for family, kind, protocol, _, found in resolved(*address, deadline.remaining()):
        attempt = socket.socket(family, kind, protocol)
        try:
            attempt.settimeout(deadline.remaining())
            attempt.connect(found)
        except OSError as refused:
            attempt.close()
            failure = refused
        else:
            return attempt
    raise failure


def connected(host: str, port: int, seconds_max: float) -> socket.socket:
    """Opens a TCP connection, with a hundred attempts per second.

    Raises TimeoutError if no attempt gets a response within `seconds_max`, and OSError at once if one is refused.
    """
    from functions.runtime.network.names import resolved

    give_up_at = time.monotonic() + seconds_max
    family, kind, protocol, _, address = resolved(host, port, seconds_max)[0]
    attempts: list[socket.socket] = []
    try:
        while time.monotonic() < give_up_at:
            attempts.append(socket.socket(family, kind, protocol))
            attempts[-1].setblocking(False)
            _raise_unless(attempts[-1].connect_ex(address), errno.EINPROGRESS)
            _, answered, _ = select.select([], attempts, [], ATTEMPT_SECONDS)
            if answered:
                _raise_unless(answered[0].getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
                attempts.remove(answered[0])
                answered[0].setblocking(True)
                return answered[0]
            if len(attempts) == ATTEMPTS_OPEN:
                attempts.pop(0).close()
        raise TimeoutError(f"{host}:{port} did not respond")
    finally:
        for attempt in attempts:
            attempt.close()


def _raise_unless(error: int, *expected: int) -> None:
    if error not in (0, *expected):
        raise OSError(error, os.strerror(error))


@functools.cache
def wait_until_reachable(host: str, port: int) -> None:
    """Returns once a connection succeeds, at the latest after REACHABLE_SECONDS_MAX; at once on later calls."""
    with suppress(OSError):
        connected(host, port, REACHABLE_SECONDS_MAX).close()
