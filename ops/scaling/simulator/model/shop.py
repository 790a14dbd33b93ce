"""What a simulation is given: how every function scales, what functions do to each other, and how pods start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ops.scaling.simulator.knative.settings import DeciderSettings, ScaleSettings
from ops.scaling.simulator.model.cold_starts import ColdStarts
from rollouts.rules.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Function:
    """How one function scales. A request may take `timeout_seconds`, waiting included."""

    decider: DeciderSettings
    scale: ScaleSettings
    concurrency: int
    timeout_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class CallGraph:
    """Which function makes which other one work.

    Calls from outside pass `edge`, which wakes the `next_steps` of the operation that is called. A function that starts
    calls those it `wakes`. An event is carried by `relay` to its `consumers`. `clock` calls a function every so many
    seconds."""

    edge: str | None = None
    relay: str | None = None
    wakes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    next_steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    consumers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shop:
    functions: Mapping[str, Function]
    graph: CallGraph
    cold_starts: ColdStarts
    schedules: Sequence[Schedule] = ()
