"""Defines the input of a simulation: how functions scale, which calls follow from which, and how pods start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ops.scaling.simulator.knative.settings import DeciderSettings, ScaleSettings
from ops.scaling.simulator.model.cold_starts import ColdStarts
from rollouts.rules.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Function:
    """The settings of one function; a request may take `timeout_seconds`, including the wait."""

    decider: DeciderSettings
    scale: ScaleSettings
    concurrency: int
    timeout_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class CallGraph:
    """The calls that functions cause.

    Calls from outside pass `edge`, which wakes the `next_steps` of the called operation. A starting function calls
    those that it `wakes`. `relay` carries an event to its `consumers`. `clock` has the seconds between the calls of a
    function."""

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
