"""Connections of a pod that has only just started.

Whoever keeps to NetworkPolicies drops what comes from a pod whose address the cluster does not know yet, which takes
about a second from its start; the kernel would try again only after another one.
"""

import functools
import socket
import time
from contextlib import suppress

ATTEMPT_SECONDS = 0.1
# A pod that nobody has let in by then has another trouble, which who connects will tell.
LET_IN_SECONDS_MAX = 3


def connected(host: str, port: int, seconds_max: float) -> socket.socket:
    """A TCP connection, tried ten times a second.

    Raises TimeoutError when that had no answer for `seconds_max`, and OSError at once where it is refused.
    """
    give_up_at = time.monotonic() + seconds_max
    address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4]
    while True:
        try:
            return socket.create_connection((str(address[0]), port), timeout=ATTEMPT_SECONDS)
        except TimeoutError:
            if time.monotonic() > give_up_at:
                raise


@functools.cache
def wait_until_let_in(host: str, port: int) -> None:
    """Returns once this process can connect there, after `LET_IN_SECONDS_MAX`, or at once where it did before."""
    with suppress(OSError):
        connected(host, port, LET_IN_SECONDS_MAX).close()
