"""One walk: a seed decides which steps a shop takes and what goes wrong; then it comes to rest and must be right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from sqlalchemy import Engine

from eventing.times import HEALED_WITHIN
from tests.support.invariants.always import ALWAYS
from tests.support.invariants.at_rest import AT_REST
from tests.support.invariants.checks import violations
from tests.support.simulation.checks import problems_outside
from tests.support.simulation.settling import settle
from tests.support.simulation.walks.random_faults import RandomFaults
from tests.support.simulation.walks.steps import deliver_again, possible, repeat
from tests.support.simulation.world.clock import Clock
from tests.support.simulation.world.crash_points import CrashPoint
from tests.support.simulation.world.entropy import Entropy
from tests.support.simulation.world.people import WrongAnswer
from tests.support.simulation.world.world import World

STEPS = 16
STEP_TAKES = timedelta(milliseconds=200)


@dataclass
class Walk:
    """`steps` are the numbers of the steps that are taken. Each has random numbers of its own, so that the others stay
    much the same when one is left out."""

    engine: Engine
    seed: int
    steps: Sequence[int] = tuple(range(STEPS))
    # By how much the clocks of processes differ from the database's.
    process_ahead: timedelta = timedelta()
    # What happened, and every crash point that was passed.
    trace: list[str] = field(default_factory=list)
    reached: list[CrashPoint] = field(default_factory=list)

    def problem(self) -> str:
        """Walks; what is wrong, or "" when all is well."""
        world = World(self.engine, Clock(process_ahead=self.process_ahead))
        self.reached = world.crash_points.reached
        self._entropy = Entropy(str(self.seed))
        with self._entropy.installed(), world.begun():
            try:
                for number in self.steps:
                    self._take(world, number)
                found = violations(world, ALWAYS) or self._problem_at_rest(world)
            except WrongAnswer as wrong:
                return str(wrong)
        return "\n".join(f"{name}: {rows}" for name, rows in found.items())

    def _take(self, world: World, number: int) -> None:
        random = self._random(number)
        world.use(RandomFaults(random, frozenset(world.outages)))
        steps = list(possible(world))
        (step,) = random.choices([step for _, step in steps], [weight for weight, _ in steps])
        before = world.clock.now
        did = step(world, random)
        self.trace.append(f"{number:3} {before:%H:%M:%S} {did}")
        world.clock.advance(STEP_TAKES)

    def _problem_at_rest(self, world: World) -> dict[str, list[object]]:
        random = self._random(-1)
        world.without_faults()
        took = settle(world)
        if took > HEALED_WITHIN:
            return {"every-order-ends-soon-after-the-last-fault": [str(took)]}
        if world.broker.delivered:
            deliver_again(world, random)
        if world.people.answered:
            repeat(world, random)
        settle(world)
        return violations(world, {**ALWAYS, **AT_REST}) or problems_outside(world)

    def _random(self, number: int) -> Random:
        self._entropy.reseed(f"{self.seed}/{number}/entropy")
        return Random(f"{self.seed}/{number}")
