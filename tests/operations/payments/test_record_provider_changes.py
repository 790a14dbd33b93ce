from sqlalchemy import select

from db.models.disputes import Dispute
from db.models.payments import LedgerEntry, Refund
from eventing.events.payments import PaymentRefunded
from tests.support.operations.payments import (
    EARNED,
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    balances,
    cancel,
    payment,
    record_changes,
    refund,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator

DISPUTE_FEE = 15_00


def entries(shop: Shop) -> int:
    return len(shop.session.scalars(select(LedgerEntry.id)).all())


class TestFees:
    def test_are_booked_once(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_with_fee")
        card_simulator.moves_on()
        for _ in range(2):
            record_changes(shop, order)
        left = TOTAL_MINOR - 67
        assert balances(shop) == {
            "provider_fees": 67,
            "receivable_from_provider": left,
            "revenue": -TOTAL_MINOR,
        }


class TestDisputes:
    def test_an_open_one_takes_the_amount_and_its_fee(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_disputed")
        card_simulator.moves_on()
        record_changes(shop, order)
        booked = balances(shop)
        assert (booked["disputed"], booked["provider_fees"]) == (TOTAL_MINOR, DISPUTE_FEE)
        assert booked["receivable_from_provider"] == -DISPUTE_FEE

    def test_a_bank_that_only_asks_has_taken_nothing_yet(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_dispute_asked")
        seen = []
        while card_simulator.late:
            card_simulator.late.pop(0)()
            record_changes(shop, order)
            seen.append((shop.session.scalars(select(Dispute.state)).one(), balances(shop).get("disputed", 0)))
        assert seen == [("asked", 0), ("open", TOTAL_MINOR)]

    def test_one_that_is_won_gives_all_of_it_back(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_dispute_won")
        while card_simulator.late:
            card_simulator.late.pop(0)()
            record_changes(shop, order)
        assert balances(shop) == EARNED
        assert shop.session.scalars(select(Dispute.state)).all() == ["won"]

    def test_of_one_that_is_lost_the_last_report_alone_will_do(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_dispute_lost")
        card_simulator.moves_on()
        record_changes(shop, order)
        booked = balances(shop)
        assert "disputed" not in booked
        assert (booked["lost_disputes"], booked["provider_fees"]) == (TOTAL_MINOR, DISPUTE_FEE)


class TestRefundsThatFail:
    def test_are_owed_to_the_shopper(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_refund_fails")
        refund(shop, order, 5_00)
        refund(shop, order, 6_00)
        card_simulator.moves_on()
        for _ in range(2):
            record_changes(shop, order)
        booked = balances(shop)
        assert (booked["refunds"], booked["owed_to_shoppers"]) == (11_00, -5_00)
        assert booked["receivable_from_provider"] == TOTAL_MINOR - 6_00
        shown = {each.amount_minor: (each.state, each.refusal_code) for each in shop.session.scalars(select(Refund))}
        assert shown == {5_00: ("failed", "lost_or_stolen_card"), 6_00: ("done", None)}
        paid = payment(shop, order.id)
        assert paid is not None
        # It stays decided: the event came once, and the amount cannot be asked for twice.
        assert (paid.refunded_minor, len(shop.announced(PaymentRefunded))) == (11_00, 2)


class TestRecordProviderChanges:
    def test_books_nothing_where_nothing_has_changed(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop)
        refund(shop, order, 5_00)
        before = entries(shop)
        record_changes(shop, order)
        assert entries(shop) == before

    def test_asks_nobody_about_a_payment_that_no_provider_has(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = an_order(shop)
        cancel(shop, order)
        record_changes(shop, order)
        assert balances(shop) == {}
