"""Finds the gateway that counts a client: the same one for all gateways that know of the same ones.

By rendezvous hashing: if a gateway comes or goes, only the clients move that it counts.
"""

import functools
import hashlib
from collections.abc import Iterable

Address = tuple[str, int]


def ranked(client: str, gateways: Iterable[Address]) -> list[Address]:
    """The gateways in the order in which they count this client: the next one if the first does not answer."""
    return sorted(gateways, key=lambda gateway: _weight(client, gateway), reverse=True)


@functools.lru_cache(maxsize=8192)
def _weight(client: str, gateway: Address) -> bytes:
    return hashlib.blake2b(f"{client} {gateway[0]} {gateway[1]}".encode(errors="surrogatepass"), digest_size=8).digest()
