from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from db.models.returns import Return
from eventing.events.orders import OrderRefunded
from eventing.events.payments import PaymentVoided
from tests.support.invoices import an_invoiced_order, by_rate, credit, documents, refund, rows, ship
from tests.support.operations.orders import act, an_order, present
from tests.support.operations.shop import Shop


def returned(shop: Shop, order: dict[str, Any], quantity: int, **other: Any) -> tuple[UUID, int]:
    """A return of so many of the only line that has arrived: its id, and what it gives back."""
    number, sku = order["number"], order["lines"][0]["sku"]
    wanted = {"email": "ada@example.org", "lines": [{"sku": sku, "quantity": quantity}]}
    assert act(shop, "request-return", number, wanted).status_code == 200
    arrived: dict[str, Any] = {"lines": [{"sku": sku, "resellable": quantity, "damaged": 0, **other}]}
    amount_minor = act(shop, "receive-return", number, arrived, role="staff").json["refund_minor"]
    arrived["expected_refund_minor"] = amount_minor
    assert act(shop, "receive-return", number, arrived, role="staff").status_code == 200
    return shop.session.scalars(select(Return.id)).one(), amount_minor


class TestACreditNote:
    def test_is_of_the_amount_that_was_refunded_with_the_vat_stored_for_it(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, quantity=2)
        assert refund(shop, order["id"], 5_00).status_code == 204
        (note,) = documents(shop, "credit_note")
        assert (note.number, note.total_minor) == ("CN-2026-000001", 5_00)
        assert rows(note) == [("amount", 1, 5_00)]
        assert by_rate(note) == {2000: (4_17, 83)}
        assert note.content["invoice"] == {"number": "INV-2026-000001", "issued_on": shop.now.date().isoformat()}

    def test_names_the_lines_that_came_back(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, quantity=3)
        refund_id, amount_minor = returned(shop, order, 2)
        refund(shop, order["id"], amount_minor, refund_id)
        (note,) = documents(shop, "credit_note")
        assert rows(note) == [("goods", 2, 25_00)]
        assert by_rate(note) == {2000: (20_83, 4_17)}

    def test_has_the_lines_without_the_value_that_they_lost(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, quantity=3)
        lost: dict[str, Any] = {"lost_value_minor": 5_00, "lost_value_reason": "it was worn"}
        refund_id, amount_minor = returned(shop, order, 2, **lost)
        refund(shop, order["id"], amount_minor, refund_id)
        (note,) = documents(shop, "credit_note")
        assert (rows(note), by_rate(note)) == ([("goods", 2, 20_00)], {2000: (16_66, 3_34)})

    def test_of_less_than_the_lines_cost_is_of_the_amount_though_its_vat_is_the_same(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, quantity=3)
        refund_id, amount_minor = returned(shop, order, 2)
        refund(shop, order["id"], amount_minor - 1, refund_id)
        (note,) = documents(shop, "credit_note")
        assert (rows(note), by_rate(note)) == ([("amount", 1, 24_99)], {2000: (20_82, 4_17)})

    def test_names_the_lines_that_were_not_shipped(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed", quantity=3)
        order["id"] = present(shop, order).id
        some = [{"sku": order["lines"][0]["sku"], "quantity": 1}]
        ship(shop, order, lines=some)
        released = {"lines": some, "expected_amount_minor": 12_50}
        shown = act(shop, "release-rest", order["number"], released, role="staff").json
        refund(shop, order["id"], 12_50, UUID(shown["releases"][0]["id"]))
        (note,) = documents(shop, "credit_note")
        assert (rows(note), by_rate(note)) == ([("goods", 1, 12_50)], {2000: (10_42, 2_08)})

    def test_of_a_return_of_which_less_was_left_is_of_the_amount(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, quantity=2)
        refund(shop, order["id"], 20_00)
        refund_id, amount_minor = returned(shop, order, 2)
        refund(shop, order["id"], amount_minor, refund_id)
        first, second = documents(shop, "credit_note")
        (invoice,) = documents(shop)
        assert (amount_minor, rows(second)) == (9_90, [("amount", 1, 9_90)])
        assert first.total_minor + second.total_minor == invoice.total_minor
        ((net, tax),), ((net_1, tax_1),), ((net_2, tax_2),) = (by_rate(d).values() for d in (invoice, first, second))
        assert (net, tax) == (net_1 + net_2, tax_1 + tax_2)

    def test_that_comes_first_brings_the_invoice_along(self, shop: Shop) -> None:
        order = an_order(shop, "confirmed")
        ship(shop, order)
        refund(shop, present(shop, order).id, 1_00)
        assert [note.content["invoice"]["number"] for note in documents(shop, "credit_note")] == ["INV-2026-000001"]
        assert len(documents(shop)) == 1

    def test_is_one_for_each_refund(self, shop: Shop) -> None:
        order = an_invoiced_order(shop)
        refund(shop, order["id"], 1_00, refund_id := uuid4())
        assert credit(shop, refund_id).status_code == 204
        assert len(documents(shop, "credit_note")) == 1

    def test_is_not_issued_of_what_was_never_captured(self, shop: Shop) -> None:
        order = an_order(shop, "cancelled")
        order_id = present(shop, order).id
        voided = PaymentVoided(order_id=order_id, amount_minor=order["total_minor"], currency="EUR")
        shop.deliver("mark-order-refunded", voided)
        assert shop.deliver_announced("issue-credit-note", OrderRefunded).status_code == 204
        assert documents(shop, "credit_note") == documents(shop) == []
