"""What the activator reports about a revision, as in Knative's `TestStats` in `concurrency_reporter_test.go`."""

import pytest

from ops.scaling.simulator.knative.concurrency_reporter import ConcurrencyReporter

START, END, TICK = "start", "end", "tick"
AT_ONCE = 1.0
TABLE: dict[str, tuple[list[tuple[str, float]], list[float]]] = {
    "scale-from-zero sends stat": ([(START, 0)], [AT_ONCE]),
    "in'n out": ([(START, 0), (END, 1), (START, 1), (END, 2), (TICK, 2)], [AT_ONCE, 0.0]),
    "scale to two": ([(START, 0), (START, 0), (TICK, 1), (END, 2), (END, 2)], [AT_ONCE, 1.0]),
    "scale-from-zero after tick sends stat": (
        [(START, 0), (END, 1), (TICK, 1), (TICK, 2), (START, 3), (TICK, 4)],
        [AT_ONCE, 0.0, 0.0, AT_ONCE, 0.0],
    ),
    "a request that comes with the report": (
        [(START, 0), (END, 0), (START, 1), (TICK, 1), (TICK, 2)],
        [AT_ONCE, 0.0, 1.0],
    ),
    "a request for half a second": ([(START, 0), (TICK, 1), (END, 1.5), (TICK, 2)], [AT_ONCE, 0.0, 0.5]),
}


@pytest.mark.parametrize("label", TABLE)
def test_reports_as_in_knatives_table(label: str) -> None:
    happened, expected = TABLE[label]
    reporter, reported = ConcurrencyReporter(), []
    for what, now in happened:
        if what == TICK and reporter.is_open:
            reported.append(reporter.report(now))
        elif what == START and reporter.enter(now):
            reported.append(AT_ONCE)
        elif what == END:
            reporter.leave(now)
    assert reported == expected
