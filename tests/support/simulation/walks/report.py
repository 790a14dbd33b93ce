"""Reports a failed walk: the problem, the shortest way to it, and the command that repeats it."""

from tests.support.simulation.walks.shrink import shrunk
from tests.support.simulation.walks.walk import Walk


def report(failed: Walk, problem: str) -> str:
    shortest = shrunk(failed)
    steps = ",".join(map(str, shortest.steps))
    return "\n".join(
        [
            f"Walk {failed.seed}: {problem}",
            *shortest.trace,
            f"Again: make soak SEED={failed.seed} STEPS={steps}",
        ]
    )
