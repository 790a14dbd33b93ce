"""Keeps the state of a running rollout: the answers of both revisions at its start, and how long they were observed."""

from dataclasses import dataclass

from rollouts.evidence import Evidence
from rollouts.function import Function
from rollouts.rules.judgement import faults, shop_faults
from rollouts.rules.progress import Step, Watched, next_step

# A look that comes late, or evidence that was missing meanwhile, counts as one look.
LOOK_SECONDS = 5.0


@dataclass
class Running:
    """The rollout of `candidate`. It is not stored: after a restart of the controller, its time begins again."""

    candidate: str
    began: Evidence
    latest: Evidence
    looked_at: float
    elapsed_seconds: float = 0.0
    expected: float = 0.0

    def next_step(self, function: Function, evidence: Evidence, now: float) -> Step:
        """Decides the next step from new evidence."""
        since_last = self._answered(function, self.latest, evidence)
        self.expected += function.percent / 100 * sum(since_last)
        self.elapsed_seconds += min(now - self.looked_at, 2 * LOOK_SECONDS)
        self.latest, self.looked_at = evidence, now
        old = evidence.of(function.stable).since(self.began.of(function.stable))
        new = evidence.of(self.candidate).since(self.began.of(self.candidate))
        found = faults(old, new, self.expected)
        if function.writes and new.number:
            found += shop_faults(self.began.shop, evidence.shop)
        return next_step(Watched(function.plan, function.percent, self.elapsed_seconds, old, new), found)

    def _answered(self, function: Function, before: Evidence, now: Evidence) -> tuple[int, int]:
        """The numbers of requests that the old and the new revision have answered in between."""
        old, new = (now.of(name).since(before.of(name)).number for name in (function.stable, self.candidate))
        return old, new
