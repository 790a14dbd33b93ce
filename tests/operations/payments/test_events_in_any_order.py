from itertools import permutations

import pytest

from eventing.events.payments import PaymentAuthorized, PaymentVoided
from tests.support.operations.payments import (
    an_order,
    authorize,
    balances,
    cancel,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator

STEPS = {"authorize": authorize, "cancel": cancel}


@pytest.mark.parametrize("steps", sorted(set(permutations(["authorize", "authorize", "cancel", "cancel"]))))
def test_an_order_that_is_cancelled_holds_no_money_in_whatever_order_events_come(
    shop: Shop, card_simulator: CardSimulator, steps: tuple[str, ...]
) -> None:
    order = an_order(shop)
    assert {STEPS[step](shop, order).status_code for step in steps} == {204}
    assert {charge["state"] for charge in card_simulator.charges()} <= {"voided"}
    assert balances(shop) == {}
    assert bool(shop.announced(PaymentVoided)) == bool(shop.announced(PaymentAuthorized)) == (steps[0] == "authorize")
