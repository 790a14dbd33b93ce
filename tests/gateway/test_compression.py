import gzip
import json

import pytest

from tests.support.gateway.gateway import Gateway
from tests.support.servers.functions import Behaviour, Functions, answering, saying

PUBLIC = {"cache-control": "public, max-age=5", "etag": '"a"'}
NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\ncache-control: public, max-age=5\r\netag: "a"\r\n\r\n'
LONG = {"products": ["Mug"] * 1000}


def asked(gateway: Gateway, accept_encoding: str, path: str = "/api/products", **headers: str) -> bytes:
    """The response as it arrives: a client would decompress it."""
    lines = {"host": "shop", "accept-encoding": accept_encoding, "connection": "close", **headers}
    fields = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return gateway.raw(f"GET {path} HTTP/1.1\r\n{fields}\r\n".encode())


class TestAnswersForEveryone:
    def test_are_compressed_for_clients_that_accept_it(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", answering(200, LONG, PUBLIC))
        head, _, body = asked(gateway, "br, gzip").partition(b"\r\n\r\n")
        assert b"content-encoding: gzip" in head
        assert f"content-length: {len(body)}".encode() in head
        assert gateway.client.get("/api/products").json() == LONG
        assert json.loads(gzip.decompress(body)) == LONG

    @pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.000"])
    def test_are_as_they_are_for_other_clients(self, gateway: Gateway, functions: Functions, accepted: str) -> None:
        functions.on("list-products", answering(200, LONG, PUBLIC))
        assert b"content-encoding" not in asked(gateway, accepted)

    @pytest.mark.parametrize("accepted", ["gzip", "identity"])
    @pytest.mark.parametrize("answer", [answering(200, LONG, PUBLIC), saying(NOT_MODIFIED)])
    def test_name_what_they_depend_on(
        self, gateway: Gateway, functions: Functions, accepted: str, answer: Behaviour
    ) -> None:
        functions.on("list-products", answer)
        assert b"vary: accept-encoding" in asked(gateway, accepted)

    @pytest.mark.parametrize(("accepted", "tag"), [("gzip", b'etag: W/"a"'), ("identity", b'etag: "a"')])
    def test_have_no_strong_etag_of_another_coding(
        self, gateway: Gateway, functions: Functions, accepted: str, tag: bytes
    ) -> None:
        functions.on("list-products", answering(200, LONG, PUBLIC))
        assert tag in asked(gateway, accepted)

    def test_that_are_short_are_not_compressed(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", answering(200, {"products": ["Mug"]}, PUBLIC))
        assert b"content-encoding" not in asked(gateway, "gzip")


@pytest.mark.parametrize("cache_control", ["private, no-store", "private, no-cache", "no-store"])
def test_what_one_caller_sees_is_never_compressed(gateway: Gateway, functions: Functions, cache_control: str) -> None:
    functions.on("read-cart", answering(200, LONG, {"cache-control": cache_control}))
    assert b"content-encoding" not in asked(gateway, "gzip", "/api/cart")


def test_the_document_has_another_etag_in_each_coding(gateway: Gateway) -> None:
    tags = []
    for coding in ("gzip", "identity"):
        answer = gateway.client.get("/api/openapi.json", headers={"accept-encoding": coding})
        assert (answer.json()["openapi"][:3], answer.headers["vary"]) == ("3.1", "accept-encoding")
        tags.append(answer.headers["etag"])
        again = {"accept-encoding": coding, "if-none-match": answer.headers["etag"]}
        assert gateway.client.get("/api/openapi.json", headers=again).status_code == 304
    assert tags[0] != tags[1]
