"""The gateway wakes what a caller is likely to need next, and no request waits for it."""

import asyncio

import pytest

from gateway.routing.next_steps import AWAKE_SECONDS, NextSteps, before, read_next_steps
from gateway.routing.routes import read_routes
from gateway.settings import GatewaySettings
from gateway.upstream import prewarming
from gateway.upstream.directory import Directory
from gateway.upstream.prewarming import Prewarmer
from ops.scaling.manifests import function_names
from tests.support.gateway.gateway import Start, wait_until
from tests.support.operations.shop import GATEWAY_KEY
from tests.support.servers.functions import Functions, answering, dying, slowly

TABLE = {"look": ["buy", "pay"], "buy": ["pay"]}


def woken(functions: Functions) -> list[str]:
    return sorted(call.operation for call in functions.received if call.method == "OPTIONS")


class TestNextSteps:
    def test_are_those_of_the_operation_that_is_called(self) -> None:
        assert NextSteps(TABLE).after("look", 0) == ["buy", "pay"]
        assert NextSteps(TABLE).after("pay", 0) == []

    def test_are_not_woken_while_they_are_awake(self) -> None:
        steps = NextSteps(TABLE)
        steps.after("pay", 0)
        assert steps.after("look", AWAKE_SECONDS) == ["buy"]
        assert steps.after("look", AWAKE_SECONDS + 0.1) == ["pay"]

    def test_of_an_operation_that_is_announced_are_a_row_of_their_own(self) -> None:
        steps = NextSteps({**TABLE, before("buy"): ["ship"]})
        assert steps.announced(["buy"], 0) == ["buy", "ship"]
        assert NextSteps(TABLE).announced(["buy"], 0) == ["buy"]

    def test_of_the_shop_are_functions_and_follow_operations_with_a_route(self) -> None:
        table = read_next_steps()
        routes = read_routes()
        announced = {before(route.operation) for route in routes if route.method in ("POST", "PUT")}
        assert set(table) <= {*announced, *(route.operation for route in routes)}
        assert {name for names in table.values() for name in names} <= set(function_names())


class TestTheGateway:
    def test_wakes_what_a_caller_needs_next(self, functions: Functions, start: Start) -> None:
        gateway = start(wakes_next_steps=True)
        assert gateway.client.post("/api/sessions", json={}).status_code == 200
        wait_until(lambda: woken(functions) == sorted(read_next_steps()["log-in"]))

    def test_wakes_what_carries_an_order_when_it_is_announced(self, functions: Functions, start: Start) -> None:
        gateway = start(wakes_next_steps=True)
        assert gateway.client.options("/api/orders").status_code == 204
        wait_until(lambda: woken(functions) == sorted(["place-order", *read_next_steps()[before("place-order")]]))

    def test_wakes_nothing_unless_it_is_told_to(self, functions: Functions, start: Start) -> None:
        start().client.post("/api/sessions", json={})
        assert [call.method for call in functions.received] == ["POST"]

    def test_wakes_what_a_form_needs_when_it_opens(self, functions: Functions, start: Start) -> None:
        gateway = start(wakes_next_steps=True)
        table = read_next_steps()
        wanted = ["log-in", "put-cart-item", *table[before("log-in")], *table.get(before("put-cart-item"), ())]
        assert gateway.client.options("/api/sessions").status_code == 204
        assert gateway.client.options("/api/cart/items/A").status_code == 204
        wait_until(lambda: woken(functions) == sorted(wanted))
        # Once is enough while it stays, and what is only read or taken away is not woken.
        for path in ("/api/sessions", "/api/products"):
            gateway.client.options(path)
        gateway.client.put("/api/cart/items/A", json={})
        wait_until(lambda: woken(functions) == sorted({*wanted, *table.get("put-cart-item", ())}))

    def test_wakes_nothing_for_a_form_unless_it_is_told_to(self, functions: Functions, start: Start) -> None:
        gateway = start()
        gateway.client.options("/api/sessions")
        gateway.client.post("/api/sessions", json={})
        assert [call.method for call in functions.received] == ["POST"]

    def test_answers_before_a_function_has_woken(self, functions: Functions, start: Start) -> None:
        functions.on("place-order", slowly(answering(204), 3.0))
        gateway = start(wakes_next_steps=True)
        assert gateway.client.post("/api/quotes", json={}, timeout=2.0).status_code == 200

    def test_does_not_care_for_a_function_that_cannot_be_woken(self, functions: Functions, start: Start) -> None:
        functions.on("place-order", dying)
        gateway = start(wakes_next_steps=True)
        for _ in range(10):
            assert gateway.client.post("/api/quotes", json={}).status_code == 200


def test_wakes_no_more_at_once_than_its_limit(functions: Functions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prewarming, "UNDER_WAY_MAX", 1)

    async def call() -> None:
        directory = Directory(GatewaySettings(functions.url, GATEWAY_KEY))
        prewarmer = Prewarmer(directory, NextSteps(TABLE), answer_seconds=5.0)
        prewarmer.called("look")
        await asyncio.sleep(0.5)
        prewarmer.close()
        directory.close()

    asyncio.run(call())
    assert woken(functions) == ["buy"]
