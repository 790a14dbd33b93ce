"""Nginx keeps the catalog's answers: shown at once after a quiet time, and never instead of something newer."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.support.folders import entered_by_all
from tests.support.waiting import eventually
from tests.support.web.gateway_behind_nginx import AT_ZERO_SECONDS, Gateway, nginx_before
from tests.support.web.nginx import CATALOG, IMAGE, has_image

pytestmark = pytest.mark.skipif(not has_image(), reason=f"no Docker with {IMAGE}")


@pytest.fixture
def shop() -> Gateway:
    return Gateway()


@pytest.fixture
def kept(shop: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Nginx before that shop."""
    with (
        nginx_before(shop, entered_by_all(tmp_path_factory.mktemp("kept"))) as addresses,
        httpx.Client(base_url=addresses[CATALOG], timeout=20) as client,
    ):
        yield client


def read(kept: httpx.Client, path: str = "/api/products", **headers: str) -> tuple[int, str, str]:
    answer = kept.get(path, headers=headers)
    return answer.status_code, answer.text, answer.headers["x-cache"]


def comes(holds: Callable[[], bool]) -> None:
    eventually(holds, seconds=20, what="the new answer comes", every=0.1)


def test_what_is_old_is_shown_at_once_and_asked_for_again(kept: httpx.Client, shop: Gateway) -> None:
    assert [read(kept), read(kept)] == [(200, "first", "MISS"), (200, "first", "HIT")]
    shop.body, shop.delay_seconds = b"second", 1.0
    time.sleep(AT_ZERO_SECONDS)
    assert [read(kept), read(kept)] == [(200, "first", "STALE"), (200, "first", "UPDATING")]
    comes(lambda: read(kept) == (200, "second", "HIT"))
    assert len(shop.asked) == 2


def test_only_whoever_waited_for_a_cold_start_is_told_of_it(kept: httpx.Client) -> None:
    assert [kept.get("/api/products").headers.get("server-timing") for _ in range(2)] == ["cold-start;dur=700", None]
    time.sleep(AT_ZERO_SECONDS)
    assert "server-timing" not in kept.get("/api/products").headers


def test_what_is_gone_is_not_shown_again(kept: httpx.Client, shop: Gateway) -> None:
    read(kept)
    shop.status, shop.body = 404, b"gone"
    time.sleep(AT_ZERO_SECONDS)
    assert read(kept) == (200, "first", "STALE")
    comes(lambda: read(kept)[:2] == (404, "gone"))


def test_what_is_known_is_shown_while_the_shop_is_down(kept: httpx.Client, shop: Gateway) -> None:
    read(kept)
    shop.status, shop.body = 503, b"down"
    time.sleep(AT_ZERO_SECONDS)
    assert read(kept)[:2] == (200, "first")
    comes(lambda: len(shop.asked) == 2)
    assert read(kept)[:2] == (200, "first")


def test_of_a_crowd_one_is_passed_on(kept: httpx.Client, shop: Gateway) -> None:
    shop.delay_seconds = 1.0
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda _: read(kept), range(20)))
    assert {answer[:2] for answer in answers} == {(200, "first")}
    assert len(shop.asked) == 1


def test_nobodys_secrets_are_passed_on_and_no_answer_names_another_request(kept: httpx.Client, shop: Gateway) -> None:
    answer = kept.get(
        "/api/products",
        headers={"cookie": "cloudshop-access=secret", "authorization": "Bearer secret", "session-transport": "cookie"},
    )
    assert "secret" not in str(shop.asked)
    assert "x-request-id" not in answer.headers


def test_the_gateway_learns_who_asks_and_for_which_host(kept: httpx.Client, shop: Gateway) -> None:
    read(kept, **{"x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https"})
    (asked,) = shop.asked
    assert asked["host"] == "gateway.cloudshop-prod.svc.cluster.local"
    assert asked["x-forwarded-for"].split(", ")[0] == "203.0.113.7"
    assert asked["x-forwarded-proto"] == "https"


def test_each_coding_has_a_copy_of_its_own(kept: httpx.Client, shop: Gateway) -> None:
    for accepted in ("gzip, deflate, br, zstd", "br, gzip", "identity"):
        read(kept, **{"accept-encoding": accepted})
    assert [asked["accept-encoding"] for asked in shop.asked] == ["gzip", "identity"]
