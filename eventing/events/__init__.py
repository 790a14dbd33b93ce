"""Defines the event contracts between contexts: facts, named in the past tense. Import a contract from its module."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, computed_field


class Event(BaseModel):
    """An event. Consumers ignore unknown fields, so that contracts can gain fields."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    TYPE: ClassVar[str]

    @property
    def subject(self) -> str:
        """The CloudEvent's subject, such as an order's id."""
        raise NotImplementedError

    @property
    def about(self) -> dict[str, str]:
        """Fields for the log lines of its consumers: the id and number of its order, if it has one."""
        named = {"order_id": getattr(self, "order_id", None), "order": getattr(self, "number", None)}
        return {name: str(value) for name, value in named.items() if value is not None}


class Explained(BaseModel):
    """A mixin for events with a reason: a code, from which the text is made where it is shown."""

    reason_code: str | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def reason(self) -> str:
        """The reason for consumers of older releases, which do not know the code."""
        return self.reason_code or ""
