"""Who is at the other end: the peer, or whom a proxy that is trusted names."""

import functools
import ipaddress
from collections.abc import Mapping
from typing import Any

from gateway.settings import Network

UNKNOWN = "unknown"


@functools.lru_cache(maxsize=4096)
def _is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(read in network for network in trusted)


@functools.lru_cache(maxsize=4096)
def client_of(address: str) -> str:
    """Whom to count: an IPv4 address, or the /64 that one IPv6 client has to itself."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    return str(ipaddress.ip_network((read, 64), strict=False))


def client(scope: Mapping[str, Any], headers: Mapping[bytes, bytes], trusted: tuple[Network, ...]) -> str:
    """The client: the last address in X-Forwarded-For that no trusted proxy has, as seen from here."""
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
    """Whether the client came by HTTPS, itself or to a trusted proxy."""
    if scope.get("scheme") == "https":
        return True
    peer: str = (scope.get("client") or (UNKNOWN,))[0]
    return bool(trusted) and headers.get(b"x-forwarded-proto") == b"https" and _is_trusted(peer, trusted)
