import csv
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from db.models.payments import LedgerEntry
from db.models.shipping import ShippingMethod
from eventing.events.orders import OrderShipped
from eventing.events.payments import PaymentRefunded
from eventing.events.shipments import OrderRestReleased
from functions.orders.accounting import queries
from functions.payments.rules import authorization, capture, refund
from tests.support.factories import ADDRESS
from tests.support.operations.orders import SHIPMENT, act, an_order, present
from tests.support.operations.shop import Shop

DAYS = {"since": "2026-11-23", "until": "2026-11-23"}


def export(shop: Shop, kind: str, **other: Any) -> Any:
    return shop.call("export-accounting", method="GET", query={"kind": kind, **DAYS, **other}, role="staff")


def exported(shop: Shop, kind: str, **other: Any) -> list[dict[str, str]]:
    answer = export(shop, kind, **other)
    assert answer.status_code == 200, answer.json
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def total(rows: list[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


def book(shop: Shop, order_id: UUID, name: str, booking: Any) -> None:
    for account, minor in booking.items():
        entry = {"booking": name, "account": account, "amount_minor": minor, "currency": "EUR", "order_id": order_id}
        shop.session.add(LedgerEntry(**entry, at=shop.now))
    shop.session.commit()


def compute_refund(shop: Shop, order_id: UUID, minor: int, refund_id: UUID | None = None, left_minor: int = 1) -> None:
    """A refund, as payments books it and orders hear of it."""
    known = {"order_id": order_id, "refund_id": refund_id or uuid4(), "amount_minor": minor, "currency": "EUR"}
    book(shop, order_id, f"{known['refund_id']}:refund", refund(minor))
    heard = shop.deliver("mark-order-refunded", PaymentRefunded(**known, left_minor=left_minor))  # type: ignore[arg-type]
    assert heard.status_code == 204


def captured_order(shop: Shop, *, released: int = 0, **other: Any) -> dict[str, Any]:
    """Three items at 12.50 with 4.90 for the shipping, of which some are released before the rest is shipped."""
    placed = an_order(shop, "confirmed", quantity=3, **other)
    order_id = UUID(str(present(shop, placed).id))
    book(shop, order_id, f"{order_id}:authorize", authorization(42_40))
    sku = placed["lines"][0]["sku"]
    if released:
        lines = {"lines": [{"sku": sku, "quantity": released}], "expected_amount_minor": released * 12_50}
        assert act(shop, "release-rest", placed["number"], lines, role="staff").status_code == 200
    assert act(shop, "ship-order", placed["number"], {**SHIPMENT, "lines": _one(sku)}, role="staff").status_code == 200
    minor = shop.announced(OrderShipped)[-1]["capture_minor"]
    book(shop, order_id, f"{order_id}:capture", capture(42_40, minor))
    return {"id": order_id, "number": placed["number"], "sku": sku}


def _one(sku: str) -> list[dict[str, Any]]:
    return [{"sku": sku, "quantity": 1}]


class TestExportAccounting:
    def test_vat_and_payments_add_up_to_the_ledger(self, shop: Shop) -> None:
        """With an item that was never taken, one that was refunded by its line, and a refund of an amount."""
        order = captured_order(shop, released=1)
        assert act(shop, "release-rest", order["number"], {"expected_amount_minor": 12_50}, role="staff").json
        compute_refund(shop, order["id"], 12_50, UUID(shop.announced(OrderRestReleased)[-1]["release_id"]))
        compute_refund(shop, order["id"], 3_33)
        payments, vat = exported(shop, "payments"), exported(shop, "vat")
        assert total(payments, "amount") == 0
        sold = [row for row in payments if row["account"] in ("revenue", "refunds")]
        assert total(vat, "gross") == -total(sold, "amount") == Decimal("14.07")
        assert total(vat, "net") + total(vat, "vat") == total(vat, "gross")
        assert [(row["rate_percent"], row["net"], row["vat"], row["gross"]) for row in vat] == [
            ("20.00", "24.91", "4.99", "29.90"),
            ("20.00", "-10.41", "-2.09", "-12.50"),
            ("20.00", "-2.77", "-0.56", "-3.33"),
        ]
        assert {row["country"] for row in vat} == {"FR"}

    def test_refunding_everything_leaves_no_vat(self, shop: Shop) -> None:
        order = captured_order(shop)
        for minor, left in ((10_01, 32_39), (32_39, 0)):
            compute_refund(shop, order["id"], minor, left_minor=left)
        vat = exported(shop, "vat")
        assert [total(vat, column) for column in ("net", "vat", "gross")] == [0, 0, 0]

    def test_a_refund_that_the_order_has_not_heard_of_has_no_rate_yet(self, shop: Shop) -> None:
        order = captured_order(shop)
        book(shop, order["id"], f"{uuid4()}:settlement", {"refunds": 5_00, "paid_otherwise": -5_00})
        assert [(row["rate_percent"], row["gross"]) for row in exported(shop, "vat")][1:] == [("", "-5.00")]

    def test_orders_are_those_sold_and_add_up(self, shop: Shop) -> None:
        order = captured_order(shop, released=1)
        for state in ("reserved", "rejected", "cancelled"):
            an_order(shop, state)
        (row,) = exported(shop, "orders")
        assert (row["order"], row["state"], row["country"]) == (order["number"], "shipped", "FR")
        amounts = {name: row[name] for name in ("subtotal", "shipping", "discount", "released", "gross", "vat", "net")}
        assert list(amounts.values()) == ["37.50", "4.90", "0.00", "12.50", "29.90", "4.99", "24.91"]

    def test_days_are_those_of_the_shops_own_time_zone(self, shop: Shop) -> None:
        shop.now += timedelta(hours=11, minutes=30)
        captured_order(shop)
        assert exported(shop, "vat") == []
        (row,) = exported(shop, "vat", until="2026-11-24")
        assert row["at"] == "2026-11-24T00:30:00+01:00"
        shop.session.query(ShippingMethod).update({"time_zone": "UTC"})
        shop.session.commit()
        assert len(exported(shop, "vat")) == 1

    def test_no_cell_is_a_formula_and_negative_amounts_stay_numbers(self, shop: Shop) -> None:
        captured_order(shop)
        book(shop, uuid4(), "=cmd", {"@account": -1, "revenue": 1})
        row = next(row for row in exported(shop, "payments") if row["booking"] == "'=cmd")
        assert (row["account"], row["amount"], row["order"]) == ("'@account", "-0.01", "")

    def test_names_nobody(self, shop: Shop) -> None:
        captured_order(shop)
        for kind in ("orders", "payments", "vat"):
            text = export(shop, kind).data.decode()
            assert "ada@example.org" not in text
            assert ADDRESS["street"] not in text

    def test_is_a_file_that_says_which_days_it_has(self, shop: Shop) -> None:
        answer = export(shop, "vat")
        assert answer.content_type == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="vat-2026-11-23-2026-11-23.csv"'
        assert answer.data == b"\xef\xbb\xbfat,order,booking,country,rate_percent,currency,net,vat,gross\r\n"

    @pytest.mark.parametrize("kind", ["orders", "payments", "vat"])
    def test_a_file_has_so_many_rows(self, shop: Shop, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queries, "ROWS_MAX", 1)
        for _ in range(2):
            captured_order(shop)
        refused = export(shop, kind)
        assert (refused.status_code, refused.json["rows_max"]) == (409, 1)

    @pytest.mark.parametrize(
        "days",
        [
            {"since": "2026-11-24", "until": "2026-11-23"},
            {"since": "2026-10-23", "until": "2026-11-23"},
            {"since": "1700000000", "until": "2026-11-23"},
        ],
    )
    def test_refuses_other_days(self, shop: Shop, days: dict[str, str]) -> None:
        assert export(shop, "vat", **days).status_code == 422

    def test_needs_its_permission(self, shop: Shop) -> None:
        query = {"kind": "vat", **DAYS}
        only_reads = {"sales.read": None, "orders.read": None}
        refused = shop.call("export-accounting", method="GET", query=query, role="staff", permissions=only_reads)
        assert (refused.status_code, refused.json["permission"]) == (403, "accounting.export")
