"""Connections of a pod that has only just started.

Whoever keeps to NetworkPolicies drops what comes from a pod whose address the cluster does not know yet, which takes
about a second from its start; the kernel would try again only after another one.
"""

import errno
import functools
import os
import select
import socket
import time
from contextlib import suppress

# An attempt that is dropped gets no answer, a slow one may: some stay open, together for 200 ms.
ATTEMPT_SECONDS, ATTEMPTS_OPEN = 0.01, 20
# A pod that nobody has let in by then has another trouble, which who connects will tell.
REACHABLE_SECONDS_MAX = 3


def connected(host: str, port: int, seconds_max: float) -> socket.socket:
    """A TCP connection, tried a hundred times a second.

    Raises TimeoutError when no attempt had an answer for `seconds_max`, and OSError at once where it is refused.
    """
    give_up_at = time.monotonic() + seconds_max
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
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
        raise TimeoutError(f"{host}:{port} lets nobody in")
    finally:
        for attempt in attempts:
            attempt.close()


def _raise_unless(error: int, *expected: int) -> None:
    if error not in (0, *expected):
        raise OSError(error, os.strerror(error))


@functools.cache
def wait_until_reachable(host: str, port: int) -> None:
    """Returns once this process can connect there, after `LET_IN_SECONDS_MAX`, or at once where it did before."""
    with suppress(OSError):
        connected(host, port, REACHABLE_SECONDS_MAX).close()
