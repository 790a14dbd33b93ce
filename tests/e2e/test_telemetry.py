"""One order can be followed from the browser's request to the mail: by its spans and by its log lines."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.support.servers.otlp_receiver import OtlpReceiver, Span
from tests.support.shop.running_shop import RunningShop, StartShop, an_order
from tests.support.waiting import eventually

BROWSER_TRACE, BROWSER_SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
# What an order that goes well passes through, and who each has been called by.
TREE = {
    "gateway": None,
    "place-order": "gateway",
    "reserve-stock": "place-order",
    "authorize-payment": "reserve-stock",
    "simulate-cards": "authorize-payment",
    "mark-order-reserved": "reserve-stock",
    "commit-stock": "authorize-payment",
    "confirm-order": "commit-stock",
    "send-order-confirmation": "confirm-order",
    "queue-webhooks": "confirm-order",
    "send-mail": "send-order-confirmation",
}
CONSUMERS = {name for name in TREE if name not in {"gateway", "place-order", "simulate-cards"}}


@dataclass
class Watched:
    shop: RunningShop
    receiver: OtlpReceiver
    order: dict[str, Any]


@pytest.fixture(scope="module")
def watched(start_shop: StartShop) -> Iterator[Watched]:
    """A shop whose spans are received, and an order in it that has come to its end."""
    receiver = OtlpReceiver()
    with start_shop(OTEL_EXPORTER_OTLP_ENDPOINT=receiver.endpoint) as shop:
        sku = shop.sells("TRACED", on_hand=5)
        headers = {"idempotency-key": str(uuid4()), "traceparent": f"00-{BROWSER_TRACE}-{BROWSER_SPAN}-01"}
        with shop.client() as client:
            answer = client.post("/api/orders", json=an_order(sku), headers=headers)
            assert answer.status_code == 201
        order = dict(answer.json())
        eventually(
            lambda: TREE.keys() <= {span.service for span in of_the_order(receiver)},
            seconds=60, what="the spans of the order are there",
        )  # fmt: skip
        yield Watched(shop, receiver, order)
    receiver.close()


def of_the_order(receiver: OtlpReceiver) -> list[Span]:
    return [span for span in receiver.spans if span.trace_id == BROWSER_TRACE]


class TestTheSpansOfAnOrder:
    def test_form_one_tree_from_the_browser_to_the_mail(self, watched: Watched) -> None:
        by_id = {span.span_id: span for span in of_the_order(watched.receiver)}
        for service, parent in TREE.items():
            (span,) = [span for span in by_id.values() if span.service == service]
            if parent is None:
                assert span.parent_id == BROWSER_SPAN
            else:
                assert by_id[span.parent_id].service == parent, service

    def test_show_what_each_was_about(self, watched: Watched) -> None:
        for span in of_the_order(watched.receiver):
            assert span.kind == (5 if span.service in CONSUMERS else 2), span.service
            assert 0 <= span.seconds < 60
            if span.service in CONSUMERS:
                assert span.attributes["order_id"]
                assert span.attributes["event_type"].startswith("shop.")
        named = {span.service for span in of_the_order(watched.receiver) if "order" in span.attributes}
        assert {"place-order", "confirm-order", "send-order-confirmation"} <= named

    def test_are_all_such_as_opentelemetry_defines_them(self, watched: Watched) -> None:
        assert watched.receiver.refused == []

    def test_are_not_exported_when_the_caller_does_not_want_them(self, watched: Watched) -> None:
        unwanted = "1" * 32
        with watched.shop.client() as client:
            client.get("/api/products", headers={"traceparent": f"00-{unwanted}-{BROWSER_SPAN}-00"})
            client.get("/api/categories", headers={"traceparent": f"00-{'2' * 32}-{BROWSER_SPAN}-01"})
        eventually(
            lambda: any(span.trace_id == "2" * 32 for span in watched.receiver.spans), seconds=20, what="a span comes"
        )
        assert not any(span.trace_id == unwanted for span in watched.receiver.spans)


class TestTheLogLinesOfAnOrder:
    def test_carry_its_trace_its_ids_and_the_events(self, watched: Watched) -> None:
        lines = [line for line in logged(watched.shop.home) if line.get("trace_id") == BROWSER_TRACE]
        handled = {line["message"].replace("_", "-"): line for line in lines if "duration_milliseconds" in line}
        assert TREE.keys() - {"gateway"} <= handled.keys()
        (order_id,) = {line["order_id"] for line in lines if "order_id" in line}
        events = {
            str(row[0]) for row in watched.shop.query("SELECT id FROM messaging.outbox WHERE subject = %s", order_id)
        }
        for consumer in CONSUMERS:
            assert handled[consumer]["order_id"] == order_id
            assert handled[consumer]["event_id"] in events
        for name in ("place-order", "confirm-order", "send-order-confirmation"):
            assert handled[name]["order"] == watched.order["number"]


class TestTheCommands:
    def test_trace_shows_the_order_history_from_the_database_and_the_logs(self, watched: Watched) -> None:
        result = watched.shop.command("ops.inspect.trace", watched.order["number"].lower())
        assert result.returncode == 0, result.stderr
        for step in (
            "is confirmed", "held_at_provider +17.40", "committed 1x TRACED", "reserve-stock",
            "shop.stock.committed.v1",
            "POST /api/orders", "send_order_confirmation", "order-confirmation", BROWSER_TRACE,
        ):  # fmt: skip
            assert step in result.stdout, step
        seconds = [float(row.split()[0]) for row in result.stdout.splitlines() if re.match(r" *-?\d+\.\d{3} ", row)]
        assert len(seconds) > 20
        assert seconds == sorted(seconds)

    @pytest.mark.parametrize(
        ("number", "said"), [("CS-0000-0000", "no order CS-0000-0000"), ("", "ORDER=CS-")], ids=["unknown", "none"]
    )
    def test_trace_says_what_is_wrong(self, watched: Watched, number: str, said: str) -> None:
        result = watched.shop.command("ops.inspect.trace", number)
        assert (result.returncode, said in result.stderr) == (1, True), result.stderr

    def test_status_reports_what_every_operation_does_and_that_all_is_well(self, watched: Watched) -> None:
        well = ("all read", "all acknowledged", "none past its deadline", "none open", "all hold")

        def status() -> str:
            return watched.shop.command("ops.inspect.status").stdout

        # What is reported of tables may be ten seconds old.
        eventually(lambda: all(each in status() for each in well), seconds=60, what="all is well", every=1)
        rows = {row.split()[0]: row.split() for row in status().splitlines() if row.strip()}
        assert TREE.keys() <= rows.keys()
        assert int(rows["place-order"][1]) == 1
        assert watched.shop.command("ops.inspect.status").returncode == 0

    def test_status_fails_where_something_is_wrong(self, watched: Watched) -> None:
        with psycopg.connect(watched.shop.run["database"].replace("+psycopg", ""), autocommit=True) as connection:
            # A trigger refuses it.
            connection.execute("SET session_replication_role = replica")
            connection.execute("UPDATE payments.ledger SET amount_minor = amount_minor + 1 WHERE amount_minor > 0")
            result = eventually(
                lambda: (result := watched.shop.command("ops.inspect.status")).returncode and result,
                seconds=60, what="it is seen", every=1,
            )  # fmt: skip
            connection.execute("UPDATE payments.ledger SET amount_minor = amount_minor - 1 WHERE amount_minor > 0")
        assert "ledger-balance in 1 places" in result.stdout

    def test_say_how_to_open_a_shop_where_none_is(self, tmp_path: Path) -> None:
        closed = RunningShop(tmp_path)
        for module in ("ops.inspect.status", "ops.inspect.trace"):
            result = closed.command(module, "CS-1", WHERE="local")
            assert (result.returncode, "make run" in result.stderr) == (1, True)


def logged(home: Path) -> list[dict[str, Any]]:
    lines = (home / "shop.log").read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]
