"""Which promotions a quote and an order have, and what becomes of their uses."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.orders import Order, OrderLine
from db.models.promotions import AccountUses, Claim, Promotion
from eventing.events.payments import PaymentDeclined
from tests.support.factories import a_product, an_order_for
from tests.support.operations.orders import act, shopper
from tests.support.operations.pricing import a_method, a_promotion
from tests.support.operations.shop import Shop

FREE_ITEM: dict[str, Any] = {"kind": "buy_x_get_y", "buy_quantity": 1, "free_quantity": 1}


@pytest.fixture
def mug(shop: Shop) -> None:
    a_product(shop.session, price_minor=20_00, on_hand=1000)


def quote(shop: Shop, *codes: str, by: UUID | None = None, **other: Any) -> Any:
    body = {"lines": [{"sku": "MUG-1", "quantity": 1}], "voucher_codes": codes, **other}
    return shop.call("quote-order", body, **(shopper(by) if by is not None else {})).json


def place(shop: Shop, total_minor: int, *codes: str, by: UUID | None = None, **other: Any) -> Any:
    body = an_order_for(price_minor=20_00, voucher_codes=codes, **{"expected_total_minor": total_minor, **other})
    return shop.call("place-order", body, key=str(uuid4()), **(shopper(by) if by is not None else {}))


def refusals(quoted: Any) -> list[tuple[str, str | None]]:
    return [(each["code"], each["refusal"]) for each in quoted["vouchers"]]


def uses(shop: Shop, promotion: Promotion) -> int:
    shop.session.refresh(promotion)
    assert promotion.uses == len(shop.session.scalars(select(Claim).where(Claim.promotion_id == promotion.id)).all())
    return promotion.uses


@pytest.mark.usefixtures("mug")
class TestAQuote:
    def test_has_an_automatic_promotion(self, shop: Shop) -> None:
        a_promotion(shop)
        quoted = quote(shop)
        assert (quoted["subtotal_minor"], quoted["discount_minor"], quoted["total_minor"]) == (20_00, 2_00, 22_90)
        assert quoted["promotions"] == [
            {"code": None, "names": {"en": "A promotion", "fr": "Une promotion"}, "discount_minor": 2_00}
        ]
        assert (quoted["lines"][0]["discount_minor"], quoted["vouchers"]) == (2_00, [])

    def test_has_a_voucher_for_those_who_enter_it_in_any_case(self, shop: Shop) -> None:
        a_promotion(shop, "TEN")
        assert quote(shop)["discount_minor"] == 0
        quoted = quote(shop, " ten ")
        assert (quoted["discount_minor"], refusals(quoted)) == (2_00, [("TEN", None)])

    def test_includes_the_vat_of_what_is_paid(self, shop: Shop) -> None:
        a_promotion(shop)
        assert quote(shop)["taxes"] == [{"rate_basis_points": 2000, "net_minor": 19_08, "tax_minor": 3_82}]

    def test_answers_with_a_reason_for_each_code_that_does_not_apply(self, shop: Shop) -> None:
        later = shop.now + timedelta(days=1)
        a_promotion(shop, "SOON", valid_from=later)
        a_promotion(shop, "OVER", valid_until=shop.now)
        a_promotion(shop, "SPENT", uses=2, uses_max=2)
        a_promotion(shop, "FIFTY", subtotal_from_minor=50_00)
        a_promotion(shop, "BOOKS", categories=["books"])
        quoted = quote(shop, "NOPE", "SOON", "OVER", "SPENT", "FIFTY")
        assert (quoted["total_minor"], refusals(quoted)) == (
            24_90,
            [
                ("NOPE", "unknown"),
                ("SOON", "not_yet_valid"),
                ("OVER", "expired"),
                ("SPENT", "used_up"),
                ("FIFTY", "subtotal_too_low"),
            ],
        )
        assert quoted["vouchers"][1]["valid_from"].startswith("2026-11-24")
        assert quoted["vouchers"][4]["subtotal_from_minor"] == 50_00
        assert refusals(quote(shop, "BOOKS")) == [("BOOKS", "no_matching_products")]

    def test_reads_no_automatic_promotion_of_another_time(self, shop: Shop) -> None:
        a_promotion(shop, valid_until=shop.now)
        a_promotion(shop, valid_from=shop.now + timedelta(seconds=1))
        assert quote(shop)["promotions"] == []

    def test_is_for_the_products_that_a_promotion_names(self, shop: Shop) -> None:
        a_promotion(shop, handles=["mug-1"])
        a_product(shop.session, "CUP")
        lines = [{"sku": sku, "quantity": 1} for sku in ("CUP", "MUG-1")]
        assert [line["discount_minor"] for line in quote(shop, lines=lines)["lines"]] == [0, 2_00]

    def test_has_the_free_items_of_a_promotion(self, shop: Shop) -> None:
        a_promotion(shop, **FREE_ITEM)
        assert quote(shop, lines=[{"sku": "MUG-1", "quantity": 2}])["discount_minor"] == 20_00

    def test_has_free_shipping_up_to_what_the_first_method_costs(self, shop: Shop) -> None:
        a_promotion(shop, "SHIP", kind="free_shipping")
        a_method(shop, "EU", "express", (0, 0, 12_90))
        assert quote(shop, "SHIP")["total_minor"] == 20_00
        assert quote(shop, "SHIP", shipping_method="express")["total_minor"] == 28_00

    def test_has_the_promotions_that_save_most_together(self, shop: Shop) -> None:
        a_promotion(shop, "FIVE", kind="fixed_amount", amount_minor=5_00)
        a_promotion(shop, "TEN", combinable=True)
        a_promotion(shop, "SHIP", kind="free_shipping", combinable=True)
        quoted = quote(shop, "FIVE", "TEN", "SHIP")
        assert quoted["discount_minor"] == 2_00 + 4_90
        assert refusals(quoted) == [("FIVE", "better_promotion"), ("TEN", None), ("SHIP", None)]

    def test_has_promotions_of_accounts_for_accounts_only(self, shop: Shop) -> None:
        a_promotion(shop, "MEMBER", audience="accounts")
        assert refusals(quote(shop, "MEMBER")) == [("MEMBER", "account_needed")]
        assert quote(shop, "MEMBER", by=uuid4())["discount_minor"] == 2_00

    def test_knows_an_accounts_first_order(self, shop: Shop) -> None:
        first = a_promotion(shop, "FIRST", audience="first_order")
        account_id = uuid4()
        number = place(shop, 22_90, "FIRST", by=account_id).json["number"]
        assert refusals(quote(shop, "FIRST", by=account_id)) == [("FIRST", "not_first_order")]
        assert refusals(quote(shop, "FIRST", by=uuid4())) == [("FIRST", None)]
        act(shop, "cancel-order", number, **shopper(account_id))
        assert (refusals(quote(shop, "FIRST", by=account_id)), uses(shop, first)) == ([("FIRST", None)], 0)


@pytest.mark.usefixtures("mug")
class TestAnOrder:
    def test_is_placed_at_the_total_with_its_promotions(self, shop: Shop) -> None:
        ten = a_promotion(shop, "TEN")
        placed = place(shop, 22_90, "TEN").json
        assert (placed["discount_minor"], placed["total_minor"]) == (2_00, 22_90)
        assert [(each["code"], each["discount_minor"]) for each in placed["promotions"]] == [("TEN", 2_00)]
        (line,) = shop.session.scalars(select(OrderLine))
        assert (line.unit_price_minor, line.discount_minor, line.tax_minor) == (20_00, 2_00, 3_00)
        assert uses(shop, ten) == 1

    def test_keeps_what_is_off_the_shipping(self, shop: Shop) -> None:
        a_promotion(shop, "SHIP", kind="free_shipping")
        placed = place(shop, 20_00, "SHIP").json
        (order,) = shop.session.scalars(select(Order))
        assert (placed["shipping_minor"], placed["discount_minor"]) == (4_90, 4_90)
        assert (order.shipping_discount_minor, order.shipping_tax_minor) == (4_90, 0)

    def test_is_refused_at_the_total_of_a_voucher_that_is_over(self, shop: Shop) -> None:
        a_promotion(shop, "OVER", valid_until=shop.now)
        refused = place(shop, 22_90, "OVER")
        assert (refused.status_code, refused.json["type"].rpartition(":")[2]) == (409, "price-changed")
        assert refusals(refused.json["quote"]) == [("OVER", "expired")]
        assert place(shop, 24_90, "OVER").status_code == 201

    def test_does_not_count_an_automatic_promotion_without_a_limit(self, shop: Shop) -> None:
        sale = a_promotion(shop)
        assert place(shop, 22_90).status_code == 201
        assert uses(shop, sale) == 0

    def test_claims_no_voucher_that_is_not_applied(self, shop: Shop) -> None:
        ten = a_promotion(shop, "TEN")
        a_promotion(shop, share_basis_points=2000)
        assert place(shop, 20_90, "TEN").status_code == 201
        assert uses(shop, ten) == 0

    def test_uses_a_promotion_as_often_as_an_account_may(self, shop: Shop) -> None:
        once = a_promotion(shop, "ONCE", uses_max_per_account=1)
        account_id = uuid4()
        assert place(shop, 22_90, "ONCE", by=account_id).status_code == 201
        refused = place(shop, 22_90, "ONCE", by=account_id)
        assert refusals(refused.json["quote"]) == [("ONCE", "used_up_by_account")]
        assert place(shop, 22_90, "ONCE", by=uuid4()).status_code == 201
        assert uses(shop, once) == 2

    def test_may_cost_nothing(self, shop: Shop) -> None:
        a_promotion(shop, "ALL", share_basis_points=10_000, combinable=True)
        a_promotion(shop, "SHIP", kind="free_shipping", combinable=True)
        assert place(shop, 0, "ALL", "SHIP").json["total_minor"] == 0


@pytest.mark.usefixtures("mug")
class TestUses:
    def test_are_given_back_by_an_order_that_is_cancelled_once(self, shop: Shop) -> None:
        account_id = uuid4()
        ten = a_promotion(shop, "TEN", uses_max=1, uses_max_per_account=1)
        number = place(shop, 22_90, "TEN", by=account_id).json["number"]
        for _ in range(2):
            act(shop, "cancel-order", number, **shopper(account_id))
        assert uses(shop, ten) == 0
        assert [each.uses for each in shop.session.scalars(select(AccountUses))] == [0]
        assert place(shop, 22_90, "TEN", by=account_id).status_code == 201

    def test_are_given_back_by_an_order_that_is_rejected_once(self, shop: Shop) -> None:
        ten = a_promotion(shop, "TEN", uses_max=2)
        for _ in range(2):
            assert place(shop, 22_90, "TEN").status_code == 201
        order = shop.session.scalars(select(Order)).first()
        assert order is not None
        declined = PaymentDeclined(
            order_id=order.id, amount_minor=22_90, currency="EUR", reason_code="insufficient_funds"
        )
        for _ in range(2):
            shop.deliver("reject-order", declined)
        assert uses(shop, ten) == 1

    def test_stay_with_an_order_that_is_confirmed(self, shop: Shop) -> None:
        ten = a_promotion(shop, "TEN", uses_max=1)
        assert place(shop, 22_90, "TEN").status_code == 201
        assert refusals(quote(shop, "TEN")) == [("TEN", "used_up")]
        assert uses(shop, ten) == 1
