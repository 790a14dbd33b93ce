"""The columns of the table: what each may hold, and where Knative's manifest has it."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ANNOTATIONS = "spec.template.metadata.annotations.[autoscaling.knative.dev/{}]"
# Where Kustomize writes each column. The first is everybody's, the others an operation's.
PATHS = {
    "min": [ANNOTATIONS.format("min-scale")],
    "max": [ANNOTATIONS.format("max-scale")],
    # One number: requests at once, threads, and database connections.
    "concurrency": [
        "spec.template.spec.containerConcurrency",
        "spec.template.spec.containers.[name=function].env.[name=THREADS].value",
    ],
    "target": [ANNOTATIONS.format("target-utilization-percentage")],
    "window": [ANNOTATIONS.format("window")],
    "retention": [ANNOTATIONS.format("scale-to-zero-pod-retention-period")],
}
UNITS = {"s": 1, "m": 60, "h": 3600}


def _seconds(written: object) -> int:
    match = re.fullmatch(r"(\d+)([smh])", written) if isinstance(written, str) else None
    if match is None:
        raise ValueError("is no time; write 30s, 5m or 1h")
    return int(match[1]) * UNITS[match[2]]


def written(column: str, value: int) -> str:
    """The cell as an operator writes it."""
    return f"{value}s" if column in ("window", "retention") else str(value)


class Row(BaseModel):
    """How one function scales; the bounds are Knative's, and tighter where no shop of ours needs more."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    # Pods that always stand, and pods at most. No bound (Knative's 0) would be no budget.
    min: Annotated[int, Field(ge=0, le=20)]
    max: Annotated[int, Field(ge=1, le=50)]
    # Requests that a pod takes at once, and how many per cent of them it has when another pod is started.
    concurrency: Annotated[int, Field(ge=1, le=1000)]
    target: Annotated[int, Field(ge=1, le=100)]
    # Seconds over which the need is averaged, and for which the last pod stays beyond them.
    window: Annotated[int, BeforeValidator(_seconds), Field(ge=6, le=3600)]
    retention: Annotated[int, BeforeValidator(_seconds), Field(ge=0, le=3600)]

    @model_validator(mode="after")
    def _holds_together(self) -> "Row":
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is above max ({self.max})")
        if self.min and self.retention:
            raise ValueError(f"retention has no effect: with min: {self.min} no pod is the last to go; write 0s")
        return self


# How a new operation begins: no pod while nobody calls it, two at most until there is traffic to judge by.
NEW_ROW = Row.model_validate({"min": 0, "max": 2, "concurrency": 8, "target": 70, "window": "15s", "retention": "0s"})
