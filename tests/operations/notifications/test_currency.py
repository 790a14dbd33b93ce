"""A shop sells in the one currency that its operator sets, from the file of products to the mail about an order."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.deploy import refuse_other_currency
from db.models.catalog import Product
from db.models.orders import Order
from eventing.events.orders import OrderConfirmed
from functions.runtime.settings import settings
from tests.support.catalog_files import a_file, a_row
from tests.support.factories import a_product, an_order_for
from tests.support.operations.imports import apply_counts, import_file
from tests.support.operations.mails import text, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer

# By currency: a price as a file has it, its minor units, those of two with shipping, and what pages and mails show.
SHOWN = {
    "SEK": ("349,50 kr", 349_50, 699_00, "SEK 349.50", "349.50", "SEK699.00"),
    "JPY": ("¥1200", 1200, 2400 + 490, "JPY 1,200", "1200", "¥2,890"),
}


@pytest.fixture
def in_currency(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def sells_in(currency: str) -> None:
        monkeypatch.setenv("SHOP_CURRENCY", currency)
        settings.cache_clear()

    yield sells_in
    settings.cache_clear()


@pytest.mark.parametrize("currency", SHOWN)
def test_a_product_is_imported_shown_ordered_and_confirmed_in_the_shops_currency(
    shop: Shop, mail_server: MailServer, in_currency: Callable[[str], None], currency: str
) -> None:
    cell, price_minor, total_minor, on_page, in_data, in_mail = SHOWN[currency]
    in_currency(currency)
    import_file(shop, a_file(a_row(Variant_Price=cell, Variant_SKU="POT-1")))
    apply_counts(shop)
    assert shop.call("read-shop-rules", method="GET").json["currency"] == currency
    (card,) = shop.call("list-products", method="GET").json["products"]
    assert (card["price_minor"], card["currency"]) == (price_minor, currency)
    page = shop.call("render-page", method="GET", query={"path": "/products/tea-pot", "language": "en"}).text
    assert on_page in page
    assert f'"price": "{in_data}", "priceCurrency": "{currency}"' in page
    lines = [{"sku": "POT-1", "quantity": 2}]
    quote = shop.call("quote-order", {"lines": lines, "country": "FR"}).json
    assert (quote["total_minor"], quote["currency"]) == (total_minor, currency)
    body = an_order_for("POT-1", 2, expected_total_minor=total_minor, currency=currency, language="en")
    placed = shop.call("place-order", body, key=str(uuid4()))
    assert placed.status_code == 201, placed.json
    order = shop.session.scalars(select(Order)).one()
    event = OrderConfirmed(
        order_id=order.id, number=order.number, email=order.email, total_minor=order.total_minor, currency=currency
    )
    written_and_sent(shop, "send-order-confirmation", event)
    assert in_mail in text(mail_server)


def test_a_product_with_a_price_in_another_currency_cannot_be_ordered_and_says_why(
    shop: Shop, in_currency: Callable[[str], None]
) -> None:
    a_product(shop.session)
    in_currency("SEK")
    answer = shop.call("quote-order", {"lines": [{"sku": "MUG-1", "quantity": 1}], "country": "FR"})
    assert (answer.status_code, answer.json["sku"]) == (409, "MUG-1")
    assert answer.json["detail"] == "MUG-1 has its price in EUR; the shop sells in SEK."


class TestADeployedCurrency:
    def test_is_refused_while_products_that_are_not_archived_have_prices_in_another(self, shop: Shop) -> None:
        a_product(shop.session)
        a_product(shop.session, "MUG-2", state="draft")
        refuse_other_currency(shop.session.connection(), "EUR")
        with pytest.raises(SystemExit, match=r"is JPY, but there are prices of 2 products in EUR. Archive these"):
            refuse_other_currency(shop.session.connection(), "JPY")
        _archive_all(shop.session)
        refuse_other_currency(shop.session.connection(), "JPY")

    @pytest.mark.parametrize("unset", ["", "unset"])
    def test_that_nobody_has_set_is_refused(self, shop: Shop, unset: str) -> None:
        with pytest.raises(SystemExit, match="Set `currency` in argocd"):
            refuse_other_currency(shop.session.connection(), unset)


def _archive_all(session: Session) -> None:
    session.execute(update(Product).values(state="archived"))
