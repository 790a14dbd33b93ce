"""The event contracts: facts in the past tense that contexts tell each other. Import a contract from its module."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Event(BaseModel):
    """A fact. Consumers ignore fields they do not know, so that a contract can grow."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    TYPE: ClassVar[str]

    @property
    def subject(self) -> str:
        """What the event is about, such as an order's id."""
        raise NotImplementedError

    @property
    def about(self) -> dict[str, str]:
        """What log lines of whoever handles it say: which order it is about, where it is about one."""
        named = {"order_id": getattr(self, "order_id", None), "order": getattr(self, "number", None)}
        return {name: str(value) for name, value in named.items() if value is not None}
