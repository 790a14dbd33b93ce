"""The columns of the autoscaling settings: their values, and their fields in a Knative Service."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ops.scaling.durations import seconds_of
from rollouts.rules.plan import ALL, Plan, parsed

ANNOTATIONS = "spec.template.metadata.annotations.[autoscaling.knative.dev/{}]"
# The fields that Kustomize writes each column to. The first applies to every function, the others to operations.
PATHS = {
    "min": [ANNOTATIONS.format("min-scale")],
    "max": [ANNOTATIONS.format("max-scale")],
    # One number for concurrent requests, threads, and database connections.
    "concurrency": [
        "spec.template.spec.containerConcurrency",
        "spec.template.spec.containers.[name=function].env.[name=THREADS].value",
    ],
    "target": [ANNOTATIONS.format("target-utilization-percentage")],
    "window": [ANNOTATIONS.format("window")],
    "retention": [ANNOTATIONS.format("scale-to-zero-pod-retention-period")],
    # Outside of the template, so that changing the rollout plan makes no new revision.
    "rollout": ["metadata.annotations.[cloudshop.dev/rollout]"],
}


def written(column: str, value: int | Plan) -> str:
    """The value in the notation of scaling.yaml."""
    return f"{value}s" if column in ("window", "retention") else str(value)


class Row(BaseModel):
    """A function's autoscaling settings, within Knative's bounds or tighter ones that suffice for a shop."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    # Pods that always run, and the maximum. Knative's 0, no maximum, would make a budget impossible.
    min: Annotated[int, Field(ge=0, le=20)]
    max: Annotated[int, Field(ge=1, le=50)]
    # Concurrent requests per pod, and the percentage of them above which another pod is started.
    concurrency: Annotated[int, Field(ge=1, le=1000)]
    target: Annotated[int, Field(ge=1, le=100)]
    # Seconds over which load is averaged, and for which the last pod is kept beyond that.
    window: Annotated[int, BeforeValidator(seconds_of), Field(ge=6, le=3600)]
    retention: Annotated[int, BeforeValidator(seconds_of), Field(ge=0, le=3600)]
    # How a new revision gets its traffic. Tables of old commits lack this column.
    rollout: Annotated[Plan, BeforeValidator(parsed)] = ALL

    @model_validator(mode="after")
    def _check_consistency(self) -> "Row":
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is above max ({self.max})")
        if self.min and self.retention:
            raise ValueError(f"retention has no effect: with min: {self.min} pods are never scaled to zero; write 0s")
        return self


# The row of a new operation: no pod without calls, and two at most until there is traffic to measure.
NEW_ROW = Row.model_validate({"min": 0, "max": 2, "concurrency": 8, "target": 70, "window": "15s", "retention": "0s"})
