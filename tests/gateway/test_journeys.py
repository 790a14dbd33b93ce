"""Which operation follows which: by visit and page, in memory that is bounded."""

import pytest

from functions.runtime.telemetry.metrics import Metrics
from gateway.telemetry.journeys import FIRST, PAGE_OPERATIONS_MAX, VISIT_SECONDS, Journeys
from gateway.telemetry.metrics import STEPS_MAX, GatewayMetrics
from tests.support.gateway.gateway import Start


class TestAVisit:
    def test_begins_with_a_first_page_of_several_calls(self) -> None:
        journeys = Journeys()
        assert journeys.before("a", "list-products", 0.0) == FIRST
        assert journeys.before("a", "list-categories", 0.2) == FIRST

    def test_goes_from_all_operations_of_a_page_to_those_of_the_next(self) -> None:
        journeys = Journeys()
        for operation in ("list-products", "list-categories"):
            journeys.before("a", operation, 0.0)
        assert journeys.before("a", "get-product", 10.0) == ("list-products", "list-categories")
        assert journeys.before("a", "put-cart-item", 20.0) == ("get-product",)

    def test_is_not_mixed_with_anothers(self) -> None:
        journeys = Journeys()
        journeys.before("a", "list-products", 0.0)
        assert journeys.before("b", "get-product", 5.0) == FIRST

    @pytest.mark.parametrize(("pause", "before"), [(VISIT_SECONDS, ("look",)), (VISIT_SECONDS + 1, FIRST)])
    def test_ends_with_a_long_silence(self, pause: float, before: tuple[str, ...]) -> None:
        journeys = Journeys()
        journeys.before("a", "look", 0.0)
        assert journeys.before("a", "buy", pause) == before

    def test_remembers_no_more_of_a_page_than_a_page_has(self) -> None:
        journeys = Journeys()
        for number in range(100):
            journeys.before("a", f"operation-{number}", 0.0)
        assert len(journeys.before("a", "look", 10.0)) == PAGE_OPERATIONS_MAX

    def test_is_forgotten_for_those_of_others(self) -> None:
        journeys = Journeys(clients_max=2)
        for client in ("a", "b", "a", "c"):
            journeys.before(client, "look", 0.0)
        assert journeys.before("a", "buy", 10.0) == ("look",)
        assert journeys.before("b", "buy", 10.0) == FIRST


class TestSteps:
    def test_are_counted_of_admitted_requests(self, start: Start) -> None:
        gateway = start()
        gateway.client.get("/api/products")
        gateway.client.get("/api/me")
        assert gateway.counted("cloudshop_gateway_steps_total") == {("none", "list-products"): 1}

    def test_make_no_more_series_than_the_shops_pages_need(self) -> None:
        metrics = GatewayMetrics(Metrics(""), lambda: 0)
        for number in range(STEPS_MAX + 100):
            metrics.count_step("none", f"operation-{number}")
        metrics.count_step("none", "operation-0")
        counted = metrics.metrics.added()
        assert len(counted) == STEPS_MAX
        assert counted[("cloudshop_gateway_steps_total", ("none", "operation-0"))] == [2]
