from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.order_refunds import OrderRefund
from eventing.events.orders import OrderRefunded
from eventing.events.payments import PaymentRefunded, PaymentVoided
from tests.support.operations.orders import present, put_into
from tests.support.operations.shop import Shop


def refunded(
    order_id: UUID, amount_minor: int, refund_id: UUID | None = None, left_minor: int | None = None
) -> PaymentRefunded:
    return PaymentRefunded(
        order_id=order_id,
        amount_minor=amount_minor,
        currency="EUR",
        refund_id=refund_id or uuid4(),
        left_minor=left_minor,
    )


class TestMarkOrderRefunded:
    def test_a_part_is_written_down_and_the_order_stays(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        shop.deliver("mark-order-refunded", refunded(order["id"], 5_00))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("delivered", 5_00)
        assert [event["amount_minor"] for event in shop.announced(OrderRefunded)] == [5_00]
        step = present(shop, order).timeline[-1]
        assert (step.reason_code, step.parameters) == ("payment_refunded", {"amount_minor": 5_00})

    def test_the_last_part_refunds_the_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        for amount_minor in (5_00, 24_90):
            shop.deliver("mark-order-refunded", refunded(order["id"], amount_minor))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("refunded", 29_90)

    def test_all_that_was_captured_refunds_the_order(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        for amount_minor, left_minor, state in ((5_00, 9_95, "delivered"), (9_95, 0, "refunded")):
            shop.deliver("mark-order-refunded", refunded(order["id"], amount_minor, left_minor=left_minor))
            assert present(shop, order).state == state

    def test_refunds_take_back_exactly_the_vat_that_the_order_has(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        for amount_minor in (3, 4, 29_83):
            shop.deliver("mark-order-refunded", refunded(order["id"], amount_minor))
        taken = shop.session.scalars(select(OrderRefund.taxes).order_by(OrderRefund.amount_minor)).all()
        assert [[(each["rate_basis_points"], each["tax_minor"]) for each in taxes or []] for taxes in taken] == [
            [(2000, 1)],
            [(2000, 0)],
            [(2000, 4_98)],
        ]
        assert present(shop, order).taxes == [{"rate_basis_points": 2000, "net_minor": 24_91, "tax_minor": 4_99}]

    def test_a_refund_of_an_order_of_before_vat_has_none(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        present(shop, order).taxes = None
        shop.session.commit()
        shop.deliver("mark-order-refunded", refunded(order["id"], 5_00))
        assert shop.session.scalars(select(OrderRefund.taxes)).all() == [None]

    def test_the_same_refund_reported_twice_counts_once(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "delivered")
        refund_id = uuid4()
        for _ in range(2):
            shop.deliver("mark-order-refunded", refunded(order["id"], 5_00, refund_id))
        assert present(shop, order).refunded_minor == 5_00
        assert len(shop.announced(OrderRefunded)) == 1

    def test_a_cancelled_order_stays_so_when_its_payment_is_voided(self, shop: Shop, order: dict[str, Any]) -> None:
        put_into(shop, order, "cancelled")
        shop.deliver("mark-order-refunded", PaymentVoided(order_id=order["id"], amount_minor=29_90, currency="EUR"))
        assert (present(shop, order).state, present(shop, order).refunded_minor) == ("cancelled", 0)
        last = present(shop, order).timeline[-1]
        assert (last.state, last.reason_code) == ("cancelled", "payment_voided")
        assert shop.session.scalars(select(OrderRefund.taxes)).one() == [{"rate_basis_points": 2000, "tax_minor": 4_99}]
