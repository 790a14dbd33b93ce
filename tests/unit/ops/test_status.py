"""What `make status` concludes from metrics."""

import time
from typing import Any

import pytest

from ops.inspect.status.health import findings
from ops.inspect.status.reading import OperationStatus, Samples, operations

BUCKETS = 13
WELL = [
    ["cloudshop_source_up", ["shop"], 1.0],
    ["cloudshop_outbox_events", ["due"], 0.0],
    ["cloudshop_outbox_oldest_seconds", [], 0.0],
    ["cloudshop_orders_overdue", ["placed"], 0.0],
    ["cloudshop_orders_overdue_seconds", [], 0.0],
    ["cloudshop_payments_overdue", ["void"], 0.0],
    ["cloudshop_dead_letters", ["replayed", "reserve-stock"], 9.0],
    ["cloudshop_invariant_violations", ["oversold"], 0.0],
    ["cloudshop_pgbouncer_clients", ["orders", "active"], 3.0],
    ["cloudshop_pgbouncer_wait_seconds", ["orders"], 0.2],
    ["cloudshop_backup_last_success_timestamp_seconds", [], time.time() - 3600],
]


def observed(**counts: int) -> list[float]:
    """A histogram's numbers with so many in the bucket of that place."""
    return [float(counts.get(f"at_{place}", 0)) for place in range(BUCKETS)] + [1.0 if counts else 0.0]


class TestOperations:
    def test_add_up_what_was_answered_and_started(self) -> None:
        recent: dict[str, Any] = {
            "added": [
                ["cloudshop_operation_seconds", ["place-order", "2xx"], observed(at_3=90)],
                ["cloudshop_operation_seconds", ["place-order", "5xx"], observed(at_9=10)],
                ["cloudshop_operation_seconds", ["get-order", "2xx"], observed()],
                ["cloudshop_gateway_request_seconds", ["place-order", "POST", "2xx"], observed(at_3=100)],
                ["cloudshop_function_start_seconds", ["place-order"], observed(at_7=2)],
            ]
        }
        found = operations(recent)
        assert list(found) == ["place-order", "gateway"]
        order = found["place-order"]
        assert (order.requests, order.errors, order.cold_starts, order.start_seconds) == (100, 10, 2, 1.0)

    @pytest.mark.parametrize(
        ("counts", "seconds"),
        [({"at_3": 100}, 0.04875), ({"at_0": 100}, 0.00475), ({"at_3": 96, "at_9": 4}, 0.0497), ({"at_12": 5}, 30.0)],
    )
    def test_have_the_quantile_that_prometheus_computes(self, counts: dict[str, int], seconds: float) -> None:
        status = OperationStatus()
        status.add("2xx", observed(**counts))
        assert status.quantile_seconds(0.95) == pytest.approx(seconds, abs=0.0001)

    def test_have_no_quantile_of_nothing(self) -> None:
        assert OperationStatus().quantile_seconds(0.95) is None


class TestFindings:
    def test_are_all_well_in_a_shop_that_is(self) -> None:
        found = findings(Samples(WELL))
        assert len(found) == 8
        assert all(finding.is_ok for finding in found), found

    @pytest.mark.parametrize(
        ("sample", "what"),
        [
            (["cloudshop_source_up", ["pgbouncer"], 0.0], "sources"),
            (["cloudshop_outbox_oldest_seconds", [], 301.0], "events"),
            (["cloudshop_orders_overdue_seconds", [], 301.0], "orders"),
            (["cloudshop_payments_overdue", ["capture"], 1.0], "payments"),
            (["cloudshop_dead_letters", ["open", "reserve-stock"], 1.0], "dead letters"),
            (["cloudshop_invariant_violations", ["ledger-balance"], 1.0], "invariants"),
            (["cloudshop_pgbouncer_wait_seconds", ["payments"], 3.0], "connections"),
            (["cloudshop_backup_last_success_timestamp_seconds", [], -100_000.0], "backup"),
        ],
    )
    def test_name_the_one_that_is_not(self, sample: list[Any], what: str) -> None:
        found = findings(Samples([*WELL, sample]))
        assert [finding.subject for finding in found if not finding.is_ok] == [what]
