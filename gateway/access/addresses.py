"""Finds a client's address: the peer's, or the one that a trusted proxy reports."""

import functools
import ipaddress
from collections.abc import Mapping
from typing import Any

from gateway.settings import Network

UNKNOWN = "unknown"
# Lengths of prefixes, and how many clients may be active in such a network at once.
WIDER_NETWORKS = ((48, 16), (56, 4))


def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Parses an IP address; None if it is not one. An IPv4-mapped IPv6 address is returned as IPv4."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, ipaddress.IPv6Address) else read


@functools.lru_cache(maxsize=4096)
def _is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    read = _read(address)
    return read is not None and any(read in network for network in trusted)


@functools.lru_cache(maxsize=4096)
def client_of(address: str) -> str:
    """The key that rate limits count by: an IPv4 address, or the /64 network of an IPv6 address."""
    match _read(address):
        case None:
            return UNKNOWN
        case ipaddress.IPv6Address() as read:
            return str(ipaddress.ip_network((read, 64), strict=False))
        case read:
            return str(read)


@functools.lru_cache(maxsize=4096)
def shares_of(client: str) -> tuple[tuple[str, int], ...]:
    """The keys under which a client is counted, the widest network first, with the number of quotas of each.

    Providers give a customer a /64, a /56 or a /48 network of IPv6, which can be up to 65,536 clients.
    """
    if not client.endswith("/64"):
        return ((client, 1),)
    network = ipaddress.ip_network(client)
    wider = ((str(network.supernet(new_prefix=length)), share) for length, share in WIDER_NETWORKS)
    return (*wider, (client, 1))


def client(scope: Mapping[str, Any], headers: Mapping[bytes, bytes], trusted: tuple[Network, ...]) -> str:
    """The client's key: the last address in X-Forwarded-For that is not a trusted proxy's, else the peer's."""
    peer: str = (scope.get("client") or (UNKNOWN,))[0]
    if not trusted or not _is_trusted(peer, trusted):
        return client_of(peer)
    for hop in reversed(headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")):
        address = hop.strip()
        if not _is_trusted(address, trusted):
            return client_of(address) if address else client_of(peer)
        peer = address
    return client_of(peer)


def is_https(scope: Mapping[str, Any], headers: Mapping[bytes, bytes], trusted: tuple[Network, ...]) -> bool:
    """Whether the client uses HTTPS, directly or to a trusted proxy."""
    if scope.get("scheme") == "https":
        return True
    peer: str = (scope.get("client") or (UNKNOWN,))[0]
    return bool(trusted) and headers.get(b"x-forwarded-proto") == b"https" and _is_trusted(peer, trusted)
