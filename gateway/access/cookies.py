"""Reads, sets and deletes the two cookies of a browser's session (RFC 6265).

Over HTTPS their names carry a prefix that browsers enforce: a subdomain cannot set a `__Host-` cookie, and a response
over HTTP cannot set a `__Secure-` cookie.
"""

from collections.abc import Mapping
from typing import NamedTuple

from functions.runtime.errors import BadRequest
from gateway.upstream.response import Header


class Cookie(NamedTuple):
    """A cookie with the name and attributes that fit the client's connection."""

    name: bytes
    path: bytes
    is_secure: bool

    def value(self, headers: Mapping[bytes, bytes]) -> bytes | None:
        """The cookie's value; raises BadRequest if the client sent two, since one may have been planted."""
        pairs = (pair.strip().partition(b"=") for pair in headers.get(b"cookie", b"").split(b";"))
        found = [value for name, _, value in pairs if name == self.name]
        if len(found) > 1:
            raise BadRequest(f"The cookie {self.name.decode()} was sent more than once; delete this site's cookies.")
        return found[0] if found else None

    def set(self, value: str, seconds: int) -> Header:
        """The Set-Cookie header that stores the value for the given number of seconds."""
        secure = b"; Secure" if self.is_secure else b""
        attributes = (self.name, value.encode(), self.path, seconds, secure)
        return b"set-cookie", b"%b=%b; Path=%b; Max-Age=%d; HttpOnly; SameSite=Strict%b" % attributes

    def delete(self) -> Header:
        return self.set("", 0)


def access_cookie(*, is_secure: bool) -> Cookie:
    return Cookie(b"__Host-cloudshop-access" if is_secure else b"cloudshop-access", b"/", is_secure)


def refresh_cookie(*, is_secure: bool) -> Cookie:
    """Browsers send this cookie only to paths below /api/sessions."""
    name = b"__Secure-cloudshop-refresh" if is_secure else b"cloudshop-refresh"
    return Cookie(name, b"/api/sessions", is_secure)
