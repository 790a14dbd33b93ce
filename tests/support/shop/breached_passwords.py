"""A server that speaks the protocol of Pwned Passwords (https://haveibeenpwned.com/API/v3#PwnedPasswords)."""

import hashlib
import time

from werkzeug.wrappers import Request, Response

from tests.support.servers.http_server import HttpServer

# It pads its answers with this password, which it counts 0 times.
PADDING = "a password that nobody has"


class BreachedPasswords:
    """Knows `passwords`. It answers with `status`, after `seconds`."""

    def __init__(self, *passwords: str) -> None:
        self.digests = {_sha1(password) for password in passwords}
        self.status, self.seconds = 200, 0.0
        self.asked: list[str] = []
        self._server = HttpServer(Request.application(self._answer))

    @property
    def url(self) -> str:
        return f"{self._server.url}/range"

    def stop(self) -> None:
        self._server.stop()

    def _answer(self, request: Request) -> Response:
        self.asked.append(request.full_path.rstrip("?"))
        time.sleep(self.seconds)
        prefix = request.path.rpartition("/")[2]
        found = [f"{digest[5:]}:3" for digest in self.digests if digest.startswith(prefix)]
        padding = [f"{_sha1(PADDING)[5:]}:0"] if request.headers.get("add-padding") else []
        return Response("\r\n".join([*padding, *found]), self.status, content_type="text/plain")


def _sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
