"""What the card simulator does of its own accord or reports out of order ends right, in money, ledger and order."""

import pytest
from sqlalchemy import Engine

from functions.payments.card_simulator.disputes import DISPUTE_FEE_MINOR
from tests.support.factories import PRICE_MINOR, agreed_total
from tests.support.invariants.always import ALWAYS, MEASURED
from tests.support.invariants.at_rest import AT_REST
from tests.support.invariants.checks import violations
from tests.support.simulation.checks import problems_outside
from tests.support.simulation.settling import settle
from tests.support.simulation.stories.orders import SHIPMENT
from tests.support.simulation.stories.steps import ask_as_staff, place, state
from tests.support.simulation.world.world import World

TOTAL = agreed_total((PRICE_MINOR, 1))["expected_total_minor"]
HALF = TOTAL // 2
EARNED = {"receivable_from_provider": TOTAL, "revenue": -TOTAL}
IS_DISPUTED = {"receivable_from_provider": -DISPUTE_FEE_MINOR, "provider_fees": DISPUTE_FEE_MINOR, "revenue": -TOTAL}
INVARIANTS = {**ALWAYS, **AT_REST, "provider-ledger": MEASURED["provider-ledger"]}


def balances(world: World) -> dict[str, int]:
    query = "SELECT account, sum(amount_minor) FROM payments.ledger GROUP BY account HAVING sum(amount_minor) <> 0"
    return {account: int(total) for account, total in world.query(query)}


@pytest.mark.parametrize(
    ("card", "books", "disputes"),
    [
        ("card_captured_by_half", {"receivable_from_provider": HALF, "revenue": -HALF}, []),
        ("card_capture_reported_first", EARNED, []),
        ("card_dispute_asked", {**IS_DISPUTED, "disputed": TOTAL}, ["open"]),
        ("card_dispute_won", EARNED, ["won"]),
        # Reports are delivered newest first: these two are heard of from either end.
        ("card_dispute_lost", {**IS_DISPUTED, "lost_disputes": TOTAL}, ["lost"]),
        ("card_dispute_end_reported_first", {**IS_DISPUTED, "lost_disputes": TOTAL}, ["lost"]),
    ],
)
def test_what_a_card_leads_to_is_booked_and_seen_by_staff(
    shop_engine: Engine, card: str, books: dict[str, int], disputes: list[str]
) -> None:
    world = World(shop_engine)
    with world.begun():
        number = place(world, card=card)
        settle(world)
        ask_as_staff(world, "ship-order", SHIPMENT, f"number={number}")
        settle(world)
        seen = ask_as_staff(world, "show-payment", None, f"number={number}", method="GET").json
        assert (state(world, number), seen["state"]) == ("shipped", "captured")
        assert (seen["amount_minor"], seen["captured_minor"]) == (TOTAL, HALF if "half" in card else TOTAL)
        assert [dispute["state"] for dispute in seen["disputes"]] == disputes
        assert balances(world) == books
        assert violations(world, INVARIANTS) == {}
        assert problems_outside(world) == {}
