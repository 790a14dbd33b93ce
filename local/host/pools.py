"""Creates the thread pools of the local run: operations that call each other have separate ones, which rules out
deadlocks.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from eventing.subscribers import SIDE_EVENTS, SUBSCRIBERS
from local.host.operations import Operation

HTTP_THREADS, EVENT_THREADS = 8, 8
# Internal operations call each other (relay → event → card simulator), so each has its own threads.
INTERNAL_THREADS = 4
# The operations that handle side events only: a slow mail server does not hold the threads that move orders.
SIDE_THREADS, SIDE_POOL = 4, "side"
_SIDE_CONSUMERS = {consumer for event in SIDE_EVENTS for consumer in SUBSCRIBERS[event]}
WAITING_MAX = 1000
TRIGGER = "cloudshop.dev/trigger"


@dataclass(slots=True)
class Pool:
    """The threads of some operations; up to WAITING_MAX further requests may wait for one."""

    name: str
    threads: int
    waiting: int = 0
    executor: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.executor = ThreadPoolExecutor(self.threads, thread_name_prefix=self.name)

    @property
    def is_full(self) -> bool:
        return self.waiting >= self.threads + WAITING_MAX


def pools(operations: Mapping[str, Operation]) -> dict[str, Pool]:
    """The pools of all operations by name, which `pool_name` gives for each operation."""
    threads = {"http": HTTP_THREADS, "event": EVENT_THREADS, SIDE_POOL: SIDE_THREADS}
    names = {pool_name(operation) for operation in operations.values()}
    return {name: Pool(name, threads.get(name, INTERNAL_THREADS)) for name in sorted(names)}


def pool_name(operation: Operation) -> str:
    trigger = operation.labels[TRIGGER]
    if operation.name in _SIDE_CONSUMERS:
        return SIDE_POOL
    return operation.name if trigger == "internal" else trigger
