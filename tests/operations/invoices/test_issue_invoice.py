from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.models.invoices import InvoiceCounter
from db.models.shipping import Country
from eventing.events.invoices import InvoiceIssued
from eventing.events.orders import OrderShipped
from functions.runtime.settings import settings
from tests.support.factories import ADDRESS
from tests.support.invoices import an_invoiced_order, by_rate, documents, invoice, rows, ship
from tests.support.operations.orders import act, an_order, present
from tests.support.operations.pricing import a_promotion
from tests.support.operations.shop import Shop


class TestAnInvoice:
    def test_says_what_was_bought_by_whom_and_the_vat_in_it(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, quantity=2, language="fr")
        (document,) = documents(shop)
        assert (document.number, document.kind, document.language) == ("INV-2026-000001", "invoice", "fr")
        assert (document.total_minor, document.currency, document.country) == (order["total_minor"], "EUR", "FR")
        assert rows(document) == [("goods", 2, 25_00), ("shipping", 1, 4_90)]
        assert by_rate(document) == {2000: (24_91, 4_99)}
        assert (document.buyer, document.content["vat_note"]) == (ADDRESS, None)
        assert document.content["order_number"] == order["number"]
        assert document.content["supplied_on"] == shop.now.date().isoformat()

    def test_is_announced_to_be_mailed(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, language="fr")
        (event,) = shop.announced(InvoiceIssued)
        assert (event["document"], event["number"]) == ("INV-2026-000001", order["number"])
        assert (event["recipient"], event["language"]) == ("ada@example.org", "fr")

    def test_names_the_seller_of_the_settings(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SELLER_NAME", "Merchant Ltd")
        monkeypatch.setenv("SELLER_REGISTRATION", "none")
        settings.cache_clear()
        an_invoiced_order(shop)
        settings.cache_clear()
        assert documents(shop)[0].content["seller"] == {"name": "Merchant Ltd", "registration": ""}

    def test_of_what_leaves_the_area_of_vat_says_so(self, shop: Shop) -> None:
        shop.session.add(Country(code="CH", zone="EU"))
        address = {**ADDRESS, "country": "CH", "postal_code": "8001", "city": "Zürich"}
        an_invoiced_order(shop, address=address, expected_total_minor=14_50)
        (document,) = documents(shop)
        assert document.content["vat_note"] == "export"
        assert set(by_rate(document)) == {0}

    def test_names_the_business_that_owes_the_vat(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed")
        stored = present(shop, order)
        stored.tax_reason, stored.vat_number = "reverse_charge", "DE123456788"
        shop.session.commit()
        ship(shop, order)
        invoice(shop, order)
        (document,) = documents(shop)
        assert document.content["vat_note"] == "reverse_charge"
        assert document.buyer == {**ADDRESS, "vat_number": "DE123456788"}

    def test_is_only_of_what_is_captured(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=3)
        some = [{"sku": order["lines"][0]["sku"], "quantity": 1}]
        released = {"lines": some, "expected_amount_minor": 12_50}
        assert act(shop, "release-rest", order["number"], released, role="staff").status_code == 200
        assert ship(shop, order, lines=some).status_code == 200
        # What is released after the capture was taken, and is refunded.
        assert act(shop, "release-rest", order["number"], released, role="staff").status_code == 200
        invoice(shop, order)
        (document,), (event,) = documents(shop), shop.announced(OrderShipped)
        assert rows(document) == [("goods", 2, 25_00), ("shipping", 1, 4_90)]
        assert document.total_minor == event["capture_minor"]

    def test_has_nothing_of_what_the_shopper_took_out_with_its_share_of_the_voucher(self, shop: Shop) -> None:
        a_promotion(shop, "ONE", kind="fixed_amount", amount_minor=1_00)
        wanted: dict[str, Any] = {"quantity": 3, "voucher_codes": ["ONE"], "expected_total_minor": 41_40}
        order = an_order(shop, "confirmed", **wanted)
        some = [{"sku": order["lines"][0]["sku"], "quantity": 1}]
        taken_out = {"email": "ada@example.org", "lines": some, "expected_amount_minor": 12_17}
        assert act(shop, "cancel-order", order["number"], taken_out, if_match='"3"').status_code == 200
        ship(shop, order)
        invoice(shop, order)
        (document,), (event,) = documents(shop), shop.announced(OrderShipped)
        assert rows(document) == [("goods", 2, 24_33), ("shipping", 1, 4_90)]
        assert document.total_minor == event["capture_minor"] == 29_23
        an_invoiced_order(shop)
        assert [each.number for each in documents(shop)] == ["INV-2026-000001", "INV-2026-000002"]

    def test_is_one_for_each_order(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=2)
        first = [{"sku": order["lines"][0]["sku"], "quantity": 1}]
        ship(shop, order, lines=first)
        assert [invoice(shop, order).status_code for _ in range(2)] == [204, 204]
        assert [document.number for document in documents(shop)] == ["INV-2026-000001"]

    def test_is_not_issued_of_an_order_of_before_vat(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed")
        present(shop, order).taxes = None
        shop.session.commit()
        ship(shop, order)
        assert invoice(shop, order).status_code == 204
        assert documents(shop) == []


class TestNumbers:
    def test_count_on_within_a_year_and_begin_anew_with_the_next(self, shop: Shop) -> None:
        an_invoiced_order(shop)
        an_invoiced_order(shop)
        shop.now = datetime(2027, 1, 1, tzinfo=UTC)
        an_invoiced_order(shop)
        numbers = {document.number for document in documents(shop)}
        assert numbers == {"INV-2026-000001", "INV-2026-000002", "INV-2027-000001"}

    @pytest.mark.parametrize("change", ["SET last = last + 2", "SET last = last - 1", "SET year = year + 1"])
    def test_are_skipped_or_repeated_by_nobody(self, shop: Shop, change: str) -> None:
        an_invoiced_order(shop)
        with pytest.raises(DBAPIError, match="only counts on"):
            shop.session.execute(text(f"UPDATE invoices.counters {change}"))

    def test_are_not_forgotten(self, shop: Shop) -> None:
        an_invoiced_order(shop)
        (counter,) = shop.session.query(InvoiceCounter)
        shop.session.delete(counter)
        with pytest.raises(DBAPIError, match="only counts on"):
            shop.session.flush()


@pytest.mark.parametrize(
    "change", ["total_minor = 1", "number = 'INV-1'", "content = '{}'", 'buyer = \'{"name": "Bob"}\'']
)
def test_a_document_is_never_changed(shop: Shop, change: str) -> None:
    an_invoiced_order(shop)
    with pytest.raises(DBAPIError, match=r"invoices.documents is append-only"):
        shop.session.execute(text(f"UPDATE invoices.documents SET {change}"))


def test_a_document_loses_its_buyer_when_the_sale_is_forgotten(shop: Shop) -> None:
    an_invoiced_order(shop)
    before: Any = documents(shop)[0].content
    shop.session.execute(text("UPDATE invoices.documents SET buyer = '{}'"))
    (document,) = documents(shop)
    assert (document.buyer, document.content) == ({}, before)
