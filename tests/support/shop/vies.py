"""A server that speaks the protocol of VIES's REST interface, and can fail as VIES does."""

import json
import time
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from tests.support.servers.http_server import HttpServer

CONSULTATION = "WAPIAAAAYxF3kQvb"


class Vies:
    """Knows the numbers of `valid`. `error` is a code that it answers instead, with `status`; it takes `seconds`."""

    def __init__(self, *valid: str) -> None:
        self.valid, self.error, self.status, self.seconds = set(valid), "", 200, 0.0
        self.asked: list[Mapping[str, Any]] = []
        self._server = HttpServer(Request.application(self._answer))

    @property
    def url(self) -> str:
        return f"{self._server.url}/taxation_customs/vies/rest-api"

    def stop(self) -> None:
        self._server.stop()

    def _answer(self, request: Request) -> Response:
        asked = request.get_json()
        self.asked.append(asked)
        time.sleep(self.seconds)
        if self.error:
            wrappers = [{"error": self.error, "message": self.error}]
            return self._json({"actionSucceed": False, "errorWrappers": wrappers})
        is_valid = asked["countryCode"] + asked["vatNumber"] in self.valid
        return self._json(
            {
                **{name: asked[name] for name in ("countryCode", "vatNumber")},
                **{"requestDate": "2026-11-30T03:00:00.000Z", "valid": is_valid},
                **{"requestIdentifier": CONSULTATION if is_valid else "", "name": "---", "address": "---"},
            }
        )

    def _json(self, content: Mapping[str, Any]) -> Response:
        return Response(json.dumps(content), self.status, content_type="application/json")
