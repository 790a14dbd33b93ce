"""Nginx keeps the catalog's answers: shown at once after a quiet time, and never instead of something newer."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from functions.runtime.http.caching import public
from tests.support.folders import entered_by_all
from tests.support.waiting import eventually
from tests.support.web.builds import a_build
from tests.support.web.nginx import CATALOG, CONFIGURATION, IMAGE, TRAEFIK, has_image, host_address, nginx

FRESH_SECONDS = 1
# Nginx counts whole seconds.
AT_ZERO_SECONDS = FRESH_SECONDS + 1.2
KEPT = public(fresh_seconds=FRESH_SECONDS)

pytestmark = pytest.mark.skipif(not has_image(), reason=f"no Docker with {IMAGE}")


@dataclass
class Shop:
    """What the gateway says, and which requests reached it."""

    status: int = 200
    body: bytes = b"first"
    delay_seconds: float = 0.0
    asked: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def kept(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Nginx before that shop."""

    class Gateway(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            shop.asked.append({name.lower(): value for name, value in self.headers.items()})
            time.sleep(shop.delay_seconds)
            is_kept = shop.status in (200, 404)
            self.send_response(shop.status)
            self.send_header("cache-control", KEPT if is_kept else "private, no-store")
            self.send_header("x-request-id", "of-one-request")
            self.send_header("vary", "accept-encoding")
            self.send_header("content-length", str(len(shop.body)))
            self.end_headers()
            self.wfile.write(shop.body)

        def log_message(self, *_: object) -> None:
            pass

    folder: Path = entered_by_all(tmp_path_factory.mktemp("kept"))
    # Published here on a port that is free, and in a cluster on port 80.
    with ThreadingHTTPServer(("", 0), Gateway) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        configuration = folder / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.read_text().replace(f"server {TRAEFIK};", f"server {TRAEFIK}:{server.server_port};")
        )
        try:
            with (
                nginx(a_build(folder), configuration, traefik=host_address()) as addresses,
                httpx.Client(base_url=addresses[CATALOG], timeout=20) as client,
            ):
                yield client
        finally:
            server.shutdown()


def read(kept: httpx.Client, path: str = "/api/products", **headers: str) -> tuple[int, str, str]:
    answer = kept.get(path, headers=headers)
    return answer.status_code, answer.text, answer.headers["x-cache"]


def comes(holds: Callable[[], bool]) -> None:
    eventually(holds, seconds=20, what="the new answer comes", every=0.1)


def test_what_is_old_is_shown_at_once_and_asked_for_again(kept: httpx.Client, shop: Shop) -> None:
    assert [read(kept), read(kept)] == [(200, "first", "MISS"), (200, "first", "HIT")]
    shop.body, shop.delay_seconds = b"second", 1.0
    time.sleep(AT_ZERO_SECONDS)
    assert [read(kept), read(kept)] == [(200, "first", "STALE"), (200, "first", "UPDATING")]
    comes(lambda: read(kept) == (200, "second", "HIT"))
    assert len(shop.asked) == 2


def test_what_is_gone_is_not_shown_again(kept: httpx.Client, shop: Shop) -> None:
    read(kept)
    shop.status, shop.body = 404, b"gone"
    time.sleep(AT_ZERO_SECONDS)
    assert read(kept) == (200, "first", "STALE")
    comes(lambda: read(kept)[:2] == (404, "gone"))


def test_what_is_known_is_shown_while_the_shop_is_down(kept: httpx.Client, shop: Shop) -> None:
    read(kept)
    shop.status, shop.body = 503, b"down"
    time.sleep(AT_ZERO_SECONDS)
    assert read(kept)[:2] == (200, "first")
    comes(lambda: len(shop.asked) == 2)
    assert read(kept)[:2] == (200, "first")


def test_of_a_crowd_one_is_passed_on(kept: httpx.Client, shop: Shop) -> None:
    shop.delay_seconds = 1.0
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda _: read(kept), range(20)))
    assert {answer[:2] for answer in answers} == {(200, "first")}
    assert len(shop.asked) == 1


def test_nobodys_secrets_are_passed_on_and_no_answer_names_another_request(kept: httpx.Client, shop: Shop) -> None:
    answer = kept.get(
        "/api/products",
        headers={"cookie": "cloudshop-access=secret", "authorization": "Bearer secret", "session-transport": "cookie"},
    )
    assert "secret" not in str(shop.asked)
    assert "x-request-id" not in answer.headers


def test_the_gateway_learns_who_asks_and_for_which_host(kept: httpx.Client, shop: Shop) -> None:
    read(kept, **{"x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https"})
    (asked,) = shop.asked
    assert asked["host"] == "gateway.cloudshop-prod.svc.cluster.local"
    assert asked["x-forwarded-for"].split(", ")[0] == "203.0.113.7"
    assert asked["x-forwarded-proto"] == "https"


def test_each_coding_has_a_copy_of_its_own(kept: httpx.Client, shop: Shop) -> None:
    for accepted in ("gzip, deflate, br, zstd", "br, gzip", "identity"):
        read(kept, **{"accept-encoding": accepted})
    assert [asked["accept-encoding"] for asked in shop.asked] == ["gzip", "identity"]
