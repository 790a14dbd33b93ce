"""`make load` with one visitor for each journey, all at once and in a hurry: for a test with `--url` and `--json`.

A process of its own, since Locust patches the standard library."""

import sys
from unittest.mock import patch

from ops.load import __main__ as load  # Patches the standard library, so it comes first.
from ops.load import plan
from ops.load.plan import Plan, Visit
from ops.scaling.simulator.traffic.journeys import SHOPPERS, Journey
from ops.scaling.simulator.traffic.visits import Click

SECONDS, PAUSE_SECONDS = 30, 0.5
# An order is paid once its stock is reserved, which a busy machine does not do within a pause.
RESERVED_SECONDS = 10.0


def visit(journey: Journey) -> Visit:
    return [
        # The home page's list, then the first list and product of all.
        Click(_at(journey, number), tuple((each, "0" if number else "") for each in step.operations), number == 0)
        for number, step in enumerate(journey.steps)
    ]


def _at(journey: Journey, number: int) -> float:
    is_placed = any("place-order" in step.operations for step in journey.steps[:number])
    return number * PAUSE_SECONDS + (RESERVED_SECONDS if is_placed else 0.0)


if __name__ == "__main__":
    hurried = Plan("one visitor for each journey", SECONDS, [visit(each) for each in SHOPPERS])
    with patch.object(plan, "plan_day", return_value=hurried):
        sys.exit(load.main())
