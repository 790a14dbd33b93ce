"""Defines a call: one request to one function."""

from collections.abc import Sequence
from typing import Optional

from ops.scaling.simulator.model.revision import Pod, Revision


class Call:
    """A call for which its `parent` waits. It makes its `children` once a pod serves it, and works for `seconds` after
    their answers.

    `origin` is the call from outside or by the clock whose event it handles; None if it handles no event. `waited` and
    `met_cold_start_below` include the children's. `announces` is the operation that a client says it will call."""

    __slots__ = (
        "announces",
        "arrived",
        "children",
        "children_left",
        "has_failed",
        "is_first_page",
        "is_from_outside",
        "is_in_background",
        "is_wake",
        "met_cold_start",
        "met_cold_start_below",
        "origin",
        "parent",
        "pod",
        "revision",
        "seconds",
        "waited",
    )

    def __init__(self, revision: Revision, seconds: float, origin: Optional["Call"] = None) -> None:
        self.revision = revision
        self.seconds = seconds
        self.origin = origin
        self.is_wake = self.is_from_outside = self.is_first_page = self.is_in_background = False
        self.met_cold_start = self.met_cold_start_below = self.has_failed = False
        self.announces = ""
        self.arrived = self.waited = 0.0
        self.parent: Call | None = None
        self.pod: Pod | None = None
        self.children: Sequence[Call] = ()
        self.children_left = 0

    def calls(self, children: Sequence["Call"]) -> "Call":
        """Sets its children."""
        self.children = children
        self.children_left = len(children)
        for child in children:
            child.parent = self
        return self

    def outermost(self) -> "Call":
        """The call from which this one follows, through callers and events."""
        call = self
        while (above := call.origin or call.parent) is not None:
            call = above
        return call
