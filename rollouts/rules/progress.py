"""Decides how a rollout continues: by the new revision's next share, its completion, or a rollback."""

from dataclasses import dataclass

from rollouts.rules.evidence import Answers
from rollouts.rules.plan import Plan, share_percent

# Enough for a revision that fails every third request to be found failing.
ANSWERS_MIN = 20


@dataclass(frozen=True, slots=True)
class Step:
    """The new revision's share from now on: at 100 it has replaced the old one, at 0 it is rolled back."""

    percent: int
    message: str


@dataclass(frozen=True, slots=True)
class Watched:
    """A rollout so far: the seconds during which both revisions were observed, and the answers of each."""

    plan: Plan
    percent: int
    elapsed_seconds: float
    old: Answers
    new: Answers

    @property
    def is_unclear(self) -> bool:
        """Whether the function is called, but the new revision has hardly answered yet."""
        return self.old.number + self.new.number > 0 and self.new.number < ANSWERS_MIN


def next_step(rollout: Watched, faults: list[str]) -> Step:
    """A rollout that is still unclear at its end continues for up to the same time again.

    If it still has few requests then, it completes: otherwise a rarely called function could never be deployed.
    """
    plan, elapsed_seconds = rollout.plan, rollout.elapsed_seconds
    if faults:
        return Step(0, "; ".join(faults))
    answered = f"{rollout.new.number} requests answered, {rollout.new.errors} with server errors"
    if rollout.is_unclear and plan.seconds <= elapsed_seconds < 2 * plan.seconds:
        return Step(rollout.percent, f"{answered}: too few to judge, {ANSWERS_MIN} are awaited")
    return Step(share_percent(plan, elapsed_seconds, rollout.percent), answered)
