"""Checks that a webhook goes to a server on the internet, never into the shop's own network.

A name is looked up once, and the connection goes to the address that was checked, so that a name whose address changes
in between (DNS rebinding) gains nothing.
"""

import ipaddress
import re
import socket

from functions.runtime.errors import InvalidRequest
from functions.runtime.network.names import resolved
from functions.runtime.network.tcp import Deadline, connect_within

URL_LENGTH_MAX = 500
# A name with a dot, or an IPv4 address, and no port but 443: others are closed to functions (NetworkPolicies).
PUBLIC_URL = re.compile(r"(?ai)https://(?=.{1,253}(?:[:/]|$))[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::443)?(?:/[!-\"$-~]*)?")
# For the local run, whose receivers are programs on the same machine.
ANY_URL = re.compile(r"(?ai)https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[!-\"$-~]*)?")
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class NotPublic(OSError):
    """The name resolves to an address that is not public."""


def check_url(url: str, *, allows_any: bool) -> None:
    """Raises InvalidRequest if the URL alone shows that webhooks may not go there."""
    if not (ANY_URL if allows_any else PUBLIC_URL).fullmatch(url):
        wanted = "like https://example.org/webhooks, with no other port than 443, no user, no password and no fragment"
        raise InvalidRequest.field("url", f"must be {wanted}")


def is_public(address: str) -> bool:
    """Whether the address is public. IPv6 addresses that embed IPv4 ones count as not public."""
    found = ipaddress.ip_address(address)
    if found.version == 4:
        return found.is_global and not found.is_multicast
    return found in GLOBAL_UNICAST and found.is_global and found.sixtofour is None and found.teredo is None


def connect_public(
    address: tuple[str, int], seconds_max: float, _source: tuple[str, int] | None = None
) -> socket.socket:
    """Connects as connect_within does; raises NotPublic if any address of the host is not public."""
    deadline = Deadline(seconds_max)
    found = [entry[4][0] for entry in resolved(*address, deadline.remaining())]
    if not found or not all(is_public(each) for each in found):
        raise NotPublic(f"{address[0]} is not a server of the internet")
    failure: OSError = OSError("not tried")
    for each in found:
        try:
            # An address is not looked up again.
            return connect_within((each, address[1]), deadline.remaining())
        except OSError as refused:
            failure = refused
    raise failure
