"""What simulated visitors announce is what the journeys say."""

from ops.load.shopping.calls import announcement
from ops.load.shopping.catalog import Catalog
from ops.load.shopping.shopper import Account, Shopper
from ops.scaling.simulator.traffic.journeys import SHOPPERS


def test_every_announcement_of_the_journeys_has_a_path() -> None:
    steps = [step for journey in SHOPPERS for step in journey.steps]
    named = {each for step in steps if step.is_form or step.approach_seconds for each in step.operations}
    shopper = Shopper(Catalog((), ()), Account("", ""))
    assert named >= {"log-in", "place-order", "put-cart-item"}
    assert [
        each for each in named | {step.tempts for step in steps if step.tempts} if not announcement(shopper, each)
    ] == []
