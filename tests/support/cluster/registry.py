"""A container registry for one test: accepts `docker push`, and keeps manifests by their digests."""

import contextlib
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4


class Registry(ThreadingHTTPServer):
    """The part of the OCI distribution specification that pushing needs; it keeps only the digests of layers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Push)
        self.blobs: set[str] = set()
        self.manifests: dict[str, str] = {}
        self.uploads: dict[str, Any] = {}

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Push(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Registry

    def do_GET(self) -> None:
        self._answer(200)

    def do_HEAD(self) -> None:
        name = self.path.rsplit("/", 1)[1]
        known = name in self.server.blobs or name in self.server.manifests.values()
        self._answer(200 if known else 404, docker_content_digest=name)

    def do_POST(self) -> None:
        upload = uuid4().hex
        self.server.uploads[upload] = hashlib.sha256()
        self._answer(202, location=f"{urlsplit(self.path).path}{upload}", docker_upload_uuid=upload)

    def do_PATCH(self) -> None:
        upload = self.path.rsplit("/", 1)[1]
        size = self._read(self.server.uploads[upload])
        self._answer(202, location=self.path, range=f"0-{size - 1}")

    def do_PUT(self) -> None:
        path = urlsplit(self.path)
        if "/manifests/" in path.path:
            self._read(digest := hashlib.sha256())
            found = f"sha256:{digest.hexdigest()}"
            self.server.manifests[path.path.removeprefix("/v2/").replace("/manifests/", ":")] = found
        else:
            self._read(digest := self.server.uploads.pop(path.path.rsplit("/", 1)[1]))
            found = f"sha256:{digest.hexdigest()}"
            assert found == parse_qs(path.query)["digest"][0]
            self.server.blobs.add(found)
        self._answer(201, location=path.path, docker_content_digest=found)

    def log_message(self, *_: Any) -> None:
        """Silent."""

    def _read(self, digest: Any) -> int:
        """The body, which comes in one piece or in chunks; its size."""
        if self.headers.get("transfer-encoding") != "chunked":
            digest.update(self.rfile.read(size := int(self.headers.get("content-length", 0))))
            return size
        total = 0
        while size := int(self.rfile.readline(), 16):
            digest.update(self.rfile.read(size))
            self.rfile.readline()
            total += size
        self.rfile.readline()
        return total

    def _answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content_length": "0", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


@contextlib.contextmanager
def registry() -> Iterator[Registry]:
    with Registry() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)
