"""Who is at the other end: the peer, or whom a proxy that is trusted names."""

import functools
import ipaddress
from collections.abc import Mapping
from typing import Any

from gateway.settings import Network

UNKNOWN = "unknown"


def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """None where it is no address. IPv4 in the clothes of IPv6, as sockets for both give it, is IPv4."""
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
    """Whom to count: an IPv4 address, or the /64 that one IPv6 client has to itself."""
    match _read(address):
        case None:
            return UNKNOWN
        case ipaddress.IPv6Address() as read:
            return str(ipaddress.ip_network((read, 64), strict=False))
        case read:
            return str(read)


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
