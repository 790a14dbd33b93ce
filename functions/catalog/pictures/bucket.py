"""Keeps files in a bucket of an S3-compatible store, whose address has the bucket's name in its path."""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from functions.catalog.pictures.signing import Call, Keys, signed
from functions.runtime.errors import Unavailable
from functions.runtime.network.http_client import HttpClient, HttpResponse
from functions.runtime.telemetry.context import log

# One exchange with the store.
SECONDS_MAX = 10.0


class Bucket:
    """`https://host/bucket` in a region, with the keys that may read and write it, and its certificate's authority."""

    def __init__(self, address: str, region: str, access: str, secret: str, authority: str = "") -> None:
        parts = urlsplit(address)
        self._host, self._path = parts.netloc, parts.path.rstrip("/")
        self._keys = Keys(access, secret, region)
        self._client = HttpClient(f"{parts.scheme}://{parts.netloc}", SECONDS_MAX, authority=authority)

    def put(self, name: str, content: bytes, media_type: str) -> None:
        self._expect(self._call("PUT", name, content, {"content-type": media_type}), "put", {200, 201})

    def get(self, name: str) -> bytes | None:
        answer = self._call("GET", name)
        if answer.status == 404:
            return None
        self._expect(answer, "get", {200})
        return answer.body

    def delete(self, name: str) -> None:
        self._expect(self._call("DELETE", name), "delete", {200, 204, 404})

    def _call(
        self, method: str, name: str, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> HttpResponse:
        path = f"{self._path}/{name}"
        said = signed(self._keys, Call(method, self._host, path, content, headers or {}), datetime.now(UTC))
        try:
            return self._client.request(method, path, content, said)
        except OSError as failure:
            log("the store of pictures does not answer", level="warning", cause=type(failure).__name__)
            raise Unavailable(
                "The store of pictures does not answer. Nothing was changed: try again soon."
            ) from failure

    def _expect(self, answer: HttpResponse, what: str, statuses: set[int]) -> None:
        if answer.status not in statuses:
            # The body names the cause, and perhaps the bucket and the key's name, so it is for the log alone.
            cause = answer.body[:500].decode(errors="replace")
            log("the store of pictures refuses", level="error", call=what, status=answer.status, cause=cause)
            raise Unavailable("The store of pictures refuses the shop's request. Its operator's log says why.")
