"""`make load` with one visitor for each journey, all at once and in a hurry: for a test with `--url` and `--json`.

A process of its own, since Locust patches the standard library."""

import sys
from unittest.mock import patch

from ops.load import __main__ as load  # Patches the standard library, so it comes first.
from ops.load import plan
from ops.load.plan import Plan, Visit
from ops.scaling.simulator.traffic.journeys import SHOPPERS, Journey
from ops.scaling.simulator.traffic.visits import Click

SECONDS, PAUSE_SECONDS = 12, 0.5


def visit(journey: Journey) -> Visit:
    return [
        # The home page's list, then the first list and product of all.
        Click(number * PAUSE_SECONDS, tuple((each, "0" if number else "") for each in step.operations), number == 0)
        for number, step in enumerate(journey.steps)
    ]


if __name__ == "__main__":
    hurried = Plan("one visitor for each journey", SECONDS, [visit(each) for each in SHOPPERS])
    with patch.object(plan, "of_a_day", return_value=hurried):
        sys.exit(load.main())
