from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from db.models.invoices import InvoiceDocument
from functions.runtime.settings import settings
from tests.support.invoices import SELLER, an_invoiced_order, documents, refund
from tests.support.operations.accounts import answer, answers, closed
from tests.support.operations.orders import present
from tests.support.operations.shop import Shop

ACCOUNT = uuid4()


@pytest.fixture(autouse=True)
def _seller(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in SELLER.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def kept(shop: Shop) -> list[Any]:
    closed(shop, "report-account-invoices", ACCOUNT)
    answered = answer(shop, ACCOUNT)
    assert (answered["context"], answered["erased"]) == ("invoices", {})
    return list(answered["kept"])


class TestReportAccountInvoices:
    def test_says_how_many_documents_the_law_has_the_shop_keep_and_until_when(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SALES_KEPT", "800d")
        an_invoiced_order(shop, account_id=ACCOUNT)
        shop.now += timedelta(hours=1)
        an_invoiced_order(shop, account_id=ACCOUNT)
        until = (shop.now + timedelta(days=800)).isoformat().replace("+00:00", "Z")
        shop.now += timedelta(days=1)
        assert kept(shop) == [{"data": "invoices", "rows": 2, "reason": "tax_law", "until": until}]

    def test_keeps_ten_years_where_the_operator_sets_nothing(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SALES_KEPT", raising=False)
        an_invoiced_order(shop, account_id=ACCOUNT)
        (found,) = kept(shop)
        assert found["until"].startswith(str(shop.now.year + 10))

    def test_finds_them_also_after_orders_have_given_their_account_up(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, account_id=ACCOUNT)
        closed(shop, "erase-account-orders", ACCOUNT)
        assert present(shop, order).account_id is None
        closed(shop, "report-account-invoices", ACCOUNT)
        (answered,) = (each for each in answers(shop, ACCOUNT) if each["context"] == "invoices")
        assert [each["rows"] for each in answered["kept"]] == [1]

    def test_counts_neither_those_of_others_nor_those_whose_buyer_is_erased(self, shop: Shop) -> None:
        an_invoiced_order(shop, account_id=uuid4())
        an_invoiced_order(shop, email="ada@example.org")
        an_invoiced_order(shop, account_id=ACCOUNT)
        for document in documents(shop):
            document.buyer = {}
        shop.session.commit()
        assert kept(shop) == []

    def test_a_later_credit_note_has_the_invoices_buyer_once_the_order_has_none(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, account_id=ACCOUNT)
        erased = present(shop, order)
        erased.email, erased.address = "", {}
        shop.session.commit()
        assert refund(shop, order["id"], 100).status_code == 204
        assert buyer(documents(shop, "credit_note")) == buyer(documents(shop)) != {}


def buyer(found: list[InvoiceDocument]) -> Any:
    (document,) = found
    return document.buyer
