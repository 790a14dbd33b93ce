"""The store of pictures: names, signatures, and a bucket that answers over HTTP."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from functions.catalog.pictures import names
from functions.catalog.pictures.bucket import Bucket
from functions.catalog.pictures.signing import Call, Keys, signed
from functions.runtime.errors import Unavailable

# Of AWS's documentation of Signature Version 4.
KEYS = Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
HOST, AT = "examplebucket.s3.amazonaws.com", datetime(2013, 5, 24, tzinfo=UTC)
NAME = f"{'a' * 32}-{'b' * 8}-900x600"


class TestSigning:
    @pytest.mark.parametrize(
        ("call", "signature"),
        [
            (
                Call("GET", HOST, "/test.txt", b"", {"range": "bytes=0-9"}),
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            ),
            (
                Call(
                    "PUT",
                    HOST,
                    "/test%24file.text",
                    b"Welcome to Amazon S3.",
                    {"date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
                ),
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            ),
        ],
    )
    def test_is_that_of_the_documented_examples(self, call: Call, signature: str) -> None:
        assert signed(KEYS, call, AT)["authorization"].endswith(f"Signature={signature}")


class TestNames:
    def test_an_address_leads_back_to_the_picture(self) -> None:
        name = names.new_name("c" * 64, 900, 600)
        assert names.uploaded(names.address_of(name, "original.png")) == (name, "original.png")
        assert names.width_of(name) == 900

    def test_no_two_uploads_have_the_same(self) -> None:
        assert names.new_name("c" * 64, 9, 9) != names.new_name("c" * 64, 9, 9)

    @pytest.mark.parametrize(
        "url",
        ["/pictures/mug.svg", "https://x.org/api/pictures/x/original.jpg", f"/api/pictures/{NAME}/320.webp"],
    )
    def test_other_addresses_are_no_uploads(self, url: str) -> None:
        assert names.uploaded(url) is None


class _Store(BaseHTTPRequestHandler):
    files: dict[str, bytes]
    status: int | None

    def do_PUT(self) -> None:
        self._store().files[self.path] = self.rfile.read(int(self.headers["content-length"]))
        self._answer(200)

    def do_GET(self) -> None:
        found = self._store().files.get(self.path)
        self._answer(404 if found is None else 200, found or b"")

    def do_DELETE(self) -> None:
        self._store().files.pop(self.path, None)
        self._answer(204)

    def log_message(self, *_: Any) -> None:
        pass

    def _store(self) -> Any:
        return self.server

    def _answer(self, status: int, body: bytes = b"") -> None:
        known = self._store()
        status = known.status or status
        known.asked.append((self.command, self.headers["authorization"], self.headers["host"]))
        self.send_response(status)
        self.send_header("content-length", "0" if status == 204 else str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Any]:
    listening: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Store)
    listening.files, listening.status, listening.asked = {}, None, []
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield listening
    listening.shutdown()
    listening.server_close()


def bucket(server: Any) -> Bucket:
    return Bucket(f"http://127.0.0.1:{server.server_port}/pictures", "us-east-1", "key", "secret")


class TestBucket:
    def test_keeps_files_under_its_path_with_signed_requests(self, server: Any) -> None:
        store = bucket(server)
        store.put(f"{NAME}/320.webp", b"picture", "image/webp")
        assert server.files == {f"/pictures/{NAME}/320.webp": b"picture"}
        assert store.get(f"{NAME}/320.webp") == b"picture"
        store.delete(f"{NAME}/320.webp")
        assert store.get(f"{NAME}/320.webp") is None
        assert all(said.startswith("AWS4-HMAC-SHA256 Credential=key/") for _, said, _ in server.asked)
        assert {host for *_, host in server.asked} == {f"127.0.0.1:{server.server_port}"}

    @pytest.mark.parametrize("status", [403, 500, 301])
    def test_that_refuses_is_unavailable_and_says_no_secret(self, server: Any, status: int) -> None:
        server.status = status
        store = bucket(server)
        for name, arguments in (("put", ("a/b", b"", "image/webp")), ("get", ("a/b",)), ("delete", ("a/b",))):
            with pytest.raises(Unavailable) as refused:
                getattr(store, name)(*arguments)
            assert "secret" not in refused.value.detail

    def test_that_does_not_answer_is_unavailable(self, server: Any) -> None:
        server.shutdown()
        server.server_close()
        with pytest.raises(Unavailable, match="does not answer"):
            bucket(server).get("a/b")
