"""The two cookies of a browser's session (RFC 6265): how they are read, set and removed.

Over https their names say what a browser has to hold to: `__Host-` that no subdomain can set it, `__Secure-` that no
answer over http can.
"""

from collections.abc import Mapping
from typing import NamedTuple

from functions.runtime.errors import BadRequest
from gateway.upstream.response import Header


class Cookie(NamedTuple):
    """A cookie as this client's connection has it."""

    name: bytes
    path: bytes
    is_secure: bool

    def value(self, headers: Mapping[bytes, bytes]) -> bytes | None:
        """What the client sent; raises BadRequest where it sent two, of which somebody else may have planted one."""
        pairs = (pair.strip().partition(b"=") for pair in headers.get(b"cookie", b"").split(b";"))
        found = [value for name, _, value in pairs if name == self.name]
        if len(found) > 1:
            raise BadRequest(f"The cookie {self.name.decode()} is given more than once; remove this site's cookies.")
        return found[0] if found else None

    def kept(self, value: str, seconds: int) -> Header:
        """The header that makes a browser keep the value for so long."""
        secure = b"; Secure" if self.is_secure else b""
        said = (self.name, value.encode(), self.path, seconds, secure)
        return b"set-cookie", b"%b=%b; Path=%b; Max-Age=%d; HttpOnly; SameSite=Strict%b" % said

    def removed(self) -> Header:
        return self.kept("", 0)


def access_cookie(*, is_secure: bool) -> Cookie:
    return Cookie(b"__Host-cloudshop-access" if is_secure else b"cloudshop-access", b"/", is_secure)


def refresh_cookie(*, is_secure: bool) -> Cookie:
    """It goes to the calls below /api/sessions alone."""
    name = b"__Secure-cloudshop-refresh" if is_secure else b"cloudshop-refresh"
    return Cookie(name, b"/api/sessions", is_secure)
